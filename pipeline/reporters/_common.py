"""What the reporters share: counting in words, and a fix as a reader reads it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from pipeline.finding import Applicability, Finding, Fix, Report, Severity, apply_edits
from pipeline.source import Source, Span

LONGEST = 60
"""A stretch of more characters than this is not repeated whole to show a change inside it."""

CONTEXT = 24
"""How many characters on each side tell a finding from another of the same words."""

TAB = "    "
JOINERS = "\u200c\u200d"

NAMES = {
    Severity.ERROR: ("error", "errors"),
    Severity.QUERY: ("query", "queries"),
    Severity.ADVICE: ("piece of advice", "pieces of advice"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of the file as it is, and as it would be."""

    was: str
    becomes: str

    def __str__(self) -> str:
        """`surviver → survivor`, on one line; where only spaces differ they are made visible."""
        was, becomes = self.was, self.becomes
        if not becomes.strip() and was.strip():
            return f"delete “{shorten(was)}”"
        if not was.strip() and becomes.strip():
            return f"insert “{shorten(becomes)}”"
        if "".join(was.split()) == "".join(becomes.split()):
            was, becomes = spaces_shown(was), spaces_shown(becomes)
        return f"{shorten(was)} → {shorten(becomes)}"


def changes(source: Source, finding: Finding, fix: Fix) -> tuple[Change, ...]:
    """What a fix does, in whole words: one change where finding and edits lie close together, else one an edit."""
    low = min(finding.span.start, fix.edits[0].span.start)
    high = max(finding.span.end, fix.edits[-1].span.end)
    if high - low <= LONGEST and "\n" not in source.text[low:high]:
        hulls = [_words(source.text, low, high)]
    else:
        hulls = [_words(source.text, *edit.span) for edit in fix.edits]
    found = []
    for hull in dict.fromkeys(hulls):
        inside = [edit for edit in fix.edits if hull.contains(edit.span)]
        after = apply_edits(source.text[: hull.end], inside)[hull.start :]
        found.append(Change(source[hull], after))
    return tuple(found)


def _words(text: str, start: int, end: int) -> Span:
    """The stretch, grown to whole words: a mark to the word that it stands at, spaces to those on both sides."""
    if not text[start:end].strip():
        start, end = _back(text, start), end if start == end else _on(text, end)
    elif not any(character.isalnum() for character in text[start:end]):
        if start > 0 and not text[start - 1].isspace():
            start = _back(text, start)
        else:
            end = _on(text, end)
    while start > 0 and _inside(text, start):
        start -= 1
    while _inside(text, end):
        end += 1
    return Span(start, end)


def _on(text: str, end: int) -> int:
    """The end of the word that begins at a place."""
    while end < len(text) and not text[end].isspace():
        end += 1
    return end


def _back(text: str, start: int) -> int:
    """The start of the word before a place, spaces of its line skipped."""
    while start > 0 and text[start - 1].isspace() and text[start - 1] != "\n":
        start -= 1
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    return start


def _inside(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def shorten(text: str, longest: int = LONGEST) -> str:
    """Text on one line, its middle left out where it is longer than `longest` characters."""
    text = visible(text.replace("\r\n", "\n").replace("\n", "↵"))
    if len(text) <= longest:
        return text
    return f"{text[: longest // 2].rstrip()} … {text[-longest // 3 :].lstrip()}"


def spaces_shown(text: str) -> str:
    """Text with every kind of space as a mark that can be seen."""
    text = text.replace("\r\n", "\n").replace("\n", "↵").replace("\t", "⇥").replace("\u00a0", "⍽")
    return "".join("·" if character.isspace() else character for character in text)


def visible(text: str) -> str:
    """Text that a terminal shows as it is: tabs as spaces, controls and other invisible characters by their number."""
    return "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    if character == "\t":
        return TAB
    if unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"} and character not in JOINERS:
        return f"<{ord(character):04X}>"
    return character


def count(number: int, one: str, many: str) -> str:
    """`1 error`, `1,204 errors`."""
    return f"{number:,} {one if number == 1 else many}"


def counted(reports: Iterable[Report]) -> str:
    """`7 errors, 2 queries`: what there is of each severity, gravest first; nothing where nothing was found."""
    found = list(reports)
    totals = {severity: sum(report.count(severity) for report in found) for severity in Severity}
    return ", ".join(count(number, *NAMES[severity]) for severity, number in totals.items() if number)


def is_safe(finding: Finding) -> bool:
    """Whether the best fix may be applied unasked."""
    return finding.fix is not None and finding.fix.applicability is Applicability.SAFE


def is_likely(finding: Finding) -> bool:
    """Whether the best fix is applied where likely ones are asked for: it is no taste, and nobody has to decide."""
    unsafe = finding.fix is not None and finding.fix.applicability is Applicability.UNSAFE
    return unsafe and finding.severity is not Severity.ADVICE


def fixable(reports: Iterable[Report], by: Callable[[Finding], bool] = is_safe) -> int:
    """How many findings have a safe fix, or one of another sort."""
    return sum(by(finding) for report in reports for finding in report.findings)


def severity(finding: Finding) -> Severity:
    """A stamped finding's severity."""
    assert finding.severity is not None, "the runner stamps severities"
    return finding.severity


def sourced(reports: Sequence[Report]) -> Iterator[tuple[Report, Source]]:
    """The reports of drafts that could be read, each with its source."""
    return ((report, report.document.source) for report in reports if report.document is not None)


def unrun(reports: Iterable[Report]) -> dict[str, list[str]]:
    """Why checks did not run, each reason once, with the checks that it held back."""
    reasons: dict[str, list[str]] = {}
    for report in reports:
        for skipped in report.skipped:
            held = reasons.setdefault(skipped.reason, [])
            if skipped.check not in held:
                held.append(skipped.check)
    return reasons


def tokens(text: str) -> list[str]:
    """Words, spaces and single marks: joined they are the text."""
    return re.findall(r"[\w'’-]+|\s+|[^\w\s]", text)


def mended(source: Source, finding: Finding, fix: Fix | None = None) -> str:
    """What a fix does, the best one where none is named, on one line; nothing where there is none."""
    chosen = fix or finding.fix
    return ", ".join(str(change) for change in changes(source, finding, chosen)) if chosen else ""


def identities(source: Source, findings: Sequence[Finding]) -> tuple[str, ...]:
    """A short name for each finding that stays while its check, its words and their surroundings stay.

    It is a hash of the check, the text, and the 24 characters of the line on each side; lines that are added or taken
    away elsewhere do not change it. The second finding of the same name gets `-2`, and so on.
    """
    seen: Counter[str] = Counter()
    names = []
    for finding in findings:
        before = source.text[max(0, finding.span.start - CONTEXT) : finding.span.start].rpartition("\n")[2]
        after = source.text[finding.span.end : finding.span.end + CONTEXT].partition("\n")[0].rstrip("\r")
        whole = "\0".join((finding.check, finding.text, before, after))
        name = sha256(whole.encode()).hexdigest()[:12]
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return tuple(names)
