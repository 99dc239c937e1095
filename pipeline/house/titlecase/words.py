"""A title's words, with what stands around them: which begin it, which end it, and what is no word at all."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline import house
from pipeline.house.titlecase.profiles import Capitals, words

_LETTER = r"(?:[^\W_]|[\u0300-\u036f\u00ad])"
_CORE = rf"[^\W_]{_LETTER}*"
_SIGN = r"(?!&\w+;)[&!$+](?=[^\W_])"
_PART = (
    rf"{_CORE}(?:(?:['’]|{_SIGN}){_LETTER}+|\({_LETTER}+\){_LETTER}*|\[{_LETTER}+\]{_LETTER}*)*"
    r"(?:['’](?=[‐‑-]))?"
)
HYPHENS = "‐‑-"
_TAGS = r"</?[A-Za-z!][^<>]*>|(?<=\])\([^()\s]*\)"
_ENTITIES = r"&(?:\#\w+|[A-Za-z]\w*);"
_NOT_WORDS = (
    r"`[^`]*`",
    r"(?:[A-Za-z][A-Za-z+.]*://|mailto:|www\.)[^\s<>“”\"]*[^\s<>“”\"'’.,;:!?)\]*_]",
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    r"(?<!\w)[@\#]\w+",
    r"(?<=\w['’])s(?!\w)",
    r"(?<![^\s(\"'“‘\[*_])(?:~?/|\.{1,2}/|[A-Za-z]:\\)[\w.~/\\-]*\w/?",
    r"(?<![^\s(\"'“‘\[])\.[A-Za-z]\w*",
    r"(?<!\w)(?:[A-Za-z]/\d[\d.]*|[Ww]/[Oo]?(?!\w))",
    rf"{_CORE}(?:_+{_CORE})+(?:\.\w+)*",
)
_INITIALS = r"(?<![\w.])(?:[^\W\d_]\.){2,}(?![^\W_])"
_DOTTED = rf"[^\W_][\w{HYPHENS}]*(?:\.[\w{HYPHENS}]*[^\W_])+(?:['’]s)?"
_COMPOUND = rf"{_PART}(?:[{HYPHENS}]{_PART})*"
_OPENING = "“‘«‹„\"'([{"
_CLOSING = "”’»›\"')]}"
_MARKUP = "*_~"
_DASH = r"—|--|\s[–-]\s|[\n\r\u2028\u2029]"


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of a title: `kind` is `word`, `initials`, or `kept` for what is no word and stays as it is.

    `first` and `last` say that a title, a subtitle, or what is quoted or bracketed begins or ends with it; `opens` that
    a new part of the title begins with it, and `pause` that some mark but an ellipsis
    follows it.
    """

    start: int
    end: int
    text: str
    kind: str
    first: bool = False
    last: bool = False
    opens: bool = False
    pause: bool = False

    @property
    def low(self) -> str:
        """The word in lower case, its apostrophes straight."""
        return self.text.lower().replace("’", "'")


def read(text: str, capitals: Capitals, known: tuple[str, ...] = ()) -> tuple[Word, ...]:
    """The title's words in order; `known` are phrases that stay as one."""
    found = [
        (match.start(), match.end(), match.lastgroup or "kept")
        for match in _pattern(tuple(known)).finditer(text)
        if match.lastgroup != "markup"
    ]
    starts = [0, *(end for _, end, _ in found)]
    ends = [*(start for start, _, _ in found), len(text)]
    gaps = [html.unescape(re.sub(_TAGS, "", text[start:end])) for start, end in zip(starts, ends, strict=True)]
    made = []
    for number, (start, end, kind) in enumerate(found):
        before, after = gaps[number], gaps[number + 1]
        previous = text[found[number - 1][0] : found[number - 1][1]] if number else ""
        opens = number == 0 or _breaks(previous, before, capitals) or text[:start].endswith(("; or, ", "; or: "))
        lone = _lone(before, after)
        made.append(
            Word(
                start,
                end,
                text[start:end],
                kind,
                first=opens or (not lone and _opened(before, text[start:end])),
                last=number == len(found) - 1
                or _breaks(text[start:end], after, capitals)
                or (not lone and _closed(after)),
                opens=opens,
                pause=number == len(found) - 1 or re.match(r"(?!…|\.\.\.)[^\s/*_~]", after) is not None,
            )
        )
    return tuple(made)


def _breaks(word: str, gap: str, capitals: Capitals) -> bool:
    """Whether what stands between two words ends a part of the title."""
    if re.search(_DASH, gap):
        return True
    mark = re.match(
        rf"[{re.escape(_CLOSING + _MARKUP)}]*(\.\.\.|[:?!.;…]+)[{re.escape(_CLOSING + _MARKUP)}]*\s", gap + " "
    )
    if not mark or not gap.strip():
        return False
    if mark[1] == ".":
        abbreviated = word.lower() in words("abbreviation") or (len(word) == 1 and word.isalpha())
        return "." in capitals.after and not abbreviated
    return mark[1] in capitals.after or mark[1][-1] in capitals.after - {"."} or mark[1][0] in "?!"


def _opened(gap: str, word: str) -> bool:
    """Whether a quotation, a bracket or a stretch of emphasis begins right before a word."""
    marks = re.search(rf"(?:^|[\s—–/-])[{re.escape(_OPENING + _MARKUP)}]+$|[“‘«([{{][*_~]*$", gap)
    elided = gap[-1:] in ("'", "’", "‘") and re.split(r"['’]", word.lower())[0] in words("elision")
    return marks is not None and not elided


def _closed(gap: str) -> bool:
    return gap[:1] in _CLOSING or gap[:1] in _MARKUP if gap else False


def _lone(before: str, after: str) -> bool:
    """Whether a word stands in emphasis alone: *vs*."""
    return before[-1:] in tuple(_MARKUP) and after[:1] == before[-1:]


@cache
def _pattern(known: tuple[str, ...]) -> re.Pattern[str]:
    """Known names first, then what is no word, then words, hyphens joining them."""
    stylised = [row[0] for row in house.table("stylised.tsv")]
    exact = [name for name in stylised if name == name.lower()]
    cased = [name for name in stylised if name != name.lower() and re.search(r"[^\w]", name)]

    def either(names: list[str]) -> str:
        return "|".join(re.escape(name).replace("'", "['’]") for name in sorted(names, key=len, reverse=True)) or "(?!)"

    edge = r"(?<!\w)(?:{})(?!\w)"
    parts = [
        f"(?P<known>{edge.format('(?i:' + either(list(known)) + ')')})",
        f"(?P<stylised>{edge.format('(?i:' + either(cased) + ')')})",
        f"(?P<exact>{edge.format(either(exact))})",
        f"(?P<markup>{_TAGS}|{_ENTITIES})",
        *_NOT_WORDS,
        f"(?P<initials>{_INITIALS})",
        _DOTTED,
        f"(?P<word>{_COMPOUND})",
    ]
    return re.compile("|".join(parts))


def elements(word: Word) -> Iterator[tuple[int, int]]:
    """Where the parts of a compound stand in the word's text."""
    for match in re.finditer(rf"[^{HYPHENS}]+", word.text):
        yield match.start(), match.end()
