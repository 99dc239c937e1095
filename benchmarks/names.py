"""Count the names and the titles of a corpus, for `pipeline/house/names.tsv.gz` and `titles.tsv.gz`.

    python benchmarks/names.py reviews.txt.xz pipeline/house

The corpus is as for `benchmarks/counts.py`. A pair is two neighbours with capitals, as written, no word of grammar and
no possessive among them; a title is what stands in quotation marks with capitals on its main words. One of one word is
kept where it is quoted often and the word is hardly ever written small.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.counts import SOURCE as CORPUS
from benchmarks.counts import texts, write
from pipeline import house
from pipeline.house.titlecase import is_small

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
PARTICLES = frozenset(("da", "de", "del", "della", "der", "di", "du", "la", "le", "van", "von"))
QUOTED = re.compile(r"[\"“]([^\"“”\n]{3,60})[\"”]|(?<!\w)'([^'\n]{3,60})'(?!\w)")

LEAST_PAIR = 3
LEAST_TITLE = 2
LEAST_WORD = 4
SOURCE = CORPUS.replace("counts.py", "names.py")


def pairs(text: str) -> Iterator[str]:
    """The pairs of capitalised neighbours of a text, apostrophes straight; words all in capitals are left out.

    A small particle behind a name, or before one, counts as a part of it: Lars von, von Trier.
    """
    grammar = house.entries("function-words.tsv")
    before, end = "", 0
    for match in WORD.finditer(text):
        word = match[0].replace("’", "'")
        if text[match.start() - 1 : match.start()] in ("'", "’", "-"):
            before = ""
        named = word[0].isupper() and not (word.isupper() and len(word) > 2) and word.lower() not in grammar
        named = named or (word in PARTICLES and bool(before) and text[end : match.start()] == " ")
        if named and before and text[end : match.start()] == " " and not word.endswith("'s"):
            yield f"{before} {word}"
        before, end = (word if named else ""), match.end()


def titles(text: str) -> Iterator[str]:
    """What a text quotes with capitals on its main words."""
    for match in QUOTED.finditer(text):
        title = (match[1] or match[2]).strip(" ,.").replace("’", "'")
        words = re.findall(r"[\w'&-]+", title)
        main = [word for word in words if not is_small(word)]
        large = words and words[0][0].isupper() and all(word[0].isupper() or word[0].isdigit() for word in main)
        if main and large and not re.search(r"[.!?;:] |[.!?]$", title) and not title.isupper():
            yield title


def bare(corpus: Iterable[str], known: Iterable[str]) -> Counter[str]:
    """In how many texts of the corpus each title stands, in quotation marks or not."""
    heads: dict[str, list[str]] = defaultdict(list)
    for title in known:
        heads[title.split()[0]].append(title)
    found: Counter[str] = Counter()
    word = re.compile(r"(?<![\w'’-])[A-Z0-9][\w'’-]*")
    for text in corpus:
        plain = text.replace("’", "'")
        here: set[str] = set()
        for match in word.finditer(plain):
            for title in heads.get(match[0], ()):
                if plain.startswith(title, match.start()) and not plain[match.start() + len(title) :][:1].isalnum():
                    here.add(title)
        found.update(here)
    return found


def is_kept(title: str, quoted: int, total: int) -> bool:
    """Whether a title that is quoted so often, and stands anywhere so often, is one for the table."""
    word = title.lower()
    often = house.frequencies().get(word, 0)
    if any(not is_small(part) for part in title.split()[1:]):
        return quoted >= LEAST_TITLE
    large = house.capitals().get(word, 0)
    return quoted >= LEAST_WORD and 4 * quoted >= total and (" " in title or 2 * large >= often)


def main(corpus: str, folder: str) -> None:
    """Count the corpus, and write the two tables into the folder."""
    path = Path(corpus)
    names: Counter[str] = Counter()
    quoted: Counter[str] = Counter()
    for text in texts(path):
        names.update(pairs(text))
        quoted.update(set(titles(text)))
    kept = sorted(title for title, number in quoted.items() if number >= LEAST_TITLE)
    total = bare(texts(path), kept)
    write(
        Path(folder) / "names.tsv.gz",
        SOURCE + f"# two neighbours with capitals, at least {LEAST_PAIR} times; how often\n",
        ((pair, number) for pair, number in sorted(names.items()) if number >= LEAST_PAIR),
    )
    write(
        Path(folder) / "titles.tsv.gz",
        SOURCE + f"# what {LEAST_TITLE} texts or more quote with capitals; how many do; how many have it at all\n",
        (
            (title, quoted[title], all_)
            for title in kept
            if is_kept(title, quoted[title], all_ := max(total[title], quoted[title]))
        ),
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
