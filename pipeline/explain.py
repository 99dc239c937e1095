"""A check's page, and the table of all, from the checks' own files."""

from pipeline import checks
from pipeline.checks import Check, Flagged
from pipeline.finding import Applicability

SEVERITIES = {
    "error": "error: a copy editor would change it",
    "query": "query: a question for the editor",
    "advice": "advice: a matter of taste, shown with --advice",
}


def page(name: str) -> str:
    """The page of a check, or of every check of a stage. Raises UnknownName."""
    if name in checks.stages():
        return "\n".join(_page(check) for check in checks.chosen((name,)))
    return _page(checks.load(name))


def _page(check: Check) -> str:
    doc = (check.module.__doc__ or "").strip()
    lines = [check.id, "=" * len(check.id), "", doc, "", SEVERITIES[check.severity]]
    lines.append(f"fix: {fix_of(check)}")
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


def fix_of(check: Check) -> str:
    """What a check's file says of its fixes: `FIX` where it has it, or what its examples show."""
    said = getattr(check.module, "FIX", None)
    if isinstance(said, Applicability):
        return said.value
    return (
        "suggested" if any(isinstance(each, Flagged) and each.fixed is not None for each in check.examples) else "none"
    )


def table() -> str:
    """The checks with what each finds, a line each, by stage."""
    width = max(len(name) for name in checks.ids())
    rows = []
    for stage in checks.stages():
        rows += ["", stage] + [
            f"  {check.id:{width}}  {check.severity.value:6}  {check.summary}" for check in checks.chosen((stage,))
        ]
    return "\n".join(rows[1:]) + "\n"


def markdown_table() -> str:
    """The table of checks as the README has it."""
    rows = ["| check | severity | finds |", "|---|---|---|"]
    rows += [f"| `{check.id}` | {check.severity.value} | {_cell(check.summary)} |" for check in checks.chosen()]
    return "\n".join(rows) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
