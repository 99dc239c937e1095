"""No space after a mark, or before an opening bracket or quotation mark.

A space follows a comma, colon, semicolon, full stop, question and exclamation mark, and stands outside brackets and
quotation marks (Chicago, chapter 6; New Hart's Rules, chapter 4). Where a mark ends a sentence and a small letter
follows, the sentence behind it gets its capital too; as such a stop may have been meant for a comma, that fix is
unsafe, and so is one behind a comma that parts two sentences, or behind a bracket that a comma may have stood behind.
Others are safe.

Left alone: numbers and times (1,000; 3:10), addresses and file names, initials, names with a mark inside
(Steins;Gate, Yahoo!), optional endings and beginnings in brackets (“the actor(s)”, “(re)watch”), and code.
"""

import re
from collections.abc import Iterator

from pipeline import house
from pipeline.checks import Allowed, Flagged
from pipeline.checks._capitals import uncapitalised
from pipeline.checks._glued import COMMON, glued_sentences
from pipeline.checks._listed import listed
from pipeline.checks._pairs import pair
from pipeline.document import Block, Document
from pipeline.finding import Applicability, Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "mixed"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged("It was slow,⟦⟧but good.".replace("slow,⟦⟧but", "⟦slow,but⟧"), fixed="It was slow, but good."),
    Flagged("It was ⟦slow.Then⟧ it ended.", fixed="It was slow. Then it ended."),
    Flagged("Was it ⟦slow?Yes⟧, it was.", fixed="Was it slow? Yes, it was."),
    Flagged("Did he like ⟦it?No⟧, he left.", fixed="Did he like it? No, he left."),
    Flagged("Their third ⟦album(Live⟧ at Leeds) sold well.", fixed="Their third album (Live at Leeds) sold well."),
    Flagged("The remake (of an old ⟦film)was⟧ odd.", fixed="The remake (of an old film) was odd."),
    Flagged("They ⟦called“home⟧” twice.", fixed="They called “home” twice."),
    Flagged('They called it "our ⟦home"and⟧ left.', fixed='They called it "our home" and left.'),
    Flagged('They ⟦called"home⟧" twice.', fixed='They called "home" twice.'),
    Flagged("One thing is ⟦sure:the⟧ end.", fixed="One thing is sure: the end."),
    Flagged("It was ⟦slow.(They⟧ say so.) He ⟦left,I⟧ stayed.", fixed="It was slow. (They say so.) He left, I stayed."),
    Flagged("She stars (in “⟦Tide”.)A⟧ hit, that.", fixed="She stars (in “Tide”.) A hit, that."),
    Flagged(
        "The remake (of an old ⟦film),with⟧ songs. It ⟦ends.4/10⟧",
        fixed="The remake (of an old film), with songs. It ends. 4/10",
    ),
    Flagged(
        "He left at ⟦40.(His⟧ wife stayed.) It drags: ⟦1.nobody⟧ sings, ⟦2.nobody⟧ dances.",
        fixed="He left at 40. (His wife stayed.) It drags: 1. nobody sings, 2. nobody dances.",
    ),
    Flagged("A hit of its ⟦genre.and⟧ I ⟦hate.it’s⟧ so.", fixed="A hit of its genre. And I hate. It’s so."),
    Flagged("Did you see ⟦it?i⟧ ⟦did!we⟧ all ⟦did.i⟧ wept.", fixed="Did you see it? I did! We all did. I wept."),
    Flagged("It has songs, dances ⟦etc.and⟧ ⟦Mr.Orr⟧.", fixed="It has songs, dances etc. and Mr. Orr."),
    Flagged("He said ⟦no.then⟧ he left. A note by ⟦Rev.Orr⟧.", fixed="He said no. Then he left. A note by Rev. Orr."),
    Flagged("By ⟦J.Orr⟧ in the ⟦80s.It⟧ sold.", fixed="By J. Orr in the 80s. It sold."),
    Flagged("He sings ⟦well(...and⟧ she ⟦dances(..or⟧ so).", fixed="He sings well (...and she dances (or so)."),
    Flagged("He sang ⟦once(sadly⟧) and (Orr) left.", fixed="He sang once (sadly) and (Orr) left."),
    Flagged("It is a ⟦hit.which⟧ was ⟦in.the⟧ charts.", fixed="It is a hit, which was in. The charts."),
    Flagged("So if ⟦a)you⟧ pay or ⟦b)you⟧ don’t.", fixed="So if a) you pay or b) you don’t."),
    Flagged("Scored by the best (of ⟦them)anna⟧ sang.", fixed="Scored by the best (of them) anna sang."),
    Flagged("The ⟦twins(Ann⟧ ⟦Orr)sing⟧.", fixed="The twins (Ann Orr) sing."),
    Flagged(
        "Her son-in-⟦law(a⟧ baker) drums (well, ⟦sort?)and⟧ weeps.",
        fixed="Her son-in-law (a baker) drums (well, sort?) and weeps.",
    ),
    Flagged(
        'It is called "⟦Tide".It⟧ is SO ⟦BAD.Then⟧ it ends. ⟦Rating:4⟧',
        fixed='It is called "Tide". It is SO BAD. Then it ends. Rating: 4',
    ),
    Flagged("See these: ⟦1.Salt⟧ Road - long. 2. Tide.", fixed="See these: 1. Salt Road - long. 2. Tide."),
    Flagged("The novel ⟦1984:A⟧ Warning was cut.", fixed="The novel 1984: A Warning was cut."),
    Flagged("It opened on May ⟦5,2019⟧, to praise.", fixed="It opened on May 5, 2019, to praise."),
    Flagged("They showed it on ⟦Oct.31⟧ on cable.", fixed="They showed it on Oct. 31 on cable."),
    Allowed("The actor(s) and the (re)watch cost 1,000 at 3:10."),
    Allowed("Steins;Gate, NieR:Automata and J.R.R. Tolkien, e.g. at example.com."),
    Allowed("It has 8.bit sound at its best."),
    Allowed("i saw it at imdb.com, on last.fm and in notes.txt; Yahoo!Answers has p.s. and a.m. in it."),
    Allowed("Call self.run(now), see index.html or web.config, and T.V. at 9 p.m. by k.d. lang."),
    Allowed("The 2.beta is short."),
    Allowed("The opening of D.Gray-man is on Moulin Rouge!Radio."),
    Allowed("They cut 90.min of it."),
    Allowed("Call f(x), print(text) or main() with node.js."),
    Allowed("She (un)knowingly (or not) came (in 1999), too."),
    Allowed("“Home”-style cooking, the 2010s(!) and P!nk’s."),
)

