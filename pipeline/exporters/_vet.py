"""What of a draft may be published: lists of what is let through; all else is left out and reported.

The lists are in `_lists`; `_judge` asks them, `_inlines` and `_blocks` make new nodes of what they let through. Words
are never left out but inside elements that hold a program or another document (`<script>`, `<iframe>`); of any other
forbidden element only the tags go.
"""

from dataclasses import replace
from pathlib import PurePosixPath

from pipeline.document import Document
from pipeline.exporters import Settings, Vetted, _scripts
from pipeline.exporters._ast import text_of
from pipeline.exporters._blocks import Blocks
from pipeline.exporters._front import front
from pipeline.exporters._tidy import headline, levels
from pipeline.source import Span


def vet(document: Document, settings: Settings) -> Vetted:
    """What of a draft may be published, and what may not."""
    vetter = Blocks(document, settings)
    fields = front(document, settings, vetter.problem)
    fields = vetter.fields(fields)
    body = vetter.blocks(document.ast["blocks"], Span(0, 0))
    title, body = headline(fields.title, body)
    fields = replace(fields, title=text_of(title).strip() or fields.title)
    levels(body)
    title, body = _scripts.tagged(title, fields.lang), _scripts.tagged(body, fields.lang)
    return Vetted(
        name=PurePosixPath(document.source.path).stem,
        source=document.source,
        front=fields,
        title=tuple(title),
        blocks=tuple(body),
        pictures={picture.name: picture for picture in vetter.pictures.values()},
        style=settings.style,
        problems=tuple(sorted(vetter.problems, key=lambda problem: problem.span)),
        mentions=settings.mentions,
    )
