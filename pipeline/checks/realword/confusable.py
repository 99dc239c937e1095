"""A word that is another word's place: median for medium, loose for lose, it's for its.

No speller finds these, because both are words. `house/confusables.tsv` has for each pair the contexts in which only the
other one makes sense: the neighbours, their parts of speech, words that have to be near and words that license what
stands there (“median” beside age, income or price is right). A pair without such a context is not in the table. Names
and titles are left alone.

Source: Garner's Modern English Usage; Butterfield's Fowler; Merriam-Webster's Dictionary of English Usage; the contexts
are our own.
"""

from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged, _practice
from pipeline.checks.realword._contexts import found
from pipeline.document import OBJECT, Block, Document
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag
from pipeline.names import Names

SEVERITY = Severity.ERROR
FIX = "unsafe"
VETO = -3.0

EXAMPLES = (
    Flagged("Animation is a ⟦median⟧ for grown-ups too.", fixed="Animation is a medium for grown-ups too."),
    Flagged("She spends the song ⟦pinning⟧ for him.", fixed="She spends the song pining for him."),
    Flagged("You will ⟦loose⟧ interest by the third hour.", fixed="You will lose interest by the third hour."),
    Flagged("The trailer ⟦peaked⟧ my interest.", fixed="The trailer piqued my interest."),
    Flagged("The studio is at the top of ⟦it's⟧ game.", fixed="The studio is at the top of its game."),
    Flagged("It is longer ⟦then⟧ the book.", fixed="It is longer than the book."),
    Flagged("It looks older than ⟦it's⟧ age.", fixed="It looks older than its age."),
    Flagged("I ⟦past⟧ the theatre.", fixed="I passed the theatre."),
    Flagged(
        "He covers all the ⟦basis⟧, and it is ⟦adopted⟧ from a novel.",
        fixed="He covers all the bases, and it is adapted from a novel.",
    ),
    Flagged(
        "A ⟦pallet⟧ of blues, and the city is ⟦teaming⟧ with life.",
        fixed="A palette of blues, and the city is teeming with life.",
    ),
    Flagged("She ⟦looses⟧ her mind and ⟦towed⟧ the line.", fixed="She loses her mind and toed the line."),
    Allowed("The band is at its best when it lets the cellos carry the song."),
    Allowed("A pallet of bricks; she looses the hounds, adopted from a shelter, in the mist of an early morning."),
    Allowed("She is a most beautiful woman, and he is teaming up with a tenant of hers; the steaks are good."),
    Allowed("It is more work than it's worth, and she ran as we past masters watched."),
    Flagged("⟦Your⟧ going to cry.", fixed="You're going to cry."),
    Flagged("He is ⟦apart⟧ of the crew.", fixed="He is a part of the crew."),
    Flagged("We sang ⟦a long⟧ to every chorus.", fixed="We sang along to every chorus."),
    Flagged("The ⟦principle⟧ cast is strong.", fixed="The principal cast is strong."),
    Flagged("It had a sneak ⟦peak⟧ at the festival.", fixed="It had a sneak peek at the festival."),
    Flagged("They could ⟦of⟧ stopped there.", fixed="They could have stopped there."),
    Flagged("A ⟦women⟧ who sings alone.", fixed="A woman who sings alone."),
    Flagged("If you love intrigue ⟦than⟧ this is your book.", fixed="If you love intrigue then this is your book."),
    Flagged(
        "They hone ⟦there⟧ craft; I know what ⟦your⟧ saying.", fixed="They hone their craft; I know what you're saying."
    ),
    Flagged(
        "I was ⟦quit⟧ disappointed, and could ⟦hardy⟧ wait.", fixed="I was quite disappointed, and could hardly wait."
    ),
    Flagged("It is an ⟦actually⟧ event, ⟦chalk full⟧ of jokes.", fixed="It is an actual event, chock-full of jokes."),
    Flagged(
        "She is ⟦laying⟧ on a sofa. ⟦Worse⟧ of all, we wait.", fixed="She is lying on a sofa. Worst of all, we wait."
    ),
    Allowed("It's worth its price; it is laying down tracks on a floor; put there time and again, and of worth a lot."),
    Allowed(
        "She quit a job; a hardy wait; lost there, time stood still; for it's great fun, and the theses two wrote."
    ),
    Allowed("I would sooner watch paint than this, and no other song than hers is as loud."),
    Allowed("The median age of its viewers is forty, and the median income is low."),
    Allowed("He is pinning the blame on her, and she is pinning notes to the board."),
    Allowed("Let loose the dogs; the screw is loose, and so is the plot."),
    Allowed("It's a long way to its peak; a part of me wants your own version, then another."),
    Allowed("Its very premise is its own reward, and it's over."),
    Allowed("First the verse, then the chorus; better late, then, than never."),
    Allowed("The principal's principle is to go along with every day as it comes."),
    Allowed("Of course you could, of an evening, and it must of necessity end in May of that year."),
    Allowed("You're head over heels in love. So you're house proud, as they say. You're money on every track."),
    Allowed("They are understandably weary of sequels, and must be weary of zombies."),
    Allowed("It makes them wander about the ship. They pass a strange gate. It is a country without a president."),
    Allowed("It lets the mind wonder the whole time."),
    Allowed("The cannon works well. The cannon ship sinks. It has a mechanic adopted from the earlier game."),
    Allowed("She found there friends for life; she spent there songs and years, for there friends were kind."),
    Allowed("The bear attack is a grizzly scene. They vanish in the mist of this valley. With vocals sore, she left."),
    Allowed("The streets are teaming with him to fight the mayor; and none the less it is good."),
    Flagged("They lost ⟦there⟧ minds in a ⟦grizzly⟧ murder.", fixed="They lost their minds in a grisly murder."),
    Flagged(
        "The streets are ⟦teaming⟧ with zombies: it sets a bad ⟦president⟧ for us.",
        fixed="The streets are teeming with zombies: it sets a bad precedent for us.",
    ),
)


def find(block: Block, parser: Parser, names: Names, document: Document) -> Iterator[Finding]:
    """Words of a block in a context where only another one makes sense."""
    if not block.text.strip():
        return
    tokens = [token for token in parser.parse(block.text) if not token.is_space]
    for first, last, rule in found(tokens):
        start = tokens[first].idx
        end = tokens[last - 1].idx + len(tokens[last - 1])
        text = block.text[start:end]
        if names.touches(block, start, end) or OBJECT in text:
            continue
        right = rule.right.replace("'", _practice.apostrophe(document))
        if text[0].isupper():
            right = right[0].upper() + right[1:]
        yield flag(block, start, end, f"“{text}” is not the word here; “{right}” is.", right)