_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # A comma between words, or between a number and a word.
        r"(?<!\w)(?P<left>[^\W\d_]{2,}|\d+[a-z]*)(?P<mark>,)(?=(?P<right>[^\W\d_]{2,}|(?:I|a)(?= )|[“‘]\w+))",
        r"(?<![\w,])(?P<left>[^\W\d_]{3,})(?P<mark>,)(?=(?P<right>\d+\b(?!,)))",
        # A comma behind a closing mark.
        r"(?P<left>[\w.!?'’]+[)\]”\"])(?P<mark>,)(?P<right>[^\W\d_]{2,})",
        # A comma between a day and its year.
        r"(?P<left>(?<=[a-z.] )\d{1,2})(?P<mark>,)(?P<right>(?:19|20)\d\d)\b",
        # A short name of a month and its day.
        r"\b(?P<left>Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)(?P<mark>\.)(?P<right>\d{1,2}(?:st|nd|rd|th)?)\b(?!\.\d)",
        # A colon or semicolon behind a word in lower case, or a colon behind a year.
        r"(?<![\w@.:;'’-])(?P<left>[a-z]{2,})(?P<mark>[;:])(?P<right>[A-Za-z]{2,}|[AI]\b)",
        r"(?<![\w@.:;'’-])(?P<left>[A-Z][a-z]{2,})(?P<mark>[;:])(?P<right>(?:the|a|an|he|she|it|they|this|that|not|no)\b)",
        # A colon between a label and a figure.
        r"(?<![\w@.:;/'’-])(?P<left>[Rr]at(?:ed|ing)|[Ss]core|[Vv]erdict|[Gg]rade|[Oo]verall)(?P<mark>:)(?P<right>\d+)",
        r"\b(?P<left>\d{3,4})(?P<mark>:)(?P<right>[A-Z][a-z]*)\b",
        # A full stop before a bracket, behind one, or before a score (4/10).
        r"(?<![\w@.:/-])(?P<left>[A-Za-z][a-z]+|\d+)(?P<mark>[.!?])(?P<right>\([A-Z][a-z]+)",
        # A closing bracket that ends a remark, not an ending such as “(s)”.
        r"(?<![\w@.:/(-])(?P<left>[a-z]{2,}[.!?]?\))(?P<mark>)(?P<right>[a-z]{2,})",
        r"(?P<left>\w+(?:[.!?][)\]]|[”\"]?[)\]]\.|[”\"]?\.[)\]]))(?P<mark>)(?P<right>[A-Z][a-z]+|[AI](?= ))",
        r"(?<![\w@.:/-])(?P<left>[a-z]{3,})(?P<mark>\.)(?P<right>\d{1,2}(?:\.\d+)?/\d+)",
        # A quotation mark that points the other way.
        r"(?<!\w)(?P<left>[^\W\d_]{2,})(?P<mark>)(?P<right>“\w+)",
        r"(?<!\w)(?P<left>\w+[.,!?…]*”)(?P<mark>)(?P<right>(?!(?:s|ed|er|ers|ing|ish|esque|ness|y|d)\b)[^\W\d_]{2,})",
    )
)
_LETTERED = re.compile(r"(?<![^\s(])(?P<left>[a-d])(?P<mark>\))(?P<gap> ?)(?P<right>[A-Za-z][a-z]*)")
_POINT = re.compile(r"(?<!\S)(?P<left>\d{1,2})(?P<mark>[.)])(?P<gap> ?)(?P<right>[A-Za-z][a-z]*)(?!\w|\.\w)")
"""The number of a point in a list that runs on. One alone may be a size or a version: 8.bit sound, 2.beta."""

