"""Edited prose, in which whatever is flagged is a false alarm until somebody has shown that the text is wrong.

`benchmarks/clean-verdicts.tsv` has what was shown: the file, the check, the start and end of the finding in code points
of the file, and `right` where the text is wrong there, else `wrong`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.finding import Finding, Report
from pipeline.run import visible
from pipeline.source import Span

VERDICTS = Path(__file__).parent.parent / "clean-verdicts.tsv"


@dataclass(frozen=True, slots=True)
class Flags:
    """How often edited prose was flagged, and how many of the flags are on faults that it really has."""

    words: int
    all: int
    faults: int

    @property
    def false(self) -> int:
        """The flags in vain."""
        return self.all - self.faults


def faults(path: Path = VERDICTS) -> dict[str, tuple[Span, ...]]:
    """Where edited prose was shown to be wrong, by the file's name without its suffix; empty where no file says so."""
    found: dict[str, tuple[Span, ...]] = {}
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        file, _, start, end, verdict, *_ = (each.strip() for each in line.split("\t"))
        if verdict == "right":
            stem = Path(file).stem
            found[stem] = (*found.get(stem, ()), Span(int(start), int(end)))
    return found


def flags(reports: Sequence[Report], wrong: dict[str, tuple[Span, ...]]) -> Flags:
    """How often these reports flag; `wrong` is where the text is at fault."""
    judged = list(verdicts(reports, wrong))
    words = sum(report.document.words for report in reports if report.document)
    return Flags(words, len(judged), sum(right for _, right in judged))


def verdicts(reports: Sequence[Report], wrong: dict[str, tuple[Span, ...]]) -> Iterable[tuple[Finding, bool]]:
    """Each finding that is no matter of taste, and whether the text is wrong there."""
    for report in reports:
        places = wrong.get(Path(report.path).stem, ())
        for finding in visible(report.findings, advice=False):
            yield finding, any(place == finding.span or place.overlaps(finding.span) for place in places)
