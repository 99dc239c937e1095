"""Markdown → Document: pandoc's `commonmark_x`, with front matter in YAML, in TOML, or none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from pipeline.document import BlockKind, Document
from pipeline.engines import Engines
from pipeline.engines.pandoc import DIALECT, Pandoc
from pipeline.errors import UnreadableDraft
from pipeline.readers import _frontmatter
from pipeline.readers._fields import language
from pipeline.readers._limits import check
from pipeline.readers._prepare import prepare
from pipeline.readers._prose import Walk
from pipeline.readers._quotations import run_on
from pipeline.readers._tree import placed, tidied
from pipeline.source import Source

FORMAT = f"{DIALECT}+autolink_bare_uris"
"""The dialect; a bare address is a link, so that it is known not to be prose."""


def read(source: Source, engines: Engines) -> Document:
    """The document of a Markdown draft. Raises UnreadableDraft."""
    with _no_collector():
        return _read(source, engines)


@contextmanager
def _no_collector() -> Iterator[None]:
    """Without Python's collector of cycles: a tree has none, and looking through its tokens trebles the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _read(source: Source, engines: Engines) -> Document:
    front = _frontmatter.read(source)
    check(source, front.body)
    prepared = prepare(source.text, front.body)
    lang = language(front.metadata)
    walk = Walk(source, prepared, lang, titled=any(block.kind is BlockKind.HEADLINE for block in front.blocks))
    walk.blocks.extend(replace(block, index=index) for index, block in enumerate(front.blocks))
    try:
        tree = engines.get(Pandoc).parse(prepared.text, FORMAT)
        nodes = tidied(tree["blocks"])
        walk.walk(nodes)
        nodes = placed(nodes, prepared)
    except UnreadableDraft as error:
        raise UnreadableDraft(f"{source.path}: {error}") from None
    except RecursionError:
        raise UnreadableDraft(f"{source.path}: its markup nests too deeply to be read; flatten it.") from None
    return Document(
        source,
        run_on(walk.blocks),
        {"pandoc-api-version": tree["pandoc-api-version"], "meta": {}, "blocks": nodes},
        front.metadata,
        tuple(walk.comments),
        lang,
        places=front.places,
        indirect=front.indirect,
    )
