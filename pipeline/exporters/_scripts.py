"""Languages and directions that a draft shows without saying so: `국화꽃` is Korean, Arabic runs leftwards.

A screen reader needs the language to read a word aloud, a typesetter to choose among the forms of a character (WCAG
2.2, 3.1.2). Where a script is one language's own, its words get the language's tag; where several share it (Han,
Cyrillic, Arabic) nothing is guessed. What the draft says itself stands.
"""

import re
import unicodedata
from collections import Counter
from typing import Any

from pipeline.exporters import Node
from pipeline.exporters._ast import attributes, attributes_of, node, text_of
from pipeline.exporters._tidy import joined

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"})
"""Languages that are written from right to left."""

HAN = "han"
EAST_ASIAN = frozenset({"ko", "ja", HAN})

SCRIPTS = {
    "ko": "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff",
    "ja": "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f",
    HAN: "\u2e80-\u2fdf\u3001-\u3003\u3005-\u3030\u30fb\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff65",
    "el": "\u0370-\u03ff\u1f00-\u1fff",
    "he": "\u0590-\u05ff",
    "hy": "\u0530-\u058f",
    "ka": "\u10a0-\u10ff",
    "th": "\u0e00-\u0e7f",
}
"""Languages by the characters that are theirs alone, and Han, which three share."""

FEWEST = {"el": 3}
"""How many characters make a word of a language: a single Greek letter is a symbol."""

_PIECES = re.compile("|".join(f"([{characters}]+)" for characters in SCRIPTS.values()))
_UNREAD = frozenset({"Code", "CodeBlock", "Image", "RawInline", "RawBlock"})


def direction(lang: str) -> str:
    """The direction of a language, `rtl` or `ltr`, by its tag (BCP 47); where the tag has a script, by that."""
    primary, *rest = lang.lower().split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    right = script in ("arab", "hebr", "syrc", "thaa") if script else primary in RIGHT_TO_LEFT
    return "rtl" if right else "ltr"


def tagged(tree: Any, lang: str) -> Any:
    """A copy of blocks or inlines in `lang`, with a `Span` around each run of words surely in another language.

    What has a language that is written from right to left gets its direction, and so does a paragraph or a heading of
    such letters.
    """
    if isinstance(tree, list):
        inner = [tagged(one, lang) for one in tree]
        if any(_kind(one) == "Str" for one in inner):
            return _spanned(inner, lang.partition("-")[0].lower())
        return [_turned(one, lang) if _kind(one) in ("Para", "Header") else one for one in inner]
    if not isinstance(tree, dict) or tree.get("t") in _UNREAD:
        return tree
    own = dict(attributes_of(tree)[2]).get("lang", "") if "t" in tree else ""
    made = {key: tagged(value, own or lang) for key, value in tree.items()}
    return _directed(made, own) if own else made


def _kind(one: Any) -> str:
    return str(one.get("t", "")) if isinstance(one, dict) else ""


def _directed(one: Node, lang: str) -> Node:
    """A `Div` or a `Span` with the direction of its language, where it has none of its own."""
    pairs = one["c"][0][2] if one["t"] in ("Div", "Span") else None
    if pairs is not None and direction(lang) == "rtl" and "dir" not in dict(pairs):
        pairs = [*pairs, ["dir", "rtl"]]
        one = node(one["t"], [*one["c"][0][:2], pairs], one["c"][1])
    return one


def _turned(block: Node, lang: str) -> Node:
    """A paragraph or a heading, in a `Div` with its direction where most of its letters run against the text's."""
    text = text_of(block["c"] if block["t"] == "Para" else block["c"][2])
    kinds = Counter(map(unicodedata.bidirectional, text))
    leftwards = kinds["R"] + kinds["AL"] > kinds["L"]
    return node("Div", attributes(dir="rtl"), [block]) if leftwards and direction(lang) == "ltr" else block


def _spanned(inlines: list[Node], lang: str) -> list[Node]:
    pieces = [piece for one in inlines for piece in (_pieces(one) if one["t"] == "Str" else [("", one)])]
    made: list[Node] = []
    at = 0
    while at < len(pieces):
        end = _end_of_run(pieces, at)
        run = [one for _, one in pieces[at:end]]
        own = _language({script for script, _ in pieces[at:end] if script})
        few = sum(len(one.get("c", "")) for one in run) < FEWEST.get(own, 1)
        if own and own != lang and not few:
            made.append(node("Span", attributes(lang=own), run))
        else:
            made += run
        at = end
    return joined(made)


def _pieces(one: Node) -> list[tuple[str, Node]]:
    """A text in parts, each with the name of its script in SCRIPTS, empty where it is in none of them."""
    text, names = one["c"], tuple(SCRIPTS)
    made: list[tuple[str, Node]] = []
    at = 0
    for found in _PIECES.finditer(text):
        if at < found.start():
            made.append(("", node("Str", text[at : found.start()])))
        assert found.lastindex is not None, "one of the groups"
        made.append((names[found.lastindex - 1], node("Str", found.group())))
        at = found.end()
    return made + ([("", node("Str", text[at:]))] if at < len(text) else [])


def _end_of_run(pieces: list[tuple[str, Node]], start: int) -> int:
    """Where a run of one language ends: East Asian scripts go together, a space goes between words of one script."""
    script = pieces[start][0]
    end = start + 1
    while script and end < len(pieces):
        following = pieces[end][0]
        if following == script or {following, script} <= EAST_ASIAN:
            script, end = following, end + 1
        elif pieces[end][1]["t"] in ("Space", "SoftBreak") and end + 1 < len(pieces) and pieces[end + 1][0] == script:
            end += 2
        else:
            break
    return end


def _language(scripts: set[str]) -> str:
    """The language of a run, empty where its script has several."""
    if scripts <= EAST_ASIAN:
        return "ko" if "ko" in scripts else "ja" if "ja" in scripts else ""
    return next(iter(scripts))
