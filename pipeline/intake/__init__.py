"""Other people's files → a Markdown draft.

A Word, OpenDocument or HTML file goes through pandoc's sandbox, a pasted text through its own reader. What comes out
is written as Markdown that reads back to the same prose, with what the file says of itself as front matter. Tracked
changes are taken as accepted; pictures inside the file are unpacked beside the draft; comments are left out.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from pipeline import readers, source
from pipeline.document import plain
from pipeline.engines import Engines
from pipeline.engines.pandoc import Pandoc
from pipeline.errors import CopydeskError, Refused, UnreadableDraft
from pipeline.files import write_atomically
from pipeline.intake import _office, _pictures, _web
from pipeline.intake._tidy import Node, tidy, words

MAX_BYTES = 50_000_000
"""The largest file that is imported: an essay with its pictures inside."""

FIELDS = ("title", "subtitle", "author", "date", "lang", "description")
"""What is asked of a file, in the order of the front matter; other fields follow."""

SOFT_HYPHEN = "\u00ad"
"""Where a page's narrow columns may break a title; a title has none."""

_FORMATS = {".docx": "docx", ".odt": "odt", ".html": "html", ".htm": "html", ".txt": "txt"}


@dataclass(frozen=True, slots=True)
class Imported:
    """A Markdown draft with its pictures.

    `pictures` are bytes by the address that the draft names, `NAME-pictures/still.png`; `left` are the pictures that
    could not be brought, as the file names them.
    """

    text: str
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    left: tuple[str, ...] = ()


def import_draft(path: Path, engines: Engines) -> Imported:
    """The Markdown draft that a .docx, .odt, .html or .txt file becomes, with YAML front matter.

    Raises UnreadableDraft.
    """
    kind = _FORMATS.get(path.suffix.lower())
    if kind is None:
        raise UnreadableDraft(
            f"{path}: .docx, .odt, .html and .txt can be imported, not “{path.suffix}”; save it as one of these."
        )
    pictures: Mapping[str, bytes] = {}
    left: tuple[str, ...] = ()
    if kind == "txt":
        document = readers.read(source.read(path), engines)
        fields, nodes = dict(document.metadata), plain(document.ast)["blocks"]
        nodes = tidy(nodes)
    else:
        data = _bytes(path)
        fields, nodes = _converted(path, data, kind, engines.get(Pandoc))
        nodes = tidy(nodes)
        if kind == "html":
            left = _pictures.absent(nodes, path.parent)
        else:
            pictures, left = _pictures.unpack(data, nodes, _pictures.folder(path))
    if not nodes and not fields.get("title"):
        raise UnreadableDraft(f"{path}: there is no text in it; check that it is the right file.")
    tree = {"pandoc-api-version": [1, 23], "meta": {}, "blocks": nodes}
    body = engines.get(Pandoc).write(tree, "commonmark_x-smart-tex_math_dollars", wrap="none").decode("utf-8")
    return Imported(_front_matter(fields) + body, pictures, left)


def write(imported: Imported, target: Path) -> None:
    """Put a draft at `target` and its pictures in their folder beside it; both are new, or nothing is written.

    Raises Refused where one is there already, and CopydeskError where it cannot be written.
    """
    folders = {target.parent / Path(name).parent for name in imported.pictures}
    for path in (target, *sorted(folders)):
        if os.path.lexists(path):
            raise Refused(f"{path}: is there already; move it away, or rename the file that you import.")
    try:
        for folder in folders:
            folder.mkdir()
        for name, data in imported.pictures.items():
            write_atomically(target.parent / name, data)
        write_atomically(target, imported.text.encode("utf-8"))
    except OSError as error:
        raise CopydeskError(
            f"{target}: could not be written whole ({error.strerror}); choose a place that you may write to."
        ) from None


def _converted(path: Path, data: bytes, kind: str, pandoc: Pandoc) -> tuple[dict[str, Any], list[Node]]:
    """The fields and the body of a file that pandoc reads."""
    if kind == "html":
        about, text = _web.article(_web.decode(data, path))
        data = text.encode("utf-8")
    else:
        about = _office.about(data)
    try:
        tree = pandoc.tree(data, kind)
    except UnreadableDraft as error:
        raise UnreadableDraft(f"{path}: {error}") from None
    said = {key: text for key in FIELDS if (text := words(tree["meta"].get(key)))}
    fields = about | said
    title, body = _headline(tree["blocks"])
    if (kind == "html" and title) or not fields.get("title"):
        fields, nodes = fields | {"title": title}, body
    else:
        nodes = tree["blocks"]
    fields = {key: text.replace(SOFT_HYPHEN, "") for key, text in fields.items()}
    author = fields.get("author", "")
    repeated = {fields["title"], author, f"By {author}"} - {""}  # a picture alone has no words
    while nodes and nodes[0]["t"] in ("Para", "Plain") and words(nodes[0]).replace(SOFT_HYPHEN, "") in repeated:
        nodes = nodes[1:]
    return fields, nodes


def _bytes(path: Path) -> bytes:
    """A file's bytes. Raises UnreadableDraft."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableDraft(f"{path}: no such file; check the name.") from None
    except OSError as error:
        raise UnreadableDraft(f"{path}: could not be read ({error.strerror}); check that you may read it.") from None
    if len(data) > MAX_BYTES:
        raise UnreadableDraft(f"{path}: {len(data):,} bytes are more than the {MAX_BYTES:,} that are imported.")
    if not data:
        raise UnreadableDraft(f"{path}: the file is empty; check that it is the right file.")
    return data


def _headline(nodes: list[Node]) -> tuple[str, list[Node]]:
    """The text of the first heading, if it is of level 1, and the body without it."""
    for i, node in enumerate(nodes):
        if node["t"] == "Header" and node["c"][0] == 1:
            return words(node["c"][2]), nodes[:i] + nodes[i + 1 :]
        if node["t"] == "Div":
            title, inner = _headline(node["c"][1])
            if title:
                return title, [*nodes[:i], {"t": "Div", "c": [node["c"][0], inner]}, *nodes[i + 1 :]]
    return "", nodes


def _front_matter(fields: dict[str, Any]) -> str:
    """YAML front matter, FIELDS first."""
    ordered = {key: fields[key] for key in (*FIELDS, *fields) if fields.get(key)}
    if not ordered:
        return ""
    return f"---\n{yaml.safe_dump(ordered, allow_unicode=True, sort_keys=False, width=10_000)}---\n\n"
