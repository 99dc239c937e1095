"""What is installed, whether each engine finds a known error, and where the configuration comes from."""

import inspect
import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline import __version__, cache, plugins, validators
from pipeline.config import Config
from pipeline.engines import Engine, LanguageRules, _fonts
from pipeline.engines.languagetool import LanguageTool
from pipeline.engines.typst import Typst
from pipeline.errors import EngineUnavailable, ValidatorUnavailable


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at; `good` is None for what copydesk works without."""

    name: str
    said: str
    good: bool | None = True


def examine(settings: Config) -> Iterator[Line]:
    """Look at everything, one line after the other.

    Engines are loaded, tried and closed; of the one that is not chosen for LanguageTool's rules it is only said whether
    it is there.
    """
    yield Line("copydesk", __version__)
    yield Line("Python", f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    yield Line("configuration", str(settings.path) if settings.path else "none found: the defaults hold")
    drafts = settings.root / settings.drafts
    yield Line("drafts", str(drafts)) if drafts.is_dir() else Line("drafts", f"{drafts}: there is no such folder", None)
    yield _kept(cache.folder())
    chosen = "languagetool" if settings.engine == "languagetool" or settings.server else "lingotweaker"
    for kind in engines():
        if issubclass(kind, LanguageRules) and kind.NAME != chosen:
            yield _look(kind)
        else:
            yield _try(kind, _maker(kind, settings))


def _maker(kind: type[Engine], settings: Config) -> Callable[[], Engine]:
    """What makes an engine as the configuration has it."""
    if kind is LanguageTool:
        return partial(LanguageTool, settings.server or None)
    return partial(Typst, fonts=_fonts.folders(settings.fonts, settings.root)) if kind is Typst else kind


def _kept(folder: Path | None) -> Line:
    """Where the language model's answers are kept, and how much they are."""
    if folder is None:
        return Line("cache", "COPYDESK_CACHE is off: every run asks the language model anew", None)
    return Line("cache", f"{folder}: {cache.size(folder) / 2**20:.1f} MB")


def engines() -> tuple[type[Engine], ...]:
    """The engines that there are, by name."""
    found = {
        kind
        for name in plugins.parts("pipeline.engines")
        for _, kind in inspect.getmembers(plugins.load("pipeline.engines", name), inspect.isclass)
        if issubclass(kind, Engine) and not inspect.isabstract(kind)
    }
    return tuple(sorted(found, key=lambda kind: kind.NAME))


def _look(kind: type[Engine]) -> Line:
    """What there is of an engine that is not used, without loading it."""
    try:
        return Line(kind.NAME, kind.found(), None)
    except EngineUnavailable as error:
        return Line(kind.NAME, str(error), None)


def _try(kind: type[Engine], make: Callable[[], Engine]) -> Line:
    """Load an engine and have it find a known error."""
    try:
        engine = make()
        try:
            return Line(kind.NAME, f"{engine.version()}; {engine.probe()}")
        finally:
            engine.close()
    except EngineUnavailable as error:
        return Line(kind.NAME, str(error), False)


def judges() -> Iterator[Line]:
    """Look which validators are there, starting none; `good` is None for one that isn't."""
    for name in validators.names():
        try:
            yield Line(name, validators.found(name))
        except ValidatorUnavailable as error:
            yield Line(name, str(error), None)


def render(lines: list[Line], validating: list[Line] | None = None) -> str:
    """The lines as a table, what is wrong marked; below it, by themselves, those of the validators."""
    made = _table(lines, {True: "ok", False: "MISSING", None: "not used"})
    if validating:
        made += "\nFor `copydesk validate` only; linting and publishing need none of these:\n\n"
        made += _table(validating, {True: "ok", False: "broken", None: "absent"})
    return made


def _table(lines: list[Line], marks: dict[bool | None, str]) -> str:
    width = max(len(line.name) for line in lines)
    return "".join(f"{line.name:{width}}  {marks[line.good]:8}  {line.said}\n" for line in lines)
