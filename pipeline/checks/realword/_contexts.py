"""Contexts: runs of words with the doubted one in their midst, as `house/confusables.tsv` writes them.

    ~            the doubted word        a/b          one of several words
    <NN/JJ>      a part of speech        !a/<NN>      none of these (or the end)
    (a/b)        may be left out         _            any word
    ^            a sentence begins       $            a mark, or the end

Parts of speech are the beginnings of spaCy's fine tags (Penn). Among the words near by, <JJR> is any word of that tag.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pipeline import house

if TYPE_CHECKING:
    from spacy.tokens import Token

WINDOW = 10
"""How many words away “near” is."""


@dataclass(frozen=True, slots=True)
class Item:
    """One place of a context."""

    words: frozenset[str]
    tags: tuple[str, ...]
    negated: bool = False
    optional: bool = False

    def allows(self, token: "Token") -> bool:
        """Whether a token may stand here."""
        has = lower(token) in self.words or token.tag_.startswith(self.tags or ("\0",))
        return has is not self.negated or "_" in self.words

    def allows_end(self) -> bool:
        """Whether the text may end here."""
        return self.optional or self.negated or "$" in self.words


@dataclass(frozen=True, slots=True)
class Confusable:
    """What stands there, what was meant, and where: the items before (nearest first) and behind."""

    wrong: tuple[str, ...]
    right: str
    before: tuple[Item, ...]
    after: tuple[Item, ...]
    near: frozenset[str]
    unless: frozenset[str]

    def holds(self, tokens: Sequence["Token"], start: int) -> bool:
        """Whether the context holds where the wrong words begin at `tokens[start]`."""
        end = start + len(self.wrong)
        if not (_matches(self.after, tokens, end, 1) and _matches(self.before, tokens, start - 1, -1)):
            return False
        if not self.near and not self.unless:
            return True
        around = {
            name
            for token in (*tokens[max(start - WINDOW, 0) : start], *tokens[end : end + WINDOW])
            for name in (lower(token), f"<{token.tag_}>")
        }
        return not (self.unless & around) and (not self.near or bool(self.near & around))


def lower(token: "Token") -> str:
    """A token's text in lower case with straight apostrophes."""
    return str(token.lower_).replace("’", "'")


def pieces(words: str) -> tuple[str, ...]:
    """Words cut as spaCy cuts them: `it's` is `it` and `'s`."""
    return tuple(re.findall(r"n't|'\w+|(?:(?!n't)\w)+|-", words))


def found(tokens: Sequence["Token"]) -> Iterator[tuple[int, int, Confusable]]:
    """The confusables whose contexts hold: the first and the last token of each, the last exclusive."""
    words = [lower(token) for token in tokens]
    for at, word in enumerate(words):
        for rule in rules().get(word, ()):
            end = at + len(rule.wrong)
            if tuple(words[at:end]) == rule.wrong and rule.holds(tokens, at):
                yield at, end, rule
                break


@cache
def rules() -> dict[str, tuple[Confusable, ...]]:
    """The table's rows, by the first word of what stands there."""
    by_word: dict[str, list[Confusable]] = {}
    for row in house.table("confusables.tsv"):
        wrong, right, context, near, unless = (*row, "", "")[:5]
        before, _, after = context.partition("~")
        rule = Confusable(
            wrong=pieces(wrong),
            right=right,
            before=tuple(reversed(_items(before))),
            after=_items(after),
            near=frozenset(near.split()),
            unless=frozenset(unless.split()),
        )
        by_word.setdefault(rule.wrong[0], []).append(rule)
    return {word: tuple(group) for word, group in by_word.items()}


def _items(context: str) -> tuple[Item, ...]:
    return tuple(_item(text) for text in context.split())


def _item(text: str) -> Item:
    optional = text.startswith("(")
    text = text[1:-1] if optional else text
    negated = text.startswith("!")
    parts = re.findall(r"<[^>]+>|[^/<>]+", text[1:] if negated else text)
    tags = tuple(tag for part in parts if part.startswith("<") for tag in part[1:-1].split("/"))
    return Item(frozenset(part for part in parts if not part.startswith("<")), tags, negated, optional)


def _matches(items: Sequence[Item], tokens: Sequence["Token"], at: int, step: int) -> bool:
    """Whether a run of items fits the tokens from `at` on, forwards or backwards."""
    if not items:
        return True
    item, rest = items[0], items[1:]
    if item.optional and _matches(rest, tokens, at, step):
        return True
    if "^" in item.words:
        return (at < 0 or lower(tokens[at]) in (".", "!", "?", "\u201c", '"', "…")) and not rest
    if not 0 <= at < len(tokens):
        return item.allows_end() and _matches(rest, tokens, at, step)
    fits = item.allows(tokens[at]) or ("$" in item.words and tokens[at].is_punct and tokens[at].text != "-")
    return fits and _matches(rest, tokens, at + step, step)
