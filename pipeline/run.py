"""A run: one configuration, its engines and checks, and the drafts that they are for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from typing import BinaryIO

from pipeline import cache, checks, config, decisions, fix, source
from pipeline.config import Config
from pipeline.decisions import Resolved
from pipeline.engines import Engine, Engines, LanguageRules, _fonts
from pipeline.engines.causal import LanguageModel
from pipeline.engines.typst import Typst
from pipeline.errors import BadConfiguration, BadDecisions, UnreadableDraft
from pipeline.finding import Finding, Report, Revision, Severity
from pipeline.lint import Linter, Settings
from pipeline.source import Source


class Run:
    """Everything that a command needs to read and lint drafts; closed at its end, and the engines with it.

    `engines` are those of an earlier run, where they are to be used again: they take seconds to load.

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
        engines: Engines | None = None,
        base_url: str = "",
    ) -> None:
        settings = one_house([path for path in paths if path != Path("-")])
        self.config = config.changed(settings, engine=engine, server=server, gate=gate, base_url=base_url)
        self.paths: list[Path] = list(paths) or [default_folder(settings)]
        typst = partial(Typst, fonts=_fonts.folders(self.config.fonts, self.config.root))
        self.engines = engines or Engines(
            {LanguageRules: language_rules(self.config), LanguageModel: language_model, Typst: typst}
        )
        chosen = checks.chosen(listed(select) or settings.select, (*settings.ignore, *listed(ignore)))
        self._resolved: dict[str, tuple[Report, Resolved]] = {}
        self._revised: dict[tuple[str, bool, bool], tuple[Report, Revision]] = {}
        for names in settings.allow.values():
            checks.chosen(names)
        self.linter = Linter(chosen, self.engines, self._settings)
        if self.config.engine == "languagetool" or self.config.server:
            self.engines.get(LanguageRules)  # who asked for it by name wants no run without it

    def __enter__(self) -> "Run":
        return self

    def __exit__(self, *_: object) -> None:
        self.engines.close()

    def _settings(self, path: Path) -> Settings:
        return Settings(self.config.house(path), self.config.allowed(path))

    def sources(self, stdin: BinaryIO | None = None, stdin_name: str = "-") -> Iterator[Source | Report]:
        """Each draft's source, or the report that says why it can't be read; `-` is read from `stdin`.

        Raises UnreadableDraft where there are no drafts.
        """
        missing = [path for path in self.paths if path != Path("-") and not path.exists()]
        for path in missing:
            yield _unreadable(path, "no such file or folder; check the name.")
        if Path("-") in self.paths and stdin is not None:
            yield _decoded(stdin.read(source.MAX_BYTES + 1), stdin_name)
        there = [path for path in self.paths if path not in missing and path != Path("-")]
        drafts = config.find_drafts(there, self.config)
        if there and not drafts:
            raise UnreadableDraft(f"{there[0]}: no draft here; a draft is a .md or .txt file.")
        for path in drafts:
            try:
                str(path).encode("utf-8")
                yield source.read(path)
            except UnicodeEncodeError:
                yield _unreadable(path, "the file's name is not UTF-8; rename it.")
            except UnreadableDraft as error:
                yield Report(path.as_posix(), error=str(error))

    def report(self, each: Source | Report) -> Report:
        """Read and lint one draft; one whose text or decisions can't be read gives a report that says why."""
        if isinstance(each, Report):
            return each
        report = self.linter.report(each)
        try:
            if report.document is not None:
                self.resolve(report)
        except BadDecisions as error:
            return Report(report.path, error=str(error))
        return report

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
        known = self._resolved.get(report.path)
        if known is None or known[0] is not report:
            recorded = decisions.load(decisions.beside(Path(report.path)))
            known = report, decisions.resolve(report.document, report.findings, recorded)
            self._resolved[report.path] = known
        return known[1]

    def follow(self, each: Source) -> tuple[Revision, Resolved]:
        """What the editor accepted of a draft, applied and nothing else, and what all decisions say; no check is run.

        Raises UnreadableDraft, BadDecisions, and Refused where it would leave nothing that can be read.
        """
        document = self.linter.read(each)
        resolved = decisions.resolve(document, (), decisions.load(decisions.beside(Path(each.path))))
        revision = fix.revise(Report(each.path, document), self.linter.read, choices=resolved.choices)
        return revision, resolved

    def revise(self, report: Report, *, unsafe: bool = False, decided: bool = True) -> Revision:
        """A draft's revision: what the editor accepted, then safe fixes (`unsafe`: likely ones too).

        Without `decided` nothing is done where the editor decided something. Raises Refused.
        """
        known = self._revised.get((report.path, unsafe, decided))
        if known is None or known[0] is not report:
            choices = self.resolve(report).choices
            if not decided:
                choices = tuple(replace(choice, fix=None) for choice in choices)
            revision = fix.settle(report, self.linter.lint, self.linter.read, unsafe=unsafe, choices=choices)
            known = self._revised[report.path, unsafe, decided] = report, revision
        return known[1]


def one_house(paths: Sequence[Path]) -> Config:
    """The configuration that all paths belong to. Raises BadConfiguration where there are several."""
    settings = config.load(paths[0] if paths else Path.cwd())
    for path in paths[1:]:
        other = config.load(path)
        if (other.path, other.root if other.path else None) != (
            settings.path,
            settings.root if settings.path else None,
        ):
            raise BadConfiguration(
                f"{paths[0]} and {path} belong to two houses ({settings.path or 'no configuration'}, "
                f"{other.path or 'no configuration'}); run copydesk for each."
            )
    return settings


def listed(names: Sequence[str]) -> tuple[str, ...]:
    """Names of checks and stages, some of which may stand in one string with commas between."""
    return tuple(name.strip() for each in names for name in each.split(",") if name.strip())


def default_folder(settings: Config) -> Path:
    """The drafts' folder of a house. Raises UnreadableDraft where it has none: no other folder is taken unasked."""
    folder = settings.root / settings.drafts
    if not folder.is_dir():
        raise UnreadableDraft(
            f"{folder}: there is no such folder; name a draft, or begin a house with `copydesk init`."
        )
    return folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder


def language_rules(settings: Config) -> Callable[[], Engine]:
    """What makes the engine that runs LanguageTool's rules, as the configuration has it."""
    if settings.engine == "languagetool" or settings.server:
        from pipeline.engines.languagetool import LanguageTool

        return partial(LanguageTool, settings.server or None)
    from pipeline.engines.lingotweaker import LingoTweaker

    return LingoTweaker


def language_model() -> Engine:
    """The language model, which keeps what it answered: it is what takes the time."""
    return LanguageModel(cache.folder())


def visible(findings: Sequence[Finding], *, advice: bool) -> tuple[Finding, ...]:
    """The findings that are shown: matters of taste only where they are asked for."""
    return tuple(finding for finding in findings if advice or finding.severity is not Severity.ADVICE)


def _decoded(data: bytes, name: str) -> Source | Report:
    try:
        return source.decode(data, name)
    except UnreadableDraft as error:
        return Report(name, error=str(error))


def _unreadable(path: Path, why: str) -> Report:
    name = path.as_posix().encode("utf-8", "backslashreplace").decode("utf-8")
    return Report(name, error=f"{name}: {why}")
