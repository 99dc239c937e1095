"""Drafts that a copy editor has marked, and the scorer that says what was found in them.

They are not part of the project: they are read where they lie. A set is a folder with `drafts/`, `gold/` (what was
marked, a file a draft) and `names/` (what must never be flagged); the scorer is the first set's `score.py`.
"""

import importlib.util
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.finding import Finding, Report
from pipeline.reporters import json as json_reporter
from pipeline.run import visible


@dataclass(frozen=True, slots=True)
class Set:
    """Annotated drafts under a name."""

    name: str
    folder: Path

    @property
    def drafts(self) -> tuple[Path, ...]:
        """The drafts that are annotated, in order."""
        return tuple(next((self.folder / "drafts").glob(f"{gold.stem}.*")) for gold in self.gold)

    @property
    def gold(self) -> tuple[Path, ...]:
        """The annotations, in order."""
        return tuple(sorted((self.folder / "gold").glob("*.jsonl")))


@dataclass(frozen=True, slots=True)
class Score:
    """What the scorer counts over a set: all drafts, those that are clean prose, and each category of error.

    A tally has `words gold hits correct true false names safe safe_right` and, made of them, `recall precision f_half`.
    """

    drafts: int
    all: Any
    clean: Any
    categories: dict[str, Any]


def named(text: str) -> Set:
    """A set as an option names it: `NAME=FOLDER`, or a folder whose name is the set's."""
    name, equals, folder = text.partition("=")
    return Set(name, Path(folder)) if equals else Set(Path(text).resolve().name, Path(text))


class Scorer:
    """The scorer that lies beside the annotations."""

    def __init__(self, path: Path) -> None:
        spec = importlib.util.spec_from_file_location("annotated_score", path)
        assert spec is not None and spec.loader is not None, "a Python file"
        self.module: Any = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = self.module  # its dataclasses look themselves up there
        spec.loader.exec_module(self.module)

    def score(self, group: Set, reports: Sequence[Report]) -> Score:
        """The score of reports, one for each of the set's drafts, in order; matters of taste do not count."""
        every, clean = self.module.Tally(), self.module.Tally()
        categories: dict[str, Any] = {}
        for gold, report in zip(group.gold, reports, strict=True):
            result = self._result(group, gold, report, visible(report.findings, advice=False))
            every.add(result.tally)
            if gold.stem.startswith("clean-"):
                clean.add(result.tally)
            for name, tally in result.categories.items():
                categories.setdefault(name, self.module.Tally()).add(tally)
        return Score(len(reports), every, clean, categories)

    def verdicts(self, group: Set, reports: Sequence[Report]) -> Iterable[tuple[Finding, bool]]:
        """Each finding of the reports that is right or wrong; matters of taste, ours and the annotator's, left out."""
        for gold, report in zip(group.gold, reports, strict=True):
            for finding in visible(report.findings, advice=False):
                tally = self._result(group, gold, report, (finding,)).tally
                if tally.true or tally.false:
                    yield finding, bool(tally.true)

    def total(self, scores: Iterable[Score]) -> dict[str, Any]:
        """The categories of several scores together."""
        categories: dict[str, Any] = {}
        for score in scores:
            for name, tally in score.categories.items():
                categories.setdefault(name, self.module.Tally()).add(tally)
        return categories

    def _result(self, group: Set, gold: Path, report: Report, findings: Sequence[Finding]) -> Any:
        assert report.document is not None, f"{report.path}: {report.error}"
        source = report.document.source
        listed = group.folder / "names" / f"{gold.stem}.txt"
        names = [name for name in listed.read_text("utf-8").split("\n") if name] if listed.is_file() else []
        plain = [json_reporter.finding_of(source, finding) for finding in findings]
        return self.module.score(gold.stem, source.text, self.module.read_gold(gold), names, plain)
