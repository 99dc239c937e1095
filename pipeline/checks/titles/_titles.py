"""Titles that may be somebody's name: a helper of the checks of this stage."""

from pipeline.house.titlecase import is_small
from pipeline.names import common


def named_for(title: str) -> bool:
    """Whether a title may be the name of somebody: two or three words, none of them small, or an article and a name."""
    words = title.split()
    if words[:1] == ["The"] and len(words) > 1:
        main = words[1:]
        small = any(is_small(word, "mla-9") for word in main)
        return len(main) == 1 or (len(main) <= 3 and not small and any(map(_names_somebody, main)))
    return len(words) <= 3 and all(
        word[:1].isupper() and word.isalpha() and not is_small(word, "mla-9") for word in words
    )


def _names_somebody(word: str) -> bool:
    """Whether a word is a name's, or says what somebody is: the Salt Keeper, the Dark Knight."""
    small = word.lower()
    return word[:1].isupper() and (
        not common(word) or small in _PEOPLE or small.endswith(("man", "woman", "men", "ers"))
    )


_PEOPLE = frozenset(
    "knight king queen prince princess lord lady boy boys girl girls kid kids brother brothers sister sisters mother "  # noqa: SIM905
    "father son daughter child children hero doctor detective killer keeper rider hunter singer dancer driver fighter "
    "player stranger soldier master joker witch wizard guy guys people twins ghost monster wolf".split()
)
