"""What is wrong, where, and the edit that mends it.

The terms are ruff's; elsewhere they are called:

| here            | SARIF 2.1                   | LSP 3.17               | LanguageTool        | rdjson        |
|-----------------|-----------------------------|------------------------|---------------------|---------------|
| Finding         | result                      | Diagnostic             | match               | diagnostic    |
| check           | reportingDescriptor (rule)  | code                   | rule                | code          |
| Span            | region                      | Range                  | offset, length      | range         |
| Severity        | level                       | DiagnosticSeverity     | issueType           | severity      |
| Fix             | fix                         | CodeAction             | replacement         | suggestion    |
| Edit            | replacement                 | TextEdit               | –                   | suggestion    |
| Applicability   | –                           | CodeAction.isPreferred | –                   | –             |
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from pipeline.document import OBJECT, Block, Document
from pipeline.source import Source, Span


class Severity(StrEnum):
    """How sure a copy editor is: `error` would be changed, `query` is asked, `advice` is taste."""

    ERROR = "error"
    QUERY = "query"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


class Applicability(StrEnum):
    """Who may apply a fix: `safe` anyone unasked, `unsafe` whoever asked for it, `display-only` the editor alone."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    DISPLAY_ONLY = "display-only"


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in the place of `span`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that belong together, in the file's order and not touching one another."""

    edits: tuple[Edit, ...]
    applicability: Applicability = Applicability.UNSAFE

    def __post_init__(self) -> None:
        assert self.edits, "a fix edits something"
        assert all(a.span.end <= b.span.start for a, b in zip(self.edits, self.edits[1:], strict=False)), "in order"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a copy editor would mark.

    A check yields it with span, message and fixes (best first); the runner stamps `check`, `severity` where the check
    left it open, and `text`, which is the file's text at the span, always. `sources` are the engines' rules behind it
    (`lingotweaker:HE_VERB_AGR`), `also` the ids of the other checks that said it of the same spot.
    """

    span: Span
    message: str
    fixes: tuple[Fix, ...] = ()
    severity: Severity | None = None
    sources: tuple[str, ...] = ()
    check: str = ""
    text: str = ""
    also: tuple[str, ...] = ()

    @property
    def checks(self) -> tuple[str, ...]:
        """The ids of all checks that spoke of this spot, the finding's own first."""
        return (self.check, *self.also)

    @property
    def fix(self) -> Fix | None:
        """The best fix."""
        return self.fixes[0] if self.fixes else None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A check that did not run, and what to do to have it run."""

    check: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in one draft; where it could not be read, `error` says why and all else is empty."""

    path: str
    document: Document | None = None
    findings: tuple[Finding, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    error: str | None = None

    def count(self, severity: Severity) -> int:
        """How many findings of one severity there are."""
        return sum(finding.severity is severity for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Applied:
    """A fix that was applied, and the finding that it mends (none for an editor's own wording)."""

    fix: Fix
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """A draft with fixes applied: the text before and after, what was done, and the findings that were left.

    The spans of `applied` are those of `before`, in its order.
    """

    before: Source
    after: str
    applied: tuple[Applied, ...] = ()
    left: tuple[Finding, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether anything was applied that changes the text."""
        return self.before.text != self.after


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """`text` with edits applied, which may not overlap."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        assert at <= edit.span.start, "edits do not overlap"
        parts += (text[at : edit.span.start], edit.text)
        at = edit.span.end
    parts.append(text[at:])
    return "".join(parts)


def stretch(text: str, span: Span, edits: Iterable[Edit]) -> str:
    """What stands at a span of the text once edits are applied, all of which lie within it."""
    shifted = (Edit(Span(edit.span.start - span.start, edit.span.end - span.start), edit.text) for edit in edits)
    return apply_edits(text[span.start : span.end], shifted)


def edits_for(block: Block, start: int, end: int, replacement: str) -> tuple[Edit, ...] | None:
    """The smallest edits of the file that turn `block.text[start:end]` into `replacement`.

    Whole words are replaced, and markup between words is left standing. None where that can't be done without
    removing markup or an OBJECT, and where the two are the same.
    """
    old = block.text[start:end]
    if old == replacement:
        return None
    if block.verbatim(start, end) and OBJECT not in old:
        low, high = _trim(old, replacement)
        return (Edit(block.span(start + low, end - high), replacement[low : len(replacement) - high]),)
    edits: list[Edit] = []
    mine, theirs = _tokens(old), _tokens(replacement)
    places = [0]
    for token in mine:
        places.append(places[-1] + len(token))
    for kind, a, b, c, d in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        low, high = start + places[a], start + places[b]
        if OBJECT in block.text[low:high] or not _unbroken(block, low, high):
            return None
        edits.append(Edit(block.span(low, high), "".join(theirs[c:d])))
    return tuple(edits)


def _unbroken(block: Block, start: int, end: int) -> bool:
    """Whether each character of the stretch follows the one before it with no markup between."""
    return all(block.ends[i] == block.starts[i + 1] for i in range(start, end - 1))


def _tokens(text: str) -> Sequence[str]:
    return re.findall(r"[\w'’-]+|\s+|[^\w\s]", text)


def _trim(old: str, new: str) -> tuple[int, int]:
    """How many characters the two share at their start and end, cut back to whole words."""
    low = 0
    while low < min(len(old), len(new)) and old[low] == new[low]:
        low += 1
    high = 0
    while high < min(len(old), len(new)) - low and old[-1 - high] == new[-1 - high]:
        high += 1
    while low and (_joins(old, low) or _joins(new, low)):
        low -= 1
    while high and (_joins(old, len(old) - high) or _joins(new, len(new) - high)):
        high -= 1
    return low, high


def _joins(text: str, at: int) -> bool:
    """Whether `at` lies inside a word."""
    return 0 < at < len(text) and _in_word(text[at - 1]) and _in_word(text[at])


def _in_word(character: str) -> bool:
    return character.isalnum() or character in "'’-_"


def flag(
    block: Block,
    start: int,
    end: int,
    message: str,
    *replacements: str,
    applicability: Applicability = Applicability.UNSAFE,
    severity: Severity | None = None,
    sources: tuple[str, ...] = (),
) -> Finding:
    """A finding on `block.text[start:end]` with a fix for each replacement of exactly that stretch, best first.

    Only the first replacement has the applicability that is asked for; the others are alternatives and never safe. A
    replacement that would remove markup is left out.
    """
    assert 0 <= start <= end <= len(block.text), "a finding lies within its block"
    fixes: list[Fix] = []
    for number, replacement in enumerate(replacements):
        edits = edits_for(block, start, end, replacement)
        if edits is None:
            continue
        others = applicability if number == 0 else max(applicability, Applicability.UNSAFE, key=_caution)
        fixes.append(Fix(edits, others))
    return Finding(block.span(start, end), message, tuple(fixes), severity, sources)


def _caution(applicability: Applicability) -> int:
    return list(Applicability).index(applicability)
