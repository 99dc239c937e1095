"""Titles that may be somebody's name: a helper of the checks of this stage."""

from pipeline.house.titlecase import is_small


def named_for(title: str) -> bool:
    """Whether a title may be the name of somebody: two or three words, none of them small."""
    words = title.split()
    return len(words) <= 3 and all(
        word[:1].isupper() and word.isalpha() and not is_small(word, "mla-9") for word in words
    )
