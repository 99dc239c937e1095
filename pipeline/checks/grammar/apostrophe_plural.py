"""An apostrophe in a plain plural.

“The hero’s are tired”: a plural takes no apostrophe, names and borrowed words no more than others. (The Chicago Manual
of Style 7.5, 7.15.)
"""

from __future__ import annotations

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
    Flagged("The ⟦drummer's⟧ are superb.", "The drummers are superb."),
    Flagged("She owns twenty ⟦guitar's⟧ and a harp.", "She owns twenty guitars and a harp."),
    Flagged("His ⟦shogun’s⟧ and ⟦ronin’s⟧ were all the same.", "His shoguns and ronins were all the same."),
    Flagged(
        "The book has neon signs, ⟦umbrella’s⟧, and forty ⟦chapter’s⟧.",
        "The book has neon signs, umbrellas, and forty chapters.",
    ),
    Flagged("It shows a crowd (men in ⟦sweater's⟧) and a fair.", "It shows a crowd (men in sweaters) and a fair."),
    Allowed("It is told in a singer’s words, with words in neighbour’s."),
    Allowed("I like mother’s, father’s, and the singer’s. We stayed at a friend’s, and left."),
    Flagged("It has many songs, most of them good ⟦one’s⟧.", "It has many songs, most of them good ones."),
    Allowed("One’s own is a good one’s equal. It is a good one."),
    Allowed("The drummer's hands are superb."),
    Allowed("Mine are better than the drummer's."),
    Allowed("The drummer's and the singer's parts were cut."),
    Allowed("There are many children's books."),
    Allowed("The critic's been kind."),
)

MANY = listed(
    """two three four five six seven eight nine ten twenty many few several these those both various numerous all
    fake most some countless"""
)
"""Words that only a plural follows."""

RELATIVES = listed(
    """mother father mom mum dad grandma grandpa granny nan aunt uncle sister brother today tomorrow yesterday everyone
    everybody someone somebody nobody"""
)
"""Words whose place may be meant: at mother’s."""

PLURAL_VERBS = listed("are were have do aren't weren't")
"""Verbs of a plural subject."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the noun with its apostrophe."""
    if block.kind not in RUNNING:
        return
    for mark in parser.parse(block.text):
        if mark.text not in ("'s", "’s") or mark.i == 0 or mark.i + 1 >= len(mark.doc) or not _is_plural(mark):
            continue
        noun = mark.nbor(-1)
        yield flag(
            block,
            noun.idx,
            mark.idx + len(mark),
            f"“{noun.text}{mark.text}” is a plural here and takes no apostrophe.",
            _plural(noun.text),
        )


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _is_plural(mark: Token) -> bool:
    """Whether a noun with ’s is a plural: nothing owned follows, and a plural verb or a number says so."""
    noun, after = mark.nbor(-1), mark.nbor(1)
    if noun.lower_ == "one":
        # “a film full of good one’s”: a pronoun in the plural, which an adjective may stand before
        return (
            noun.i > 0 and noun.nbor(-1).tag_ in ("JJ", "JJR", "JJS") and after.text in (".", ",", ";", "!", "?", ")")
        )
    if noun.pos_ not in ("NOUN", "PROPN", "ADJ", "X") or (
        mark.whitespace_ == "" and after.text not in (",", ".", ";", ")", "!", "?")
    ):
        return False
    if after.lower_ in PLURAL_VERBS:
        return noun.i > 0 and not _compares(noun)
    first = noun.nbor(-1) if noun.i else noun
    if (
        noun.tag_ in ("NN", "NNP")
        and noun.is_lower
        and after.text in (",", ".", ";", ")", "!", "?")
        and (first.tag_ in ("VBP", "VBZ", "VBD", ",") or _holds(first))
    ):
        # “signs, umbrella’s, steam”, “women in sweater’s”: nobody owns anything where no article stands before
        return not any(child.dep_ in ("det", "poss") for child in noun.children) and noun.lower_ not in RELATIVES
    number = first.lower_ in MANY or (first.like_num and (not first.text.isdigit() or len(first.text) < 4))
    if after.lower_ in ("and", "or") and after.i + 1 < len(mark.doc):
        second = _next_mark(after)
        if second is not None and second.i + 1 < len(mark.doc) and second.nbor(1).lower_ in PLURAL_VERBS:
            return True
        return number and noun.tag_ == "NN" and after.nbor(1).pos_ in ("DET", "PRON", "ADV")
    return (
        number
        and noun.tag_ == "NN"
        and (after.text in (".", ",", ";") or after.lower_ in ("that", "who", "which", "in"))
    )


def _holds(first: Token) -> bool:
    """Whether an “in” or “with” stands behind a noun, where no owner before leaves its thing out: men in sweater’s."""
    if first.lower_ not in ("in", "with") or first.i == first.sent.start or first.nbor(-1).pos_ != "NOUN":
        return False
    return not any(word.tag_ == "POS" for word in first.doc[first.sent.start : first.i])


def _next_mark(conjunction: Token) -> Token | None:
    """The ’s behind the one word that follows a conjunction."""
    if conjunction.i + 3 < len(conjunction.doc) and conjunction.nbor(2).text in ("'s", "’s"):
        return conjunction.nbor(2)
    return None


def _compares(noun: Token) -> bool:
    """Whether “than” or “of” stands before a noun, whose thing may be left out: “a friend of Ann’s are …”."""
    return any(word.lower_ in ("than", "of", "like", "as", "at") for word in noun.doc[max(0, noun.i - 4) : noun.i])
