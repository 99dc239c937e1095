"""Lines of a web page that are no prose: who wrote it, when, and what belongs to the page and not to the text."""

import re
from collections.abc import Iterator
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATES = tuple(
    re.compile(rf"(?:(?:published|posted)(?: on)?:? )?{form}", re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? (?P<year>\d{{4}})",
        rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})",
    )
)
_BY = re.compile(r"(?:(?:written|words|review|reviewed) )?by:? +(?=\S)", re.IGNORECASE)
_AND = re.compile(r",? (?:and|&) |, ")
_JOINT = re.compile(r"(?:,| [|·•–—-]| on:?) +(?=\S)", re.IGNORECASE)
_PARTICLES = frozenset(
    {"al", "bin", "da", "de", "del", "della", "der", "di", "du", "el", "la", "le", "ten", "van", "von"}
)
_NAME_WORD = re.compile(r"[^\W\d_][\w'’-]*\.?")
_FURNITURE = re.compile(
    r"(?:share|print|e-?mail|save) this (?:article|story|review|post|page)(?: (?:on|via|by) [\w /,&-]{1,60})?"
    r"|share (?:on|via) (?:facebook|twitter|x|bluesky|mastodon|whatsapp|linkedin|reddit|e-?mail)"
    r"|read more(?: ?[:|»›→].{0,150})?"
    r"|advertise?ment|advertising|sponsored content|(?:article|story|review) continues (?:below|after) (?:the )?ad\w*"
    r"|(?:sign up|subscribe)(?: here)? (?:to|for) (?:our|the|my) (?:[\w’'-]+ ){0,4}newsletters?(?: here| today| now)?"
    r"|comments? ?\(\d[\d,]*\)|\d[\d,]* comments?|(?:leave a|view|view all|show|show all) comments?",
    re.IGNORECASE,
)


def is_furniture(line: str) -> bool:
    """Whether a line of its own belongs to the page: what to share, to read next, to buy, to subscribe to."""
    return _FURNITURE.fullmatch(line.rstrip(".!…")) is not None


def parted(line: str) -> Iterator[tuple[str, str]]:
    """How a line may part into a byline and a date: each alone, and the two with a comma, bar, dot, dash or “on”."""
    yield line, ""
    yield "", line
    for joint in _JOINT.finditer(line):
        yield line[: joint.start()], line[joint.end() :]


def authors(line: str) -> tuple[str, ...]:
    """The names in a line that is a byline, `By Ada Quill and Tom Reed`; nothing where it is anything else."""
    by = _BY.match(line)
    return names(line[by.end() :]) if by else ()


def names(text: str) -> tuple[str, ...]:
    """The names that a text consists of, each of two words or more; nothing where it holds anything else."""
    found = tuple(_AND.split(text)) if len(text) <= 100 else ()
    return found if all(map(_is_name, found)) else ()


def day(line: str) -> str:
    """The date that a line consists of, as 2024-03-05; nothing where it holds anything else or is no day."""
    match = next((match for form in _DATES if (match := form.fullmatch(line))), None)
    if match is None:
        return ""
    parts = match.groupdict()
    month = int(parts["number"]) if "number" in parts else _MONTHS.index(parts["month"][:3].lower()) + 1
    try:
        return date(int(parts["year"]), month, int(parts["day"])).isoformat()
    except ValueError:
        return ""


def _is_name(text: str) -> bool:
    words = text.split(" ")
    capital = [word for word in words if word not in _PARTICLES]
    return (
        1 < len(capital)
        and len(words) < 6
        and all(word[:1].isupper() and _NAME_WORD.fullmatch(word) for word in capital)
    )
