"""A full stop inside a parenthesis that is part of a sentence.

A parenthesis within a sentence leaves the full stop to the sentence; only one that stands between sentences has its
own. (The Chicago Manual of Style 6.13, 6.98.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.document import RUNNING, Block
from pipeline.finding import Applicability, Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "safe"

EXAMPLES = (
    Flagged("He sings flat (and she does too⟦.)⟧", "He sings flat (and she does too)."),
    Flagged("He sings flat (and she too⟦.)⟧ The band is good.", "He sings flat (and she too). The band is good."),
    Allowed("He sings flat (and she does too)."),
    Allowed("He sings flat. (And she does too.)"),
    Allowed("It has drums (a kit, bells, etc.) and a harp."),
    Allowed("It stars her son (Frank Jr.) and his dog."),
    Allowed("He sings flat (and she does too. Nobody minds.)"),
)

ABBREVIATIONS = listed(
    "etc jr sr inc ltd co vol ed eds dir al approx feat ft vs no st dr mr mrs ms bros corp cont esp dept min hr"
)
"""Abbreviations that keep their full stop before a bracket."""

_PARENTHESIS = re.compile(
    r"(?P<before>[^.?!…:\s(\"”’'])\s+\((?P<inner>[^()]*?(?P<last>[\w’'-]+))\.\)(?P<after>\s*[.?!,;]?)"
)


def find(block: Block) -> Iterator[Finding]:
    """Findings on the full stop and the bracket behind it."""
    if block.kind not in RUNNING:
        return
    for inside in _PARENTHESIS.finditer(block.text):
        last = inside["last"]
        if last.lower() in ABBREVIATIONS or len(last) < 3 or re.search(r"[.?!]\s", inside["inner"]):
            continue
        stop = inside.end("inner")
        rest = block.text[stop + 2 :].lstrip()
        ends = not rest or (rest[:1].isupper() and not inside["after"].strip())
        yield flag(
            block,
            stop,
            stop + 2,
            "The parenthesis is part of the sentence; the full stop belongs behind it.",
            ")." if ends else ")",
            applicability=Applicability.SAFE,
        )
