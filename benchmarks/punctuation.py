"""Learn the weights by which missing and needless marks are told, from drafts that a copy editor has marked.

    python -m benchmarks.punctuation FOLDER … [--clean FOLDER …] [--afresh] [--write]

A folder has `drafts/` and `gold/` as the quality benchmark reads them; the first one's `score.py` says what a fix
corrects. Prose in the folders of `--clean` has nothing to mend. Every place that the language model does not rule out
at a glance is weighed (some 40 s for 1,000 words on one core), a logistic regression is fitted for each way of mending,
and what it is worth on drafts left out is printed, one in eight at a time. The weights are drawn to those that the
table has, so that drafts which are no longer at hand still count; `--afresh` draws them to nought. `--write` writes
`pipeline/house/punctuation-weights.tsv`, whose bars and heading stay.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.quality.annotated import Scorer, Set
from pipeline import house, readers
from pipeline.checks import _care
from pipeline.checks.punctuation._places import Mend, Place, places
from pipeline.checks.punctuation._weighing import BAR, HOPELESS, TABLE, weigh, weights
from pipeline.document import RUNNING, Block, RegionKind
from pipeline.engines import Engines
from pipeline.engines.causal import Alternative, LanguageModel
from pipeline.engines.spacy import Parser
from pipeline.source import read

FOLDS, PENALTY, FEWEST, SMALL = 8, 3.0, 4, 0.02
"""Parts that are left out in turn; what a weight costs that is far from where it is drawn to; the places that a feature
is in at least; the least weight that is kept."""

PRECISIONS = (0.9, 0.8, 0.7)


@dataclass(frozen=True, slots=True)
class Example:
    """A place of a draft with one way of mending it: its features, and whether the copy editor did so."""

    draft: str
    mend: Mend
    features: dict[str, float]
    right: bool


def examples(draft: Path, marked: Sequence[dict[str, Any]], score: Any, engines: Engines) -> Iterator[Example]:
    """The examples of a draft; a place that the editor marked otherwise, or as taste, is none."""
    source = read(draft)
    text = source.text
    errors = [each for each in marked if each["level"] == "error"]
    document, parser, model = readers.read(source, engines), engines.get(Parser), engines.get(LanguageModel)
    care = _care.gather(document, parser, model)
    for block in document.blocks:
        if block.kind not in RUNNING:
            continue
        doc = parser.parse(block.text)
        proposed = [(place, mend) for place in places(doc) for mend in place.edits if _is_own(block, place)]
        edits = [edit for place, mend in proposed for edit in place.edits[mend]]
        glances = dict(zip(edits, model.glances(block.text, edits), strict=True))
        hopeful = [
            (place, mend)
            for place, mend in proposed
            if max(glances[edit] for edit in place.edits[mend]) > HOPELESS[mend]
        ]
        for weighed in weigh(doc, model, hopeful, care):
            place, mend = weighed.place, weighed.mend
            found = _finding(block, place, ())
            met = [each for each in errors if score.meets(found, each, -1)]
            right = any(
                score.corrects(text, _finding(block, place, (edit,)), each, errors)
                for edit in place.edits[mend]
                for each in met
                if each["category"] == "punctuation"
            )
            if right or not any(score.meets(found, each, 1) for each in marked):
                yield Example(draft.as_posix(), mend, weighed.features, right)


def _is_own(block: Block, place: Place) -> bool:
    """Whether a place is the writer's own prose."""
    start, end = place.before.idx, place.after.idx + len(place.after)
    return not any(block.inside(kind, start, end) for kind in (RegionKind.QUOTATION, RegionKind.EMPHASIS))


def _finding(block: Block, place: Place, edits: Sequence[Alternative]) -> dict[str, Any]:
    """A place, with a fix of edits of the block's text, as the scorer reads findings."""
    start, end = block.starts[place.before.idx], block.ends[place.after.idx + len(place.after) - 1]
    moved = [
        {"start": block.starts[a], "end": block.ends[b - 1] if b > a else block.starts[a], "text": new}
        for a, b, new in edits
    ]
    return {"start": start, "end": end, "fixes": [{"edits": moved}]}


