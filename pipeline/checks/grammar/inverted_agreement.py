"""A singular verb before a plural subject: “Here comes the excuses”, “rounding out the cast is Ann Orr and Ben Coe”.

Where the sentence is turned round, or asks, the subject comes last, and the verb still agrees with it. (The Chicago
Manual of Style 5.142.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.checks._nouns import EITHER, ends_phrase, is_plain_plural
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged(
        "Rounding out the cast ⟦is⟧ Ann Orr, Ben Coe and Cy Lund.",
        "Rounding out the cast are Ann Orr, Ben Coe and Cy Lund.",
    ),
    Flagged("Joining them ⟦was⟧ Ann Orr and Ben Coe.", "Joining them were Ann Orr and Ben Coe."),
    Flagged("Here ⟦comes⟧ the excuses that we all know.", "Here come the excuses that we all know."),
    Flagged("Where ⟦is⟧ the consequences of this?", "Where are the consequences of this?"),
    Flagged("How important ⟦is⟧ the songs to the plot?", "How important are the songs to the plot?"),
    Flagged("Gone ⟦is⟧ the days when a song could hurt.", "Gone are the days when a song could hurt."),
    Flagged("In the middle of it ⟦sits⟧ two ballads.", "In the middle of it sit two ballads."),
    Flagged("There ⟦seems⟧ to be two different plays here.", "There seem to be two different plays here."),
    Allowed("Here comes the singer, and where is the song? In the middle of it sits a ballad."),
    Allowed("Here is the songs list. What is the singers’ wish? Where is the two hours of music?"),
    Allowed("There seems to be a hitch, and there seem to be two plays."),
    Allowed("What she says is the songs are too long. In two of the songs is the answer."),
    Allowed("What hides the flaws of the script is the cast. What follows these scenes is dull."),
    Allowed("Who follows the heroes of the tale will be glad."),
    Allowed("Rounding out the cast is Ann Orr, who sings."),
    Allowed("Rounding out the cast are Ann Orr and Ben Coe."),
    Allowed("Singing is Ann Orr’s trade, and Ben Coe is her friend."),
)

PLURALS = {"is": "are", "was": "were"}
"""Verbs of one, with those of several."""

COMES = listed("comes goes sits lies stands lurks remains hides follows")
"""Verbs that may stand before their subject, in the singular."""

SEEMS = {"seems": "seem", "appears": "appear"}
"""What “there” may do before it “is”, with the plurals."""

LEADERS = listed("here where what who how gone among in on behind between beneath under at above beside within")
"""First words of a sentence that may be turned round."""

DETERMINERS = listed("the these those my your his her its our their")
"""Determiners of a subject that is surely plural when its noun is."""

NUMBERS = listed("two three four five six seven eight nine ten several many both")
"""Numbers that open a plural."""

NEAR = 8
"""Words at most between the beginning of the sentence and the verb."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the verb."""
    if block.kind not in RUNNING:
        return
    for sentence in parser.parse(block.text).sents:
        verb = _turned(sentence)
        if verb is not None and not _several(sentence, verb):
            verb = None
        if verb is None:
            verb = _led(sentence) or _there(sentence)
        if verb is not None:
            fixed = PLURALS.get(verb.lower_) or SEEMS.get(verb.lower_) or verb.lemma_
            yield flag(block, verb.idx, verb.idx + len(verb), f"What follows is plural: “{fixed}”.", fixed)


def _led(sentence: Span) -> Token | None:
    """The verb of one behind “here”, “where”, “gone”, “in …” at the head of a sentence, before a plural subject."""
    words = [word for word in sentence if not word.is_space]
    if len(words) < 5 or words[0].lower_ not in LEADERS:
        return None
    verb = next((word for word in words[1:NEAR] if word.tag_ in ("VBZ", "VBD", "VBP", "MD", "VB", "VBN")), None)
    # “What hides the flaws …”, “Who follows the heroes …”: the question word is the subject
    turns = PLURALS.keys() if words[0].lower_ in ("what", "who") else COMES | PLURALS.keys()
    if verb is None or verb.lower_ not in turns or verb.i + 3 >= sentence.end:
        return None
    place = words[0].tag_ == "IN"
    # a question word or “gone” may be called the subject; any other word before the verb that is so called is one
    subjects = ("nsubj", "nsubjpass", "csubj", "cc")
    before = words[: words.index(verb)]
    if (place or words[1] != verb) and any(word.is_punct or word.dep_ in subjects for word in before):
        return None
    if not (place or words[1] == verb or (words[0].lower_ == "how" and words[2] == verb)):
        return None
    return verb if _is_plural_behind(verb) else None


def _there(sentence: Span) -> Token | None:
    """The “seems” of “there seems to be” before a plural."""
    for word in sentence[: max(0, len(sentence) - 6)]:
        seems, to, be = word.nbor(1), word.nbor(2), word.nbor(3)
        if word.lower_ == "there" and seems.lower_ in SEEMS and (to.lower_, be.lower_) == ("to", "be"):
            return seems if _is_plural_behind(be, many=True) else None
    return None


def _is_plural_behind(verb: Token, *, many: bool = False) -> bool:
    """Whether a plural whose number is certain follows a verb, alone in its phrase."""
    first = verb.nbor(1)
    if first.lower_ not in NUMBERS and (many or first.lower_ not in DETERMINERS):
        return False
    for noun in verb.doc[first.i + 1 : first.i + 5]:
        if noun.tag_ in ("NN", "NNS"):
            last = noun.i + 1 >= len(noun.doc) or ends_phrase(noun)
            after = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
            tense = after.tag_ in ("VBZ", "VBP", "VBD", "MD") or after.lower_ in ("and", "or")
            plain = is_plain_plural(noun) or (noun.lower_ == "days" and verb.nbor(-1).lower_ == "gone")
            return last and not tense and plain and noun.lemma_.lower() not in EITHER
        if noun.tag_ not in ("JJ", "JJS", "RBS", "CD") or not noun.is_alpha:
            return False
    return False


def _turned(sentence: Span) -> Token | None:
    """The verb of a sentence that begins with what should follow it."""
    words = [word for word in sentence if not word.is_space]
    if len(words) < 6 or words[0].lower_ == "also":
        words = words[1:]
    if not words or words[0].tag_ != "VBG":
        return None
    for word in words[2:NEAR]:
        if word.lower_ in ("is", "was"):
            return word
        if word.is_punct or word.tag_ in ("VBD", "VBZ", "VBP", "MD", "VB"):
            return None
    return None


def _several(sentence: Span, verb: Token) -> bool:
    """Whether nothing but names, parted by commas and “and”, stands between the verb and the sentence’s end."""
    rest = [word for word in sentence if word.i > verb.i and not word.is_space]
    while rest and rest[-1].is_punct:
        rest.pop()
    names, parted = 0, True
    for word in rest:
        if word.lower_ in (",", "and", "&"):
            parted = True
        elif word.pos_ == "PROPN" or (word.text[0].isupper() and word.is_alpha):
            names += parted
            parted = False
        else:
            return False
    return (names > 1 and any(word.lower_ in ("and", "&") for word in rest)) or names > 2
