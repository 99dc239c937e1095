"""What the engines that serve LanguageTool's rules have in common."""

import re
from collections.abc import Iterable, Sequence

from pipeline.document import OBJECT
from pipeline.engines import Match
from pipeline.errors import EngineUnavailable

EXTRA = "the extra `copydesk[languagetool]` (`pip install '.[languagetool]'` in a checkout)"
"""How a message names what brings language-tool-python and a Java."""

LONGEST = 40
"""The longest replacement that a message names, in characters; a longer one is seen in the fix."""

_PAIR = re.compile(r"(?<!\w)(?P<mark>['\"])(?P<inner>[^“”]+?)(?P=mark)(?!\w)")

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


def plain_message(message: str, found: str, replacements: Sequence[str]) -> str:
    """What a rule says of the words that it found, as a sentence of ours.

    LanguageTool's markup and straight marks become quotation marks: `<suggestion>could have</suggestion>` is “could
    have”. A message that says no more than that something is misspelt says what, and one that does not name its best
    replacement asks for it.
    """
    said = _PAIR.sub(r"“\g<inner>”", message.replace("<suggestion>", "“").replace("</suggestion>", "”"))
    said = said.replace("'", "’")
    best = replacements[0].replace("'", "’") if replacements else ""
    if said.startswith("Possible spelling mistake found"):
        found = found.replace("'", "’")
        return f"“{found}” looks like a slip for “{best}”." if best else f"“{found}” is in no dictionary."
    if (
        best[:1].isalnum()
        and len(best) <= LONGEST
        and best.casefold() not in said.casefold()
        and "Did you mean" not in said
    ):
        return f"{said.rstrip()} Did you mean “{best}”?"
    return said


def clear_of_objects(text: str, matches: Iterable[Match]) -> tuple[Match, ...]:
    """The matches in the order of the text, without those that touch an OBJECT: what stands there was not seen."""
    return tuple(
        sorted(
            (match for match in matches if OBJECT not in text[max(match.start - 1, 0) : match.end + 1]),
            key=lambda match: (match.start, match.end, match.rule),
        )
    )
