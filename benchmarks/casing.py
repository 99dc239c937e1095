"""Learn the weights by which needless and missing capitals are told, from drafts that a copy editor has marked.

    python -m benchmarks.casing FOLDER … [--clean FOLDER …] [--afresh] [--write]

The options are those of `benchmarks._odds`. `--write` writes `pipeline/house/casing-weights.tsv`.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks._odds import Example, learn
from pipeline import readers
from pipeline.checks import _care
from pipeline.checks.spelling._casing import TABLE, Cased, weigh, weights
from pipeline.document import Block
from pipeline.engines import Engines
from pipeline.engines.causal import LanguageModel
from pipeline.engines.spacy import Parser
from pipeline.house import House
from pipeline.names import gather
from pipeline.source import read


def examples(draft: Path, marked: Sequence[dict[str, Any]], score: Any, engines: Engines) -> Iterator[Example]:
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


if __name__ == "__main__":
    learn(__doc__ or "", TABLE, dict(weights()), examples)
