"""What the engines that serve LanguageTool's rules have in common."""

import re
from collections.abc import Iterable

from pipeline.document import OBJECT
from pipeline.engines import Match


def is_english(dialect: str) -> bool:
    """Whether a BCP 47 tag is one of English."""
    return re.fullmatch(r"en([-_].*)?", dialect, re.IGNORECASE) is not None


def no_rules(dialect: str) -> str:
    """The sentence for a language without rules."""
    return f"There are no rules for the language “{dialect}”; use en-US, en-GB, en-CA, en-AU, en-NZ or en-ZA."


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
