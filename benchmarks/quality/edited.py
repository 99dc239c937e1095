"""Edited prose, in which whatever is flagged is a false alarm until somebody has shown that the text is wrong.

`benchmarks/clean-verdicts.tsv` has what was shown of each finding: the file, the check, the start and end in code
points of the file, and `right` where the text is at fault there, `taste` where a copy editor might change it, `wrong`
where the alarm is false.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.finding import Finding, Report
from pipeline.run import visible
from pipeline.source import Span

VERDICTS = Path(__file__).parent.parent / "clean-verdicts.tsv"

RIGHT, TASTE, WRONG = "right", "taste", "wrong"


@dataclass(frozen=True, slots=True)
class Judged:
    """What was shown of a finding."""

    check: str
    span: Span
    verdict: str


Verdicts = dict[str, tuple[Judged, ...]]
"""What was shown, by the file's name without its suffix."""


@dataclass(frozen=True, slots=True)
class Flags:
    """How often edited prose was flagged.

    `false` is how many flags were shown to be false, or are new to who judged them; None where nobody judged the tool.
    """

    words: int
    all: int
    false: int | None = None


def verdicts(path: Path = VERDICTS) -> Verdicts:
    """What a file of verdicts shows; nothing where there is none."""
    found: Verdicts = {}
    for line in path.read_text("utf-8").splitlines() if path.is_file() else ():
        if line.strip() and not line.startswith("#"):
            file, check, start, end, verdict, *_ = (each.strip() for each in line.split("\t"))
            assert verdict in (RIGHT, TASTE, WRONG), f"{path}: “{verdict}” is no verdict"
            stem = Path(file).stem
            found[stem] = (*found.get(stem, ()), Judged(check, Span(int(start), int(end)), verdict))
    return found


def flags(reports: Sequence[Report], shown: Verdicts | None = None) -> Flags:
    """How often these reports flag."""
    said = [verdict for _, verdict in judged(reports, shown or {})]
    words = sum(report.document.words for report in reports if report.document)
    return Flags(words, len(said), None if shown is None else said.count(WRONG))


def judged(reports: Sequence[Report], shown: Verdicts) -> Iterator[tuple[Finding, str]]:
    """Each finding that is not advice with its verdict: its own, or else that of another check's that it touches."""
    for report in reports:
        rows = shown.get(Path(report.path).stem, ())
        for finding in visible(report.findings, advice=False):
            own = [row.verdict for row in rows if row.span == finding.span and row.check in finding.checks]
            touched = [row.verdict for row in rows if row.span == finding.span or row.span.overlaps(finding.span)]
            yield finding, next((each for each in (RIGHT, TASTE) if each in (own or touched)), WRONG)
