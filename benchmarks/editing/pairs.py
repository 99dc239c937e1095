"""Drafts that a copy editor has marked → pairs of sentences: as it was written, and as it should be printed."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline import readers, source
from pipeline.document import Block
from pipeline.engines import Engines
from pipeline.engines.causal import _PLAIN
from pipeline.engines.spacy import Parser, sentences

ELSEWHERE = frozenset({"repetition", "titles", "consistency"})
"""Categories of errors that a sentence alone does not show: they stay in its copy."""

SHORTEST = 4
"""Characters of a sentence that is learned from."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence of a draft and its edited copy, both with the plain marks and spaces that the model reads."""

    draft: str
    before: str
    after: str

    @property
    def changed(self) -> bool:
        """Whether the editor changed anything."""
        return self.before != self.after


def pairs(folder: Path, engines: Engines) -> Iterator[Pair]:
    """The pairs of a folder: of each `.md` and `.txt` in `drafts/` that has its marks in `gold/NAME.jsonl`.

    Paragraphs and sentences are those that the checks see. Raises OSError where there is no `drafts/`, UnreadableDraft
    for a draft that cannot be read, ValueError for a line of marks that is no JSON.
    """
    parser = engines.get(Parser)
    for path in sorted((folder / "drafts").iterdir()):
        gold = folder / "gold" / f"{path.stem}.jsonl"
        if path.suffix not in (".md", ".txt") or not gold.is_file():
            continue
        draft = source.read(path)
        marks = mending(_marks(gold))
        for block in readers.read(draft, engines).running():
            spans = sentences(parser.parse(block.text))
            for before, after in edited(block, spans, marks):
                yield Pair(path.as_posix(), before, after)


def _marks(gold: Path) -> list[Mapping[str, Any]]:
    marks = []
    # not splitlines: a mark's text may have a U+0085 in it
    for number, line in enumerate(gold.read_text("utf-8").split("\n"), 1):
        try:
            marks += [json.loads(line)] if line.strip() else []
        except ValueError as error:
            raise ValueError(f"{gold}:{number}: is no JSON ({error}); a line is a mark.") from None
    return marks


def mending(marks: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The marks whose first fix is put in, in order: certain errors that a sentence shows.

    Of marks that overlap it is the first, and of those that begin together the longest.
    """
    chosen: list[Mapping[str, Any]] = []
    for mark in sorted(marks, key=lambda mark: (mark["start"], -mark["end"])):
        certain = mark["level"] == "error" and mark["fixes"] and mark["category"] not in ELSEWHERE
        if certain and (not chosen or mark["start"] >= chosen[-1]["end"]):
            chosen.append(mark)
    return chosen


def edited(
    block: Block, spans: Sequence[tuple[int, int]], marks: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[str, str]]:
    """The sentences of a block, `text[start:end]` each, and their copies.

    Left out are sentences that a mark joins to what stands beside them, and those with a fix that has markup or a
    line's end in it, or that leaves nothing.
    """
    for start, end in spans:
        first, last = block.span(start, end)
        if any(mark["start"] < edge < mark["end"] for mark in marks for edge in (first, last)):
            continue
        here = [mark for mark in marks if first <= mark["start"] and mark["end"] <= last]
        copy, at, sound = "", start, True
        for mark in here:
            begin, stop = block.index_of(mark["start"]), block.index_of(mark["end"])
            sound &= block.text[begin:stop] == mark["text"] and "\n" not in mark["fixes"][0]
            copy += block.text[at:begin] + mark["fixes"][0]
            at = stop
        before = block.text[start:end].translate(_PLAIN).strip()
        after = (copy + block.text[at:end]).translate(_PLAIN).strip()
        if sound and len(before) >= SHORTEST and after:
            yield before, after
