"""The works of several drafts: shown as a table or as JSON, and written to `works.toml`."""

import json
import os
import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import Any

from pipeline.document import Document
from pipeline.errors import BadConfiguration, Refused
from pipeline.files import write_atomically
from pipeline.works import Mention, Origin, Work, Works, key

CERTAIN = 0.8
"""From here on a kind that the drafts say is written to `works.toml` without asking, where that is wished."""

VERSION = 1


@dataclass(frozen=True, slots=True)
class Named:
    """A work, and where the drafts name it: each mention with the document that it is in."""

    work: Work
    places: tuple[tuple[Document, Mention], ...]

    @property
    def certain(self) -> bool:
        """Whether its kind is said, and sure enough to be written down unasked."""
        return self.work.kind is not None and self.work.sure >= CERTAIN

    @property
    def reason(self) -> str:
        """What says so, in a few words."""
        kind = [each for each in self.work.evidence if each.kind is self.work.kind]
        best = max(kind or self.work.evidence, key=lambda each: (each.sure, each.origin is Origin.REGISTRY))
        if best.origin is Origin.SENTENCE:
            return f"“{best.words}”"
        return {Origin.MENTION: "its capitals"}.get(best.origin, best.origin.value)


def together(drafts: Iterable[tuple[Document, Works]]) -> tuple[Named, ...]:
    """The works of several drafts, each once, in the order of their first mentions.

    Works of one title and of two kinds, such as an album and its title song, are two.
    """
    found: dict[str, list[Named]] = {}
    for document, works in drafts:
        for work in works:
            places = tuple((document, mention) for mention in work.mentions)
            same = found.setdefault(work.key or key(work.title), [])
            for number, other in enumerate(same):
                if work.kind is None or other.work.kind in (work.kind, None):
                    same[number] = Named(_joined(other.work, work), (*other.places, *places))
                    break
            else:
                same.append(Named(work, places))
    return tuple(named for same in found.values() for named in same)


def _joined(first: Work, second: Work) -> Work:
    """What two drafts say of one work."""
    better = max(first, second, key=lambda work: (work.kind is not None, work.sure))
    return replace(
        better,
        alternatives=tuple(dict.fromkeys((*first.alternatives, *second.alternatives))),
        creator=better.creator or first.creator or second.creator,
        year=better.year or first.year or second.year,
        evidence=(*first.evidence, *second.evidence),
        key=first.key or second.key,
        reviewed=first.reviewed or second.reviewed,
    )


def table(works: Sequence[Named], *, colour: bool = False) -> str:
    """A row a mention, and before the first of a work its title, kind and how sure that is."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not works:
        return "No works are named here.\n"
    made = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name in ("work", "kind", "sure", "because", "where", "set", "words"):
        made.add_column(name, overflow="fold", no_wrap=name in ("where", "kind", "sure"))
    for each in works:
        first = (each.work.title, each.work.kind or "?", f"{each.work.sure:.2f}", each.reason)
        for number, (document, mention) in enumerate(each.places):
            cells = (*(first if number == 0 else ("",) * 4), _where(document, mention), _set(mention), mention.text)
            made.add_row(*map(Text, cells))
    out = StringIO()
    width = None if sys.stdout.isatty() else int(os.environ.get("COLUMNS", "140"))
    Console(file=out, force_terminal=colour, no_color=not colour, width=width, highlight=False).print(made)
    kinds = sum(each.work.kind is not None for each in works)
    return f"{out.getvalue()}{len(works)} work{'' if len(works) == 1 else 's'}, {kinds} of a known kind\n"


def _where(document: Document, mention: Mention) -> str:
    line = document.source.position(mention.block.span(mention.start, mention.end).start).line
    return f"{document.source.path}:{line}"


def _set(mention: Mention) -> str:
    inside = f" in {' '.join(mention.within)}" if mention.within else ""
    return " ".join(mention.setting) + inside


def as_json(works: Sequence[Named]) -> str:
    """All that is known, for programs; offsets are code points of the file, lines and columns count from 1."""
    whole = {"version": VERSION, "works": [_plain(each) for each in works]}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _plain(named: Named) -> dict[str, Any]:
    work = named.work
    return {
        "key": work.key,
        "title": work.title,
        "kind": work.kind.value if work.kind else None,
        "sure": work.sure,
        "creator": work.creator,
        "year": work.year,
        "alternatives": list(work.alternatives),
        "reviewed": work.reviewed,
        "evidence": [
            {"origin": each.origin.value, "kind": each.kind and each.kind.value, "sure": each.sure, "words": each.words}
            for each in work.evidence
        ],
        "mentions": [_place(document, mention) for document, mention in named.places],
    }


def _place(document: Document, mention: Mention) -> dict[str, Any]:
    span = mention.block.span(mention.start, mention.end)
    position = document.source.position(span.start)
    return {
        "path": document.source.path,
        "start": span.start,
        "end": span.end,
        "line": position.line,
        "column": position.column,
        "text": mention.text,
        "setting": [each.value for each in mention.setting],
        "within": [each.value for each in mention.within],
        "form": mention.form.value,
    }


def unrecorded(works: Iterable[Named]) -> Iterator[Named]:
    """The works that `works.toml` doesn't have."""
    return (each for each in works if not each.work.key)


def record(path: Path, works: Sequence[Work]) -> None:
    """Append works to a `works.toml`, or begin one; what stands there stays, byte for byte.

    Raises BadConfiguration where the file is no TOML, and Refused where it can't be written.
    """
    try:
        before = path.read_bytes() if path.exists() else b""
        text = before.decode("utf-8")
        entries = tomllib.loads(text)
    except OSError as error:
        raise BadConfiguration(f"{path}: could not be read ({error.strerror}).") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadConfiguration(f"{path}: not valid TOML ({error}); correct that place.") from None
    added = _tables(works, entries)
    end = "\r\n" if b"\r\n" in before else "\n"
    gap = "" if not text else end if text.endswith("\n") else end * 2
    after = before + (gap + _toml(added).replace("\n", end)).encode("utf-8")
    assert tomllib.loads(after.decode("utf-8")) == {**entries, **added}, "what was there, and what was added"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, after)
    except OSError as error:
        raise Refused(
            f"{path}: could not be written ({error.strerror}); choose a folder that you may write in."
        ) from None


def _tables(works: Iterable[Work], there: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """A table a work, under a key that isn't there yet."""
    tables: dict[str, dict[str, Any]] = {}
    for work in works:
        name = _free(_slug(work), {*there, *tables})
        fields: dict[str, Any] = {"kind": work.kind.value if work.kind else "", "title": work.title}
        fields |= {"alternatives": list(work.alternatives), "creator": work.creator, "year": work.year}
        tables[name] = {field: value for field, value in fields.items() if value}
    return tables


def _slug(work: Work) -> str:
    plain = unicodedata.normalize("NFKD", work.title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", plain))) or (work.kind or "work")


def _free(name: str, taken: Iterable[str]) -> str:
    """A key like `name` that no other work has."""
    used = set(taken)
    numbered = (f"{name}-{number}" for number in range(2, len(used) + 3))
    return name if name not in used else next(each for each in numbered if each not in used)


def _toml(tables: Mapping[str, Mapping[str, Any]]) -> str:
    return "\n".join(
        f"[{name}]\n" + "".join(f"{field} = {_value(value)}\n" for field, value in fields.items())
        for name, fields in tables.items()
    )


def _value(value: Any) -> str:
    """A value as TOML: its basic strings are JSON's, but for U+007F."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
