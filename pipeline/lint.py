"""Document → Report: runs the checks and grades what they find.

A check yields findings; here they get their id, severity and text, those that may not be raised are left out, and those
that speak of the same spot become one (`merging`).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import accumulate
from pathlib import Path
from typing import Any

from pipeline import checks, names, readers, works
from pipeline.checks import Check, Unused, _care
from pipeline.checks._care import Care
from pipeline.checks._practice import apostrophe
from pipeline.dialect import dialect_of
from pipeline.document import RUNNING, Block, BlockKind, Document, Region, RegionKind
from pipeline.engines import Engine, Engines
from pipeline.engines.causal import LanguageModel
from pipeline.engines.spacy import Parser, sentences
from pipeline.errors import EngineUnavailable, UnreadableDraft
from pipeline.finding import Applicability, Finding, Report, Severity, Skipped
from pipeline.house import House
from pipeline.merging import merge, passage
from pipeline.names import Names
from pipeline.source import Source, Span
from pipeline.veto import vetoed
from pipeline.works import Works


@dataclass(frozen=True, slots=True)
class Allowance:
    """A comment that silences checks for the next block: `<!-- copydesk: allow spelling/unknown-word -- reason -->`.

    `checks` are the ids and stages that it names, as they are written; none where it names nothing.
    """

    checks: tuple[str, ...]
    span: Span
    block: int

    def covers(self, check: str, block: Block | None) -> bool:
        """Whether a check is silent in a block."""
        named = check in self.checks or check.partition("/")[0] in self.checks
        return named and block is not None and block.index == self.block


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for one draft: the house, and the checks and stages that are silent in it."""

    house: House = field(default_factory=House)
    silent: tuple[str, ...] = ()


TOGETHER = 2500
"""About how many characters of a draft the language model hears of at once: so long nothing else is done."""


class Linter:
    """Checks with their engines; one serves a whole run."""

    def __init__(
        self,
        checks: Sequence[Check],
        engines: Engines,
        settings: Callable[[Path], Settings] = lambda path: Settings(),
    ) -> None:
        self.checks = tuple(checks)
        self.engines = engines
        self.settings = settings
        self.pause: Callable[[int, int], None] = lambda done, total: None
        """Called before each block, no engine being at work, with how many are done, of how many; it may raise."""
        self.silenced: set[tuple[str, str]] = set()
        """The drafts, each with the checks and stages that `Settings.silent` kept from speaking there."""

    def read(self, source: Source) -> Document:
        """Read a draft. Raises UnreadableDraft."""
        return readers.read(source, self.engines)

    def report(self, source: Source) -> Report:
        """Read and lint a draft; one that can't be read gives a report with its error."""
        try:
            return self.lint(self.read(source))
        except UnreadableDraft as error:
            return Report(source.path, error=str(error))

    def works(self, document: Document) -> Works:
        """The works that a document names, as checks are given them."""
        found: Works = _Known(document, self.settings(Path(document.source.path)).house, self.engines).get(Works)
        return found

    def lint(self, document: Document) -> Report:
        """Lint a document: findings in the file's order, and the checks that could not run."""
        settings = self.settings(Path(document.source.path))
        known = _Known(document, settings.house, self.engines)
        allowances = tuple(_allowances(document))
        used: set[Allowance] = set()
        findings: list[Finding] = []
        skipped: list[Skipped] = []
        ready = [check for check in self.checks if Unused not in check.needs.values()]
        if any(LanguageModel in check.needs.values() for check in ready):
            with suppress(EngineUnavailable):  # the checks themselves say so
                prose = [block.text for block in document.blocks if block.kind in RUNNING]
                self.engines.get(LanguageModel).expect(prose)
        # What is unused is known when all else has run.
        for group in (ready, [check for check in self.checks if check not in ready]):
            known.unused = self._unused(allowances, used, skipped)
            for check, finding, block in _run(group, document, known, skipped, self.pause):
                silent = [name for name in settings.silent if name in (check.id, check.stage)]
                if silent:
                    self.silenced |= {(document.source.path, name) for name in silent}
                    continue
                silencing = {allowance for allowance in allowances if allowance.covers(check.id, block)}
                used |= silencing
                if not silencing:
                    findings.append(finding)
        weighed = frozenset(check.id for check in self.checks if LanguageModel in check.needs.values())
        return Report(document.source.path, document, merge(findings, document.source, weighed), tuple(skipped))

    def _unused(self, allowances: Iterable[Allowance], used: set[Allowance], skipped: Iterable[Skipped]) -> Unused:
        """The allowances that silenced nothing although all they name ran, and those that name what isn't there."""
        ran = {check.id for check in self.checks} - {each.check for each in skipped}
        there = {*checks.ids(), *(check.id for check in self.checks)}
        stages = {name.partition("/")[0] for name in there}
        idle: list[tuple[Span, tuple[str, ...]]] = []
        misnamed: list[tuple[Span, str]] = []
        for allowance in allowances:
            unknown = [name for name in allowance.checks if name not in there and name not in stages]
            misnamed += [(allowance.span, name) for name in unknown or ([] if allowance.checks else [""])]
            named = {name for name in there if name in allowance.checks or name.partition("/")[0] in allowance.checks}
            if named and named <= ran and not unknown and allowance not in used:
                idle.append((allowance.span, allowance.checks))
        return Unused(tuple(idle), tuple(misnamed))