_BEFORE_BRACKET = re.compile(r"(?<![\w@./])(?P<left>[^\W_]{2,}[”\"’']?)(?=\((?P<inside>[^()]*)(?P<close>\)?))")
_AFTER_BRACKET = re.compile(
    r"(?P<before>\w?)\((?P<inside>[^()]*)(?P<left>(?<=[\w.!?])\))(?P<right>[^\W\d_]{2,}|I(?= ))"
)
_AFTER_QUOTE = re.compile(r"(?!(?:s|ed|er|ers|ing|ish|esque|ness|y|d)\b)[^\W\d_]{2,}")
_CLAUSE = listed(
    """i you he she it we they there this that these those im it's that's there's he's she's i'm you're they're in even
    when if not once much are is was has"""
)
"""Words that may begin a sentence of its own, or go on without a comma: the space alone won't mend that."""
_GOES_ON = listed(
    """and but or is are was were has have had does did will would can could may might must in on at of to for with from
    by as than"""
)
"""Words that go on with the sentence behind a bracket: unlike one behind a comma, it closes what came between a subject
and its verb."""


def find(block: Block, document: Document) -> Iterator[Finding]:
    """Flag the two words with the mark between them."""
    text = block.text
    for stop in glued_sentences(text, capitals=not uncapitalised(document)):
        message = f"No space stands after “{stop.mark}”; one is wanted."
        yield flag(block, stop.start, stop.end, message, *stop.wanted, applicability=stop.applicability)
    remarks = [match.start("left") for match in _AFTER_BRACKET.finditer(text) if _is_remark(match["inside"])]
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            # The closing bracket of a remark that opens in this block has its finding below.
            if not match["mark"] and match.start("right") - 1 in remarks:
                continue
            after = f"after “{match['mark']}”" if match["mark"] else "beside the closing or opening mark"
            yield _glued(
                block,
                match.start("left"),
                match.start("right"),
                match.end("right"),
                after,
                sure=_sure(match),
            )
    for match in _points(text):
        yield _glued(block, match.start(), match.start("right"), match.end("right"), f"after “{match['mark']}”")
    for match in _BEFORE_BRACKET.finditer(text):
        at = match.end()
        if _takes_space(match["left"], match["inside"], bool(match["close"])):
            word = re.match(r"\((?P<dots>\.\.(?!\.))?[ .…]*(?P<word>\w*)", text[at:])
            assert word is not None, "the pattern ends before a bracket"
            if word["dots"]:  # two dots are no ellipsis, and the bracket does their work
                message = "No space stands before the bracket; one is wanted."
                yield flag(block, match.start(), at + word.end(), message, f"{match['left']} ({word['word']}")
                continue
            yield _glued(block, match.start(), at, at + word.end(), "before the bracket")
    for each in pair(text).pairs:
        if text[each.opening] != '"' or text[each.closing] != '"':
            continue
        word_before, word_after = (
            re.search(r"[^\W\d_]{2,}$", text[max(0, each.opening - 40) : each.opening]),
            _AFTER_QUOTE.match(text, each.closing + 1),
        )
        if word_before:
            end = each.opening + 1 + len(text[each.opening + 1 :].split(" ")[0])
            yield _glued(
                block,
                each.opening - len(word_before[0]),
                each.opening,
                min(end, each.closing),
                "before the quotation mark",
            )
        if word_after:
            start = text.rfind(" ", each.opening, each.closing) + 1 or each.opening
            yield _glued(block, start, each.closing + 1, word_after.end(), "behind the quotation mark")
    for match in _AFTER_BRACKET.finditer(text):
        if (
            _is_remark(match["inside"])
            or _is_name(text, match)
            or (match["before"] and re.fullmatch(r"[A-Z][a-z]{3,}", match["inside"]))
        ):
            start = match.start("left") - len(re.search(r"\w*[.!?]*$", match["inside"])[0])  # type: ignore[index]
            # Before another word a comma or a stop may be lost as well.
            goes_on = match["right"].lower() in _GOES_ON or match["inside"][-1:] in (".", "!", "?")
            yield _glued(block, start, match.start("right"), match.end("right"), "behind the bracket", sure=goes_on)


