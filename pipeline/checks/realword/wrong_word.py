"""A word that the language model would not have written there, beside one that is mistaken for it and that it would.

The tables of the house say which words are taken for one another (homophones, malapropisms, function words, words run
together or apart); the letters of common words say what a slip may have made of them. The model weighs each with what
stands before and behind it. How much likelier the other word has to be depends on how easily one is written for the
other: little for “its” and “it's”, more for homophones, most for a slip in a short word, which has many neighbours.
Names and capitals inside a sentence are left alone. (`realword/unlikely-word` asks the same of words by what it learned
of their neighbours, and works without the language model; where both speak, it is one finding.)

Source: Garner's Modern English Usage; Merriam-Webster's Dictionary of English Usage; the weighing is a noisy channel's
(Mays, Damerau and Mercer, 1991).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.checks import Allowed, Flagged, _practice
from pipeline.checks._care import Care
from pipeline.checks._nouns import EITHER
from pipeline.checks.realword._rivals import rivals
from pipeline.document import RUNNING, Block, Document
from pipeline.engines._trials import HOPELESS
from pipeline.engines.causal import Alternative, LanguageModel
from pipeline.engines.spacy import Parser, sentences
from pipeline.finding import Finding, Severity, flag
from pipeline.names import Names, begins

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged(
        "Animation is the perfect ⟦median⟧ for this kind of story.",
        fixed="Animation is the perfect medium for this kind of story.",
    ),
    Flagged(
        "It is a story of unrequited love and of hopeless ⟦pinning⟧, both told in song.",
        fixed="It is a story of unrequited love and of hopeless pining, both told in song.",
    ),
    Flagged("She keeps ⟦any⟧ eye on the stove.", fixed="She keeps an eye on the stove."),
    Flagged("It has some ⟦short⟧ of charm.", fixed="It has some sort of charm."),
    Flagged("The crew ⟦exists⟧ of a cook and a thief.", fixed="The crew consists of a cook and a thief."),
    Flagged("They hum ⟦a long⟧ to every chorus.", fixed="They hum along to every chorus."),
    Flagged("The sequel is far better ⟦then⟧ this.", fixed="The sequel is far better than this."),
    Flagged(
        "The album is old, but ⟦its⟧ still a great listen.", fixed="The album is old, but it's still a great listen."
    ),
    Flagged("The drummer ⟦maybe⟧ a little slow.", fixed="The drummer may be a little slow."),
    Flagged(
        "A dog ⟦wonders⟧ through the empty streets of the town all night.",
        fixed="A dog wanders through the empty streets of the town all night.",
    ),
    Flagged(
        "The letter is short, and ⟦it's⟧ last line made me put down the pad.",
        fixed="The letter is short, and its last line made me put down the pad.",
    ),
    Allowed("The band is at its best when it lets the cellos carry the song, and it has has grown on me."),
    Allowed("Then Ji-an laughs, and she leaves."),
    Allowed("Whose house have you ever left without a row?"),
    Allowed("The median age of its viewers is forty, and it is short of charm."),
    Allowed("She is pinning a note to the door, and it was not always thus."),
    Allowed("It drags, then this: a song that is a long goodbye, its own reward."),
    Allowed("The crowd were on their feet, and the label have noticed."),
    Allowed("Maybe he wonders whether the crew exists; there are faults in it."),
    Allowed("The film has lost all energy for and joy in violence by its American premiere, and its being late hurts."),
    Allowed("The waulking song is stagy, and the spring that makes it go off is the towel economy."),
)

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

GERUND = re.compile(r" (?:being|having)\b")
"""“Its being late” is right, and so rare that the model doubts it."""

PREPOSED = re.compile(r"\b(?:at|of|in|with|from|by|for|on|into|to) \Z")
STATED = re.compile(r" (?:an?|the|not|been|going|just|so|too|no|never|always|about|like)\b")

GLANCE, SHORT = -3.5, 1.5
"""What a word may lose by what stands before it, and how far all it may hope for may fall short of what is needed."""

BEHIND, LONE = 0.4, -2.0
"""What the surprise behind a word counts beside the glance at it, and what both have to promise, less what is needed,
for a word to be weighed that no editor would write."""

USUAL, NEAR = -2.0, 3
"""How likely a token is in running prose, and how many of those behind a word say whether it surprised them."""

EVEN, HIGH = -1.5, 4.0
"""From which gain of an editor's on a rival needs less, nat for nat, and the most that counts."""

TRIED = 2
"""How many words are weighed in one place."""

TAIL = 6
"""How many tokens behind a word are weighed with it."""


@dataclass(frozen=True, slots=True)
class Rival:
    """What may have been meant instead of `text[start:end]`, and how many nats likelier it has to be."""

    start: int
    end: int
    word: str
    needed: float

    @property
    def alternative(self) -> Alternative:
        """As the model wants it."""
        return self.start, self.end, self.word


