"""The fields of a review's front matter: the one list that checking, messages and `copydesk explain` go by."""

from dataclasses import dataclass
from enum import StrEnum
from textwrap import indent, wrap


class Type(StrEnum):
    """What a field's value may be, in words."""

    TEXT = "one line of text"
    NAMES = "a name, or a list of names"
    DATE = "a day, as in ISO 8601: 2025-03-31; of a date and time, the date counts"
    LANGUAGE = "a language tag (BCP 47)"
    WORKS = "a key of works.toml, a title, or a table of title, kind, creator, year and url; or a list of these"
    RATING = "4/5, 8.5/10, 85%, ★★★½, a number out of five, or a table of value, best and worst"
    SERIES = "a name, or a table of name and number"
    TAGS = "a list of words, or words with commas between"
    COVER = "a table of image (a file in the draft's folder) and alt (what it shows, for those who don't see it)"
    WARNING = "one line of text, or true for the house's own"
    LICENCE = "an SPDX identifier, an address, or “All rights reserved”"
    ADDRESS = "an address that begins with https:// or http://"
    ADDRESSES = "a table: what a caption says, and the address that it leads to"


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its key, what its value may be, what it means, and how it is written.

    Keys are compared in lower case, with `-` as `_`; `also` are other names of the same field. `attribute` is what
    `Front` calls it. `example` is YAML; a required field's is TOML as well.
    """

    name: str
    type: Type
    meaning: str
    example: str
    required: bool = False
    also: tuple[str, ...] = ()
    attribute: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """All keys that the field goes by, its own first."""
        return (self.name, *self.also)


FIELDS = (
    Field(
        "title", Type.TEXT, "The review's headline; a heading at the top of the text will do.",
        '"The weather takes the stand"', required=True,
    ),
    Field("subtitle", Type.TEXT, "The line below the headline.", '"A thriller about arithmetic"'),
    Field(
        "author", Type.NAMES, "Who wrote the review.", '"Hanna Brightwell"', required=True, also=("authors",),
        attribute="authors",
    ),
    Field(
        "date", Type.DATE, "The day on which it was published first; SOURCE_DATE_EPOCH stands in for it.", "2025-03-31",
        required=True,
    ),
    Field("updated", Type.DATE, "The day of its last change of any weight.", "2025-04-02", also=("modified",)),
    Field("lang", Type.LANGUAGE, "The language that it is written in.", '"en-GB"', required=True, also=("language",)),
    Field(
        "description", Type.TEXT, "What it says, in a sentence or two: for search engines, feeds and previews.",
        '"A loss adjuster, a drowned valley and a sum that is wrong."', also=("summary",),
    ),
    Field("publisher", Type.TEXT, "Who publishes it; best kept in the configuration's [defaults].", '"The Low Review"'),
    Field(
        "reviewed", Type.WORKS, "The work or works that it judges.", '"a-ledger-of-rain"', required=True,
        attribute="works",
    ),
    Field("rating", Type.RATING, "The verdict as a number.", "4/5"),
    Field("series", Type.SERIES, "The series of reviews that it is part of.", "{name: Crime on Sundays, number: 3}"),
    Field("tags", Type.TAGS, "What it is found by.", "[film, thriller]", also=("keywords",)),
    Field(
        "cover", Type.COVER, "The picture that stands for it: on the book's cover, in previews, in the index.",
        "{image: images/ledger.png, alt: A small man under a large umbrella.}",
    ),
    Field(
        "spoilers", Type.WARNING, "What readers are warned of before they begin.", '"This review says who did it."',
        also=("spoiler_warning",),
    ),
    Field("licence", Type.LICENCE, "What others may do with it.", "CC-BY-SA-4.0", also=("license",)),
    Field(
        "canonical", Type.ADDRESS, "Where it was published first, or is to be looked for.",
        "https://example.org/reviews/ledger", also=("canonical_url",),
    ),
    Field(
        "media", Type.ADDRESSES, "Where the pictures, songs and videos are that captions name.",
        '{"Official trailer": "https://example.org/trailer"}',
    ),
)  # fmt: skip
"""All fields, in the order of the page."""

NAMED = {name: field for field in FIELDS for name in field.names}
"""The field that each key means."""


def key(written: str) -> str:
    """A key as it is compared."""
    return written.strip().lower().replace("-", "_")


def page() -> str:
    """What `copydesk explain front-matter` prints."""
    intro = (
        "What a review says of itself: YAML between lines of --- or TOML between lines of +++ at the top of a Markdown "
        "draft, in NAME.toml beside a pasted NAME.txt. [defaults] in the configuration stands in for what a draft "
        "lacks. `copydesk publish` and `copydesk lint --for-publishing` check it: where a field is missing that is "
        "required, or one can't be read, the draft is held back; other keys than these are left out, and said with "
        "--advice. Values are written out: YAML's anchors, aliases and tags are not published. Plain `copydesk lint` "
        "reads any front matter and checks its prose."
    )
    lines = ["front-matter", "============", "", *wrap(intro, 100), ""]
    for field in FIELDS:
        names = ", ".join(field.names[1:])
        lines.append(f"{field.name}{' (required)' if field.required else ''}")
        lines += [indent(line, "  ") for line in wrap(field.meaning, 98)]
        lines += [indent(line, "  ") for line in wrap(f"Value: {field.type}.", 98)]
        lines.append(f"  {field.name}: {field.example}")
        lines += [f"  Also called: {names}."] if names else []
        lines.append("")
    lines.append("Each picture needs its alternative text as well: ![What it shows](images/still.png).")
    return "\n".join(lines) + "\n"
