"""Learn how sure an edit of grammar is: `pipeline/house/grammar-weights.tsv`.

    python -m benchmarks.grammar_weights [--afresh] FOLDER...

Each FOLDER has `drafts/` and, for each draft, `gold/NAME.jsonl` with a copy editor's marks, as the README of the gold
drafts describes them; a folder without `gold/` is edited prose, in which every edit is wrong, and of which every fourth
is taken (`benchmarks._odds`). The edits that the checks
of grammar propose are weighed by the language model; a logistic regression learns which of them mend an error. Its
weights are drawn to those that the table has, so that drafts which are no longer at hand still count; `--afresh` draws
them to nought. It prints what is found and flagged in vain at several bars when each tenth of the drafts is judged by
weights learned from the others.
"""

import argparse
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks._odds import THINNED, fitted
from pipeline import readers, source
from pipeline.checks import _care
from pipeline.checks._odds import odds
from pipeline.checks.grammar._score import Weighed, features, weights
from pipeline.checks.grammar._weighing import is_plain, weigh
from pipeline.document import RUNNING, Block
from pipeline.engines import Engines
from pipeline.engines.causal import LanguageModel
from pipeline.engines.spacy import Parser
from pipeline.house import House
from pipeline.names import gather

TARGET = Path(__file__).parent.parent / "pipeline/house/grammar-weights.tsv"
RIDGE, PARTLY, FOLDS = 4.0, 0.6, 10
"""How strongly weights are drawn to what was known; how much an edit counts that meets an error but mends it otherwise;
the parts that are left out in turn."""

BARS = (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5)
NAMED = ("kind", "old:", "new:")
"""Features that are words, or kinds of them: many are rare, so that each is drawn strongly."""
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Example:
    """An edit, the draft and block that it is in, and its verdict: right, hit, advice or false; `mark` is the error."""

    draft: str
    text: str
    edit: Weighed
    verdict: str
    mark: tuple[str, int, str] | None


def examples(folder: Path, engines: Engines) -> Iterator[Example]:
    """The edits of a folder's drafts."""
    parser, model = engines.get(Parser), engines.get(LanguageModel)
    for path in sorted((folder / "drafts" if (folder / "drafts").is_dir() else folder).iterdir()):
        if path.suffix not in (".md", ".txt"):
            continue
        marks = folder / "gold" / f"{path.stem}.jsonl"
        gold = [json.loads(line) for line in marks.read_text("utf-8").split("\n") if line] if marks.is_file() else []
        document = readers.read(source.read(path), engines)
        names, care = gather(document, parser, House()), _care.gather(document, parser, model)
        for block in document.blocks:
            if block.kind in RUNNING:
                here = [edit for edit in weigh(parser.parse(block.text), model, care) if is_plain(block, names, edit)]
                yield from (Example(str(path), block.text, edit, *judged(block, edit, gold)) for edit in here)


def judged(block: Block, edit: Weighed, gold: Sequence[Mapping[str, Any]]) -> tuple[str, tuple[str, int, str] | None]:
    """What an edit is worth by a copy editor's marks, and the error that it meets."""
    first, last = block.span(edit.start, edit.end).start, block.span(edit.start, edit.end).end
    near = [mark for mark in gold if mark["start"] <= last + 1 and first <= mark["end"] + 1]
    for mark in near:
        if mark["level"] != "error":
            continue
        start, end = block.index_of(mark["start"]), block.index_of(mark["end"])
        low, high = max(0, min(start, edit.start) - 15), max(end, edit.end) + 15
        mine = _plain(block.text[low : edit.start] + edit.new + block.text[edit.end : high])
        key = (mark["category"], mark["start"], mark["text"])
        if mine in {_plain(block.text[low:start] + fix + block.text[end:high]) for fix in mark["fixes"]}:
            return "right", key
    meets = [mark for mark in near if mark["start"] < last + (first == last) and first < mark["end"] + (first == last)]
    for mark in (*meets, *near):
        if mark["level"] == "error":
            return "hit", (mark["category"], mark["start"], mark["text"])
    return ("advice" if near else "false"), None


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.translate(_PLAIN)).strip()


