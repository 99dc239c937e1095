r"""Tables of phrases: what is wrong, and what is meant.

A row is a phrase, its replacement, a severity and a reason; a row that ends with the replacement is an error, whose
reason is what is usual. In the phrase `(a|b)` stands for either word, and `\1`, `\2` … in the replacement for what
stood there (`\2ing`, `\2s`, `\2ly`: its forms so); `...` stands for up to three words and is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.checks.grammar._inflections import with_ing, with_ly, with_s
from pipeline.document import RUNNING, Block
from pipeline.finding import Finding, Severity, flag
from pipeline.house import table

GAP = r"((?:[\w'’-]+ ){1,3}?)"
"""What `... ` stands for."""


_PLAIN = re.compile(r"[a-z' ]*(?:\([a-z'| ]+\)[a-z' ]*)*(?<! )")
"""A phrase of words and choices alone."""

_WORDS = re.compile(r"[a-z]+(?:'[a-z]+)*")
"""The words of a text in small letters with straight apostrophes."""

_OTHERWISE = re.compile(r" (?:course|(?:the )?whole|(?:the )?face of|average)\b")
"""What belongs to a preposition before it, and not to what stands before that: “disappointed, of course”."""

_GROUP = re.compile(r"\\(?P<number>\d)(?P<ending>(?:ing|ly|s)\b)?")


_FORMS: Mapping[str, Callable[[str], str]] = {"ing": with_ing, "s": with_s, "ly": with_ly}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A row of a table: what is looked for, what every text with it has, and what becomes of it and why.

    `needed` is a run of letters, `among` has for each word of a plain phrase those that may stand for it.
    """

    phrase: str
    needed: str
    among: tuple[frozenset[str], ...]
    replacement: str
    severity: Severity
    reason: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """What finds it: made when it is first needed, for few of thousands are."""
        return _pattern(self.phrase)

    def fixed(self, match: re.Match[str]) -> str:
        """What a match becomes."""

        def group(here: re.Match[str]) -> str:
            word = match[int(here["number"])] or ""
            return _FORMS[here["ending"]](word) if here["ending"] else word

        fixed = _GROUP.sub(group, self.replacement)
        return fixed[:1].upper() + fixed[1:] if match[0][:1].isupper() else fixed


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    plain = phrase.replace("'", "['’]") if "’" not in phrase and "[" not in phrase else phrase
    return re.compile(rf"(?<![\w-])(?<!\w[’']){plain.replace('... ', GAP)}(?![\w-])(?![’']\w)", re.IGNORECASE)


@cache
def phrases(name: str) -> tuple[Phrase, ...]:
    """The rows of a table of the house."""
    found = []
    for phrase, replacement, *rest in table(name):
        severity, reason = rest or (Severity.ERROR, "")
        found.append(Phrase(phrase, _needed(phrase), _among(phrase), replacement, Severity(severity), reason))
    return tuple(found)


@cache
def _by_needed(name: str) -> dict[str, list[Phrase]]:
    """The rows of a table by the letters that they need: thousands of rows need hundreds of words."""
    found: dict[str, list[Phrase]] = {}
    for phrase in phrases(name):
        found.setdefault(phrase.needed, []).append(phrase)
    return found


def _needed(phrase: str) -> str:
    """A word that every text with the phrase has: the longest that is no choice; empty where all are."""
    fixed = phrase
    while (outer := re.sub(r"\([^()]*\)\??", " ", fixed)) != fixed:
        fixed = outer
    words = re.findall(r"[a-z]+(?![a-z?\[])", re.sub(r"\[[^]]*\]|\\\w|\w\?", " ", fixed))
    return max(words, key=len, default="")


def _among(phrase: str) -> tuple[frozenset[str], ...]:
    """The words that a phrase of words and choices alone may have, place by place; none of any other phrase."""
    if not _PLAIN.fullmatch(phrase):
        return ()
    return tuple(some for some in map(_stand_for, re.findall(r"(?:[^\s()]|\([^()]*\))+", phrase)) if some)


def _stand_for(part: str) -> frozenset[str]:
    """The first words that a part of a phrase without spaces outside its choice may have; none where that is open."""
    before, bracket, rest = part.partition("(")
    if not bracket:
        return frozenset({part} if _WORDS.fullmatch(part) else ())
    choice, _, behind = rest.partition(")")
    each = [one.split(" ") for one in choice.split("|")]
    if "(" in behind or not all(map(all, each)):
        return frozenset()
    found = frozenset(before + (one[0] if len(one) > 1 else one[0] + behind) for one in each)
    return found if all(map(_WORDS.fullmatch, found)) else frozenset()


def look(block: Block, *names: str) -> Iterator[Finding]:
    """Findings on the phrases of some tables in a block that holds sentences: of two that overlap, on the longer."""
    if block.kind not in RUNNING:
        return
    lowered = block.text.lower().replace("’", "'")
    words = set(_WORDS.findall(lowered))
    found = [
        (match, phrase)
        for name in names
        for needed, some in _by_needed(name).items()
        if needed in lowered
        for phrase in some
        if not any(map(words.isdisjoint, phrase.among))
        for match in phrase.pattern.finditer(block.text)
    ]
    taken: list[tuple[int, int]] = []
    for match, phrase in sorted(found, key=lambda each: (each[0].start() - each[0].end(), each[0].start())):
        start, end = match.span()
        if all(end <= first or last <= start for first, last in taken):
            fixed = phrase.fixed(match)
            if _is_named(match, fixed) or (
                match[0].endswith((" of", " on", " to")) and _OTHERWISE.match(block.text, end)
            ):
                continue
            taken.append((start, end))
            reason = phrase.reason or f"The usual wording is “{fixed}”."
            yield flag(block, start, end, reason, fixed, severity=phrase.severity)


def _is_named(match: re.Match[str], fixed: str) -> bool:
    """Whether a match goes on in capitals as a name does, and what is usual has none: “the Live Style tour”."""
    large = [
        word
        for word in match[0].split()[1:]
        if word[:1].isupper() and not word.startswith(("I'", "I’")) and word != "I"
    ]
    return bool(large) and not match[0].isupper() and not any(map(str.isupper, fixed[1:].replace("I", "")))
