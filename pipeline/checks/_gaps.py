"""Spaces inside a bracket that are one fault with what stands beside it."""

import re

CLOSED = re.compile(r"(?<=[\w.!?%]) +\) +(?:[!?]+|[.,;:](?![.)(]| ?[)(]))(?=\s|$)")
"""A closing bracket with a space before it, and one before the mark behind it."""

PAIR = re.compile(r"\( +(?=[\"'“‘]?[^\W_])(?P<inside>[^()]*?(?<=[\w.,!?…;])) +\)(?! +[.,;:!?])")
"""Brackets with a space on both inner sides."""
