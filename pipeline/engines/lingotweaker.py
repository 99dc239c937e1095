"""LingoTweaker: LanguageTool's rules in this process, without Java.

From PyPI (`lingotweaker`, `lingotweaker-data-en`; Rust, LGPL-2.1-or-later); wheels for Linux on x86-64 only. Its rule
ids and spans are those of LanguageTool 6.8 but for what tests/data/languagetool-differences.tsv lists.
"""

from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from typing import Any, ClassVar

from pipeline.engines import LanguageRules, Match
from pipeline.engines._jars import FETCH
from pipeline.engines._memory import Memory
from pipeline.engines._rules import EXTRA, clear_of_objects, plain_message, served
from pipeline.errors import EngineUnavailable
from pipeline.source import bytes_to_points

REMEMBERED = 8192
"""How many answers are kept: the paragraphs of a long draft."""

ELSEWHERE = (
    "LingoTweaker, which checks LanguageTool's rules, is not installed; on Linux x86-64 `pip install lingotweaker "
    "lingotweaker-data-en` adds it. Elsewhere LanguageTool checks the same rules with `--engine languagetool`: install "
    f"{EXTRA}, and fetch LanguageTool with {FETCH}."
)


class LingoTweaker(LanguageRules):
    """LanguageTool's rules by LingoTweaker: American and British; it checks every other English by the British.

    A dialect's rules are loaded when the first text in it is checked.
    """

    NAME: ClassVar[str] = "lingotweaker"

    def __init__(self) -> None:
        self.version()
        try:
            import lt_py
        except (ImportError, OSError) as error:
            raise EngineUnavailable(self._broken(error)) from error
        self._new = lt_py.Engine
        self._engines: dict[str, Any] = {}
        self._answers: Memory[tuple[str, str], tuple[Match, ...]] = Memory(REMEMBERED)

    @classmethod
    def version(cls) -> str:
        """The versions of LingoTweaker and of its English rules. Raises EngineUnavailable where one is missing."""
        try:
            return f"{installed('lingotweaker')} with English data {installed('lingotweaker-data-en')}"
        except PackageNotFoundError:
            raise EngineUnavailable(ELSEWHERE) from None

    def matches(self, text: str, dialect: str = "en-US") -> tuple[Match, ...]:
        """What the rules say of a paragraph, in its order. Raises EngineUnavailable for another language."""
        dialect = "en-US" if served(dialect) == "en-US" else "en-GB"
        known = self._answers.get((text, dialect))
        return self._answers.keep((text, dialect), self._check(text, dialect)) if known is None else known

    def probe(self) -> str:
        """Find “could of”."""
        if not any(match.rule in {"COULD_OF", "MODAL_OF"} for match in self.matches("They could of cut an hour.")):
            raise EngineUnavailable(
                f"LingoTweaker {self.version()} runs but misses “could of”; install the versions of requirements.lock."
            )
        return "finds “could of”"

    def close(self) -> None:
        """Let go of the rules, which are most of the memory."""
        self._engines.clear()
        self._answers.clear()

    def _check(self, text: str, dialect: str) -> tuple[Match, ...]:
        points = bytes_to_points(text)
        return clear_of_objects(text, (self._match(raw, text, points) for raw in self._engine(dialect).check(text)))

    def _match(self, raw: Mapping[str, Any], text: str, points: Sequence[int]) -> Match:
        start, end = points[raw["offset"]], points[raw["offset"] + raw["length"]]
        return Match(
            start=start,
            end=end,
            rule=raw["rule_id"],
            message=plain_message(raw["message"], text[start:end], raw["suggestions"]),
            replacements=tuple(raw["suggestions"]),
            category=raw["category_id"],
            source=f"{self.NAME}:{raw['rule_id']}",
        )

    def _engine(self, dialect: str) -> Any:
        if dialect not in self._engines:
            try:
                self._engines[dialect] = self._new("en", variant=dialect)
            except (RuntimeError, ValueError) as error:
                raise EngineUnavailable(self._broken(error)) from error
        return self._engines[dialect]

    @staticmethod
    def _broken(error: Exception) -> str:
        return (
            f"LingoTweaker is installed but does not load ({error}); install it again with `pip install "
            "--force-reinstall lingotweaker lingotweaker-data-en`."
        )