class _Known:
    """What a check's parameters may ask for, each made when it is first asked for."""

    def __init__(self, document: Document, house: House, engines: Engines) -> None:
        self.unused = Unused()
        self._document = document
        self.engines = engines
        self._house = replace(house, dialect=dialect_of(document)) if house.dialect == "auto" else house
        self._names: Names | None = None
        self._works: Works | None = None
        self._care: Care | None = None
        self.apostrophe = apostrophe(document) if any(set(block.text) & {"'", "’"} for block in document.blocks) else ""

    def get(self, kind: type[Any]) -> Any:
        """The value for a parameter of this type. Raises EngineUnavailable."""
        if kind is Document:
            return self._document
        if kind is House:
            return self._house
        if kind is Unused:
            return self.unused
        if kind is Names:
            if self._names is None:
                self._names = names.gather(self._document, self._parser(), self._house)
            return self._names
        if kind is Works:
            if self._works is None:
                self._works = works.gather(self._document, self.get(Names), self._house, self._parser())
            return self._works
        if kind is Care:
            if self._care is None:
                self._care = _care.gather(self._document, self.engines.get(Parser), self.engines.get(LanguageModel))
            return self._care
        assert issubclass(kind, Engine), f"no check may ask for {kind.__name__}"
        return self.engines.get(kind)

    def _parser(self) -> Parser | None:
        try:
            return self.engines.get(Parser)
        except EngineUnavailable:
            return None


def _run(
    checks: Iterable[Check],
    document: Document,
    known: _Known,
    skipped: list[Skipped],
    pause: Callable[[int, int], None],
) -> Iterator[tuple[Check, Finding, Block | None]]:
    """What checks find, stamped, with the block that each finding is in; a check that cannot run is added to `skipped`.

    All checks of blocks see a block before any sees the next: what an engine made of it is still remembered then.
    """
    running: dict[str, tuple[Check, dict[str, Any]]] = {}
    heard: dict[tuple[str, int], Sequence[Finding]] = {}

    def each(check: Check, scope: Block | Document) -> Iterator[tuple[Check, Finding, Block | None]]:
        try:
            before = heard.pop((check.id, scope.index), None) if isinstance(scope, Block) else None
            findings = check.find(scope, **running[check.id][1]) if before is None else before
            for finding, block in _graded(check, findings, scope, document, known):
                yield check, finding, block
        except EngineUnavailable as error:
            del running[check.id]
            skipped.append(Skipped(check.id, str(error)))

    for check in checks:
        try:
            running[check.id] = check, {name: known.get(kind) for name, kind in check.needs.items()}
        except EngineUnavailable as error:
            skipped.append(Skipped(check.id, str(error)))
    ahead = 0
    for done, scope in enumerate((document, *document.blocks), start=-1):
        pause(max(done, 0), len(document.blocks))
        if done == ahead:
            near = _near(document.blocks[ahead:])
            ahead += len(near)
            heard.update(_hear(near, tuple(running.values()), known.engines))
        for check, _ in tuple(running.values()):
            if isinstance(scope, check.scope):
                yield from each(check, scope)


def _near(blocks: Sequence[Block]) -> Sequence[Block]:
    """The next blocks, at least one, that the language model hears of at once."""
    ends = accumulate(len(block.text) for block in blocks)
    return blocks[: 1 + sum(end < TOGETHER for end in ends)]


def _hear(
    blocks: Iterable[Block], running: Iterable[tuple[Check, dict[str, Any]]], engines: Engines
) -> dict[tuple[str, int], Sequence[Finding]]:
    """Let the language model hear at once what will be asked of it about some blocks.

    The checks that ask run once, and what is not known yet is guessed: reading it one by one would take far longer.
    Gives what they find, by check and block, where nothing had to be guessed: there they need not run again.
    """
    asking = [each for each in running if LanguageModel in each[0].needs.values() and each[0].scope is Block]
    prose = [block for block in blocks if block.kind in RUNNING]
    heard: dict[tuple[str, int], Sequence[Finding]] = {}
    if asking and prose:
        with suppress(EngineUnavailable):  # the checks themselves say so
            parser, model = engines.get(Parser), engines.get(LanguageModel)
            guesses: set[str] = set()  # what a check makes of a guess, others of the same text may be given
            with model.listening({each.text: sentences(parser.parse(each.text)) for each in prose}):
                for block in prose:
                    before = model.guessed
                    found = {(check.id, block.index): tuple(check.find(block, **needs)) for check, needs in asking}
                    if model.guessed > before:
                        guesses.add(block.text)
                    elif block.text not in guesses:
                        heard.update(found)
    return heard


