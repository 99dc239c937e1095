"""The essay for Word and LibreOffice: every change tracked, each with a comment that says why.

What an editor accepts, rejects, rewords and comments there is read back by `copydesk decisions`. Changes are those of
our own edits, word by word; what a finding asks and has no wording for is a comment. Safe fixes have an author of their
own, so that they can be shown, hidden and accepted by themselves. Paragraph marks are not tracked: a fix that parts or
joins paragraphs is a comment.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.decisions import Resolved
from pipeline.document import BlockKind
from pipeline.engines import Engines
from pipeline.engines.pandoc import Pandoc
from pipeline.exporters import UNDATED, Node, Settings, Vetted, vet
from pipeline.exporters._ast import attributes, has_class, node, rewrite, words
from pipeline.finding import Report
from pipeline.reporters._items import Item, State, items
from pipeline.reporters._marked import Marked, expanded, marked, numbers
from pipeline.reporters._marks import Sort
from pipeline.reporters._remarks import AUTHOR, Entry, entry_of
from pipeline.reporters._wordfile import About, finished
from pipeline.revision import touch
from pipeline.tracked import sent

_LABELS = {
    BlockKind.ALTERNATIVE_TEXT: "Alternative text",
    BlockKind.CAPTION: "Caption",
    BlockKind.FIELD: "Front matter",
}

SUFFIX = ".review.docx"
BESIDE = True


def report(
    reports: Sequence[Report], resolved: Mapping[str, Resolved], *, engines: Engines, settings: Settings
) -> bytes:
    """The .docx of a draft, as `copydesk report` asks for it."""
    (draft,) = reports
    return render(draft, resolved.get(draft.path), engines=engines, settings=settings)


def render(
    report: Report, resolved: Resolved | None = None, *, engines: Engines, settings: Settings | None = None
) -> bytes:
    """The .docx of a draft that was read; the same draft, findings and decisions make the same bytes.

    `resolved` is what was decided: what was rejected isn't shown, what was accepted is. The changes are of the day of
    the last decision, or of the draft's own. Raises ExportFailed and EngineUnavailable.
    """
    document = report.document
    assert document is not None, "a draft that was read"
    every = items(document, report.findings, resolved or Resolved())
    shown = [item for item in every if item.state is not State.REJECTED]
    entries = [entry_of(document, number, item) for number, item in enumerate(_drawn(shown), start=1)]
    made = marked(document, (mark for entry in entries for mark in entry.marks))
    vetted = vet(made.document, settings or Settings(Path(document.source.path).parent))
    blocks = [*_front(vetted, made), *_captioned(vetted.blocks), *_appendix(made)]
    there = numbers(blocks, made.pattern())
    lost = {mark.item for number, mark in enumerate(made.marks) if number not in there}
    lost |= {entry.number for entry in entries if not entry.marks}
    day = max((entry.day for entry in entries if entry.day), default=None) or vetted.front.date or UNDATED
    homeless = [entry for entry in entries if entry.number in lost]
    blocks[0] = _with_comments(blocks[0], homeless, day)
    tree = {
        "pandoc-api-version": [1, 23, 1],
        "meta": {"lang": node("MetaString", vetted.front.lang)},
        "blocks": expanded(blocks, made.pattern(), _meanings(made, entries, lost, day)),
    }
    review = tuple(
        sent.Item(entry.number, entry.finding, None if entry.number in lost else entry.drawn, entry.author, entry.texts)
        for entry in entries
    )
    about = About(vetted.front.title, vetted.front.authors, vetted.front.lang, day)
    return finished(_written(tree, vetted, engines.get(Pandoc)), made, review, about)


def _drawn(items: Sequence[Item]) -> list[Item]:
    """Items with what was suggested drawn as well, where it touches no other change."""
    taken = [edit.span for item in items if item.drawn for edit in item.drawn.edits]
    made = []
    for item in items:
        fix = item.finding.fix if item.state is State.SUGGESTED and not item.drawn else None
        if fix and not any(touch(edit.span, span) for edit in fix.edits for span in taken):
            taken += [edit.span for edit in fix.edits]
            item = replace(item, drawn=fix, choices=())  # noqa: PLW2901 -- the same item
        made.append(item)
    return made


def _front(vetted: Vetted, made: Marked) -> list[Node]:
    """What the front matter says, as the paragraphs that stand above an essay."""
    front = vetted.front
    about = []
    if front.work:
        about.append(
            "Reviewed: " + ", ".join(part for part in (front.work.title, front.work.creator, front.work.year) if part)
        )
    if front.rating:
        about.append(f"Rating: {front.rating.value}/{front.rating.best}")
    lines = [
        ("Title", list(vetted.title)),
        ("Subtitle", words(front.subtitle)),
        ("Author", words(", ".join(front.authors))),
        ("Date", words(front.date.isoformat() if front.date and "date" in made.document.metadata else "")),
        ("Abstract", words(front.description)),
        ("Abstract", words(". ".join(about))),
    ]
    return [_styled(style, inlines) for style, inlines in lines if inlines]


def _captioned(blocks: Sequence[Node]) -> list[Node]:
    """Blocks in which what is a caption has Word's style of one."""

    def change(one: Node) -> list[Node] | None:
        if not has_class(one, "caption"):
            return None
        return [node("Div", ["", [], [["custom-style", "Caption"]]], one["c"][1])]

    captioned: list[Node] = rewrite(list(blocks), change)
    return captioned


