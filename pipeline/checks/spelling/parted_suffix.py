"""An ending that stands apart from its word: “a dream like quality”, “plot wise”, “twenty somethings”.

*-like*, *-wise* and *-something* belong to the word before them, closed or with a hyphen (The Chicago Manual of Style
7.96; Merriam-Webster). “Like” is a preposition far oftener: it is an ending only behind “so”, “very”, “too” and a
noun that likens (child like), or between such a noun and what it describes (dream like quality, cat like reflexes).
“Wise” is one behind a term of the trade (acting wise, story wise), where no person is wise.
"""

import re
from collections.abc import Iterator

from pipeline import house
from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block, RegionKind
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged(
        "It has a ⟦dream like⟧ quality, and is so ⟦child like⟧.",
        fixed="It has a dreamlike quality, and is so childlike.",
    ),
    Flagged("She has ⟦cat like⟧ reflexes.", fixed="She has cat-like reflexes."),
    Flagged(
        "⟦Acting wise⟧, it is fine, and ⟦plot wise⟧ it is not.",
        fixed="Acting-wise, it is fine, and plot-wise it is not.",
    ),
    Flagged("Two ⟦twenty somethings⟧ talk.", fixed="Two twenty-somethings talk."),
    Allowed("A child like her, a dream like no other; I dream like a poet, and so many children like it."),
    Allowed("The story wise men tell; her acting, wise and warm; a man twenty years old, something of a clown."),
    Allowed("It looks like a dream, like quality time; ghosts like states of fear."),
)

CLOSED = 5
"""How often the whole word has to stand in the house's reviews to be written without a hyphen."""

_NOUN = (
    r"(?:animal|beast|bird|business|cartoon|cat|child|comic|dance|dog|doll|documentary|dream|fairytale|fever|game|ghost"
    r"|god|hero|insect|lady|life|machine|maze|nightmare|opera|play|prison|puppet|robot|saint|snake|sitcom|soap|spider|statue"
    r"|trance|vampire|war|zombie|workman|statesman|warrior)"
)
_DESCRIBED = (
    r"(?:acting|animation|antics|appearance|approach|atmosphere|attitude|behaviou?r|character|creatures?|effects?|face"
    r"|fashion|features|feel|feeling|figures?|glee|humou?r|imagery|images|innocence|joy|logic|look|manner|mood|movements?"
    r"|performances?|plot|precision|presence|qualit(?:y|ies)|reflexes|scenes?|sequences?|setting|simplicity|state|story"
    r"|structure|style|trance|version|voice|vision|visuals|way|wonder|world)"
)
_TRADE = (
    r"(?:acting|action|budget|camera|casting|character|content|dialogue|directing|effects|gameplay|graphics|gore|humou?r"
    r"|lyrics|music|pacing|performance|plot|price|production|quality|script|sound|story|style|theme|writing)"
)
_ENDING = re.compile(
    rf"(?<![\w'’./-])(?:(?<=\bso )(?P<so>{_NOUN} like)(?= ?[.,;!?)]| (?:that|and|but|in|at|to|enough)\b)"
    rf"|(?<=\btoo )(?P<too>{_NOUN} like)\b|(?<=\bvery )(?P<very>{_NOUN} like)\b|(?P<enough>{_NOUN} like)(?= enough\b)"
    rf"|(?P<noun>{_NOUN} like)(?= {_DESCRIBED}\b)"
    rf"|(?P<wise>{_TRADE} wise)(?=[,.;:)!]| (?:it|its|it['’]s|the|this|that|there|is|was|i|he|she|they|and|but)\b)"
    r"|(?P<some>(?:twenty|thirty|forty|fifty|sixty) somethings?))(?![\w'’-])",
    re.I,
)


def find(block: Block) -> Iterator[Finding]:
    """Findings on the word and its ending."""
    if block.kind not in RUNNING:
        return
    for match in _ENDING.finditer(block.text):
        if block.inside(RegionKind.EMPHASIS, *match.span()):
            continue
        first, second = match[0].split(" ")
        closed = second == "like" and house.frequencies().get((first + second).lower(), 0) >= CLOSED
        right = first + second if closed else f"{first}-{second}"
        yield flag(block, *match.span(), f"“{match[0]}” is one word: “{right}”.", right)
