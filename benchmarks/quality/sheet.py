"""What the other tools are handed: a draft's prose as plain text, and the way back to the file.

Every tool sees the blocks that copydesk's reader extracts, a blank line between two; what it marks in that text is
carried back to the file's own characters.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.document import OBJECT, Document
from pipeline.finding import Finding, Severity, flag

BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a tool says of `text[start:end]` of a sheet, in code points; replacements are best first."""

    start: int
    end: int
    rule: str
    message: str = ""
    replacements: tuple[str, ...] = ()


class Sheet:
    """A draft's prose as plain text, in whose `text` nothing but a line feed ends a line."""

    def __init__(self, name: str, document: Document, dialect: str) -> None:
        self.name = name
        self.document = document
        self.dialect = dialect
        self.text = BETWEEN.join(block.text for block in document.blocks).replace("\r", " ") + "\n"
        self.blocks = [0]
        for block in document.blocks:
            self.blocks.append(self.blocks[-1] + len(block.text) + len(BETWEEN))
        self.blocks.pop()
        self.lines = [0, *(at + 1 for at, character in enumerate(self.text) if character == "\n")]

    def line(self, number: int) -> str:
        """The text of a line counted from 1, without its line break."""
        return self.text[self.lines[number - 1] : self.lines[number] - 1]

    def findings(self, marks: Iterable[Mark]) -> tuple[Finding, ...]:
        """The marks as errors in the file, in its order.

        What runs over its block's end is cut there. What touches a place where code or an address was left out says
        nothing of the draft, and is dropped, as it is for LanguageTool's rules inside copydesk.
        """
        return tuple(sorted(self._findings(marks), key=lambda finding: finding.span))

    def _findings(self, marks: Iterable[Mark]) -> Iterator[Finding]:
        for mark in marks:
            number = bisect_right(self.blocks, mark.start) - 1
            block, first = self.document.blocks[number], self.blocks[number]
            start, end = mark.start - first, min(mark.end - first, len(block.text))
            if start >= len(block.text) or OBJECT in block.text[max(start - 1, 0) : end + 1]:
                continue
            replacements = mark.replacements if mark.end - first == end else ()
            found = flag(block, start, end, mark.message, *replacements)
            text = self.document.source[found.span]
            yield replace(found, check=mark.rule, severity=Severity.ERROR, text=text)
