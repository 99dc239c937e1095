"""LanguageTool itself, through language-tool-python: `--engine languagetool`.

Either a server that is named (`--server`, or the configuration), or one that runs on this machine for as long as it is
needed: LanguageTool 6.8 with Java 17 or later, fetched by who runs `_jars.py`, never by `lint`.
"""

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from types import ModuleType
from typing import TYPE_CHECKING, Any, ClassVar

from pipeline.engines import LanguageRules, Match
from pipeline.engines._memory import Memory
from pipeline.engines._rules import EXTRA, clear_of_objects, plain_message, served
from pipeline.errors import EngineUnavailable
from pipeline.source import utf16_to_points

if TYPE_CHECKING:
    from pipeline.engines._ltserver import Local, Remote

REMEMBERED = 8192
"""How many answers are kept: the paragraphs of a long draft."""


class LanguageTool(LanguageRules):
    """LanguageTool's rules by LanguageTool: the server at an address, or one of our own where none is given.

    Raises EngineUnavailable where language-tool-python, Java or the jars are missing, and where no server answers.
    """

    NAME: ClassVar[str] = "languagetool"

    def __init__(self, server: str | None = None) -> None:
        self.version()
        self._name = f"The LanguageTool server at {server}" if server else "LanguageTool's server on this machine"
        self._answers: Memory[tuple[str, str], tuple[Match, ...]] = Memory(REMEMBERED)
        _ltserver = self._ltserver()
        self._failures, self._reason = _ltserver.FAILURES, _ltserver.reason
        try:
            self._server: Local | Remote = _ltserver.Remote(server) if server else _ltserver.Local()
        except self._failures as error:
            raise self._silent(error) from error
        self._dialect = "en-US"

    @classmethod
    def version(cls) -> str:
        """The version of language-tool-python. Raises EngineUnavailable where it is missing."""
        try:
            return f"language-tool-python {installed('language-tool-python')}"
        except PackageNotFoundError:
            raise EngineUnavailable(
                f"language-tool-python is not installed; install {EXTRA}, which brings it and a Java."
            ) from None

    @classmethod
    def found(cls) -> str:
        """What there is for a server on this machine, without starting one. Raises EngineUnavailable."""
        return f"{cls.version()}; {cls._ltserver().found()}"

    def matches(self, text: str, dialect: str = "en-US") -> tuple[Match, ...]:
        """What the rules say of a paragraph, in its order.

        Raises EngineUnavailable for a language without rules, and where the server stops answering.
        """
        dialect = served(dialect)
        known = self._answers.get((text, dialect))
        return self._answers.keep((text, dialect), self._check(text, dialect)) if known is None else known

    def probe(self) -> str:
        """Find “could of”."""
        if not any(match.rule in {"COULD_OF", "MODAL_OF"} for match in self.matches("They could of cut an hour.")):
            raise EngineUnavailable(f"{self._name} answers but misses “could of”; it should be LanguageTool 6.8.")
        return "finds “could of”"

    def close(self) -> None:
        """Stop our server; let go of another's."""
        self._server.close()
        self._answers.clear()

    def _check(self, text: str, dialect: str) -> tuple[Match, ...]:
        if not text.strip():
            return ()
        try:
            if dialect != self._dialect:
                self._server.client.language = dialect
                self._dialect = dialect
            found = self._server.check(text)
        except self._failures as error:
            raise self._silent(error) from error
        points = utf16_to_points(text)
        return clear_of_objects(text, (self._match(raw, text, points) for raw in found))

    def _match(self, raw: Any, text: str, points: list[int]) -> Match:
        # language-tool-python turns the offset into code points, but leaves the length in UTF-16 units
        unit = raw.offset + sum(character > "\uffff" for character in text[: raw.offset])
        end = points[min(unit + raw.error_length, len(points) - 1)]
        return Match(
            start=raw.offset,
            end=end,
            rule=raw.rule_id,
            message=plain_message(raw.message, text[raw.offset : end], raw.replacements),
            replacements=tuple(raw.replacements),
            category=raw.category,
            source=f"{self.NAME}:{raw.rule_id}",
        )

    @staticmethod
    def _ltserver() -> ModuleType:
        """What runs a server: loaded late, since language-tool-python may be missing."""
        try:
            from pipeline.engines import _ltserver
        except (ImportError, OSError, ValueError) as error:
            raise EngineUnavailable(
                f"language-tool-python is installed but does not load ({error}); install it again with "
                "`pip install --force-reinstall language-tool-python`."
            ) from error
        return _ltserver

    def _silent(self, error: Exception) -> EngineUnavailable:
        return EngineUnavailable(
            f"{self._name} does not answer ({self._reason(error)}); check that it is one and runs, or leave out "
            "`--engine languagetool`."
        )
