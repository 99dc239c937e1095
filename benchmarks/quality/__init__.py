"""What is found and what is flagged in vain: copydesk beside five other tools, on the same drafts and the same prose.

Prints the tables, and writes `benchmarks/results.md`, which the README quotes, and `pipeline/house/measured.tsv`, which
`copydesk explain` reads.
"""

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.quality import edited, table
from benchmarks.quality.annotated import Scorer, Set
from benchmarks.quality.edited import Flags
from benchmarks.quality.environment import Environment, Unavailable, versions
from benchmarks.quality.sheet import Sheet
from benchmarks.quality.table import Side
from benchmarks.quality.tools import ALL, harper, languagetool, marks
from pipeline import explain
from pipeline.dialect import dialect_of
from pipeline.engines.lingotweaker import LingoTweaker
from pipeline.explain import Measure
from pipeline.finding import Report
from pipeline.run import Run

RESULTS = Path(__file__).parent.parent / "results.md"
MEASURED = Path(explain.__file__).parent / "house" / "measured.tsv"
MADE = "<!-- Made by `make bench`: change nothing here. -->\n\n"


def run(sets: Sequence[Set], clean: Path) -> None:
    """Measure on the sets, the first of which has the scorer, and on edited prose; print and write what was measured.

    Nothing is written where the annotated drafts or the edited prose are not there.
    """
    there = [each for each in sets if each.gold]
    for each in sets:
        if each not in there:
            print(f"quality: no annotated drafts at {each.folder}; name them with --gold or --annotated.")
    scorer = sets[0].folder / "score.py"
    if not scorer.is_file():
        print(f"quality: no score.py at {sets[0].folder}; name the folder that has it with --gold.")
    if not clean.is_dir():
        print(f"quality: no clean prose at {clean}; name it with --clean.")
    if there and scorer.is_file():
        measure(Scorer(scorer), there, clean if clean.is_dir() else None)


def measure(scorer: Scorer, sets: Sequence[Set], clean: Path | None) -> None:
    """Measure, print, and write where there is edited prose too."""
    drafts = [draft for each in sets for draft in each.drafts]
    with Run([*drafts, *([clean] if clean else [])]) as desk:
        reports = {report.path: report for report in map(desk.report, desk.sources())}
    broken = [report.error for report in reports.values() if report.error]
    if broken:
        print(*(f"quality: {error}" for error in broken), "Nothing was measured.", sep="\n")
        return
    ours = {each.name: [reports.pop(draft.as_posix()) for draft in each.drafts] for each in sets}
    prose = list(reports.values())
    shown = Comparison(scorer, sets, ours, prose)
    sides, missing = shown.sides()
    text = shown.tables(sides, missing)
    print(text)
    measures = shown.measures()
    words = sum(side.all.words for side in sides[0].scores.values()), sides[0].edited.words
    print(worst(measures, words[1]))
    if prose:
        RESULTS.write_text(MADE + text, encoding="utf-8", newline="\n")
        MEASURED.write_text(explain.measured_table(measures, *words), encoding="utf-8", newline="\n")


class Comparison:
    """Our reports on the sets and on edited prose, and what the other tools say of the same drafts."""

    def __init__(
        self, scorer: Scorer, sets: Sequence[Set], ours: Mapping[str, Sequence[Report]], prose: Sequence[Report]
    ) -> None:
        self.scorer, self.sets, self.ours, self.prose = scorer, sets, ours, prose
        self.shown = edited.verdicts()

    def sides(self) -> tuple[list[Side], dict[str, str]]:
        """The sides that were measured, ours first, and why each of the others was not, by title."""
        measured, missing = [self._side("copydesk", self.ours, edited.flags(self.prose, self.shown))], {}
        environment = Environment()
        sheets = [_sheet(report) for report in self._all()]
        for tool in ALL:
            print(f"quality: {tool.TITLE} …", file=sys.stderr)
            try:
                said = marks(tool, sheets, environment)
            except Unavailable as error:
                missing[tool.TITLE] = str(error)
                continue
            found = {sheet.name: sheet.findings(said[sheet.name]) for sheet in sheets}
            theirs = {
                name: [replace(report, findings=found[report.path]) for report in reports]
                for name, reports in self.ours.items()
            }
            prose = [replace(report, findings=found[report.path]) for report in self.prose]
            measured.append(self._side(tool.TITLE, theirs, edited.flags(prose)))
        return measured, missing

    def tables(self, sides: Sequence[Side], missing: Mapping[str, str]) -> str:
        """The tables, and what did not run."""
        named = [each for each in sides if each.title in ("copydesk", languagetool.TITLE, harper.TITLE)]
        categories = [self.scorer.total(each.scores.values()) for each in named]
        notes = [f"{title}: not measured. {why}" for title, why in missing.items()]
        skipped = Counter((each.check, each.reason) for report in self._all() for each in report.skipped)
        notes += [f"`{check}` did not run. {why}" for check, why in sorted(skipped)]
        if languagetool.TITLE not in missing:
            notes.append(f"{languagetool.TITLE} are run by LingoTweaker {LingoTweaker.version()}.")
        notes.append("Versions: " + ", ".join(f"{package} {version}" for package, version in versions().items()) + ".")
        return "\n".join(
            [
                table.main_table(sides, list(missing)),
                "Errors found, by category, in all of these drafts:\n",
                table.by_category([each.title for each in named], categories),
                "\n\n".join(notes) + "\n",
            ]
        )

    def measures(self) -> dict[str, Measure]:
        """How often each of our checks is right and wrong on all drafts, by its id."""
        counts: Counter[tuple[str, str]] = Counter()
        for each in self.sets:
            for finding, right in self.scorer.verdicts(each, self.ours[each.name]):
                counts.update((check, "right" if right else "wrong") for check in finding.checks)
        for finding, verdict in edited.judged(self.prose, self.shown):
            counts.update((check, f"edited_{verdict}") for check in finding.checks)
        fields = ("right", "wrong", "edited_wrong", "edited_right")
        return {
            check: Measure(*(counts[check, field] for field in fields))
            for check in sorted({check for check, field in counts if field in fields})
        }

    def _all(self) -> list[Report]:
        return [report for reports in (*self.ours.values(), self.prose) for report in reports]

    def _side(self, title: str, reports: Mapping[str, Sequence[Report]], flags: Flags) -> Side:
        scores = {each.name: self.scorer.score(each, reports[each.name]) for each in self.sets}
        return Side(title, scores, flags)


def _sheet(report: Report) -> Sheet:
    assert report.document is not None, f"{report.path}: {report.error}"
    return Sheet(report.path, report.document, dialect_of(report.document))


def worst(measures: Mapping[str, Measure], words: int) -> str:
    """The checks that were wrong, most often first."""
    rows = [["check", "right", "wrong", "wrong in edited prose", "in 10,000 words", "right in edited prose"]]
    for name, each in sorted(measures.items(), key=lambda each: -(each[1].wrong + each[1].edited_wrong)):
        if each.wrong + each.edited_wrong:
            often = f"{10_000 * each.edited_wrong / words:.2f}" if words else table.NOTHING
            rows.append([name, str(each.right), str(each.wrong), str(each.edited_wrong), often, str(each.edited_right)])
    return table.markdown(rows)
