"""A draft's front matter, read by us: its values, and the place of each character of its prose.

YAML between lines of `---`, TOML between lines of `+++`. Any front matter is accepted, a blog engine's own keys, tags
and anchors too; what is broken is named with its line.
"""

import re
from dataclasses import replace

from pipeline.errors import UnreadableDraft
from pipeline.readers import _toml, _yaml
from pipeline.readers._fields import FrontMatter, too_much
from pipeline.source import Source

MAX_CHARACTERS = 100_000
"""The longest front matter that is read: PyYAML takes a second for it."""

_FIRST = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n")
_LAST = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*\r?$", re.MULTILINE),
}
_KEY = re.compile(r"^(?![-?] )[\w\"'.-][^:\n]*:(?:\s|$)|\A\s*\{", re.MULTILINE)
_ITEMS = re.compile(r"(?:#.*\n)*-(?: .*|\r)?\n(?:(?:-(?: .*|\r)?|[ \t#].*|\r)?\n)*")


def read(source: Source) -> FrontMatter:
    """The front matter of a draft. Raises UnreadableDraft where it is broken.

    Lines of `---` with no key between them are two rules of the text and no front matter.
    """
    first = _FIRST.match(source.text)
    if not first:
        return FrontMatter()
    fence = first[1]
    last = _LAST[fence].search(source.text, first.end())
    inner = source.text[first.end() : last.start() if last else None]
    if fence == "---" and inner.strip() and not _KEY.search(inner if last else inner.partition("\n")[0]):
        if last and _ITEMS.fullmatch(inner):
            raise UnreadableDraft(
                f"{source.path}:2: the front matter is a list and has no names; write each value as `title: …`, "
                "or put a blank line behind the first --- if it is a rule."
            )
        return FrontMatter()
    if last is None:
        raise UnreadableDraft(f"{source.path}:1: the front matter is not closed; put a line of {fence} behind it.")
    if len(inner) > MAX_CHARACTERS:
        raise UnreadableDraft(
            f"{source.path}:1: the front matter has {len(inner):,} characters, more than the {MAX_CHARACTERS:,} that "
            "it may have; move what is text into the text."
        )
    read_inner = _yaml.read if fence == "---" else _toml.read
    try:
        front = read_inner(source, inner, first.end())
    except RecursionError:
        raise too_much(source) from None
    blocks = tuple(each for each in front.blocks if each.text.strip())
    end = last.end() + (source.text[last.end() : last.end() + 1] == "\n")
    return replace(front, blocks=blocks, body=end)
