"""A name that owns what follows, without its apostrophe.

“Drapers hands” means *Draper’s*: the name stands elsewhere in the draft without the *s*, or reviews have it often and
hardly ever with one, and a noun follows at once.
(The Chicago Manual of Style 7.16.)
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from pipeline import house
from pipeline.checks import Allowed, Flagged
from pipeline.document import Document
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged(
        "We met Simon Draper there. I liked ⟦Drapers⟧ voice.",
        "We met Simon Draper there. I liked Draper’s voice.",
    ),
    Flagged(
        "Alfred ⟦Hitchcocks⟧ film is short, and ⟦Spielbergs⟧ shark is long.",
        "Alfred Hitchcock’s film is short, and Spielberg’s shark is long.",
    ),
    Allowed("We saw the Hitchcocks again. He owns a Jasper Johns print, and on Saturdays children sing."),
    Allowed("Clara Wieck plays well. I liked Wieck’s touch."),
    Allowed("Homer Simpson is a fool. The Simpsons cast is large."),
    Allowed("John Beatle left. Every Beatles song is his; the Beatles knew."),
    Allowed("James Robert sings. I liked Roberts most."),
)

OFTEN = 100
"""How often reviews have a name that may be known without standing elsewhere in the draft."""

SELDOM = 0.02
"""Of a well-known name at most this share of mentions is a plural."""


def find(document: Document, parser: Parser) -> Iterator[Finding]:
    """Findings on the name."""
    whole = " ".join(block.text for block in document.blocks)
    words = {word for block in document.blocks for word in _names(block.text)}
    for block in document.running():
        apostrophe = "'" if "'" in block.text and "’" not in block.text else "’"
        for word in parser.parse(block.text):
            bare = word.text[:-1]
            if word.text[-1:] != "s" or len(bare) < 3 or not (bare in words or _known(bare)) or not _owns(word):
                continue
            if whole.count(word.text) > 1 or f"the {word.text}".lower() in whole.lower():
                continue
            yield flag(
                block,
                word.idx,
                word.idx + len(word),
                f"“{bare}” owns what follows and wants an apostrophe.",
                f"{bare}{apostrophe}s",
            )


def _known(name: str) -> bool:
    """Whether reviews have a name often, nearly always as a name, and hardly ever in the plural."""
    often, low = house.frequencies(), name.lower()
    count = often.get(low, 0)
    named = house.capitals().get(low, 0) >= 0.75 * count
    another = low.endswith(("s", "day")) or f"{name}s" in _surnames()
    return count >= OFTEN and named and not another and often.get(f"{low}s", 0) <= SELDOM * count


@cache
def _surnames() -> frozenset[str]:
    """The last names of well-known people."""
    return frozenset(row[0].split()[-1] for row in house.table("people.tsv"))


def _names(text: str) -> Iterator[str]:
    """The capitalised words of a text that do not open a sentence."""
    before = ""
    for raw in text.replace("’s", "").replace("'s", "").split():
        word = raw.strip("“”\"'‘’()[].,;:!?…—–-*_")
        if word[:1].isupper() and word.isalpha() and before and before[-1] not in ".?!:…":
            yield word
        before = raw


def _owns(name: Token) -> bool:
    """Whether a name in -s stands before a common noun that it owns."""
    if (
        name.tag_ == "NNPS"
        or name.i + 2 >= len(name.doc)
        or not name.text[:1].isupper()
        or name.is_upper
        or name.i == 0
    ):
        return False
    noun, before = name.nbor(1), name.nbor(-1)
    if noun.tag_ not in ("NN", "NNS") or not noun.is_lower or noun.pos_ != "NOUN":
        return False
    if before.lower_ in ("the", "these", "those", "all", "many", "two", "both") or before.pos_ == "NUM":
        return False
    return name.ent_type_ not in ("NORP", "LANGUAGE") and noun.nbor(1).tag_ not in ("NN", "NNS")
