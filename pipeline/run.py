"""A run: one configuration, its engines and checks, and the drafts that they are for."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatch
from functools import partial
from pathlib import Path

from pipeline import checks, config, decisions, fix, source
from pipeline.config import Config
from pipeline.decisions import Resolved
from pipeline.engines import Engine, Engines, LanguageRules
from pipeline.errors import UnreadableDraft
from pipeline.finding import Finding, Report, Revision, Severity
from pipeline.lint import Linter, Settings
from pipeline.source import Source


class Run:
    """Everything that a command needs to read and lint drafts; closed at its end, and the engines with it.

    Raises UnknownName for a check that isn't there, BadConfiguration, and UnreadableDraft for a path that isn't.
    """

    def __init__(
        self,
        paths: Sequence[Path] = (),
        *,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        engine: str = "",
        server: str = "",
        gate: str = "",
    ) -> None:
        named = [path for path in paths if path != Path("-")]
        settings = config.load(named[0] if named else Path.cwd())
        self.config = config.changed(settings, engine=engine, server=server, gate=gate)
        self.paths: list[Path] = list(paths) or [default_folder(settings)]
        self.engines = Engines({LanguageRules: language_rules(self.config)})
        chosen = checks.chosen(tuple(select) or settings.select, (*settings.ignore, *ignore))
        for names in settings.allow.values():
            checks.chosen(names)
        self.linter = Linter(chosen, self.engines, self._settings)

    def __enter__(self) -> "Run":
        return self

    def __exit__(self, *_: object) -> None:
        self.engines.close()

    def _settings(self, path: Path) -> Settings:
        return Settings(self.config.house(path), self.config.allowed(path))

    def sources(self, stdin_name: str = "-") -> Iterator[Source | Report]:
        """Each draft's source, or the report that says why it can't be read. Raises UnreadableDraft for no drafts."""
        missing = [path for path in self.paths if path != Path("-") and not path.exists()]
        for path in missing:
            yield Report(path.as_posix(), error=f"{path}: no such file or folder; check the name.")
        if Path("-") in self.paths:
            yield _decoded(sys.stdin.buffer.read(), stdin_name)
        there = [path for path in self.paths if path not in missing and path != Path("-")]
        drafts = config.find_drafts(there, self.config)
        if there and not drafts:
            raise UnreadableDraft(f"{there[0]}: no draft here; a draft is a .md or .txt file.")
        for path in drafts:
            try:
                yield source.read(path)
            except UnreadableDraft as error:
                yield Report(path.as_posix(), error=str(error))

    def report(self, each: Source | Report) -> Report:
        """Read and lint one draft."""
        return each if isinstance(each, Report) else self.linter.report(each)

    def idle(self, reports: Sequence[Report]) -> Iterator[str]:
        """A sentence for each entry of the configuration's `allow` that silenced nothing in the drafts it is for."""
        for pattern, names in self.config.allow.items():
            drafts = [each.path for each in reports if fnmatch(self.config.relative(Path(each.path)), pattern)]
            for name in names:
                if drafts and not any((draft, name) in self.linter.silenced for draft in drafts):
                    yield f"{self.config.path}: allow “{pattern}” silences {name}, which says nothing there; remove it."

    def resolve(self, report: Report) -> Resolved:
        """What the decisions beside a draft say of its findings. Raises BadDecisions."""
        assert report.document is not None, "a draft that was read"
        recorded = decisions.load(decisions.beside(Path(report.path)))
        return decisions.resolve(report.document, report.findings, recorded)

    def revise(self, report: Report, *, unsafe: bool = False, decided: bool = True) -> Revision:
        """A draft's revision: what the editor accepted, then safe fixes (`unsafe`: likely ones too).

        Without `decided` nothing is done where the editor decided something. Raises Refused.
        """
        choices = self.resolve(report).choices
        if not decided:
            choices = tuple(replace(choice, fix=None) for choice in choices)
        return fix.settle(report, self.linter.lint, self.linter.read, unsafe=unsafe, choices=choices)


def default_folder(settings: Config) -> Path:
    """The drafts' folder of a house, where it has one, or the folder that one is in."""
    folder = settings.root / settings.drafts
    if not folder.is_dir():
        return Path()
    return folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder


def language_rules(settings: Config) -> Callable[[], Engine]:
    """What makes the engine that runs LanguageTool's rules, as the configuration has it."""
    if settings.engine == "languagetool" or settings.server:
        from pipeline.engines.languagetool import LanguageTool

        return partial(LanguageTool, settings.server or None)
    from pipeline.engines.lingotweaker import LingoTweaker

    return LingoTweaker


def visible(findings: Sequence[Finding], *, advice: bool) -> tuple[Finding, ...]:
    """The findings that are shown: matters of taste only where they are asked for."""
    return tuple(finding for finding in findings if advice or finding.severity is not Severity.ADVICE)


def _decoded(data: bytes, name: str) -> Source | Report:
    try:
        return source.decode(data, name)
    except UnreadableDraft as error:
        return Report(name, error=str(error))
