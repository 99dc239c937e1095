"""A check's page, and the table of all, from the checks' own files; and the page of what front matter may hold."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline import checks, exporters, house
from pipeline.checks import Check, Flagged
from pipeline.finding import Severity

SEVERITIES = {
    "error": "error: a copy editor would change it",
    "query": "query: a question for the editor",
    "advice": "advice: a matter of taste, shown with --advice",
}


FIXES = {
    "safe": "safe: `copydesk fix` applies it",
    "mixed": "safe where it is certain, and `copydesk fix` applies it; elsewhere it takes --unsafe",
    "unsafe": "unsafe, since it may be what the author wants: `copydesk fix` applies it with --unsafe",
    "display-only": "shown to the editor, and never applied by `copydesk fix`",
    "none": "none: the editor decides what is to be there",
}
"""What a check's `FIX` means to who reads its page."""

MEASURED = "measured.tsv"
"""The house's table of what `make bench` measured."""

ENOUGH = 10
"""Fewer findings than these say nothing of how often a check is right."""


@dataclass(frozen=True, slots=True)
class Measure:
    """How often a check was right and wrong in drafts that a copy editor had marked, and in edited prose."""

    right: int = 0
    wrong: int = 0
    edited_wrong: int = 0
    edited_right: int = 0

    @property
    def findings(self) -> int:
        """All findings that were judged."""
        return self.right + self.wrong + self.edited_wrong + self.edited_right

    @property
    def precision(self) -> float | None:
        """The share of findings that were right; None where there are too few to say."""
        return (self.right + self.edited_right) / self.findings if self.findings >= ENOUGH else None


def measured() -> tuple[Mapping[str, Measure], int, int]:
    """What was measured of each check, by its id, and the words of the annotated drafts and of the edited prose."""
    rows = {row[0]: tuple(map(int, row[1:])) for row in house.table(MEASURED)}
    drafts, edited = rows.pop("words")
    return {name: Measure(*counts) for name, counts in rows.items()}, drafts, edited


def measured_table(measures: Mapping[str, Measure], drafts: int, edited: int) -> str:
    """The file that `measured` reads."""
    lines = [
        "# What each check was measured to be; made by `make bench`: change nothing here.",
        "# `words`: those of drafts that a copy editor had marked, and of edited prose.",
        "# check; right and wrong in those drafts; wrong in edited prose, and right, where its text is at fault.",
        f"words\t{drafts}\t{edited}",
    ]
    for name, each in sorted(measures.items()):
        lines.append(f"{name}\t{each.right}\t{each.wrong}\t{each.edited_wrong}\t{each.edited_right}")
    return "\n".join(lines) + "\n"


def measure(check: Check) -> str:
    """What was measured of a check, as a sentence."""
    if check.severity is Severity.ADVICE:
        return "a matter of taste, which nobody can measure"
    measures, drafts, edited = measured()
    known = measures.get(check.id, Measure())
    right = known.right + known.edited_right
    if not known.findings:
        return f"no finding in {drafts + edited:,} words: too few to say"
    if known.precision is None:
        return f"{right} of {known.findings} findings right in {drafts + edited:,} words: too few to say"
    often = 10_000 * known.findings / (drafts + edited)
    return (
        f"{right} of {known.findings} findings right ({known.precision:.0%}), {often:.1f} in 10,000 words; "
        f"in edited prose {10_000 * known.edited_wrong / edited:.1f} wrong in 10,000 words"
    )


def page(name: str) -> str:
    """The page of a check, of every check of a stage, or of what publishing asks for. Raises UnknownName."""
    if asked := exporters.page(name):
        return asked
    if name in checks.stages():
        return "\n".join(_page(check) for check in checks.chosen((name,)))
    return _page(checks.load(name))


def _page(check: Check) -> str:
    doc = (check.module.__doc__ or "").strip()
    lines = [check.id, "=" * len(check.id), "", doc, "", SEVERITIES[check.severity]]
    lines.append(f"fix: {FIXES[check.module.FIX]}")
    lines.append(f"measured: {measure(check)}")
    if check.engines:
        lines.append(f"needs: {', '.join(engine.__name__ for engine in check.engines)}")
    flagged = [example for example in check.examples if isinstance(example, Flagged)]
    allowed = [example for example in check.examples if not isinstance(example, Flagged)]
    lines += ["", "Flagged:"]
    for example in flagged:
        lines.append(_shown(example.text))
        if example.fixed is not None:
            lines.append(f"    becomes: {_inner(example.fixed)}")
    lines += ["", "Allowed:", *(_shown(example.text) for example in allowed), ""]
    lines.append(f"Allow it in the next block: <!-- copydesk: allow {check.id} -- why -->")
    return "\n".join(lines) + "\n"


def _shown(text: str) -> str:
    return f"  - {_inner(text)}"


def _inner(text: str) -> str:
    return text.strip("\n").replace("\n", "\n    ")


def table() -> str:
    """The checks with what each finds, a line each, by stage."""
    width = max(len(name) for name in checks.ids())
    rows = []
    for stage in checks.stages():
        rows += ["", stage] + [
            f"  {check.id:{width}}  {check.severity.value:6}  {check.module.FIX:12}  {check.summary}"
            for check in checks.chosen((stage,))
        ]
    return "\n".join(rows[1:]) + "\n"


def markdown_table() -> str:
    """The table of checks as the README has it."""
    rows = ["| check | severity | fix | finds |", "|---|---|---|---|"]
    rows += [
        f"| `{check.id}` | {check.severity.value} | {check.module.FIX} | {_cell(check.summary)} |"
        for check in checks.chosen()
    ]
    return "\n".join(rows) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
