"""Short forms: the part of a title before its colon, its first words, the title without its article."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.house.titlecase import is_small
from pipeline.works._model import Form, Origin, Work, key

_PARTS = re.compile(r"[:–—(]| - ")


def short_forms(works: Sequence[Work]) -> list[Work]:
    """The works, with what only shortens the title of one that was named before counted as its mentions."""
    kept = list(works)
    for short in works:
        if any(each.origin is not Origin.MENTION for each in short.evidence) or not short.mentions:
            continue
        whole = next((work for work in kept if work is not short and _shortens(short, work)), None)
        if whole is None:
            continue
        kept.remove(short)
        more = tuple(replace(each, form=Form.SHORT) for each in short.mentions)
        kept[kept.index(whole)] = replace(whole, mentions=(*whole.mentions, *more))
    return kept


def _shortens(short: Work, whole: Work) -> bool:
    """Whether one title is the beginning of the other, set the same way, and always stands after it."""
    if not whole.mentions or not _begins(short.title, whole.title):
        return False
    first = min((each.block.index, each.start) for each in whole.mentions)
    later = all((each.block.index, each.start) > first for each in short.mentions)
    alike = {each.setting for each in short.mentions} & {each.setting for each in whole.mentions}
    return later and bool(alike)


def _begins(short: str, whole: str) -> bool:
    """Whether a title's first words, or those behind its article, are the short form; small words alone are none."""
    words, all_words = [key(word) for word in short.split()], [key(word) for word in whole.split()]
    if not words or len(words) >= len(all_words) or all(is_small(word, "mla-9") for word in short.split()):
        return False
    bare = all_words[1:] if all_words[0] in ("the", "a", "an") else all_words
    return words in (all_words[: len(words)], bare[: len(words)])
