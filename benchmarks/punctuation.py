"""Learn the weights by which missing and needless marks are told, from drafts that a copy editor has marked.

    python -m benchmarks.punctuation FOLDER … [--clean FOLDER …] [--afresh] [--write]

The options are those of `benchmarks._odds`. Every place that the language model does not rule out at a glance is
weighed. `--write` writes `pipeline/house/punctuation-weights.tsv`.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks._odds import Example, learn
from pipeline import readers
from pipeline.checks import _care
from pipeline.checks.punctuation._places import Place, places
from pipeline.checks.punctuation._weighing import HOPELESS, TABLE, weigh, weights
from pipeline.document import RUNNING, Block, RegionKind
from pipeline.engines import Engines
from pipeline.engines.causal import Alternative, LanguageModel
from pipeline.engines.spacy import Parser
from pipeline.source import read


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


if __name__ == "__main__":
    learn(__doc__ or "", TABLE, dict(weights()), examples)
