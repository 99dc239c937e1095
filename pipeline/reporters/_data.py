"""The editor's page as data: its items with the entries that decide them, for a script that reads JSON."""

from hashlib import sha256
from typing import Any

from pipeline import decisions
from pipeline.decisions import Decision
from pipeline.finding import Report
from pipeline.reporters._items import Item
from pipeline.reporters._review import Review

_KEYS = ("check", "was", "becomes", "context")


def data(report: Report, review: Review, *, file: str, base: str) -> dict[str, Any]:
    """What the page's script needs to record decisions, as values of JSON.

    `file` is the name of the decisions file and `base` the SHA-256 of its text in hexadecimal, empty where there is no
    file. Each item has `entries` (for each fix, best first, the entries that accept it), `rejection` (the entry that
    turns it down, or null), both without a verdict, what was `recorded` of it, whether it can only be mended in the
    draft (`mend`), and whether it `holds` the draft back as things stand. What belongs to no item is among
    `others`, to be kept as it is. The file to be saved has the others and what was decided.
    """
    text = report.document.source.text if report.document else ""
    return {
        "path": report.path,
        "file": file,
        "sha256": sha256(text.encode("utf-8")).hexdigest(),
        "base": base,
        "items": [_item(item) for item in review.items],
        "others": [decisions.as_entry(each) for each in review.others],
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "number": item.number,
        "check": item.finding.check,
        "checks": list(item.finding.checks),
        "stage": item.stage,
        "severity": item.severity.value,
        "mechanical": item.mechanical,
        "mend": item.to_mend,
        "holds": item.holds,
        "state": item.state.value,
        "entries": [[place(each) for each in entries] for entries in item.entries],
        "rejection": place(item.rejection) if item.rejection else None,
        "recorded": [decisions.as_entry(each) for each in item.recorded],
    }


def place(decision: Decision) -> dict[str, Any]:
    """Where a decision is, and what it puts there, as an entry without a verdict."""
    entry = decisions.as_entry(decision)
    return {key: entry[key] for key in _KEYS if key in entry}
