"""A title's own article in small letters: the Godfather, for The Godfather.

The article that begins a title is a part of it and has its capital, like any first word (Chicago, chapter 8, “titles
of works”; in running text a “the” may also belong to the sentence, as before a noun: the *Godfather* director).
Flagged, as a question, is a well-known title that reviews mostly name with its article, and one that the draft itself
names so, where the sentence speaks of a work: it stands beside another title, behind a word such as “film” or
“watched”, or the draft has it with its article elsewhere. Before a noun nothing is said.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._places import begins_sentence
from pipeline.checks.titles._named import OWN, SET, titles
from pipeline.checks.titles._wellknown import ATTRIBUTIVE, is_own, known, share_of
from pipeline.document import Block, Document, RegionKind
from pipeline.finding import Finding, Severity, flag
from pipeline.house import entries
from pipeline.house.known import known_titles, plain
from pipeline.house.titlecase import is_small
from pipeline.works import Works

SEVERITY = Severity.QUERY
FIX = "unsafe"
EXAMPLES = (
    Flagged("It is as bad as ⟦the⟧ Godfather, I fear.", fixed="It is as bad as The Godfather, I fear."),
    Flagged("He made ⟦the⟧ Silence of the Lambs after it.", fixed="He made The Silence of the Lambs after it."),
    Flagged(
        "We saw “The Salt Road” twice. They say that “The Salt Road” is old, and so is the film ⟦the⟧ Salt Road.",
        fixed="We saw “The Salt Road” twice. They say that “The Salt Road” is old, and so is the film The Salt Road.",
    ),
    Flagged("In May I saw ⟦the⟧ Last of Us, in bed.", fixed="In May I saw The Last of Us, in bed."),
    Allowed("He is the Last of Us star, and she is the Last of a Dying Breed."),
    Allowed("He is the Godfather director, and no friend of the Godfather films or the Silence of the Lambs series."),
    Allowed("Well, then, the Godfather is here, and he is the Lion King of Oss."),
    Allowed("He plays Sonny rather than the Godfather; other than the Godfather, nobody dies."),
    Allowed("He plays him as the Godfather, and is little more than the Godfather of a village."),
    Allowed("We walk the Salt Road in May, and see the Bible and the Queen."),
    Allowed("He reads the “Godfather” book, and the *Godfather* script."),
)

LEAST = 0.3
"""What share of the reviews that have a title must quote it, for its words to mean it behind a small article."""

_THE = re.compile(
    r"(?<![\w'’-])the (?=(?P<rest>[A-Z0-9][\w’'-]*(?: (?:(?:of|the|an?|and|in|on|to|for|from|with|at|by|who) )*[A-Z0-9]"
    r"[\w’'-]*)*))"
)
_SPEAKS = re.compile(
    r"(?:\b(?:films?|movies?|like|see|saw|seen|seeing|watch(?:ed|es|ing)?|where|when|as \w+ as"
    r"|(?:more|less) \w+ than|\w+(?<!\brath)(?<!\both)er than|worse than)|[A-Z0-9][\w’'-]*[\"”]?,|\() $",
)
_OF_A_WORK = re.compile(r"\b(?:film|movie|show|series|book|novel|song|album|game|saw|seen|watch(?:ed|ing)?) $")
_WORD = re.compile(r" ([a-z]+)")


def find(document: Document, works: Works) -> Iterator[Finding]:
    """Flag the article."""
    own = {title.title[4:] for title in titles(document, works) if title.title.startswith("The ") and title.of(*SET)}
    for block in document.blocks:
        if block.kind not in OWN:
            continue
        for match in _THE.finditer(block.text):
            title = _title(block, match, own)
            if title and not begins_sentence(block, match.start()):
                message = f"“The” belongs to the title “The {title}”, and has a capital."
                yield flag(block, match.start(), match.start() + 3, message, "The")


def _title(block: Block, match: re.Match[str], own: set[str]) -> str:
    """The title, without its article, whose words stand behind a small article; nothing where these say else."""
    text, start = block.text, match.end()
    kinds = (RegionKind.QUOTATION, RegionKind.EMPHASIS, RegionKind.STRONG, RegionKind.LINK, RegionKind.FOREIGN)
    words = match["rest"].split()
    for count in range(len(words), 0, -1):
        title = " ".join(words[:count]).removesuffix("'s").removesuffix("’s")
        end = start + len(title)
        if any(block.inside(kind, start, end) for kind in kinds):
            return ""
        if count < len(words) and not is_small(words[count]):
            continue
        told = title in own or _is_known(title) or (_is_own(title) and _SPEAKS.search(text[: match.start()]))
        if told and not _goes_on(text, end) and _speaks(text, match.start(), title, own):
            return title
    return ""


def _is_known(title: str) -> bool:
    """Whether reviews name a title mostly with its article, and quote it often."""
    return share_of(f"The {title}") >= LEAST and known(title)[0] in ("", title)


def _is_own(title: str) -> bool:
    """Whether a title of three words or more is listed with its article, and its words are hardly used otherwise."""
    one = known_titles().get(plain(f"The {title}"))
    return one is not None and title.count(" ") > 1 and is_own(one)


def _goes_on(text: str, end: int) -> bool:
    """Whether the words only say what sort of thing is meant, or are a longer name's."""
    word = _WORD.match(text, end)
    noun = word is not None and (word[1] == "of" or word[1] not in entries("function-words.tsv"))
    return noun or bool(ATTRIBUTIVE.match(text, end) or re.match(r"-\w| [A-Z0-9]", text[end:]))


def _speaks(text: str, at: int, title: str, own: set[str]) -> bool:
    """Whether a sentence speaks of a work: words that are no thing's name, or what stands before them."""
    if title in own:
        return _OF_A_WORK.search(text[:at]) is not None
    return len(title.split()) > 2 or _SPEAKS.search(text[:at]) is not None
