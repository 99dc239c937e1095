"""One name spelled two ways in a draft.

The draft itself says how its names are spelled: what stands there often is right, a single odd spelling beside it is
a slip. Where the odd one is single, one letter off, and the other stands at least three times, it is an error; anything
less clear is a question with both spellings and their counts, and so is one spelling as often as the other: there the
one that reviews know is proposed, or the first. Plurals and other endings of a name, words that reviews
know in their own right, and two names that are both common are not spellings of one name.

A name that no dictionary has keeps its capital (quenby beside Quenby); “the warden”, once, beside “the Warden” four
times or more is a question, since somebody else may be meant, and so is a name of two words of which the second lacks
its capital once (Salt orchard beside Salt Orchard).

Source: Chicago 2.49 (the style sheet); New Hart's Rules 2.3.
"""

import re
from collections.abc import Iterator

from pipeline import house as tables
from pipeline.checks import Allowed, Flagged
from pipeline.checks._places import own
from pipeline.checks.consistency._small_names import halved, lost, untitled
from pipeline.document import BlockKind, Document
from pipeline.finding import Finding, Severity, flag
from pipeline.names import Names, Place, base, begins, common

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
    Flagged(
        "When Quorlan wakes, poor Quorlan sings. Then ⟦Quarlan⟧ calls, and so does ⟦Quarlan⟧'s sister.",
        fixed="When Quorlan wakes, poor Quorlan sings. Then Quorlan calls, and so does Quorlan's sister.",
        severity=Severity.QUERY,
    ),
    Flagged(
        "When Philip sings, poor Philip weeps, and old Philip too. Then ⟦Phillip⟧ leaves.",
        fixed="When Philip sings, poor Philip weeps, and old Philip too. Then Philip leaves.",
        severity=Severity.QUERY,
    ),
    Flagged(
        "When Quenby sings, poor Quenby weeps, and old Quenby too. Then ⟦quenby⟧ leaves.",
        fixed="When Quenby sings, poor Quenby weeps, and old Quenby too. Then Quenby leaves.",
    ),
    Flagged(
        "We fear the Warden, obey the Warden, feed the Warden, and love the Warden. Then the ⟦warden⟧ sleeps.",
        fixed="We fear the Warden, obey the Warden, feed the Warden, and love the Warden. Then the Warden sleeps.",
        severity=Severity.QUERY,
    ),
    Flagged(
        "We saw Salt Orchard in May, and liked Salt Orchard. Then ⟦Salt orchard⟧ came to Leeds.",
        fixed="We saw Salt Orchard in May, and liked Salt Orchard. Then Salt Orchard came to Leeds.",
        severity=Severity.QUERY,
    ),
    Allowed("We saw Salt Orchard. Salt orchard, it says; Leeds Market has a Leeds market, and Salt orchard has none."),
    Allowed(
        "We fear the Warden, the Warden, the Warden, and the Warden. Two wardens meet: the warden of the east sleeps."
    ),
    Allowed("Then the cook (Ottilie Berlan) left for Berlin, came from Berlin, and saw old Berlin."),
    Allowed("What a MARVELLLL it is! Such a MARVELLL."),
    Allowed("Of Blorvex, by Blorvex, and in Blorvex we hear of the blorvex term."),
    Allowed("He met Quenby, poor Quenby, and Quenby's cat; “quenby,” it says, and @quenby on quenby.com."),
    Allowed("When Philip sings, poor Philip weeps, and old Philip too. Then Phillip Vance leaves."),
    Allowed("We hear Quorlan and Quarlan sing. She plays *Torquana do Brel*. Torquena is a town."),
    Allowed("Quorlamort Quorlamore is a film about a film."),
    Allowed("When Quorl wakes, Quarl sings."),
    Allowed("The Tharvik home has three Tharviks: Tharvik, his Tharvikian wife, and little Tharvik's cat."),
    Allowed("When Marcus met Marcia, poor Marcia, she loved Marcia's hat. So did Maria."),
    Allowed("In Austria the Austrian meets an Austrian from Australia."),
    Allowed("Only Bella and Della and Bella and Bella dance."),
)

_SOUND = str.maketrans("zkyw", "sciu")
"""Letters of one sound."""

_ELONGATED = re.compile(r"(.)\1\1")
"""Letters drawn out for weight: NOOO, YESSS."""

FAMOUS = 300
"""How often reviews have a name that a surname may be near to by chance: Berlin, Berlan."""

SHORT = 5
"""Names of fewer letters have too many neighbours."""

LONG = 8
"""From this many letters on, two edits are still near."""


