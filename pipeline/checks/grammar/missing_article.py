"""An article that is missing.

“It is good song”, “he is very good actor”: a noun that is counted, in the singular, wants a determiner. So do the names
of countries that are plurals or unions: *the UK*, *the US*. (The Chicago Manual of Style 5.70–5.75.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.checks._nouns import COUNTED, ends_phrase
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("She ⟦is very good⟧ singer.", "She is a very good singer."),
    Flagged("The band ⟦has predictable⟧ ending.", "The band has a predictable ending."),
    Flagged("A song ⟦with predictable⟧ ending and odd lyrics.", "A song with a predictable ending and odd lyrics."),
    Flagged("It was shown in ⟦UK⟧ and France.", "It was shown in the UK and France."),
    Allowed("The viewer has little reason to stay."),
    Allowed("A song with minimal story, complete with happy ending."),
    Allowed("She is a very good singer, and such good company."),
    Allowed("It was shown in UK cinemas and in the UK."),
    Allowed("The song is good and the story is very good indeed."),
    Allowed("That is good song writing; it has good story and character design."),
)

OPENERS = listed("be have")
"""Verbs behind which the noun is certain to begin its phrase."""

MASS = listed("comedy drama performance horror sequence rock scene play reason")
"""Nouns that may stand for a kind or a matter, without an article."""

WITH = listed("ending storyline screenplay twist script premise soundtrack plot story")
"""Nouns that “with” and an adjective of quality stand before."""

QUALITIES = listed(
    """predictable good great bad terrible strong weak poor stupid silly interesting intriguing compelling coherent
    crappy happy sad shocking surprising simple complex beautiful brilliant dull boring decent nice solid wonderful
    amazing awful horrible modern comic ridiculous"""
)
"""Adjectives of quality."""

_UNION = re.compile(
    r"\b(?:in|of|from|to|for|throughout|across|outside|leaves|left) (?P<name>UK|U\.K\.|USA|U\.S\.A\.|US|U\.S\.)"
    r"(?=[.,;:!?)]*(?:$|\s+(?:and|but|or|is|was|has|had|in|on|at|as|who|which|that|where|when|because|with|by|for)\b)"
    r"|[,;:!?)])"
)


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the noun, or on the country."""
    if block.kind not in RUNNING:
        return
    for match in _UNION.finditer(block.text):
        name = match["name"]
        yield flag(block, match.start("name"), match.end("name"), f"“The” is missing: the {name}.", f"the {name}")
    for noun in parser.parse(block.text):
        if noun.tag_ != "NN" or not ends_phrase(noun):
            continue
        verb = _with(noun) or (_verb(noun) if noun.text in COUNTED - MASS else None)
        if verb is None:
            continue
        adjective, first = noun.nbor(-1), noun.doc[verb.i + 1]
        article = "an" if first.text[0] in "aeiou" else "a"
        yield flag(
            block,
            verb.idx,
            adjective.idx + len(adjective),
            f"“{adjective.text} {noun.text}” wants an article.",
            f"{verb.text} {article} {block.text[first.idx : adjective.idx + len(adjective)]}",
        )


def _verb(noun: Token) -> Token | None:
    """The verb that stands right before an adjective, or an adverb and an adjective, and a noun."""
    if noun.i < 3 or noun.nbor(-1).tag_ != "JJ" or not noun.nbor(-1).is_lower:
        return None
    before = noun.nbor(-2)
    if before.lower_ in ("very", "really", "quite", "pretty"):
        before = noun.nbor(-3)
    conjoined = noun.i + 1 < len(noun.doc) and noun.nbor(1).text in ("and", "or", ",", "&")
    known = before.lower_ in ("is", "was", "has", "had", "'s", "’s") and before.lemma_ in OPENERS
    if (
        not known
        or conjoined
        or noun.nbor(-1).lower_
        in ("no", "such", "half", "enough", "more", "most", "many", "same", "little", "less", "much")
    ):
        return None
    return before if noun.head == before and noun.dep_ in ("attr", "dobj") else None


def _with(noun: Token) -> Token | None:
    """The “with” that stands right before an adjective of quality and a noun."""
    if noun.i < 3 or noun.text not in WITH or noun.nbor(-1).lower_ not in QUALITIES or noun.nbor(-2).text != "with":
        return None
    return None if noun.nbor(-3).lower_ == "complete" else noun.nbor(-2)
