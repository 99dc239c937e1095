"""The house's templates, filled in."""

from functools import cache, partial
from typing import TYPE_CHECKING

from pipeline import house
from pipeline.exporters import Vetted, _words
from pipeline.exporters._scripts import direction

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def environment() -> "Environment":
    """The environment of all templates: what is filled in is escaped, and what is not given is an error."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        loader=FunctionLoader(house.text),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def fill(template: str, vetted: Vetted, **values: object) -> str:
    """A template of the house with a review's fields; the template escapes them all but what pandoc wrote."""
    front = vetted.front
    return render(
        template,
        front=front,
        byline=_words.byline(front),
        day=_words.day(front.date) if front.date else "",
        updated=_words.day(front.updated) if front.updated else "",
        series=_words.series(front),
        works=[(work, _words.about(work)) for work in front.works],
        cited=partial(_words.cited, style=vetted.style),
        licence=_words.licence(front),
        rating=_words.rating(front.rating),
        stars=_words.stars(front),
        share=_words.share(front),
        minutes=_words.minutes(vetted.blocks),
        direction=direction(front.lang),
        **values,
    )


def render(template: str, **values: object) -> str:
    """A template of the house with values, which it escapes."""
    return environment().get_template(template).render(**values)
