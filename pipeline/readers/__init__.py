"""Draft → Document, a file a kind of draft."""

from pipeline.document import Document
from pipeline.engines import Engines
from pipeline.readers._fields import FrontMatter
from pipeline.source import Source


def read(source: Source, engines: Engines) -> Document:
    """The document of a draft: a `.txt` is a pasted review, all else is Markdown. Raises UnreadableDraft."""
    from pipeline.readers import markdown, pasted

    if source.path.lower().endswith(".txt"):
        return pasted.read(source)
    return markdown.read(source, engines)


def front_matter(source: Source) -> FrontMatter:
    """A Markdown draft's front matter alone. Raises UnreadableDraft where it is broken."""
    from pipeline.readers import _frontmatter

    return _frontmatter.read(source)
