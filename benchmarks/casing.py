"""Learn the weights by which needless and missing capitals are told, from drafts that a copy editor has marked.

    python -m benchmarks.casing FOLDER … [--clean FOLDER …] [--afresh] [--write]

Folders, fitting and options are those of `python -m benchmarks.punctuation`: a logistic regression for each way of
mending, drawn to the weights that the table has. `--write` writes `pipeline/house/casing-weights.tsv`, whose bars and
heading stay.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.punctuation import curve, learned, left_out
from benchmarks.quality.annotated import Scorer, Set
from pipeline import house, readers
from pipeline.checks import _care
from pipeline.checks.spelling._casing import BAR, TABLE, Cased, Turn, weigh, weights
from pipeline.document import Block
from pipeline.engines import Engines
from pipeline.engines.causal import LanguageModel
from pipeline.engines.spacy import Parser
from pipeline.house import House
from pipeline.names import gather
from pipeline.source import read

SMALL = 0.02
"""The least weight that is kept."""


@dataclass(frozen=True, slots=True)
class Example:
    """A word of a draft: which way its capital would be turned, its features, and whether the copy editor did so."""

    draft: str
    turn: Turn
    features: dict[str, float]
    right: bool


def examples(draft: Path, marked: Sequence[dict[str, Any]], engines: Engines) -> Iterator[Example]:
    """The examples of a draft; a word that the editor marked otherwise, or as taste, is none."""
    document, parser, model = readers.read(read(draft), engines), engines.get(Parser), engines.get(LanguageModel)
    names, care = gather(document, parser, House()), _care.gather(document, parser, model)
    for block in document.blocks:
        for each in weigh(block, parser, names, model, care):
            right = verdict(block, each, marked)
            if right is not None:
                yield Example(draft.as_posix(), each.turn, dict(each.features), right)


def verdict(block: Block, each: Cased, marked: Iterable[dict[str, Any]]) -> bool | None:
    """Whether an error that was marked has the word so; None where what was marked there is something else."""
    span = block.span(each.start, each.end)
    met = [mark for mark in marked if mark["start"] < span.end and span.start < mark["end"]]
    old = block.text[each.start : each.end]
    for mark in met:
        if mark["level"] == "error" and old in mark["text"] and any(each.new in fix for fix in mark["fixes"]):
            return True
    return None if met else False


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
    for turn in Turn:
        chosen = [each for each in found if each.turn is turn]
        known = {} if options.afresh else weights()[turn]
        print(f"{turn}: {sum(each.right for each in chosen)} of {len(chosen)} words are mended")
        print("  " + curve([each.right for each in chosen], left_out(chosen, known)))
        lines.append(f"{turn}\t{BAR}\t{weights()[turn][BAR]:g}")
        ranked = sorted(learned(chosen, known).items(), key=lambda item: -abs(item[1]))
        lines += [f"{turn}\t{name}\t{weight:.2f}" for name, weight in ranked if abs(weight) >= SMALL]
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
                yield from examples(draft, score.read_gold(gold), engines)
        for folder in clean:
            for draft in sorted(folder.glob("*.md")):
                yield from examples(draft, (), engines)


if __name__ == "__main__":
    main()
