"""Markdown → Document: pandoc's `commonmark_x`, with front matter in YAML, in TOML, or none."""

from pipeline.document import Document
from pipeline.engines import Engines
from pipeline.engines.pandoc import DIALECT, Pandoc
from pipeline.errors import UnreadableDraft
from pipeline.readers import _frontmatter
from pipeline.readers._limits import check
from pipeline.readers._prepare import prepare
from pipeline.readers._prose import Walk
from pipeline.readers._tree import placed, tidied
from pipeline.source import Source

FORMAT = f"{DIALECT}+autolink_bare_uris"
"""The dialect; a bare address is a link, so that it is known not to be prose."""


def read(source: Source, engines: Engines) -> Document:
    """The document of a Markdown draft. Raises UnreadableDraft."""
    front = _frontmatter.read(source)
    check(source, front.body)
    prepared = prepare(source.text, front.body)
    try:
        tree = engines.get(Pandoc).parse(prepared.text, FORMAT)
    except UnreadableDraft as error:
        raise UnreadableDraft(f"{source.path}: {error}") from None
    lang = front.metadata.get("lang") or front.metadata.get("language") or ""
    lang = lang.replace("_", "-") if isinstance(lang, str) else ""
    walk = Walk(source, prepared, lang, titled=bool(front.metadata.get("title")))
    walk.blocks.extend(front.blocks)
    nodes = tidied(tree["blocks"])
    walk.walk(nodes)
    return Document(
        source,
        tuple(walk.blocks),
        {"pandoc-api-version": tree["pandoc-api-version"], "meta": {}, "blocks": placed(nodes, prepared)},
        front.metadata,
        tuple(walk.comments),
        lang,
    )
