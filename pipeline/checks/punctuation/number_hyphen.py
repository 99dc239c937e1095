"""A number and its unit before a noun without their hyphens: “a ten year old girl”, “the twenty first century”.

Before a noun the number, its unit and what measures them are one adjective: *a two-hour-long film*, *a 300-page
novel*; and the two halves of a number are one word: *twenty-first*, *thirty-five*. Behind the noun the girl is ten
years old. A measure with *old* or *long* is an error, and so is a number in halves before what it counts (*thirty-five
songs*, *the twenty-first century*); a lone unit is advice, and a number in halves by itself is let be, since it may be
two (“of the sixty two survived”). (The Chicago Manual of Style 7.89.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("She plays a ⟦ten year old⟧ girl.", "She plays a ten-year-old girl."),
    Flagged("It is the tale of a ⟦12 year old⟧.", "It is the tale of a 12-year-old."),
    Flagged("It is a ⟦two hour long⟧ film.", "It is a two-hour-long film."),
    Flagged("A ⟦ten-year old⟧ boy sings.", "A ten-year-old boy sings."),
    Flagged("The ⟦twenty first⟧ century is loud.", "The twenty-first century is loud."),
    Flagged("It has ⟦thirty five⟧ songs.", "It has thirty-five songs."),
    Flagged("A ⟦five minute⟧ solo opens it.", "A five-minute solo opens it.", severity=Severity.ADVICE),
    Flagged("It is a ⟦300 page⟧ novel.", "It is a 300-page novel.", severity=Severity.ADVICE),
    Flagged(
        "An unruly ⟦six year-old⟧, and a choir of ⟦12 year-olds⟧.",
        "An unruly six-year-old, and a choir of 12-year-olds.",
    ),
    Allowed("She is ten years old, and the film is two hours long."),
    Allowed("The ten-year-old girl reads a 300-page novel."),
    Flagged("She sang for ⟦twenty one⟧ long years.", "She sang for twenty-one long years."),
    Allowed("At twenty one thinks of love. Of the sixty two survived. Of thirty five were late."),
    Allowed("Of the sixty two songs are good. It has twenty one act plays."),
    Allowed("Twenty first editions were sold."),
    Allowed("It took one year; old friends came."),
)

UNITS = "year|month|week|day|hour|minute|second|page|episode|part|volume|disc|song|track|mile|foot|inch|season"
"""Units that make an adjective with a number."""

NUMBER = r"\d{1,4}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
NUMBER += r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|half"
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
ONES = "one|two|three|four|five|six|seven|eight|nine"
ORDINALS = listed("first second third fourth fifth sixth seventh eighth ninth")
"""Second halves of a number that stand in order, and may stand alone before a noun: “twenty first editions”."""

_MEASURE = re.compile(
    rf"(?<![\w.,$£€/–-])(?P<number>{NUMBER})[ -](?P<unit>{UNITS})(?:[ -](?P<what>olds?|long))?(?![\w’'-])",
    re.IGNORECASE,
)
_HALVES = re.compile(rf"(?<![\w-])(?P<ten>{TENS}) (?P<one>{ONES}|{'|'.join(sorted(ORDINALS))})(?![\w-])", re.IGNORECASE)
_PERIOD = re.compile(r" (?:century|birthday|anniversary|time|year|floor|century’s|century's)\b")


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the number and what it measures."""
    if block.kind not in RUNNING:
        return
    for match in _MEASURE.finditer(block.text):
        parts = [part for part in (match["number"], match["unit"], match["what"]) if part]
        fixed = "-".join(parts)
        if fixed == match[0] or not _stands_before_noun(block, parser, match):
            continue
        message = f"Before a noun the measure is one adjective: “{fixed}”."
        severity = None if match["what"] else Severity.ADVICE
        yield flag(block, match.start(), match.end(), message, fixed, severity=severity)
    for match in _HALVES.finditer(block.text):
        if match["one"].lower() in ORDINALS:
            if not _PERIOD.match(block.text, match.end()):
                continue
        elif not _counts(parser, block, match):
            continue
        fixed = f"{match['ten']}-{match['one']}"
        yield flag(block, match.start(), match.end(), "The two halves of a number are joined by a hyphen.", fixed)


def _stands_before_noun(block: Block, parser: Parser, match: re.Match[str]) -> bool:
    """Whether a measure stands between an article and a noun, or is an age used as a noun."""
    words = [word for word in parser.parse(block.text) if match.start() <= word.idx < match.end()]
    if not words:
        return False
    if words[0].i == 0 or words[-1].i + 1 >= len(words[0].doc):
        return words[0].i == 0 and bool(match["what"]) and _is_noun(words[-1])
    before = words[0].nbor(-1)
    if "-old" in match[0].lower() and not _is_noun(words[-1]):
        return True  # an age that is used as a noun
    led = before.tag_ in ("DT", "PRP$", "POS", "JJ") or before.lower_ in ("of", "with")
    if before.lower_ in ("all", "some", "these", "those", "every", "each"):
        return False
    if match["number"].lower() in ("one", "half") and before.lower_ in ("the", "that", "this"):
        return False
    aged = (match["what"] or "").lower() == "old" and led and before.tag_ in ("DT", "PRP$")
    return led and (aged or _is_noun(words[-1]))


def _counts(parser: Parser, block: Block, match: re.Match[str]) -> bool:
    """Whether a plural follows the two halves of a number, at once or behind one adjective, and they are no two."""
    words = [word for word in parser.parse(block.text) if match.start() <= word.idx < match.end()]
    if len(words) != 2:
        return False
    doc, start = words[0].doc, words[0].sent.start
    before = [word.lower_ for word in doc[max(start, words[0].i - 2) : words[0].i]]
    # “Of the sixty two songs survive”, “At twenty two songs made her known”
    if before[-1:] == ["at"] or ("of" in before and doc[start].lower_ == "of"):
        return False
    behind = [word for word in doc[words[1].i + 1 : words[1].i + 3] if word.tag_ != "JJ"]
    return bool(behind) and behind[0].tag_ == "NNS" and behind[0].is_lower


def _is_noun(last: Token) -> bool:
    """Whether a common noun follows the measure at once, or behind one adjective."""
    if last.i + 1 >= len(last.doc):
        return False
    after = last.nbor(1)
    if after.tag_ == "JJ" and after.i + 1 < len(last.doc):
        after = after.nbor(1)
    return after.tag_ in ("NN", "NNS") and after.is_lower
