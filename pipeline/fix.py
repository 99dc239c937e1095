"""Report → Revision: applies the edits.

A pass applies the first fix of each finding, as far as it may; fixes that touch one another wait for the next pass, for
what was right beside the old words may be wrong beside the new ones. Passes are repeated until nothing more is applied,
so that fixing twice is fixing once, and composed into one revision of the file as it stands on disk: what was applied
and what was left is told in that file's places, where the editor looks.
"""

import difflib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.anchors import normal
from pipeline.document import Document, plain
from pipeline.errors import CopydeskError, Refused
from pipeline.files import write_atomically
from pipeline.finding import (
    Applicability,
    Applied,
    Edit,
    Finding,
    Fix,
    Report,
    Revision,
    Severity,
    apply_edits,
    stretch,
)
from pipeline.revision import Moved, carry, compose, hull, moved, touch
from pipeline.source import Source, Span

MAX_PASSES = 10
"""Checks whose fixes go on for longer than this undo or feed one another: their fixes are left."""

Lint = Callable[[Document], Report]
Read = Callable[[Source], Document]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the editor chose for a place, `span` of the file; findings of `check` there are answered.

    `fix` is applied before all others and whatever it does to the structure; None leaves the words as they stand. Where
    the words are `exact`, no other fix edits within the span, nor what was put there. `refused` is a wording that was
    turned down there, whichever check proposes it.
    """

    span: Span
    check: str = ""
    fix: Fix | None = None
    finding: Finding | None = None
    exact: bool = False
    refused: Edit | None = None

    def answers(self, finding: Finding) -> bool:
        """Whether the finding, or one that was merged into it, asks what was decided here."""
        empty = self.span.start == self.span.end or finding.span.start == finding.span.end
        return self.check in finding.checks and (touch if empty else Span.overlaps)(self.span, finding.span)

    def refuses(self, finding: Finding, text: str) -> bool:
        """Whether the finding's best fix makes of the text what was turned down here."""
        return self.turns_down(finding.fix, text)

    def turns_down(self, fix: Fix | None, text: str) -> bool:
        """Whether a fix makes of the text what was turned down here; quotes may be of any shape."""
        if self.refused is None or fix is None:
            return False
        edits = fix.edits
        theirs, ours = Span(edits[0].span.start, edits[-1].span.end), self.refused.span
        if not touch(theirs, ours):
            return False
        whole = Span(min(theirs.start, ours.start), max(theirs.end, ours.end))
        offered, refused = stretch(text, whole, edits), stretch(text, whole, (self.refused,))
        shape = normal(refused) == normal(text[whole.start : whole.end])
        return offered == refused or (not shape and normal(offered) == normal(refused))

    def forbids(self, fix: Fix) -> bool:
        """Whether the fix would change words that were decided."""
        return self.exact and any(
            self.span.overlaps(edit.span) or (self.span.start == self.span.end and touch(self.span, edit.span))
            for edit in fix.edits
        )


def settle(report: Report, lint: Lint, read: Read, *, unsafe: bool = False, choices: Sequence[Choice] = ()) -> Revision:
    """The draft of a report with all fixes applied that may be, pass after pass.

    `applied`, `left` and all their spans are in the places of the file that the report is of; fixes of later passes
    that touch those of earlier ones are one `Applied` with the reasons of both. Of checks that undo one another's fixes
    those that no engine's rule stands behind have none of them applied, or else all. Raises Refused as `revise` does.
    """
    without: frozenset[str] = frozenset()
    while True:
        revision, quarrel = _passes(report, lint, read, unsafe, choices, without)
        if not quarrel:
            return revision
        without |= quarrel


def _quarrelling(findings: Iterable[Finding]) -> frozenset[str]:
    """The checks that give way: those that no engine's rule stands behind, or all where each one has a rule or none."""
    found = tuple(findings)
    backed = {finding.check for finding in found if finding.sources}
    return frozenset(finding.check for finding in found) - backed or frozenset(backed)