def matrix(chosen: Sequence[Example], names: Sequence[str]) -> NDArray[np.float64]:
    """A row an example, a column a feature."""
    rows = [[each.features.get(name, 0.0) for name in names] for each in chosen]
    return np.array(rows, float).reshape(len(chosen), len(names))


def fitted(
    rows: NDArray[np.float64], right: NDArray[np.float64], towards: NDArray[np.float64] | None = None
) -> NDArray[np.float64]:
    """The weights of a logistic regression whose first column, the constant, costs nothing: Newton's method.

    They are drawn `towards` these weights, or to nought.
    """
    drawn = np.zeros(rows.shape[1]) if towards is None else towards
    found = drawn.copy()
    cost = np.full(rows.shape[1], PENALTY)
    cost[0] = 1e-3

    def loss(weights: NDArray[np.float64]) -> float:
        odds = rows @ weights
        return float((np.logaddexp(0, odds) - right * odds).sum() + cost @ (weights - drawn) ** 2 / 2)

    for _ in range(60):
        odds = 1 / (1 + np.exp(-np.clip(rows @ found, -30, 30)))
        slope = rows.T @ (odds - right) + cost * (found - drawn)
        step, before = np.linalg.solve((rows.T * (odds * (1 - odds))) @ rows + np.diag(cost), slope), loss(found)
        while loss(found - step) > before and np.abs(step).max() > 1e-4:
            step = step / 2  # it leads uphill
        found -= step
        if np.abs(step).max() < 1e-4:
            break
    return found


def learned(chosen: Sequence[Example], known: Mapping[str, float]) -> dict[str, float]:
    """The weight of each feature, given the weights that are `known` from other drafts."""
    counts = Counter(name for each in chosen for name in each.features)
    often = {name for name, times in counts.items() if times >= FEWEST} | (set(known) - {BAR})
    names = ["always", *sorted(often - {"always"})]
    right = np.array([float(each.right) for each in chosen])
    towards = np.array([known.get(name, 0.0) for name in names])
    return dict(zip(names, fitted(matrix(chosen, names), right, towards).tolist(), strict=True))


def left_out(chosen: Sequence[Example], known: Mapping[str, float]) -> list[float]:
    """The odds of each example by weights that were learned without its draft."""
    drafts = {draft: number % FOLDS for number, draft in enumerate(sorted({each.draft for each in chosen}))}
    folds = [learned([each for each in chosen if drafts[each.draft] != fold], known) for fold in range(FOLDS)]
    return [
        sum(folds[drafts[each.draft]].get(name, 0.0) * value for name, value in each.features.items())
        for each in chosen
    ]


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


def main() -> None:
    """Read the arguments, learn, print, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--clean", nargs="*", type=Path, default=[])
    parser.add_argument("--afresh", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found = list(_all(options.folders, options.clean))
    lines = [line for line in house.text(TABLE).splitlines() if line.startswith("#")]
    for mend in Mend:
        chosen = [each for each in found if each.mend is mend]
        known = {} if options.afresh else weights()[mend]
        print(f"{mend}: {sum(each.right for each in chosen)} of {len(chosen)} places are mended")
        print("  " + curve([each.right for each in chosen], left_out(chosen, known)))
        lines.append(f"{mend}\t{BAR}\t{weights()[mend][BAR]:g}")
        ranked = sorted(learned(chosen, known).items(), key=lambda item: -abs(item[1]))
        lines += [f"{mend}\t{name}\t{weight:.2f}" for name, weight in ranked if abs(weight) >= SMALL]
    if options.write:
        target = Path(house.__file__).parent / TABLE
        target.write_text("\n".join(lines) + "\n", "utf-8")
        print(f"{target}: {len(lines)} lines")


def _all(folders: Iterable[Path], clean: Iterable[Path]) -> Iterator[Example]:
    """The examples of annotated sets and of clean prose."""
    sets = [Set(folder.name, folder) for folder in folders]
    score = Scorer(sets[0].folder / "score.py").module
    with Engines() as engines:
        for each in sets:
            for draft, gold in zip(each.drafts, each.gold, strict=True):
                yield from examples(draft, score.read_gold(gold), score, engines)
        for folder in clean:
            for draft in sorted(folder.glob("*.md")):
                yield from examples(draft, (), score, engines)


if __name__ == "__main__":
    main()