def _graded(
    check: Check, findings: Iterable[Finding], scope: Block | Document, document: Document, known: _Known
) -> Iterator[tuple[Finding, Block | None]]:
    """What a check finds in a block or in the whole document, each finding with the block that it is in."""
    for finding in findings:
        block = scope if isinstance(scope, Block) else _home(document, finding.span)
        stamped = _stamp(finding, check, document.source)
        if known.apostrophe and not _typographic(check):
            stamped = _spelled(stamped, known.apostrophe)
        graded = stamped if block is None else _grade(stamped, block, check)
        if graded is not None and (block is None or not vetoed(graded, block, check, known.engines)):
            yield graded, block


def _stamp(finding: Finding, check: Check, source: Source) -> Finding:
    text = source[finding.span]
    assert 0 <= finding.span.start <= finding.span.end <= len(source.text), "a finding lies within its draft"
    assert not finding.text or finding.text == text, "a finding's text is what the file has at its span"
    return replace(finding, check=check.id, severity=finding.severity or check.severity, text=text)


def _typographic(check: Check) -> bool:
    """Whether a check is about typography, which is ours wherever it stands."""
    return str(getattr(check.module, "IN_QUOTATIONS", "query")) == "as-is"


def _spelled(finding: Finding, apostrophe: str) -> Finding:
    """A finding whose fixes have the apostrophe that the draft has, each fix once."""
    fixes = (
        replace(fix, edits=tuple(replace(edit, text=_APOSTROPHE.sub(apostrophe, edit.text)) for edit in fix.edits))
        for fix in finding.fixes
    )
    once = {tuple(fix.edits): fix for fix in reversed(tuple(fixes))}
    return replace(finding, fixes=tuple(reversed(once.values())))


_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)|(?<=s)['’](?!\w)")


def _grade(finding: Finding, block: Block, check: Check) -> Finding | None:
    """A finding as it may be raised where it stands: not at all, or in somebody else's words as a question."""
    start, end = block.index_of(finding.span.start), block.index_of(finding.span.end)
    code = () if getattr(check.module, "IN_CODE", False) else (RegionKind.CODE,)
    if any(
        region.kind in (RegionKind.FOREIGN, *code) and _concerns(finding, block, region, start, end)
        for region in block.regions
    ):
        return None
    if _typographic(check):
        return finding
    if block.kind is BlockKind.BLOCK_QUOTE:
        return None
    quoted = any(
        region.kind is RegionKind.QUOTATION and region.start <= start and end <= region.end for region in block.regions
    )
    if not quoted or finding.severity is not Severity.ERROR:
        return finding
    cautious = tuple(
        replace(fix, applicability=Applicability.UNSAFE) if fix.applicability is Applicability.SAFE else fix
        for fix in finding.fixes
    )
    return replace(finding, severity=Severity.QUERY, fixes=cautious)


def _concerns(finding: Finding, block: Block, region: Region, start: int, end: int) -> bool:
    """Whether a finding on `block.text[start:end]` is about a region: it lies in it, or would first of all edit it.

    A finding about a passage may well have a foreign word in it.
    """
    if region.start <= start and max(end, start + 1) <= region.end:
        return True
    if passage(finding) or finding.fix is None:
        return False
    places = ((block.index_of(edit.span.start), block.index_of(edit.span.end)) for edit in finding.fix.edits)
    return any(region.start < max(high, low + 1) and low < region.end for low, high in places)


def _home(document: Document, span: Span) -> Block | None:
    """The block whose prose a span begins in."""
    for block in document.blocks:
        at = block.index_of(span.start)
        if at < len(block.text) and block.starts[at] < max(span.end, span.start + 1):
            return block
    return None


_ALLOW = re.compile(r"copydesk:\s*allow\b(?P<checks>.*?)(?:(?<!\S)--.*)?", re.DOTALL)


def _allowances(document: Document) -> Iterator[Allowance]:
    for comment in document.comments:
        if match := _ALLOW.fullmatch(comment.text.strip()):
            yield Allowance(tuple(re.findall(r"[^\s,]+", match["checks"])), comment.span, comment.before)