def find(document: Document, names: Names) -> Iterator[Finding]:
    """The odd spellings of a draft's names, each with the spelling that stands more often."""
    yield from _without_capital(document, names)
    for spelling, places in names.places.items():
        if len(spelling) < SHORT or "-" in spelling or len(places) > 2 or spelling in names.allowed:
            continue
        usual, edits = _usual(spelling, names)
        if _known(spelling) and not (usual and _sounds_like(document, names, spelling, usual)):
            continue
        count = names.count(usual) if usual else 0
        if count < len(places) or (count == len(places) and not _second(document, names, spelling, usual, edits)):
            continue
        if _side_by_side(names, spelling, usual) or (spelling.isupper() and _ELONGATED.search(spelling)):
            continue
        famous = tables.frequencies().get(usual.lower(), 0) >= FAMOUS
        if famous and _is_surname(document, names, spelling) and not _is_surname(document, names, usual):
            continue
        once = len(places) == 1
        sure = once and not _known(spelling) and count >= 3 and edits == 1 and len(spelling) > SHORT
        message = (
            f"“{spelling}” stands here once, “{usual}” {count} times; they look like one name."
            if sure
            else f"Is “{spelling}” ({_times(len(places))}) the same name as “{usual}” ({_times(count)})?"
        )
        for place in places:
            block = document.blocks[place.block]
            if block.kind is not BlockKind.FIELD:
                severity = Severity.ERROR if sure else Severity.QUERY
                yield flag(block, place.start, place.start + len(spelling), message, usual, severity=severity)


def _without_capital(document: Document, names: Names) -> Iterator[Finding]:
    """A draft's names that lack their capital once or twice, and its titles of persons that do so once."""
    for place, name, count in lost(document, names):
        message = f"“{place.text}” is “{name}” elsewhere ({_times(count)})."
        yield flag(place.block, place.start, place.end, message, name)
    for place, name, count in halved(document):
        message = f"Is “{place.text}” (once) the same name as “{name}” ({_times(count)})?"
        yield flag(place.block, place.start, place.end, message, name, severity=Severity.QUERY)
    for place, title, count in untitled(document):
        message = f"Is “the {place.text}” (once) “the {title}” ({_times(count)})?"
        yield flag(place.block, place.start, place.end, message, title, severity=Severity.QUERY)


def _sounds_like(document: Document, names: Names, spelling: str, usual: str) -> bool:
    """Whether a known name stands once, alone, beside another of its sound that stands often: Susanne, Suzanne."""
    place = names.places[spelling][0]
    text = document.blocks[place.block].text
    alone = not re.match(r"(?:['’]s)? [A-Z]", text[place.start + len(spelling) :])
    led = re.search(r"[A-Z][\w.]* $", text[: place.start])
    homophone = re.sub(r"[eh]|(?<=(.))\1", "", spelling.lower().translate(_SOUND)) == re.sub(
        r"[eh]|(?<=(.))\1", "", usual.lower().translate(_SOUND)
    )
    first = led is None or begins(text, led.start())
    return names.count(spelling) == 1 and names.count(usual) >= 3 and alone and first and homophone


def _is_surname(document: Document, names: Names, spelling: str) -> bool:
    """Whether a name stands behind another one once, as a surname does: Ada Orrson beside Orrton, the town."""
    for place in names.places[base(spelling)]:
        text = document.blocks[place.block].text
        led = re.search(r"[A-Z][\w.’'-]* $", text[: place.start])
        if led is not None and not common(led[0].strip(" .")):
            return True
    return False


def _side_by_side(names: Names, spelling: str, usual: str) -> bool:
    """Whether two spellings stand next to each other, as two words of one name do."""
    return any(
        place.block == other.block and min(abs(place.start - other.end), abs(other.start - place.end)) <= 2
        for place in names.places[spelling]
        for other in names.places[base(usual)]
    )


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _second(document: Document, names: Names, spelling: str, usual: str, edits: int) -> bool:
    """Whether a long spelling that stands as often as another is the one to ask about: unknown, or the later one.

    Two in one sentence are two people, and a name in italics or quotation marks may be another language's.
    """
    here, there = names.places[spelling], names.places[base(usual)]
    if edits > 1 or min(len(spelling), len(usual)) <= SHORT or not (_known(usual) or there[0] < here[0]):
        return False
    if not all(own(document.blocks[place.block], place.start, place.end) for place in (*here, *there)):
        return False
    return not any(_one_sentence(document, place, other) for place in here for other in there)


def _one_sentence(document: Document, place: Place, other: Place) -> bool:
    """Whether two places are in one sentence."""
    if place.block != other.block:
        return False
    start, end = min(place.end, other.end), max(place.start, other.start)
    return re.search(r"[.!?]\s", document.blocks[place.block].text[start:end]) is None


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