def _passes(
    report: Report, lint: Lint, read: Read, unsafe: bool, choices: Sequence[Choice], without: frozenset[str]
) -> tuple[Revision, frozenset[str]]:
    """The passes composed, and the checks whose fixes do not come to rest."""
    whole = step = revise(report, read, unsafe=unsafe, choices=choices, without=without)
    texts, done = [whole.before.text], [step]
    while step.changed:
        if step.after in texts or len(done) == MAX_PASSES:
            since = texts.index(step.after) if step.after in texts else -1
            return whole, _quarrelling(a.finding for s in done[since:] for a in s.applied if a.finding)
        texts.append(step.after)
        pairs = moved(step.applied)
        choices = [_carried(choice, pairs) for choice in choices]
        document = read(Source(report.path, step.after))
        step = revise(lint(document), read, unsafe=unsafe, choices=choices, without=without)
        done.append(step)
        whole = compose(whole, step)
    return whole, frozenset()


def _carried(choice: Choice, pairs: Moved) -> Choice:
    """A choice in the places of the text after edits, in which it has been applied."""
    span = (hull if choice.exact else carry)(choice.span, pairs)
    refused = choice.refused and replace(choice.refused, span=carry(choice.refused.span, pairs))
    return replace(choice, span=span, fix=None, refused=refused)


def revise(
    report: Report,
    read: Read,
    *,
    unsafe: bool = False,
    choices: Sequence[Choice] = (),
    without: frozenset[str] = frozenset(),
) -> Revision:
    """The draft of a report after one pass: the editor's choices, then the first safe fixes.

    With `unsafe` the likely fixes of errors and queries are applied too, advice being taste; fixes for display only,
    and those of the checks named in `without`, never. Of fixes that overlap or touch, the graver finding's and then the
    earlier one is applied. A safe fix that changes the document's shape is left. What is left are the findings that no
    fix was applied to and no choice answers. Raises Refused where the shape changes although no safe fix alone changes
    it, and where choices and unsafe fixes leave nothing that can be read.
    """
    document = report.document
    assert document is not None, "a draft that was read"
    source = document.source
    may = {Applicability.SAFE, Applicability.UNSAFE} if unsafe else {Applicability.SAFE}
    asked = [
        finding
        for finding in report.findings
        if not any(choice.answers(finding) or choice.refuses(finding, source.text) for choice in choices)
    ]
    firm = [Applied(at_home(choice.fix, source), choice.finding) for choice in choices if choice.fix]
    safe: list[Applied] = []
    taken = [edit for applied in firm for edit in applied.fix.edits]
    for finding in sorted(asked, key=_gravest):
        fix = finding.fix
        if fix is None or fix.applicability not in may or finding.check in without:
            continue
        if fix.applicability is Applicability.UNSAFE and finding.severity is Severity.ADVICE:
            continue
        if any(choice.forbids(fix) for choice in choices):
            continue
        if any(touch(mine.span, edit.span) for mine in fix.edits for edit in taken):
            continue
        applied = Applied(at_home(fix, source), finding)
        (safe if fix.applicability is Applicability.SAFE else firm).append(applied)
        taken += fix.edits
    safe = _harmless(document, read, firm, safe)
    every = sorted(firm + safe, key=lambda applied: applied.fix.edits[0].span)
    mended = {id(applied.finding) for applied in every}
    left = tuple(finding for finding in asked if id(finding) not in mended)
    return Revision(source, _apply(source.text, every), tuple(every), left)


def _gravest(finding: Finding) -> tuple[int, Span]:
    return (finding.severity or Severity.ADVICE).rank, finding.span


def at_home(fix: Fix, source: Source) -> Fix:
    """The fix with the file's own line breaks."""
    return replace(
        fix,
        edits=tuple(
            replace(edit, text=edit.text.replace("\r\n", "\n").replace("\n", source.newline)) for edit in fix.edits
        ),
    )


def _apply(text: str, applied: Iterable[Applied]) -> str:
    return apply_edits(text, (edit for each in applied for edit in each.fix.edits))