def _points(text: str) -> Iterator[re.Match[str]]:
    """The numbers of points that stand close to their text, where they count up from one."""
    for pattern, names in ((_POINT, [str(number) for number in range(1, 100)]), (_LETTERED, list("abcd"))):
        counted: list[re.Match[str]] = []
        for match in pattern.finditer(text):
            if match["left"] == names[len(counted) % len(names)]:
                counted.append(match)
        if len(counted) > 1:
            yield from (match for match in counted if not match["gap"])


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Whether a name or an adverb stands alone in the brackets, with a space before them and a word behind."""
    apart = text[: match.start()].endswith(" ") or not match["before"].strip()
    named = re.fullmatch(r"[A-Z][a-z]{3,}|[a-z]{4,}ly", match["inside"]) is not None
    return apart and named and house.frequencies().get(match["right"].lower(), 0) >= 10 * COMMON


def _sure(match: re.Match[str]) -> bool:
    """Whether the mark is the one that was meant: no comma where a sentence may begin, no stop before a bracket."""
    mark, right = match["mark"], match["right"]
    if mark == ",":
        return right.lower() not in _CLAUSE and not (match["left"].islower() and right.istitle() and len(right) > 1)
    return not right.startswith("(") and not (right.isdigit() and match["left"].islower())


def _is_remark(inside: str) -> bool:
    """Whether what stands in brackets is a remark or a year, and no ending or beginning of a word."""
    return " " in inside or re.search(r"\d{4}", inside) is not None


def _glued(block: Block, start: int, gap: int, end: int, where: str, *, sure: bool = True) -> Finding:
    text = block.text
    return flag(
        block,
        start,
        end,
        f"No space stands {where}; one is wanted.",
        f"{text[start:gap]} {text[gap:end]}",
        applicability=Applicability.SAFE if sure else Applicability.UNSAFE,
    )


def _takes_space(left: str, inside: str, closed: bool) -> bool:
    """Whether the bracket behind a word holds a remark, and neither an ending, an argument, nor part of a name."""
    if inside[:1] in " \u00a0":
        return False  # A space stands on the wrong side: spacing/space-inside-brackets has it.
    inside = inside.strip()
    if re.match(r"(?:\.{2,3}|…) ?\w", inside):
        return True
    if closed and re.fullmatch(r"[a-z]{4,}ly|again|too|though|sadly|yes|yay", inside):
        return len(left) > 2 and house.frequencies().get(left.lower(), 0) >= COMMON
    if not inside[:1].isalnum():
        return False
    if " " in inside:
        return len(left) > 2 or inside.count(" ") > 1
    if re.fullmatch(r"\d{4}", inside):
        return left.isalpha()
    return (
        len(left) > 2 and closed and len(inside) > 3 and inside[0].isupper() and left[1:].islower() and left.isalpha()
    )
