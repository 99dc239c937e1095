"""Headline capitals: a title as a style guide sets it.

The profiles, the guides' sections that they come from, and the words that they turn on are tables beside this folder:
`title-profiles.tsv`, and those that it names. A word with a capital inside (iPhone, McQueen, NASA), a name that its
owner writes otherwise (k.d. lang), an address, a file's name, code, and a stretch in another language stay as they
are; a title in capitals only is first brought down.
"""

from collections.abc import Iterable

from pipeline.house.titlecase.profiles import Capitals as Capitals
from pipeline.house.titlecase.profiles import profile as _named
from pipeline.house.titlecase.profiles import profiles as profiles
from pipeline.house.titlecase.setting import cased
from pipeline.house.titlecase.words import read


def title_case(text: str, profile: str | Capitals = "chicago-18", known: Iterable[str] = ()) -> str:
    """`text` in headline capitals. Only capitals change: its marks, its spaces and its length stay.

    `known` are names and titles in the form that they keep wherever they stand. The profiles are `chicago-18`,
    `mla-9`, `ap`, and `gruber`, the list that the title-case libraries of the web share; a house's own has its
    capitals in its `Style`. Raises UnknownName for another.
    """
    capitals = _named(profile) if isinstance(profile, str) else profile
    forms = {name.lower(): name for name in known if len(name) == len(name.lower())}
    words = read(text, capitals, tuple(forms))
    parts: list[str] = []
    at = 0
    for word, put in zip(words, cased(words, capitals, forms), strict=True):
        parts += (text[at : word.start], put)
        at = word.end
    return "".join(parts) + text[at:]


def is_small(word: str, profile: str = "chicago-18") -> bool:
    """Whether a word inside a title is in lower case, unless it is an adverb there. Raises UnknownName."""
    return _named(profile).has_small(word.lower())
