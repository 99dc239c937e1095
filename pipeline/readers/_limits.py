"""What a draft may be at most, so that a hostile or broken one ends in a sentence."""

import re
from unicodedata import combining

from pipeline.errors import UnreadableDraft
from pipeline.source import Source

MAX_LINE = 50_000
"""The longest line, in characters. Pandoc dies on one of 10 MB; the longest paragraph of a real novel has 20,000."""

MAX_DEPTH = 60
"""How deep quotes, lists, brackets and divs may nest: pandoc dies on 3,000 unclosed divs, and nobody reads past six."""

MAX_MARKS = 200
"""How many combining marks may stand on one letter: pandoc's normalising takes minutes for 50,000 of them."""

_NOT_ASCII = re.compile(r"[^\x00-\x7f]{" + str(MAX_MARKS) + r",}")
_NOTE = re.compile(r"[ \t>*+-]*\[\^([^\]\s]+)\]:")
_CITED = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_QUOTES = re.compile(r"[ \t>*+-]*>[ \t>*+-]*")
_ITEMS = re.compile(r"([ \t>]*)((?:(?:[-*+]|\d{1,9}[.)])[ \t]+)+)")
_DIV = re.compile(r"[ \t>]*:{3,}[ \t]*(.*)")


def check(source: Source, start: int = 0) -> None:
    """Raise UnreadableDraft where the text behind the code point `start` is more than a draft may be."""
    _check_notes(source, start)
    divs = 0
    for number in range(source.position(start).line, len(source.lines) + 1):
        line = source.line(number)
        if len(line) > MAX_LINE:
            raise UnreadableDraft(
                f"{source.path}:{number}: a line of {len(line):,} characters is longer than the {MAX_LINE:,} that can "
                "be read; put paragraphs on lines of their own."
            )
        if any(_has_pile(run) for run in _NOT_ASCII.findall(line)):
            raise UnreadableDraft(
                f"{source.path}:{number}: more than {MAX_MARKS} combining marks stand on one letter; take them out."
            )
        if div := _DIV.match(line):
            divs = divs + 1 if div[1].strip() else max(0, divs - 1)
        quotes, items = _QUOTES.match(line), _ITEMS.match(line)
        depth = max(
            divs,
            quotes.group().count(">") if quotes else 0,
            len(items[1].expandtabs(4)) // 2 + len(items[2].split()) if items else 0,
            _open_brackets(line),
        )
        if depth > MAX_DEPTH:
            raise UnreadableDraft(
                f"{source.path}:{number}: quotes, lists, brackets or divs nest {depth} deep here, more than the "
                f"{MAX_DEPTH} that can be read; close or flatten them."
            )


def _has_pile(run: str) -> bool:
    """Whether too many combining marks follow one another."""
    height = 0
    for character in run:
        height = height + 1 if combining(character) else 0
        if height > MAX_MARKS:
            return True
    return False


def _check_notes(source: Source, start: int) -> None:
    """Raise UnreadableDraft where a footnote leads back to itself: pandoc would put it into itself without end."""
    if "[^" not in source.text:
        return
    cites: dict[str, set[str]] = {}
    lines: dict[str, int] = {}
    note = ""
    for number in range(source.position(start).line, len(source.lines) + 1):
        line = source.line(number)
        if found := _NOTE.match(line):
            note = found[1].lower()
            lines.setdefault(note, number)
        elif not line.strip():
            note = ""
        if note:
            cites.setdefault(note, set()).update(label.lower() for label in _CITED.findall(line))
    for note, number in lines.items():
        reached, ahead = set[str](), list(cites[note])
        while ahead:
            label = ahead.pop()
            if label not in reached:
                reached.add(label)
                ahead.extend(cites.get(label, ()))
        if note in reached:
            raise UnreadableDraft(f"{source.path}:{number}: the footnote [^{note}] cites itself; cite it in the text.")


def _open_brackets(line: str) -> int:
    """The most brackets that are open at once in a line."""
    most = now = 0
    for character in line if line.count("[") > MAX_DEPTH else "":
        now = now + 1 if character == "[" else max(0, now - 1) if character == "]" else now
        most = max(most, now)
    return most
