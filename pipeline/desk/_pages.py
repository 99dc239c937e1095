"""The desk's own pages: the list of drafts, a draft as it will be published, and what is said while one is linted."""

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from pipeline import __version__, exporters, house
from pipeline.desk._desk import Desk
from pipeline.desk._rows import Row
from pipeline.reporters._common import count

_STYLE = b64encode(sha256(f"\n{house.text('html/page.css')}".encode()).digest()).decode()

SEALED = {
    "content-security-policy": f"default-src 'none'; style-src 'sha256-{_STYLE}'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; sandbox",
    "x-frame-options": "SAMEORIGIN",
}
"""The headers of a draft as it will be published: it has its own style, its pictures, and no power at all."""


def listed(desk: Desk, rows: Sequence[Row]) -> str:
    """The list of drafts."""
    return _fill("list.html.j2", rows=rows, notices=desk.notices, output=desk.run.config.output, folder=_folder(desk))


def framed(desk: Desk, row: Row) -> str:
    """A draft as it will be published, in a frame, with what can be done with it."""
    return _fill("rendered.html.j2", row=row, output=desk.run.config.output)


def waiting(row: Row) -> str:
    """What is said of a draft that was not linted yet, or can't be read."""
    return _fill("waiting.html.j2", row=row)


def refused(sentence: str) -> str:
    """A page that says why there is no other."""
    return _fill("refused.html.j2", sentence=sentence)


def _folder(desk: Desk) -> str:
    return ", ".join(path.as_posix() for path in desk.run.paths)


def _fill(name: str, **values: Any) -> str:
    made: str = (
        _environment().get_template(name).render(version=__version__, plural=count, formats=exporters.names(), **values)
    )
    return made


@cache
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(lambda name: house.text(f"desk/{name}")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