def learn(found: Sequence[Example], families: Iterable[str], known: Mapping[str, float]) -> dict[str, float]:
    """The weights of all features, given those that are `known` from other drafts."""
    names = sorted({name for each in found for name in features(each.text, each.edit)})
    rows = np.array([[features(each.text, each.edit).get(name, 0.0) for name in names] for each in found])
    size = np.maximum(rows.std(axis=0), 0.05)
    size[[names.index("always")]] = 1.0
    for name in families:
        for kind in (name, f"{name}, gain"):
            if kind in names:
                size[names.index(kind)] = 0.5 if kind == name else 2.0
    size[[name.startswith(NAMED) for name in names]] = 1.0
    wanted = np.array([each.verdict in ("right", "hit") for each in found], dtype=float)
    counted = np.array([_counted(each) for each in found])
    drawn = np.full(len(names), RIDGE)
    drawn[names.index("always")] = 0.01
    towards = np.array([known.get(name, 0.0) for name in names]) * size
    solved = fitted(rows / size, wanted, drawn, towards, counted) / size
    return dict(zip(names, solved.tolist(), strict=True))


def _counted(each: Example) -> float:
    if each.verdict in ("right", "false"):
        return 1.0
    return PARTLY if each.verdict == "hit" else 0.0


def scored(example: Example, weights: Mapping[str, float]) -> float:
    """An example's score by these weights."""
    if example.edit.family not in weights:
        return -math.inf
    return odds(weights, features(example.text, example.edit))


def surest(found: Sequence[tuple[float, Example]], bar: float) -> list[Example]:
    """What is marked at a bar, at most one edit at a place."""
    kept: list[Example] = []
    for value, each in sorted(found, key=lambda pair: -pair[0]):
        apart = all(
            each.text is not other.text or each.edit.end < other.edit.start or other.edit.end < each.edit.start
            for other in kept
        )
        if value >= bar and apart:
            kept.append(each)
    return kept


def crossed(
    found: Sequence[Example], families: Iterable[str], known: Mapping[str, float]
) -> list[tuple[float, Example]]:
    """Every example with the score that weights learned without its draft's tenth give it."""
    drafts = sorted({each.draft for each in found})
    fold = {draft: number % FOLDS for number, draft in enumerate(drafts)}
    out = []
    for number in range(FOLDS):
        weights = learn([each for each in found if fold[each.draft] != number], families, known)
        out += [(scored(each, weights), each) for each in found if fold[each.draft] == number]
    return out


def curve(found: Sequence[tuple[float, Example]]) -> None:
    """Print what is marked at several bars."""
    print(f"{'bar':>5}{'right':>7}{'met':>5}{'false':>7}{'precision':>11}")
    for bar in BARS:
        kept = [each.verdict for each in surest(found, bar)]
        right, met, false = (kept.count(name) for name in ("right", "hit", "false"))
        print(f"{bar:5.1f}{right:7}{met:5}{false:7}{(right + met) / max(1, right + met + false):11.2f}")


def main() -> None:
    """Learn, print the curve, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--afresh", action="store_true")
    options = parser.parse_args()
    known = {} if options.afresh else weights()
    with Engines() as engines:
        found = [
            each
            for folder in options.folders
            for each in islice(examples(folder, engines), 0, None, 1 if (folder / "gold").is_dir() else THINNED)
        ]
    families = sorted({each.edit.family for each in found})
    curve(crossed(found, families, known))
    write(learn(found, families, known), families)


def write(weights: Mapping[str, float], families: Iterable[str]) -> None:
    """Write the table, families last; its heading stays."""
    own = [name for family in families for name in (family, f"{family}, gain")]
    order = [*(name for name in weights if name not in own), *(name for name in own if name in weights)]
    rows = "".join(f"{name}\t{weights[name]:.2f}\n" for name in order)
    head = "".join(line for line in TARGET.read_text("utf-8").splitlines(True) if line.startswith("#"))
    TARGET.write_text(head + rows, "utf-8")


if __name__ == "__main__":
    main()
