"""What is found and what is flagged in vain: copydesk beside LanguageTool's rules alone, on the same drafts.

The annotated drafts and their scorer are not part of the project: they are read where they lie. Both sides see the same
prose, as copydesk's readers extract it.
"""

import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.engines import LanguageRules
from pipeline.finding import Finding, Report, Severity, flag
from pipeline.reporters import json as json_reporter
from pipeline.run import Run, visible


def run(gold: Path, clean: Path) -> None:
    """Print the score of each side on the annotated drafts, and each check's flags on clean prose."""
    if (gold / "score.py").is_file():
        with Run([gold / "drafts"]) as desk:
            ours = [desk.report(each) for each in desk.sources()]
            print("copydesk\n" + score(gold, ours))
            print("LanguageTool's rules alone\n" + score(gold, [alone(desk, report) for report in ours]))
    else:
        print(f"quality: no annotated drafts at {gold}; name them with --gold.")
    if clean.is_dir():
        with Run([clean]) as desk:
            flags_on_clean_prose([desk.report(each) for each in desk.sources()])
    else:
        print(f"quality: no clean prose at {clean}; name it with --clean.")


def score(gold: Path, reports: Sequence[Report]) -> str:
    """The scorer's table for these reports."""
    shown = [replace(report, findings=visible(report.findings, advice=False)) for report in reports]
    done = subprocess.run(
        [sys.executable, str(gold / "score.py"), "-", "--by-check"],
        input=json_reporter.render(shown),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def alone(desk: Run, report: Report) -> Report:
    """What LanguageTool's rules say of a draft, every rule out of the box, as errors."""
    assert report.document is not None
    rules = desk.engines.get(LanguageRules)
    findings: list[Finding] = []
    for block in report.document.blocks:
        for match in rules.matches(block.text):
            found = flag(block, match.start, match.end, match.message, *match.replacements, sources=(match.source,))
            text = report.document.source[found.span]
            findings.append(replace(found, check=f"rules/{match.rule}", severity=Severity.ERROR, text=text))
    return replace(report, findings=tuple(findings))


def flags_on_clean_prose(reports: Sequence[Report]) -> None:
    """Print how often each check flags edited prose, for every 10,000 words."""
    words = sum(report.document.words for report in reports if report.document)
    counts: Counter[tuple[str, str]] = Counter()
    for report in reports:
        for finding in visible(report.findings, advice=False):
            counts[finding.check, str(finding.severity)] += 1
    flags = sum(counts.values())
    print(f"clean prose: {words:,} words, {flags} flags, {1000 * flags / words:.2f} in 1,000")
    for (check, severity), count in counts.most_common():
        print(f"  {count:4} {10_000 * count / words:6.2f} in 10,000 words  {severity:6} {check}")
