"""Where a known work is named without anything that sets its title apart."""

import re
from collections.abc import Iterator, Sequence

from pipeline import house as tables
from pipeline.document import Block, BlockKind
from pipeline.house.titlecase import is_small
from pipeline.names import begins, common
from pipeline.works import _sentence
from pipeline.works._model import Form, Mention, Work
from pipeline.works._stretches import bare

_LONGER_BEFORE = re.compile(r"(?:[A-Z][\w’'-]*|\d)[ :]$|[/@#.]$")
_LONGER_AFTER = re.compile(r":? [A-Z0-9]|[/@]|-\w|\.\w")


def bare_mentions(works: Sequence[Work], blocks: Sequence[Block]) -> Iterator[tuple[Work, tuple[Mention, ...]]]:
    """Each work with its bare mentions: the title's words with its capitals, where they can be nothing else."""
    spelled = {
        form: (work, name)
        for work in works
        for name in (work.title, *work.alternatives)
        for form in (name, name.upper() if " " in name else name, name.replace("'", "’"), name.replace("’", "'"))
        if any(map(str.isupper, name)) or not name.isascii()
    }
    if not spelled:
        yield from ((work, ()) for work in works)
        return
    longest = sorted(spelled, key=lambda form: (-len(form), form))
    pattern = re.compile(rf"(?<![\w’'-])(?:{'|'.join(map(re.escape, longest))})(?!\w|-\w)")
    found: dict[int, list[Mention]] = {}
    taken = {(each.block.index, at) for work in works for each in work.mentions for at in range(each.start, each.end)}
    for block in blocks:
        for match in pattern.finditer(block.text):
            work, name = spelled[match[0]]
            if (block.index, match.start()) in taken or (block.index, match.end() - 1) in taken:
                continue
            if _speaks_of_it(work, name, block, match):
                each = bare(block, *match.span())
                form = Form.TITLE if name == work.title else Form.ALTERNATIVE
                found.setdefault(id(work), []).append(
                    Mention(block, each.start, each.end, each.setting, each.within, form, each.outer)
                )
    for work in works:
        yield work, tuple(found.get(id(work), ()))


def _speaks_of_it(work: Work, name: str, block: Block, match: re.Match[str]) -> bool:
    """Whether the words are the title here: not ordinary words, not a person's or a place's name, no longer name."""
    text, start, end = block.text, match.start(), match.end()
    each = bare(block, start, end)
    first = begins(text, start)
    if first and name.lower() in tables.entries("function-words.tsv"):
        return False  # “It is a film” says nothing of a film called It
    if _LONGER_AFTER.match(text, end) or (_LONGER_BEFORE.search(text[:start]) and not _first_word_before(text, start)):
        return False
    if any(said.evidence.sure >= 0.45 for said in _sentence.evidence(each, None)):
        return True
    main = [word for word in name.split() if not is_small(word, "mla-9")]
    if _may_be_a_name(name) and len(name.split()) <= 3:
        return block.kind is BlockKind.CAPTION
    if len(main) >= 2:
        return True
    return not first and bool(main) and len(main[0]) > 3


def _first_word_before(text: str, start: int) -> bool:
    """Whether the capitalised word before a place begins its sentence: “In X”, “Watching X”."""
    before = re.search(r"(\S+) $", text[:start])
    return before is not None and begins(text, before.start(1)) and common(before[1])


def _may_be_a_name(title: str) -> bool:
    """Whether a title may be somebody's or a place's name: its words are hardly ever written small."""
    words = title.replace("’", "'").split()
    return all(word[:1].isupper() and not is_small(word, "mla-9") and not _ordinary(word) for word in words)


def _ordinary(word: str) -> bool:
    """Whether reviews write a word small at least as often as not."""
    small = word.lower()
    often = tables.frequencies().get(small, 0)
    return often >= 5 and tables.capitals().get(small, 0) <= 0.5 * often
