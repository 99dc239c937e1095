"""A collection of reviews as one book: the file that says what is in it, and the EPUB that is made of it.

    title = "A Year of Rain"
    editor = "Mara Quist"                 # a name, or a list of names
    drafts = ["ledger.md", "saltmoth.txt"]  # in the order of the book, from this file's folder

`subtitle`, `date`, `lang`, `description` and `publisher` may be said as well. Each draft is a chapter with its author;
it is linted, mended and held back as it is when it is published by itself, and one that is held back holds the book.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pipeline import addresses, config, outputs, publish
from pipeline.errors import BadConfiguration, Refused
from pipeline.exporters import Vetted, epub
from pipeline.run import Run

KEYS = ("title", "editor", "drafts", "subtitle", "date", "lang", "description", "publisher")


@dataclass(frozen=True, slots=True)
class Anthology:
    """What a collection's file says; `drafts` are paths, in the order of the book."""

    name: str
    title: str
    editors: tuple[str, ...]
    drafts: tuple[Path, ...]
    subtitle: str = ""
    date: datetime.date | None = None
    lang: str = ""
    description: str = ""
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class Bound:
    """What became of a collection: the book, or for each draft that is in its way a sentence."""

    path: Path | None
    troubles: tuple[str, ...] = ()


def read(path: Path) -> Anthology:
    """A collection's file. Raises BadConfiguration with what is missing or wrong in it."""
    values = config.read_toml(path)
    for key in values:
        if key not in KEYS:
            near = get_close_matches(key, KEYS, n=1)
            hint = f" Did you mean “{near[0]}”?" if near else ""
            raise BadConfiguration(f"{path}: unknown key “{key}”.{hint} The keys are {', '.join(KEYS)}.")
    drafts = _names(path, "drafts", values.get("drafts", []))
    if not drafts:
        raise BadConfiguration(f'{path}: it names no drafts; write `drafts = ["essay.md"]`.')
    if len(set(drafts)) < len(drafts):
        raise BadConfiguration(f"{path}: a draft stands in it twice; take one of them out.")
    for name in drafts:
        if not (path.parent / name).is_file():
            raise BadConfiguration(f"{path}: there is no draft “{name}” beside it; correct the name.")
    date = values.get("date")
    if date is not None and not isinstance(date, datetime.date):
        raise BadConfiguration(f"{path}: date is {date!r}; write it as date = 2025-03-31.")
    texts = {key: values.get(key, "") for key in ("title", "subtitle", "lang", "description", "publisher")}
    for key, value in texts.items():
        if not isinstance(value, str) or (key == "title" and not value.strip()):
            raise BadConfiguration(f'{path}: {key} must be a text; write `{key} = "…"`.')
    return Anthology(
        name=path.stem,
        editors=_names(path, "editor", values.get("editor", [])),
        drafts=tuple(path.parent / name for name in drafts),
        date=date.date() if isinstance(date, datetime.datetime) else date,
        **{key: " ".join(value.split()) for key, value in texts.items()},
    )


def bind(
    run: Run, collection: Anthology, output: Path, *, gate: str = "errors", progress: Callable[[str, str], None]
) -> Bound:
    """Make the book, `OUTPUT/NAME/NAME.epub`; nothing is written where a draft is held back or can't be read.

    Raises CopydeskError, Refused where the folder is a draft's.
    """
    folder = output / collection.name
    if "source" in outputs.read(folder):
        raise Refused(f"{folder}: holds what was made of a draft of that name; rename {collection.name}.toml.")
    if collection.name.casefold() in addresses.TAKEN:
        raise Refused(f"{folder}: the site has pages of its own there; rename {collection.name}.toml.")
    reviews: list[Vetted] = []
    sources: list[dict[str, Any]] = []
    troubles: list[str] = []
    for each in run.sources():
        progress(each.path, "lint")
        report = run.report(each)
        vetted, held = publish.chapter(run, report, gate) if report.document else (None, report.error or "not read")
        if vetted is None:
            troubles.append(held if held.startswith(each.path) else f"{each.path}: {held}")
        else:
            assert report.document is not None, "what was vetted was read"
            reviews.append(vetted)
            sources.append(outputs.made_of(report.document.source, run.config))
    if troubles:
        return Bound(None, tuple(troubles))
    book = epub.bind(
        in_order(reviews, collection.drafts),
        run.engines,
        named="\n".join(("anthology", collection.name, *collection.editors)),
        title=collection.title,
        editors=collection.editors,
        lang=collection.lang,
        subtitle=collection.subtitle,
        date=collection.date,
        description=collection.description,
        publisher=collection.publisher,
    )
    said = {outputs.ANTHOLOGY: collection.title, "chapters": sources}
    try:
        (path,) = outputs.write(folder, {f"{collection.name}{epub.SUFFIX}": book}, said)
    except OSError as error:
        why = f"could not be written ({error.strerror}); publish again when it can be"
        raise Refused(f"{error.filename}: {why}.") from None
    return Bound(path)


def in_order(reviews: Sequence[Vetted], drafts: Sequence[Path]) -> list[Vetted]:
    """Reviews in the order of a collection's drafts."""
    places = {path.resolve(): place for place, path in enumerate(drafts)}
    return sorted(reviews, key=lambda review: places[Path(review.source.path).resolve()])


def _names(path: Path, key: str, value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str) and one.strip() for one in values):
        raise BadConfiguration(f"{path}: {key} must be a name or a list of names.")
    return tuple(values)
