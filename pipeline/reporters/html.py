"""The editor's page: the essay with every change in its place and its reason beside it, to read and to decide.

One self-contained file that asks for nothing from outside; or, served by the desk, the same page with its style and its
script beside it. Without its script it is whole and for reading only. A content security policy allows that one script
and style sheet, so that nothing in a draft can run.
"""

import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from pipeline import __version__, checks, decisions, explain, house
from pipeline.compare import Comparison, Kind
from pipeline.decisions import Resolved
from pipeline.document import BlockKind, Document
from pipeline.finding import Report, Severity
from pipeline.reporters._common import NAMES, count, is_safe
from pipeline.reporters._data import data, place
from pipeline.reporters._drawings import Sketch, guards, prose, sketches
from pipeline.reporters._items import State
from pipeline.reporters._review import Review, review

LABELS = {Severity.ERROR: "Error", Severity.QUERY: "Query", Severity.ADVICE: "Advice"}

STYLES = ("base", "tools", "prose", "notes", "views", "print")
SCRIPTS = ("model", "toml", "prose", "notes", "decide", "views", "save", "desk", "main")
"""The files of `house/report` that are joined to the page's style and to its script, in order."""


SUFFIX = ".review.html"
BESIDE = True


@dataclass(frozen=True, slots=True)
class Served:
    """Where a page stands that the desk serves.

    `base` is the address of its draft there, without a slash at its end: decisions are posted to `{base}/decisions`,
    and `{base}/state` says whether anything has changed. `style` and `script` are the addresses of what `style()` and
    `script()` give.
    """

    base: str
    style: str
    script: str


def render(
    reports: Sequence[Report],
    resolved: Mapping[str, Resolved] | None = None,
    served: Served | None = None,
    since: Comparison | None = None,
) -> str:
    """The page of a draft: `reports` holds one report, since each draft has a page of its own.

    `resolved` has what was decided of a draft, by its path; where it has nothing, all findings are open. The page that
    is not `served` is one file. `since` is what the writer has changed since an earlier version of the draft.
    """
    (report,) = reports
    settled = (resolved or {}).get(report.path, Resolved())
    draft = review(report, settled)
    sketched: dict[str, Sketch] = {}
    block = ""
    if report.document is not None:
        block, sketched = _data(report.document, report, draft, settled, served)
    return (
        _environment()
        .get_template("review.html.j2")
        .render(
            draft=draft,
            sketches=sketched,
            data=Markup(block),  # noqa: S704 -- escaped below
            pages=_pages(draft),
            served=served,
            since=since,
            edits=_edits(since) if since else "",
            blocks=report.document.blocks if report.document else (),
            Edit=Kind,
            style=Markup("" if served else style()),  # noqa: S704 -- our own files
            script=Markup("" if served else script()),  # noqa: S704 -- our own files
            policy=_policy(served),
            version=__version__,
            Kind=BlockKind,
            Severity=Severity,
            State=State,
            labels=LABELS,
            plural=count,
            counted=lambda number, grade: count(number, *NAMES[grade]),
        )
    )


def report(reports: Sequence[Report], resolved: Mapping[str, Resolved], since: Comparison | None = None) -> str:
    """The page of a draft, as `copydesk report` asks for it."""
    return render(reports, resolved, since=since)


@cache
def style() -> str:
    """The page's style sheet."""
    return "\n".join(house.text(f"report/{name}.css").rstrip() for name in STYLES) + "\n"


@cache
def script() -> str:
    """The page's script, for its head: its files in one scope that nothing outside sees, run when the page is read.

    That there is a script is known before anything is drawn, so that nothing is laid out twice.
    """
    parts = "\n".join(house.text(f"report/{name}.js").rstrip() for name in SCRIPTS)
    first = 'document.documentElement.classList.add("live");'
    return f'"use strict";\n{first}\naddEventListener("DOMContentLoaded", () => {{\n{parts}\n}});\n'


def _policy(served: Served | None) -> str:
    """The content security policy: nothing but our own style and script, and the desk where there is one."""
    if served:
        ours = "style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:"
    else:
        ours = f"style-src '{_hash(style())}'; script-src '{_hash(script())}'"
    return f"default-src 'none'; {ours}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    """A source expression of a content security policy: exactly this text."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _data(
    document: Document, report: Report, draft: Review, resolved: Resolved, served: Served | None
) -> tuple[str, dict[str, Sketch]]:
    """The page's data as JSON that can stand in an element, and the sketches that are in it."""
    path = decisions.beside(Path(report.path))
    made = data(report, draft, file=path.name, base=_sum(path))
    sketched = sketches(document, draft.items)
    for item, entry in zip(draft.items, made["items"], strict=True):
        entry |= {"line": item.line, "safe": is_safe(item.finding), "mine": item.own, **_drawn(sketched[item.id])}
    places = {each.decision: each.span.start for each in resolved.placed}
    made |= {
        "places": [places.get(each) for each in draft.others],
        "blocks": prose(document, sketched.values()),
        "guards": guards(resolved),
        "again": len(draft.again),
    }
    if served:
        made["desk"] = served.base
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"), sketched


def _drawn(sketch: Sketch) -> dict[str, Any]:
    def drawing(each: Any) -> dict[str, Any]:
        return {"label": each.label, "mend": each.mend, "spans": each.spans, "strokes": each.strokes}

    return {
        "marks": sketch.marks,
        "fixes": [drawing(each) for each in sketch.fixes],
        "offered": sketch.offered,
        "drawn": drawing(sketch.recorded) if sketch.recorded else None,
        "first": place(sketch.anchor) if sketch.anchor else None,
        "own": sketch.own,
        "words": [*sketch.words],
    }


def _sum(path: Path) -> str:
    """The SHA-256 of a file, as hexadecimal digits; nothing where there is no file."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _pages(draft: Review) -> list[tuple[str, str, list[Markup]]]:
    """The checks that found something: each with the first line of its page, and the page's paragraphs."""
    pages: list[tuple[str, str, list[Markup]]] = []
    for name in sorted({item.finding.check for item in draft.items} - {""}):
        if name not in checks.ids():
            pages.append((name, "Found by copydesk itself.", []))
            continue
        check = checks.load(name)
        _, *rest = (check.module.__doc__ or "").strip().split("\n\n")
        rest += [f"Measured: {explain.measure(check)}."]
        pages.append((name, check.summary, [_marked(paragraph) for paragraph in rest]))
    return pages


def _marked(paragraph: str) -> Markup:
    """A paragraph of a check's page with its emphasis and its code."""
    text = re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(" ".join(paragraph.split()))))
    return Markup(re.sub(r"\*([^\s*][^*]*)\*", r"<em>\1</em>", text))  # noqa: S704 -- escaped above


def _edits(since: Comparison) -> str:
    """What the writer has done, in a sentence."""
    done = Counter(sentence.kind for row in since.rows for sentence in row.sentences)
    words = ((Kind.CHANGED, "changed"), (Kind.INSERTED, "added"), (Kind.DELETED, "removed"), (Kind.MOVED, "moved"))
    said = [f"{count(done[kind], 'sentence', 'sentences')} {word}" for kind, word in words if done[kind]]
    return f"{', '.join(said)}." if said else "Nothing has been changed."


@cache
def _environment() -> Environment:
    """Where the templates come from, each compiled once; all that they are given is escaped."""
    return Environment(
        loader=FunctionLoader(lambda name: house.text(f"report/{name}")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