def find(
    block: Block, parser: Parser, model: LanguageModel, names: Names, care: Care, document: Document
) -> Iterator[Finding]:
    """Words of a block that a rival is far likelier than."""
    if block.kind not in RUNNING:
        return
    taken: list[Rival] = []
    for surplus, each in sorted(weigh(block, parser, model, names, care), key=lambda pair: -pair[0]):
        if surplus < 0:
            break
        # beside a mistaken word the model reads its neighbours wrongly
        if any(each.start <= other.end + 1 and other.start <= each.end + 1 for other in taken):
            continue
        if _is_collective(block.text, each):
            continue
        taken.append(each)
        text = block.text[each.start : each.end]
        right = each.word.replace("'", _practice.apostrophe(document))
        yield flag(block, each.start, each.end, f"“{text}” is not the word here; “{right}” is likelier.", right)


def _is_collective(text: str, each: Rival) -> bool:
    """Whether a verb stands behind a noun that takes either number, and would only change its own: the crowd were."""
    noun = re.search(r"(\w+) \Z", text[: each.start])
    verb = text[each.start : each.end].lower()
    return noun is not None and noun[1].lower() in EITHER and {verb, each.word} in ({"was", "were"}, {"has", "have"})


def weigh(block: Block, parser: Parser, model: LanguageModel, names: Names, care: Care) -> list[tuple[float, Rival]]:
    """The rivals that are worth weighing, each with how much likelier (nats) it is than it has to be.

    It has to be much less likely where an editor would write it, and much likelier at a glance where none would. How
    often the writer slips counts in full: it is a factor of what a noisy channel reckons with.
    """
    worth = _worth_weighing(block.text, tuple(_proposals(block, names)), model)
    likely, asked = [each for each, _ in worth], [each.alternative for each, _ in worth]
    edited = dict(zip(asked, model.edited(block.text, sentences(parser.parse(block.text)), asked), strict=True))
    hoped = [at for at, (_, hope) in zip(asked, worth, strict=True) if edited[at] > HOPELESS or hope > LONE]
    gains = dict(zip(hoped, model.gains(block.text, hoped, TAIL), strict=True))
    return [
        (gains[at] + max(0.0, min(HIGH, edited[at] - EVEN)) + care.slips - each.needed, each)
        for each, at in zip(likely, asked, strict=True)
        if at in gains
    ]


def _proposals(block: Block, names: Names) -> Iterator[Rival]:
    """The rivals of every word, and of every two."""
    words = list(WORD.finditer(block.text))
    for number, first in enumerate(words):
        stretches = [(first.start(), first.end())]
        if number + 1 < len(words) and block.text[first.end() : words[number + 1].start()] == " ":
            stretches.append((first.start(), words[number + 1].end()))
        for start, end in stretches:
            text = block.text[start:end]
            others = rivals(text.lower().replace("’", "'"))
            if not others or _left_alone(block, start, end, names):
                continue
            for word, needed in others.items():
                if word == "it's" and (GERUND.match(block.text, end) or _is_owned(block.text, start, end)):
                    continue
                if word == "who's" and begins(block.text, start) and _OWNED.match(block.text, end):
                    continue  # “Whose house have you left”: what is owned, and the verb of the question
                if word == "lets" and begins(block.text, start):
                    # a sentence that begins with “Let's” proposes; “Lets” would lack its subject
                    continue
                if word == "than" and begins(block.text, start):
                    continue  # nothing is compared at the head of a sentence
                yield Rival(start, end, word[0].upper() + word[1:] if text[0].isupper() else word, needed)


_OWNED = re.compile(r" \w+ (?:have|has|had|do|does|did|is|are|was|were|will|would|can|could)\b")


def _is_owned(text: str, start: int, end: int) -> bool:
    """Whether a preposition stands before “its”, and behind it no word that only “it's” has: “at its best when …”."""
    return bool(PREPOSED.search(text, max(0, start - 8), start)) and not STATED.match(text, end)


def _left_alone(block: Block, start: int, end: int, names: Names) -> bool:
    """Whether a stretch is a name, shouted, a capitalised word inside a sentence, or a part of a longer sign."""
    text = block.text[start:end]
    if names.touches(block, start, end) or (text[0].isupper() and not begins(block.text, start)):
        return True
    around = block.text[max(start - 1, 0) : start] + block.text[end : end + 1]
    return text[1:] != text[1:].lower() or bool(re.search(r"[\w@#_/\\-]", around))


def _worth_weighing(text: str, proposals: Sequence[Rival], model: LanguageModel) -> list[tuple[Rival, float]]:
    """The proposals that what stands before speaks for, or what stands behind may.

    Each with how much likelier (nats) than it has to be it promises to be, whatever an editor says.
    """
    if not proposals:
        return []
    surprises = model.surprises(text)
    places = [surprise.start for surprise in surprises]
    best: dict[tuple[int, int], list[tuple[float, float, Rival]]] = {}
    for each, glance in zip(proposals, model.glances(text, [each.alternative for each in proposals]), strict=True):
        first = bisect_left(places, each.end)
        behind = sum(max(0.0, USUAL - after.likelihood) for after in surprises[first : first + NEAR])
        if glance > GLANCE and glance + behind > each.needed - SHORT:
            hope = glance + BEHIND * behind - each.needed
            best.setdefault((each.start, each.end), []).append((glance - each.needed, hope, each))
    return [(each, hope) for found in best.values() for _, hope, each in sorted(found, key=lambda one: -one[0])[:TRIED]]
