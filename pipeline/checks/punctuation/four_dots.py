"""Four dots inside a sentence, or five and more anywhere.

An ellipsis has three; a fourth dot is a full stop, and is none where the sentence goes on. (The Chicago Manual of Style
13.53.) Copy editors let most of them stand where a writer chats in dots, so it is advice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ADVICE
FIX = "unsafe"

EXAMPLES = (
    Flagged("He left ⟦because....⟧ nobody knows.", "He left because... nobody knows."),
    Flagged("He left ⟦because….⟧ nobody knows.", "He left because… nobody knows."),
    Flagged("He left for the coast⟦.....⟧ Nobody knows why.", "He left for the coast... Nobody knows why."),
    Flagged("He left⟦......⟧nobody knows.", "He left... nobody knows."),
    Flagged("He ⟦left....⟧nobody knows.", "He left... nobody knows."),
    Allowed("Chapter One .......... 12"),
    Allowed("He left because... nobody knows."),
    Allowed("He left…. Nobody knows why."),
    Allowed("He left.... Nobody knows why."),
)

_DOTS = re.compile(r"([\w’']+)(…\.|(?<!\.)\.{4})(?=\s+[a-z])")
_GLUED = re.compile(r"([\w’']+)(?<!\.)\.{4}(?=[a-z‘“'\"][\w’']+)")
_MANY = re.compile(r"(?<=[\w’'!?”\")])\.{5,}(?! ?\d)")


def find(block: Block) -> Iterator[Finding]:
    """Findings on the dots, with the word before four."""
    if block.kind not in RUNNING:
        return
    for dots in _DOTS.finditer(block.text):
        yield flag(
            block,
            dots.start(),
            dots.end(),
            "The sentence goes on behind four dots; an ellipsis has three.",
            dots[1] + dots[2][:-1],
        )
    for dots in _GLUED.finditer(block.text):
        yield flag(
            block,
            dots.start(),
            dots.end(),
            "The sentence goes on behind four dots; an ellipsis has three.",
            f"{dots[1]}... ",
        )
    for dots in _MANY.finditer(block.text):
        yield flag(
            block,
            dots.start(),
            dots.end(),
            "An ellipsis has three dots.",
            "... " if block.text[dots.end() : dots.end() + 1].isalnum() else "...",
        )
