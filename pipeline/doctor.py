"""What is installed, whether each engine finds a known error, and where the configuration comes from."""

import inspect
import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from pipeline import __version__, plugins
from pipeline.config import Config
from pipeline.engines import Engine, LanguageRules
from pipeline.engines.languagetool import LanguageTool
from pipeline.errors import EngineUnavailable


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at; `good` is None for what copydesk works without."""

    name: str
    said: str
    good: bool | None = True


def examine(settings: Config) -> Iterator[Line]:
    """Look at everything, one line after the other; engines are loaded, tried and closed."""
    yield Line("copydesk", __version__)
    yield Line("Python", f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    yield Line("configuration", str(settings.path) if settings.path else "none found: the defaults hold")
    yield Line("drafts", str(settings.root / settings.drafts))
    chosen = "languagetool" if settings.engine == "languagetool" or settings.server else "lingotweaker"
    for kind in engines():
        make = partial(LanguageTool, settings.server or None) if kind is LanguageTool else kind
        needed = not issubclass(kind, LanguageRules) or kind.NAME == chosen
        yield _try(kind, make, needed)


def engines() -> tuple[type[Engine], ...]:
    """The engines that there are, by name."""
    found = {
        kind
        for name in plugins.parts("pipeline.engines")
        for _, kind in inspect.getmembers(plugins.load("pipeline.engines", name), inspect.isclass)
        if issubclass(kind, Engine) and not inspect.isabstract(kind)
    }
    return tuple(sorted(found, key=lambda kind: kind.NAME))


def _try(kind: type[Engine], make: Callable[[], Engine], needed: bool) -> Line:
    try:
        engine = make()
        try:
            return Line(kind.NAME, f"{engine.version()}; {engine.probe()}")
        finally:
            engine.close()
    except EngineUnavailable as error:
        return Line(kind.NAME, str(error), False if needed else None)


def render(lines: list[Line]) -> str:
    """The lines as a table, what is wrong marked."""
    width = max(len(line.name) for line in lines)
    marks = {True: "ok", False: "MISSING", None: "not used"}
    return "".join(f"{line.name:{width}}  {marks[line.good]:8}  {line.said}\n" for line in lines)
