"""Logistic regressions for the ways of mending that a table of weights tells of: what the benchmarks that learn share.

    … FOLDER … [--clean FOLDER …] [--afresh] [--write]

A folder has `drafts/` and `gold/` as the quality benchmark reads them; the first one's `score.py` says what a fix
corrects. Prose in the folders of `--clean` has nothing to mend; every fourth of its places is taken, for it has errors,
too, and nobody has marked them. A regression is fitted for each way of mending, and what it is worth on drafts left out
is printed, one in eight at a time. The weights are drawn to those that the table has, so that drafts which are no
longer at hand still count; `--afresh` draws them to nought. `--write` writes the table, whose bars and heading stay.
`grammar_weights`, whose table has one part, shares the regression alone.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from benchmarks.quality.annotated import Scorer, Set
from pipeline import house
from pipeline.checks._odds import BAR, odds
from pipeline.engines import Engines

FOLDS, PENALTY, FREE, FEWEST, SMALL = 8, 3.0, 1e-3, 4, 0.02
"""Parts that are left out in turn; what a weight costs that is far from where it is drawn to, and what the constant
costs; the places that a feature is in at least; the least weight that is kept."""

CLOSE = 1e-5
"""The step below which a weight has been found."""

THINNED = 4
"""Of how many places of edited prose one is taken."""

PRECISIONS = (0.9, 0.8, 0.7)


@dataclass(frozen=True, slots=True)
class Example:
    """A place of a draft with one way of mending it: its features, and whether the copy editor did so."""

    draft: str
    way: Enum
    features: dict[str, float]
    right: bool


class Examples(Protocol):
    """Gives the examples of a draft, whose marks the module `score` has read."""

    def __call__(
        self, draft: Path, marked: Sequence[dict[str, Any]], score: Any, engines: Engines
    ) -> Iterator[Example]: ...


def matrix(chosen: Sequence[Example], names: Sequence[str]) -> NDArray[np.float64]:
    """A row an example, a column a feature."""
    rows = [[each.features.get(name, 0.0) for name in names] for each in chosen]
    return np.array(rows, float).reshape(len(chosen), len(names))


def fitted(
    rows: NDArray[np.float64],
    right: NDArray[np.float64],
    cost: NDArray[np.float64],
    towards: NDArray[np.float64],
    counted: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """The weights of a logistic regression, by Newton's method: one for each column of `rows`.

    Each is drawn `towards` what was known, as strongly as its `cost` says; a row counts once where nothing else is
    `counted`.
    """
    found = towards.copy()
    times = np.ones(len(rows)) if counted is None else counted

    def loss(weights: NDArray[np.float64]) -> float:
        odds = rows @ weights
        return float(times @ (np.logaddexp(0, odds) - right * odds) + cost @ (weights - towards) ** 2 / 2)

    for _ in range(60):
        odds = 1 / (1 + np.exp(-np.clip(rows @ found, -30, 30)))
        slope = rows.T @ (times * (odds - right)) + cost * (found - towards)
        bend = (rows.T * (times * odds * (1 - odds))) @ rows + np.diag(cost)
        step, before = np.linalg.solve(bend, slope), loss(found)
        while loss(found - step) > before and np.abs(step).max() > CLOSE:
            step = step / 2  # it leads uphill
        found -= step
        if np.abs(step).max() < CLOSE:
            break
    return found


def learned(chosen: Sequence[Example], known: Mapping[str, float]) -> dict[str, float]:
    """The weight of each feature, given the weights that are `known` from other drafts."""
    counts = Counter(name for each in chosen for name in each.features)
    often = {name for name, times in counts.items() if times >= FEWEST} | (set(known) - {BAR})
    names = ["always", *sorted(often - {"always"})]
    right = np.array([float(each.right) for each in chosen])
    towards = np.array([known.get(name, 0.0) for name in names])
    cost = np.array([FREE, *[PENALTY] * (len(names) - 1)])
    return dict(zip(names, fitted(matrix(chosen, names), right, cost, towards).tolist(), strict=True))


def left_out(chosen: Sequence[Example], known: Mapping[str, float]) -> list[float]:
    """The odds of each example by weights that were learned without its draft."""
    drafts = {draft: number % FOLDS for number, draft in enumerate(sorted({each.draft for each in chosen}))}
    folds = [learned([each for each in chosen if drafts[each.draft] != fold], known) for fold in range(FOLDS)]
    return [odds(folds[drafts[each.draft]], each.features) for each in chosen]


def curve(right: Sequence[bool], odds: Sequence[float]) -> str:
    """How much is found at some precisions, and above which odds."""
    order = sorted(range(len(odds)), key=lambda at: -odds[at])
    hits, best = 0, dict.fromkeys(PRECISIONS, (0.0, 0.0))
    for count, at in enumerate(order, 1):
        hits += right[at]
        for least in PRECISIONS:
            if hits >= least * count:
                best[least] = (hits / max(1, sum(right)), odds[at])
    return ", ".join(f"precision {least}: {found:.2f} found above {bar:.1f}" for least, (found, bar) in best.items())


def learn(about: str, table: str, known: Mapping[Enum, Mapping[str, float]], examples: Examples) -> None:
    """Read the arguments, learn the weights of each way that is `known`, print, and write the house's table."""
    parser = argparse.ArgumentParser(description=about.split("\n", maxsplit=1)[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--clean", nargs="*", type=Path, default=[])
    parser.add_argument("--afresh", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found = list(_all(examples, options.folders, options.clean))
    lines = [line for line in house.text(table).splitlines() if line.startswith("#")]
    for way, old in known.items():
        chosen = [each for each in found if each.way is way]
        towards = {} if options.afresh else old
        print(f"{way}: {sum(each.right for each in chosen)} of {len(chosen)} places are mended")
        print("  " + curve([each.right for each in chosen], left_out(chosen, towards)))
        lines.append(f"{way}\t{BAR}\t{old[BAR]:g}")
        ranked = sorted(learned(chosen, towards).items(), key=lambda item: -abs(item[1]))
        lines += [f"{way}\t{name}\t{weight:.2f}" for name, weight in ranked if name == "always" or abs(weight) >= SMALL]
    if options.write:
        target = Path(house.__file__).parent / table
        target.write_text("\n".join(lines) + "\n", "utf-8")
        print(f"{target}: {len(lines)} lines")


def _all(examples: Examples, folders: Iterable[Path], clean: Iterable[Path]) -> Iterator[Example]:
    """The examples of annotated sets and of clean prose."""
    sets = [Set(folder.name, folder) for folder in folders]
    score = Scorer(sets[0].folder / "score.py").module
    with Engines() as engines:
        for each in sets:
            for draft, gold in zip(each.drafts, each.gold, strict=True):
                yield from examples(draft, score.read_gold(gold), score, engines)
        edited = [draft for folder in clean for draft in sorted(folder.glob("*.md"))]
        yield from islice((each for draft in edited for each in examples(draft, (), score, engines)), 0, None, THINNED)
