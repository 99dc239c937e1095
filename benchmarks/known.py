"""Count in a corpus how the words of `pipeline/house/known-titles.tsv` are written, for its last two columns.

    python benchmarks/known.py reviews.txt.xz pipeline/house/known-titles.tsv

The corpus is as for `benchmarks/counts.py`. Counted are the texts that have a title's words in a row, its article left
out: with all of its main words small, and with capitals on all of them. Other capitals say neither.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from benchmarks.counts import texts
from pipeline.house.known import plain
from pipeline.house.titlecase import is_small

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
BETWEEN = re.compile(r"[ ,:&-]{1,3}")

Words = tuple[str, ...]


def words_of(title: str) -> Words:
    """A title's words in their plain form, its article left out."""
    words = tuple(match[0] for match in WORD.finditer(plain(title)))
    return words[1:] if words[0] in ("the", "a", "an") and len(words) > 1 else words


def counted(corpus: Iterable[str], titles: Iterable[Words]) -> tuple[Counter[Words], Counter[Words]]:
    """In how many texts each title's words stand small, and with a title's capitals."""
    heads: dict[str, list[Words]] = defaultdict(list)
    for words in set(titles):
        heads[words[0]].append(words)
    small: Counter[Words] = Counter()
    large: Counter[Words] = Counter()
    for text in corpus:
        matches = list(WORD.finditer(text.replace(" & ", " and ")))
        low = [plain(match[0]) for match in matches]
        here: dict[bool, set[Words]] = {True: set(), False: set()}
        for at, word in enumerate(low):
            for words in heads.get(word, ()):
                found = matches[at : at + len(words)]
                if tuple(low[at : at + len(words)]) == words and all(
                    BETWEEN.fullmatch(one.string, one.end(), other.start()) for one, other in pairwise(found)
                ):
                    cases = {each[0][0].islower() for each in found if each[0][0].isalpha() and not is_small(each[0])}
                    if len(cases) == 1:
                        here[cases.pop()].add(words)
        small.update(here[True])
        large.update(here[False])
    return small, large


def main(corpus: str, table: str) -> None:
    """Count the corpus, and write the table again."""
    lines = Path(table).read_text("utf-8").splitlines()
    rows = [line.split("\t")[:2] for line in lines if not line.startswith("#")]
    small, large = counted(texts(Path(corpus)), (words_of(title) for _, title in rows))
    with Path(table).open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines if line.startswith("#"))
        for kind, title in rows:
            words = words_of(title)
            file.write(f"{kind}\t{title}\t{small[words]}\t{large[words]}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
