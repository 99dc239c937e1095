"""One name spelled two ways in a draft.

The draft itself says how its names are spelled: what stands there often is right, a single odd spelling beside it is
a slip. Where the odd one is single, one letter off, and the other stands at least three times, it is an error; anything
less clear is a question with both spellings and their counts. Plurals and other endings of a name, words that reviews
know in their own right, and two names that are both common are not spellings of one name.

Source: Chicago 2.49 (the style sheet); New Hart's Rules 2.3.
"""

from collections.abc import Iterator

from pipeline import house as tables
from pipeline.checks import Allowed, Flagged
from pipeline.document import BlockKind, Document
from pipeline.finding import Finding, Severity, flag
from pipeline.names import Names

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged(
        "We meet Tharvik in a bar. Later Tharvik sings, and old Tharvik weeps. In the end ⟦Thavrik⟧ leaves.",
        fixed="We meet Tharvik in a bar. Later Tharvik sings, and old Tharvik weeps. In the end Tharvik leaves.",
    ),
    Flagged(
        "When Melindra wakes, poor Melindra sings. Then ⟦Melidra⟧'s sister calls.",
        fixed="When Melindra wakes, poor Melindra sings. Then Melindra's sister calls.",
        severity=Severity.QUERY,
    ),
    Flagged(
        "He is Koslowsky here, young Koslowsky there, and Koslowsky again; she calls him ⟦Kozlovsky⟧ once.",
        fixed="He is Koslowsky here, young Koslowsky there, and Koslowsky again; she calls him Koslowsky once.",
        severity=Severity.QUERY,
    ),
    Allowed("The Tharvik home has three Tharviks: Tharvik, his Tharvikian wife, and little Tharvik's cat."),
    Allowed("When Marcus met Marcia, poor Marcia, she loved Marcia's hat. So did Maria."),
    Allowed("In Austria the Austrian meets an Austrian from Australia."),
    Allowed("Only Bella and Della and Bella and Bella dance."),
)

SHORT = 5
"""Names of fewer letters have too many neighbours."""

LONG = 8
"""From this many letters on, two edits are still near."""


def find(document: Document, names: Names) -> Iterator[Finding]:
    """The odd spellings of a draft's names, each with the spelling that stands more often."""
    for spelling, places in names.places.items():
        if len(spelling) < SHORT or "-" in spelling or len(places) > 1 or _known(spelling) or spelling in names.allowed:
            continue
        usual, edits = _usual(spelling, names)
        count = names.count(usual) if usual else 0
        block = document.blocks[places[0].block]
        if count < 2 or block.kind is BlockKind.FIELD:
            continue
        sure = count >= 3 and edits == 1 and len(spelling) > SHORT
        start = places[0].start
        message = (
            f"“{spelling}” stands here once, “{usual}” {count} times; they look like one name."
            if sure
            else f"Is “{spelling}” (once) the same name as “{usual}” ({count} times)?"
        )
        severity = Severity.ERROR if sure else Severity.QUERY
        yield flag(block, start, start + len(spelling), message, usual, severity=severity)


def _usual(spelling: str, names: Names) -> tuple[str, int]:
    """The commonest other spelling that is near, and how many edits away it is."""
    for edits in (1, 2) if len(spelling) >= LONG else (1,):
        for other in names.near(spelling, edits):
            if len(other) >= SHORT and other[-1] == spelling[-1]:
                return other, edits
    return "", 0


def _known(word: str) -> bool:
    """Whether reviews know a word in its own right."""
    return tables.frequencies().get(word.lower(), 0) >= 20
