"""A check's page, and the table of all, from the checks' own files."""

from pipeline import checks
from pipeline.checks import Check, Flagged

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


def page(name: str) -> str:
    """The page of a check, or of every check of a stage. Raises UnknownName."""
    if name in checks.stages():
        return "\n".join(_page(check) for check in checks.chosen((name,)))
    return _page(checks.load(name))


def _page(check: Check) -> str:
    doc = (check.module.__doc__ or "").strip()
    lines = [check.id, "=" * len(check.id), "", doc, "", SEVERITIES[check.severity]]
    lines.append(f"fix: {FIXES[check.module.FIX]}")
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