def _styled(style: str, inlines: list[Node]) -> Node:
    """A paragraph in one of Word's styles."""
    return node("Div", ["", [], [["custom-style", style]]], [node("Para", inlines)])


def _appendix(made: Marked) -> Iterator[Node]:
    """The texts that are changed and stand on no page, such as a picture's alternative text, each below what it is."""
    for index in made.left:
        block = made.document.blocks[index]
        label = f"{_LABELS.get(block.kind, 'Not on the page')}{f' ({block.name})' if block.name else ''}:"
        yield node("Para", [node("Strong", words(label))])
        yield node("Para", words(made.line(index)))


def _meanings(made: Marked, entries: Sequence[Entry], lost: set[int], day: date) -> Mapping[int, Node | None]:
    """What each mark becomes. The marks of what was lost, in part or whole, leave the text as it is in the draft."""
    by_number = {entry.number: entry for entry in entries}
    meanings: dict[int, Node | None] = {}
    for number, mark in enumerate(made.marks):
        if mark.sort is Sort.BLOCK:
            meanings[number] = node("Str", made.sign(number))
        elif mark.item in lost:
            stays = mark.sort is Sort.TAKEN_OUT and not mark.markup
            meanings[number] = node("Str", mark.text) if stays else None
        elif mark.sort is Sort.OPEN:
            meanings[number] = node("Span", attributes(), list(_opened(by_number[mark.item], day)))
        elif mark.sort is Sort.CLOSE:
            meanings[number] = node("Span", attributes(), list(_closed(by_number[mark.item])))
        else:
            kind = "insertion" if mark.sort is Sort.PUT_IN else "deletion"
            meanings[number] = _tracked(kind, made.author(number), day, [node("Str", mark.text)])
    return meanings


def _tracked(kind: str, author: str, day: date, inner: list[Node], identifier: str = "") -> Node:
    return node("Span", [identifier, [kind], [["author", author], ["date", f"{day.isoformat()}T00:00:00Z"]]], inner)


def _opened(entry: Entry, day: date) -> Iterator[Node]:
    for number, remark in entry.remarks:
        lines = [part for line in remark.lines for part in (node("LineBreak"), node("Str", line))]
        yield _tracked("comment-start", remark.author, remark.day or day, lines[1:], str(number))


def _closed(entry: Entry) -> Iterator[Node]:
    for number, _ in entry.remarks:
        yield node("Span", [str(number), ["comment-end"], []], [])


def _with_comments(first: Node, entries: Sequence[Entry], day: date) -> Node:
    """The first paragraph with a comment that says what to do, and those that have no other place."""
    attr, (paragraph,) = first["c"]
    opened = [_tracked("comment-start", AUTHOR, day, [node("Str", sent.INTRODUCTION)], "0")]
    opened += [each for entry in entries for each in _opened(entry, day)]
    closed = [each for entry in reversed(entries) for each in _closed(entry)]
    closed.append(node("Span", ["0", ["comment-end"], []], []))
    return node("Div", attr, [node("Para", [*opened, *paragraph["c"], *closed])])


def _written(tree: Node, vetted: Vetted, pandoc: Pandoc) -> bytes:
    """Pandoc's .docx, from a folder in which there are the vetted pictures and nothing else."""
    with TemporaryDirectory(prefix="copydesk-") as name:
        for picture in vetted.pictures.values():
            path = Path(name) / picture.name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(picture.data)
        return pandoc.write(tree, "docx", resources=Path(name))
