"""Other people's programs, one adapter a file.

An engine is loaded when the first check that asks for it runs, and only then. It gives raw results in code points of
the text that it was handed; checks turn them into findings.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from pipeline.errors import EngineUnavailable


class Engine(ABC):
    """An engine. Making one loads it, and raises EngineUnavailable with how to have it where it is not there."""

    NAME: ClassVar[str]

    @classmethod
    @abstractmethod
    def version(cls) -> str:
        """The installed version, without loading the engine. Raises EngineUnavailable."""

    @classmethod
    def found(cls) -> str:
        """What is installed of the engine, without loading it. Raises EngineUnavailable with how to have the rest."""
        return cls.version()

    @abstractmethod
    def probe(self) -> str:
        """Find a known error; the sentence says which. Raises EngineUnavailable where the engine misses it."""

    def close(self) -> None:
        """Let go of what the engine holds; it is not used afterwards."""
        return


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule-based engine says of `text[start:end]`; `source` is the engine's and the rule's name."""

    start: int
    end: int
    rule: str
    message: str
    replacements: tuple[str, ...]
    category: str
    source: str


class LanguageRules(Engine):
    """LanguageTool's rules, whoever runs them: rule ids are the same in every engine that serves them."""

    @abstractmethod
    def matches(self, text: str, dialect: str = "en-US") -> tuple[Match, ...]:
        """What the rules say of a paragraph, in its order. The answer for the same text is remembered."""


E_ = TypeVar("E_", bound=Engine)


class Engines:
    """The engines of a run, each made when it is first asked for and then kept.

    `choices` says what makes the engine for an abstract class: `{LanguageRules: LingoTweaker}`.
    """

    def __init__(self, choices: Mapping[type[Engine], Callable[[], Engine]] | None = None) -> None:
        self._choices = dict(choices or {})
        self._made: dict[type[Engine], Engine] = {}
        self._failed: dict[type[Engine], EngineUnavailable] = {}

    def get(self, kind: type[E_]) -> E_:
        """The engine of this kind. Raises EngineUnavailable, each time for the same reason."""
        if kind in self._failed:
            raise self._failed[kind]
        if kind not in self._made:
            try:
                self._made[kind] = self._choices.get(kind, kind)()
            except EngineUnavailable as error:
                self._failed[kind] = error
                raise
        made = self._made[kind]
        assert isinstance(made, kind), "an engine of the kind that was asked for"
        return made

    def close(self) -> None:
        """Close every engine that was made."""
        for engine in self._made.values():
            engine.close()
        self._made.clear()

    def __enter__(self) -> "Engines":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
