"""What the engines that serve LanguageTool's rules have in common."""

from collections.abc import Iterable

from pipeline.document import OBJECT
from pipeline.engines import Match
from pipeline.errors import EngineUnavailable

EXTRA = "the extra `copydesk[languagetool]` (`pip install '.[languagetool]'` in a checkout)"
"""How a message names what brings language-tool-python and a Java."""

REGIONS = frozenset({"US", "GB", "CA", "AU", "NZ", "ZA"})
"""The Englishes with rules of their own."""


def served(dialect: str) -> str:
    """The dialect whose rules serve a BCP 47 tag: `en` is American, a region without rules of its own British.

    Raises EngineUnavailable for a language other than English.
    """
    language, _, region = dialect.replace("_", "-").partition("-")
    if language.lower() != "en":
        raise EngineUnavailable(
            f"There are no rules for the language “{dialect}”; give the draft `lang: en-US`, or another English."
        )
    return f"en-{region.upper()}" if region.upper() in REGIONS else "en-GB" if region else "en-US"


def plain_message(message: str) -> str:
    """A rule's message without LanguageTool's markup: `<suggestion>could have</suggestion>` is “could have”."""
    return message.replace("<suggestion>", "“").replace("</suggestion>", "”")


def clear_of_objects(text: str, matches: Iterable[Match]) -> tuple[Match, ...]:
    """The matches in the order of the text, without those that touch an OBJECT: what stands there was not seen."""
    return tuple(
        sorted(
            (match for match in matches if OBJECT not in text[max(match.start - 1, 0) : match.end + 1]),
            key=lambda match: (match.start, match.end, match.rule),
        )
    )