def _harmless(document: Document, read: Read, firm: list[Applied], safe: list[Applied]) -> list[Applied]:
    """Those of the safe fixes that leave the shape of the document, with the firm ones applied, as it is."""
    path, text = document.source.path, document.source.text
    wanted = _shape_of(_apply(text, firm), path, read) if firm else shape(document)
    if wanted is None:
        raise Refused(
            f"{path}: with what was decided and the unsafe fixes this could no longer be read as a draft, so nothing "
            "was changed; look at those decisions again."
        )

    def keep(fixes: list[Applied]) -> bool:
        return bool(_shape_of(_apply(text, firm + fixes), path, read) == wanted)

    def sift(harmful: list[Applied]) -> list[Applied]:
        if len(harmful) == 1:
            return []
        middle = len(harmful) // 2
        halves = harmful[:middle], harmful[middle:]
        return [each for half in halves for each in (half if keep(half) else sift(half))]

    if not safe or keep(safe):
        return safe
    kept = sift(safe)
    if kept and not keep(kept):
        raise Refused(
            f"{path}: the safe fixes together would change the document's structure, so nothing was changed; "
            "fix a few at a time with --select."
        )
    return kept


def _shape_of(text: str, path: str, read: Read) -> Any:
    """The shape of a text, None where it can no longer be read."""
    try:
        return shape(read(Source(path, text)))
    except CopydeskError:
        return None


def shape(document: Document) -> Any:
    """The document without its words: blocks, inline markup, addresses, code, and the front matter's keys and types.

    Two documents of the same shape differ in nothing but prose.
    """
    return _skeleton(plain(document.ast)["blocks"]), _kinds(document.metadata)


def _skeleton(node: Any) -> Any:
    if isinstance(node, list):
        return [_skeleton(child) for child in node if not (isinstance(child, dict) and child.get("t") in _WORDS)]
    if not isinstance(node, dict):
        return node
    kind: str = node["t"]
    content: Any = node.get("c")
    if kind == "Header":  # its identifier is made from its words
        level, (_, *attributes), inlines = content
        content = [level, attributes, inlines]
    elif kind in ("Link", "Image"):  # the second part of a target is its title, which is prose
        attributes, inlines, target = content
        content = [attributes, inlines, target[0]]
    return [kind, _skeleton(content)]


_WORDS = frozenset({"Str", "Space", "SoftBreak"})


def _kinds(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _kinds(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_kinds(inner) for inner in value]
    return type(value)


def diff(before: str, after: str, path: str) -> str:
    """The unified diff of two texts of a file, as `git apply` and `patch` take it; empty where they are the same."""
    old, new = _quoted(f"a/{path.lstrip('/')}"), _quoted(f"b/{path.lstrip('/')}")
    lines = difflib.unified_diff(_lines(before), _lines(after), old, new)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _quoted(name: str) -> str:
    """A file's name as git has it in a diff: with a tab behind it where it has spaces, as C has it where it must be."""
    if any(character in '"\\' or ord(character) < 32 for character in name):
        short = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
        return (
            '"' + "".join(short.get(each) or (f"\\{ord(each):03o}" if ord(each) < 32 else each) for each in name) + '"'
        )
    return name + "\t" if " " in name else name


def _lines(text: str) -> list[str]:
    lines = [line + "\n" for line in text.split("\n")]
    last = lines.pop().removesuffix("\n")
    return [*lines, last] if last else lines


def write(path: Path, revision: Revision) -> None:
    """Write what a revision made in the place of the file that it was made from; nothing where it changes nothing.

    Raises Refused where the file is no longer what was read, and where it can't be written.
    """
    if revision.changed:
        overwrite(path, revision.after.encode("utf-8"), revision.before.text.encode("utf-8"))


def overwrite(path: Path, data: bytes, expected: bytes) -> None:
    """Put `data` in the place of a file that holds `expected`, whole or not at all, with its mode and owner kept.

    A symbolic link stays, and what it leads to is written. Raises Refused where the file holds something else, is
    read-only, or the folder can't be written to.
    """
    try:
        target = path.resolve(strict=True)
        if target.read_bytes() != expected:
            raise Refused(f"{path}: changed on disk since it was read, so nothing was written; run again.")
        if not os.access(target, os.W_OK):
            raise Refused(f"{path}: is read-only, so nothing was written; make it writable first.")
        write_atomically(target, data)
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Refused(f"{path}: could not be written ({reason}); nothing was changed.") from None
