"""A character that looks like another: a Cyrillic а in an English word, an accent for an apostrophe, a ligature.

So do marks: a comma of Chinese width, a low quotation mark for a comma, the sign of a Spanish ordinal for degrees, a
minus for a hyphen. Such characters come from OCR, from PDF files, from keyboards with dead keys and from copied fancy
text; no search and no spelling check finds the word. An acute or grave accent and a prime are not apostrophes
(Chicago, chapter 6, “Apostrophes”); in Markdown two grave accents make code of what stands between. The fix is safe:
the two can't be told apart by eye. Words that are wholly in another script stay; so does the ʻokina of Hawaiian.
"""

import re
from collections.abc import Iterator

from pipeline import house
from pipeline.checks import Allowed, Flagged
from pipeline.checks._practice import straight_apostrophes
from pipeline.document import OBJECT, Block, Document
from pipeline.finding import Applicability, Edit, Finding, Fix, Severity, flag
from pipeline.source import Span

SEVERITY = Severity.ERROR
FIX = "safe"
IN_QUOTATIONS = "as-is"
IN_CODE = True
EXAMPLES = (
    Flagged("A ⟦cinem\u0430⟧ of quiet.", fixed="A cinema of quiet."),
    Flagged("It ⟦doesn´t⟧ end, it’s slow.", fixed="It doesn’t end, it’s slow."),
    Flagged("It ⟦doesn`t⟧ end, it's slow.", fixed="It doesn't end, it's slow."),
    Flagged("It ⟦doesn`t⟧ end, ⟦it`s⟧ slow.", fixed="It doesn’t end, it’s slow."),
    Allowed("Type `ls`s, run `don`t` and `a`b."),
    Allowed("Type Foo`s bar Baz`s here."),
    Flagged("The ⟦\ufb01nale⟧ is quick.", fixed="The finale is quick."),
    Flagged("Slow⟦\uff0c⟧long⟦\u201a⟧ and at 30 ⟦º⟧C.", fixed="Slow, long, and at 30 °C."),
    Flagged("A well⟦\u2212⟧known film; it’s ⟦Annʼs⟧.", fixed="A well-known film; it’s Ann’s."),
    Allowed("Тарковский made Сталкер, and the Hawaiʻi of Kauaʻi is lovely."),
    Allowed("Naïve, façade, Æon and 6′2″ are fine; so is `code`."),
    Flagged("It is 30 ⟦º⟧ C at night.", fixed="It is 30 ° C at night."),
    Allowed("El 1º de mayo, 1ª; ‚ja‘; 「はい，」 she said, and −5 °C is cold."),
    Allowed("KoЯn and ΛLPHΛ are names by design."),
)

_WORD = re.compile(r"[^\W\d_]+")
_APOSTROPHE = re.compile(r"(?<![A-Za-z])(?:[A-Za-z]{2,}|I)([´`′ʼ＇ʹ‛])(?:s|t|re|ve|ll|d|m)\b")
_CODE = re.compile(r"`(?P<suffix>s|t|re|ve|ll|d|m)(?![\w`])[^`]{0,600}?(?P<word>[A-Za-z]+)`")
"""What two accents that stand for apostrophes make code of: “t end. It” in “doesn`t end. It`s”."""

LONGEST = 30
"""The longest word, in letters, that is looked for before an accent."""

OFTEN = 20
"""How often reviews have a contraction, one at least of the two, for the accents to be no code's."""

_WIDE = {"，": ",", "。": ".", "！": "!", "？": "?", "：": ":", "；": ";", "、": ","}
_SIGNS = (
    (re.compile(f"(?<=[A-Za-z0-9)])[{''.join(_WIDE)}](?=[A-Za-z\\s]|$)"), _WIDE),
    (re.compile("(?<=[A-Za-z])\u201a(?=\\s)"), {"\u201a": ","}),
    (re.compile("(?<=[A-Za-z])[\u2212\u2010](?=[A-Za-z])"), {"\u2212": "-", "\u2010": "-"}),
    (re.compile("(?:(?<=\\d)|(?<=\\d ))[º˚](?= ?[CF]\\b)|(?<=\\d\\d)[º˚](?!\\w)"), {"º": "°", "˚": "°"}),
)
"""Where a sign can only stand for another, and for which."""


def find(document: Document) -> Iterator[Finding]:
    """Flag each word with such a character in it."""
    twins = {row[0]: row[1] for row in house.table("lookalikes.tsv")}
    strange = re.compile(f"[{''.join(twins)}]")
    apostrophe = "'" if straight_apostrophes(document) else "’"
    for block in document.blocks:
        for match in _APOSTROPHE.finditer(block.text):
            right = match[0].replace(match[1], apostrophe)
            message = f"“{match[1]}” is not an apostrophe; “{right}” is wanted."
            yield flag(block, match.start(), match.end(), message, right, applicability=Applicability.SAFE)
        for at in (at for at, character in enumerate(block.text) if character == OBJECT):
            yield from _in_code(document, block, at, apostrophe)
        for pattern, right_of in _SIGNS:
            for match in pattern.finditer(block.text):
                sign = right_of[match[0]]
                wide = sign != match[0] and match[0] in _WIDE and block.text[match.end() : match.end() + 1].isalnum()
                message = f"“{match[0]}” (U+{ord(match[0]):04X}) only looks like “{sign}”; that is wanted."
                right = f"{sign} " if wide else sign
                yield flag(block, match.start(), match.end(), message, right, applicability=Applicability.SAFE)
        if not strange.search(block.text):
            continue
        for match in _WORD.finditer(block.text):
            right = "".join(twins.get(character, character) for character in match[0])
            # A word that is Latin once its strange letters are replaced, and mostly was before.
            if right == match[0] or not right.isascii() or 2 * sum(map(str.isascii, match[0])) < len(match[0]):
                continue
            odd = next(character for character in match[0] if character in twins)
            message = f"“{odd}” (U+{ord(odd):04X}) only looks like “{twins[odd]}”; the Latin letter is wanted."
            yield flag(block, match.start(), match.end(), message, right, applicability=Applicability.SAFE)


def _in_code(document: Document, block: Block, at: int, apostrophe: str) -> Iterator[Finding]:
    """The two accents that made code of what stands between, where both of them part a contraction."""
    start, end = block.starts[at], block.ends[at]
    code = _CODE.fullmatch(document.source.text, start, end)
    near = block.text[max(0, at - LONGEST) : at]
    before, after = re.search(r"[A-Za-z]+$", near), re.match(r"[a-z]{1,2}(?!\w)", block.text[at + 1 : at + 4])
    if code is None or before is None or after is None:
        return
    first = Span(block.starts[at - len(before[0])], code.end("suffix"))
    last = Span(code.start("word"), block.ends[at + after.end()])
    words = [document.source.text[span.start : span.end] for span in (first, last)]
    usual = any(house.frequencies().get(word.lower().replace("`", "'"), 0) >= OFTEN for word in words)
    if not usual or not all(map(_APOSTROPHE.fullmatch, words)):
        return
    for span, mark, word in ((first, start, words[0]), (last, end - 1, words[1])):
        right = word.replace("`", apostrophe)
        fix = Fix((Edit(Span(mark, mark + 1), apostrophe),), Applicability.SAFE)
        yield Finding(span, f"“`” is not an apostrophe; “{right}” is wanted.", (fix,))
