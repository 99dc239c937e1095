"""How a house sets the titles of works: the guides' profiles, and a house's own that extends one.

The profiles are the lines of `title-profiles.tsv`; a house's own has the settings of the guide that it extends, and
its own in their place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType

from pipeline.errors import UnknownName
from pipeline.house import House
from pipeline.house.titlecase.profiles import Capitals, capitals
from pipeline.house.titlecase.profiles import settings as _settings

FORMS = ("italic", "quoted", "bare")
"""How a title can be set in running text."""

VALUES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "grammar": ("yes", "no"),
        "infinitive": ("small", "capital"),
        "prefixed": ("small", "capital"),
        "particles": ("small", "as-written"),
        "headings": ("headline", "sentence"),
        "within-italic": ("quoted", "roman"),
        "possessive": ("roman", "italic"),
        "stops": ("inside", "outside"),
    }
)
"""The values of the settings that have only a few; those of the kinds of work are `FORMS`."""

_FREE = ("small", "longest", "joining", "after")


@dataclass(frozen=True, slots=True)
class Style:
    """A style profile.

    `forms` has for a kind of work (`film`, `song`) how its title is set: `italic`, `quoted` or `bare`. A title inside
    one in italics is set as `within_italic` says, the ending after one as `possessive`, comma and full stop beside
    closing quotation marks as `stops`.
    """

    name: str
    capitals: Capitals
    forms: Mapping[str, str]
    within_italic: str
    possessive: str
    stops: str

    @property
    def headings(self) -> str:
        """How headings are set: `headline` or `sentence`."""
        return self.capitals.headings


def names() -> tuple[str, ...]:
    """The profiles that copydesk brings."""
    return tuple(_settings())


def named(name: str) -> Style:
    """The profile of that name. Raises UnknownName with those there are."""
    if name not in _settings():
        raise UnknownName(f"There is no style profile “{name}”; there are {', '.join(names())}.")
    return _style(name, tuple(_settings()[name].items()))


def style(house: House) -> Style | None:
    """The profile that a house names, its own settings in place; None where it keeps each draft's own style."""
    if house.profile == "keep":
        return None
    if not house.own:
        return named(house.profile)
    own = dict(house.own)
    return _style(house.profile, tuple({**_settings()[own["extends"]], **own}.items()))


def published(house: House) -> Style:
    """The profile that a house's own words around a draft are set in: Chicago's where it keeps each draft's style."""
    return style(house) or named("chicago-18")


def own(given: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """The settings of a house's own profile, checked; ValueError with what is wrong with them and what may be there."""
    base = given.get("extends")
    if not isinstance(base, str) or base not in names():
        raise ValueError(f"must extend one of {', '.join(names())}")
    checked = [("extends", base)]
    for setting, value in given.items():
        if setting == "extends":
            continue
        if setting not in _settings()[base]:
            near = get_close_matches(setting, _settings()[base], n=1)
            hint = f" (did you mean “{near[0]}”?)" if near else ""
            raise ValueError(f"has no setting “{setting}”{hint}; there are {', '.join(_settings()[base])}")
        text = str(value)
        choice = () if setting in _FREE else VALUES.get(setting, FORMS)
        if choice and text not in choice:
            raise ValueError(f"has {value!r} for {setting}; it must be one of {', '.join(choice)}")
        if setting == "longest" and not text.isdecimal():
            raise ValueError(f"has {value!r} for longest; it must be a number of letters")
        checked.append((setting, text))
    return tuple(checked)


@cache
def _style(name: str, settings: tuple[tuple[str, str], ...]) -> Style:
    values = dict(settings)
    kinds = {key: value for key, value in values.items() if key not in (*_FREE, *VALUES, "extends")}
    return Style(
        name,
        capitals(values),
        MappingProxyType(kinds),
        values["within-italic"],
        values["possessive"],
        values["stops"],
    )
