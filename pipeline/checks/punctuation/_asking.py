"""The words that questions are told by."""

from pipeline.checks._listed import listed

ASKING = listed("what why how who whom where when which whose")
"""Words that open a question."""

HELPERS = listed("is are was were do does did can could would will has have should am ca wo")
"""Auxiliaries that stand before the subject of a question."""
