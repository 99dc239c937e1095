"""Count words and pairs of neighbours in a corpus, for `pipeline/house/frequencies.tsv.gz` and `bigrams.tsv.gz`.

    python benchmarks/counts.py reviews.txt.xz pipeline/house

The corpus is UTF-8, a blank line between texts. A word is letters with apostrophes inside (curly ones are made
straight); a hyphen parts words. Neighbours have nothing but blanks between them.
"""

import gzip
import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
STARTS = re.compile(r"[.!?…:\"“”()\[\]*\n]")
"""What between two words may begin a sentence or a title, so that a capital after it says nothing."""

LEAST_WORD = 5
LEAST_PAIR = 10
SOURCE = (
    "# Counted in the Large Movie Review Dataset (Andrew L. Maas et al., 2011, “Learning Word Vectors for Sentiment\n"
    "# Analysis”), 22.7 million words of film and television reviews by amateurs. Made by benchmarks/counts.py.\n"
)


def texts(path: Path) -> Iterator[str]:
    """The texts of a corpus file, `.xz` or plain."""
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
        text: list[str] = []
        for line in lines:
            if line.strip():
                text.append(line)
            elif text:
                yield "".join(text)
                text = []
        if text:
            yield "".join(text)


def count(corpus: Iterable[str]) -> tuple[Counter[str], Counter[str], Counter[tuple[str, str]]]:
    """How often each lower-cased word, each word with a capital inside a sentence, and each pair occurs."""
    words: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text in corpus:
        before, end = "", 0
        for match in WORD.finditer(text):
            form = match[0].replace("’", "'")
            word = form.lower()
            between = text[end : match.start()]
            words[word] += 1
            # a word all in capitals is shouting, or an acronym
            if form[0].isupper() and (len(form) == 1 or not form.isupper()) and end and not STARTS.search(between):
                capitals[word] += 1
            if before and not between.strip() and "\n\n" not in between:
                pairs[before, word] += 1
            before, end = word, match.end()
    return words, capitals, pairs


def write(path: Path, header: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Write rows as a tab-separated table, compressed so that the same rows give the same bytes."""
    lines = "".join("\t".join(map(str, row)) + "\n" for row in rows)
    path.write_bytes(gzip.compress((header + lines).encode("utf-8"), 9, mtime=0))


def main(corpus: str, folder: str) -> None:
    """Count the corpus, and write the two tables into the folder."""
    words, capitals, pairs = count(texts(Path(corpus)))
    kept = {word: number for word, number in words.items() if number >= LEAST_WORD}
    write(
        Path(folder) / "frequencies.tsv.gz",
        SOURCE
        + f"# word, lower-cased, at least {LEAST_WORD} times; how often; how often with a capital in a sentence\n",
        ((word, kept[word], capitals[word]) for word in sorted(kept)),
    )
    write(
        Path(folder) / "bigrams.tsv.gz",
        SOURCE + f"# two neighbours, lower-cased, at least {LEAST_PAIR} times; how often\n",
        ((f"{a} {b}", number) for (a, b), number in sorted(pairs.items()) if number >= LEAST_PAIR),
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
