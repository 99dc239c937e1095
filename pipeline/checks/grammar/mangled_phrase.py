"""A set phrase or a verb's construction that went wrong.

“Case and point”, “for all intensive purposes”, “worth to see”, “could of”: idiom allows one form, and a dictionary has
it. The phrases are in the house’s tables `phrases.tsv` and `wordings.tsv`. (Garner’s Modern English Usage, under each
phrase; The Chicago Manual of Style 5.250.)
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._phrases import look
from pipeline.document import Block
from pipeline.finding import Finding, Severity

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("The second act is a ⟦case and point⟧.", "The second act is a case in point."),
    Flagged("The concert was ⟦worth to see⟧.", "The concert was worth seeing."),
    Flagged("We ⟦can not⟧ hear the flute.", "We cannot hear the flute."),
    Flagged("The ⟦reason I left is because⟧ it rained.", "The reason I left is that it rained."),
    Flagged("They ⟦are suppose to⟧ sing.", "They are supposed to sing."),
    Flagged("I would ⟦recommend everyone to see⟧ it.", "I would recommend that everyone see it."),
    Flagged("Let us ⟦try and find⟧ a seat.", "Let us try to find a seat.", severity=Severity.ADVICE),
    Flagged("⟦I’d of liked⟧ a seat.", "I’d have liked a seat."),
    Flagged("⟦Alot of⟧ us sang.", "A lot of us sang."),
    Flagged("I ⟦ca’nt⟧ hear.", "I can’t hear."),
    Flagged("It lasts ⟦another ten minute⟧.", "It lasts another ten minutes."),
    Flagged("It ⟦is based of her⟧ diary.", "It is based on her diary."),
    Flagged("⟦The criteria is⟧ plain.", "The criteria are plain."),
    Flagged("It ⟦was release in May⟧.", "It was released in May."),
    Flagged("It ⟦is direct by⟧ Ann Orr.", "It is directed by Ann Orr."),
    Flagged("It hurts ⟦each time it start⟧.", "It hurts each time it starts."),
    Flagged("⟦She did good⟧.", "She did well.", severity=Severity.ADVICE),
    Flagged("⟦The Orman’s were⟧ late.", "The Ormans were late.", severity=Severity.QUERY),
    Flagged("It is ⟦both a march as well as⟧ a waltz.", "It is both a march and a waltz."),
    Flagged("The doors ⟦don’t close neither⟧.", "The doors don’t close either."),
    Flagged("⟦There’s a couple of⟧ waltzes.", "There are a couple of waltzes."),
    Flagged("She ⟦gives credits to⟧ the choir.", "She gives credit to the choir."),
    Flagged("I think ⟦he don’t⟧ care.", "I think he doesn’t care."),
    Flagged("⟦Much of the songs⟧ are short.", "Many of the songs are short."),
    Allowed("People who love it don’t care, and if you haven’t seen it don’t bother. You and he don’t sing."),
    Allowed("Singers as good as she don’t need help, and those older than he don’t sing."),
    Allowed("Much of the characters’ past is dark. Much of the effects work is old."),
    Allowed("It shows as much of the actors as it can, and we see so much of the songs."),
    Allowed("There’s a full house, and neither the choir nor the band did that."),
    Allowed("It is another ten minute walk, and one of the criteria is speed."),
    Allowed("Her wish was release by any means; he did good works, and she did good by them."),
    Allowed("I’d often sing of home. It is the most broadly based of all the clubs."),
    Allowed("The Orman’s bar was full, and the train is direct by night."),
    Allowed("It can not only sing but dance."),
    Allowed("He could, of course, sing; did you use to play?"),
    Allowed("The reason is because of the rain."),
    Allowed("They used the same time slot, and it was worth seeing."),
)


def find(block: Block) -> Iterator[Finding]:
    """Findings on the phrase."""
    yield from look(block, "phrases.tsv", "wordings.tsv")
