"""The draft's own text with every change and comment in CriticMarkup.

`{++put in++}`, `{--taken out--}`, `{~~this~>that~~}` and `{>>why<<}` (https://github.com/CriticMarkup/CriticMarkup-toolkit).
Accepting all makes the draft with the changes of the review, rejecting all the draft as it is, to the byte. What looks
like CriticMarkup already is parted by an empty comment, which both take out again.
"""

import re
from collections.abc import Mapping, Sequence

from pipeline.decisions import Resolved
from pipeline.document import Document
from pipeline.errors import Refused
from pipeline.finding import Edit, Report
from pipeline.fix import at_home
from pipeline.reporters._items import Item, State, items

SUFFIX = ".review.md"
NOTHING = "{>><<}"
"""An empty comment: nothing, whether changes are accepted or rejected."""

_OPENER = re.compile(r"\{(?=\+\+|--|~~|>>|==)")


def report(reports: Sequence[Report], resolved: Mapping[str, Resolved]) -> str:
    """The text of one draft with its changes. Raises Refused for several: each has a text of its own."""
    if len(reports) != 1:
        raise Refused("CriticMarkup is a draft's own text; give -o FOLDER for several drafts.")
    (each,) = reports
    assert each.document is not None, "a draft that was read"
    every = items(each.document, each.findings, resolved.get(each.path, Resolved()))
    return _marked(each.document, every)


def _marked(document: Document, every: Sequence[Item]) -> str:
    source = document.source
    edits = sorted(
        (edit for item in every if item.drawn for edit in at_home(item.drawn, source).edits), key=lambda edit: edit.span
    )
    body = next((block.whole.start for block in document.blocks if not block.name), 0)
    comments = _comments(every, edits, body)
    made, at = [], 0
    for place in sorted({*comments, *(edit.span.start for edit in edits), len(source.text)}):
        made.append(_OPENER.sub("{" + NOTHING, source.text[at:place]) if at < place else "")
        at = max(at, place)
        made += comments.get(place, ()) if not any(edit.span.end == place for edit in edits) else ()
        for edit in edits:
            if edit.span.start == place:
                made.append(_change(source[edit.span], edit.text))
                made += comments.get(edit.span.end, ())
                at = edit.span.end
    return "".join(made)


def _comments(every: Sequence[Item], edits: Sequence[Edit], body: int) -> dict[int, list[str]]:
    """What is said of the judgement calls, by the place behind which it stands: no place is inside a change.

    None stands before the `body`: front matter with a comment in it could no longer be read.
    """
    said: dict[int, list[str]] = {}
    for item in every:
        if item.mechanical or item.state is State.REJECTED:
            continue
        end = item.drawn.edits[-1].span.end if item.drawn else item.finding.span.end
        end = max(end, body)
        end = next((edit.span.end for edit in edits if edit.span.start <= end < edit.span.end), end)
        said.setdefault(end, []).append(f"{{>>{_comment(item)}<<}}")
    return said


def _comment(item: Item) -> str:
    """Why, with what might be put there where nothing is."""
    parts = [item.finding.message]
    if item.choices and not item.drawn:
        parts.append(f"Perhaps: {', '.join(item.choices)}.")
    parts += (f"{each.who or 'Somebody'}: {each.comment}" for each in item.recorded if each.comment)
    if item.finding.check:
        parts.append(f"({item.finding.check})")
    return " ".join(" ".join(parts).split()).replace("<<}", "<< }").rstrip("<")


def _change(was: str, becomes: str) -> str:
    """A change; one that has a sign in it that would close it is told in two parts."""
    if was and becomes and "~" not in was + becomes:
        return f"{{~~{was}~>{becomes}~~}}"
    out = "".join(f"{{--{part}--}}" for part in re.split(r"(?<=-)(?=-\})", was) if part)
    return out + "".join(f"{{++{part}++}}" for part in re.split(r"(?<=\+)(?=\+\})", becomes) if part)
