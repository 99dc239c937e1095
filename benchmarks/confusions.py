"""Train the weights of confusable words, and measure them beside a first try.

    python -m benchmarks.confusions train reviews.txt.xz
    python -m benchmarks.confusions curve reviews.txt.xz --clean FOLDER [--texts 1000]

`train` writes `pipeline/house/confusions.npz` from the corpus (UTF-8, a blank line between texts) but for one text of
twenty, which is held out; half an hour on one core. `curve` prints, for edited prose and for the texts held out, which
part of words swapped for their partner is found at so many flags in 10,000 words as they stand, beside the first try's:
a classifier for each pair alone (`_firsttry`), trained on the same texts. A fifth of the places are
swapped, one by one.
"""

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random

import numpy as np

from benchmarks import _firsttry
from benchmarks.counts import texts
from pipeline import learn
from pipeline.house import weights
from pipeline.house.contexts import encode, features, tokens
from pipeline.house.weights import Weights

TARGET = Path(__file__).parent.parent / "pipeline/house/confusions.npz"
EACH, HELD = 20, 7
RATES, PART = (0.4, 1.0, 1.9, 4.0), 0.2

Pair = tuple[str, str]
Sites = tuple[int, list[tuple[Pair, float]]]
"""How many words there are, and for each site of a pair (what stands there, what might) the log-odds of the other."""


def split(corpus: Path, held: bool) -> Iterator[str]:
    """The texts to learn from, or those held out."""
    return (text for number, text in enumerate(texts(corpus)) if (number % EACH == HELD) is held)


def train(corpus: Path, target: Path) -> None:
    """Learn the weights, and write them."""
    data = weights.pack(weights.arrays(learn.learn(split(corpus, held=False))))
    target.write_bytes(data)
    print(f"{target}: {len(data):,} bytes")


def sites(prose: Iterable[str], model: Weights, pairs: frozenset[Pair]) -> Sites:
    """Every site of a pair in prose, with the log-odds of its other word."""
    partners: dict[str, list[str]] = {}
    for a, b in sorted(pairs):
        partners.setdefault(a, []).append(b)
        partners.setdefault(b, []).append(a)
    words = 0
    seen: list[tuple[Pair, float]] = []
    for paragraph in prose:
        line = tokens(paragraph)
        words += sum(token.word[0].isalpha() for token in line)
        here = [(at, token.word) for at, token in enumerate(line) if token.word in partners]
        if not here:
            continue
        starts = np.array([at for at, _ in here])
        described = features(encode(line, model.classes), starts, starts + 1)
        asked = [(row, word, other) for row, (_, word) in enumerate(here) for other in partners[word]]
        rows = np.array([row for row, _, _ in asked])
        others = model.scores([other for _, _, other in asked], described[rows])
        own = model.scores([word for _, word, _ in asked], described[rows])
        seen += [((word, other), float(odds)) for (_, word, other), odds in zip(asked, others - own, strict=True)]
    return words, seen


def found(level: float, swapped: list[tuple[Pair, float]]) -> tuple[float, float]:
    """Which part of the swapped words is found above a level: of all, and the mean of the pairs' own parts."""
    kinds: dict[frozenset[str], list[bool]] = {}
    for pair, odds in swapped:
        kinds.setdefault(frozenset(pair), []).append(odds > level)
    hits = [hit for group in kinds.values() for hit in group]
    return sum(hits) / len(hits), sum(sum(group) / len(group) for group in kinds.values()) / len(kinds)


def curve(name: str, models: Sequence[Sites]) -> Iterator[str]:
    """Rows of a table: for so many flags in 10,000 words as they stand, what each model finds of swapped words."""
    for rate in RATES:
        cells = []
        for words, natural in models:
            odds = sorted((odds for _, odds in natural), reverse=True)
            level = odds[round(rate * words / 1e4)]
            random = Random(3)  # noqa: S311
            # where the other word was typed by mistake, the neighbours are the same and the odds turn round
            swapped = [(pair, -odds) for pair, odds in natural if random.random() < PART]
            cells.append("{:.2f} ({:.2f})".format(*found(level, swapped)))
        yield f"| {name} | {rate:g} | {' | '.join(cells)} |"


def clean(folder: Path) -> list[str]:
    """The paragraphs of a folder of edited prose, without its marks of Markdown."""
    files = sorted(path for path in folder.glob("*.md") if path.name != "README.md")
    prose = "\n".join(re.sub(r"[*_#>]", "", path.read_text("utf-8")) for path in files)
    return [line for line in prose.split("\n") if line.strip()]


def measure(corpus: Path, folder: Path, number: int) -> None:
    """Print both curves over the pairs that both know."""
    model = weights.shipped()
    known = frozenset(
        (a, b) for a, b in _firsttry.pairs() if b in model.partners.get(a, ()) and a in model.partners.get(b, ())
    )
    first = _firsttry.train(split(corpus, held=False), known)
    held = [line for _, text in zip(range(number), split(corpus, held=True), strict=False) for line in text.split("\n")]
    print(f"{len(first.pairs)} pairs; of swapped words found, and in brackets the mean of the pairs")
    print("| prose | flags in 10,000 words | first try | now |\n|---|--:|--:|--:|")
    for name, prose in (("edited", clean(folder)), ("held out", held)):
        for row in curve(name, (first.sites(prose), sites(prose, model, first.pairs))):
            print(row)


def main() -> None:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.confusions", description=__doc__)
    parser.add_argument("what", choices=("train", "curve"))
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--output", type=Path, default=TARGET, help="where train writes")
    parser.add_argument("--clean", type=Path, default=Path("../shared/clean"), help="edited prose")
    parser.add_argument("--texts", type=int, default=1000, help="how many of the texts held out")
    options = parser.parse_args()
    if options.what == "train":
        train(options.corpus, options.output)
    else:
        measure(options.corpus, options.clean, options.texts)


if __name__ == "__main__":
    main()
