"""The editor's page: the essay with every change in its place and its reason beside it, in one self-contained file.

It asks for nothing from outside, and is whole without its script, which only moves notes beside their lines, filters,
and jumps. A content security policy allows that one script and style sheet, so that nothing in a draft can run.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from pipeline import __version__, house
from pipeline.decisions import Resolved
from pipeline.document import BlockKind
from pipeline.finding import Report, Severity
from pipeline.reporters._common import NAMES, count
from pipeline.reporters._items import State
from pipeline.reporters._review import review

LABELS = {Severity.ERROR: "Error", Severity.QUERY: "Query", Severity.ADVICE: "Advice"}


def render(reports: Sequence[Report], resolved: Mapping[str, Resolved] | None = None) -> str:
    """The page of the drafts, one after the other; usually it is one draft's own.

    `resolved` has what was decided of a draft, by its path; where it has nothing, all findings are open.
    """
    decided = resolved or {}
    drafts = [
        review(report, decided.get(report.path), prefix=f"{number}-" if len(reports) > 1 else "")
        for number, report in enumerate(reports, start=1)
    ]
    style, script = house.text("report/review.css"), house.text("report/review.js")
    return (
        _environment()
        .get_template("review.html.j2")
        .render(
            drafts=drafts,
            style=Markup(style),  # noqa: S704 -- our own file
            script=Markup(script),  # noqa: S704 -- our own file
            policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
            "base-uri 'none'; form-action 'none'",
            version=__version__,
            Kind=BlockKind,
            Severity=Severity,
            State=State,
            labels=LABELS,
            counted=lambda number, grade: count(number, *NAMES[grade]),
            plural=count,
        )
    )


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


def _hash(text: str) -> str:
    """A source expression of a content security policy: exactly this text."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


SUFFIX = ".review.html"
BESIDE = True


def report(reports: Sequence[Report], resolved: Mapping[str, Resolved]) -> str:
    """The page of a draft, as `copydesk report` asks for it."""
    return render(reports, resolved)
