"""What came back, laid beside what was sent, story by story: the body and the notes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.document import Document
from pipeline.errors import BadDecisions
from pipeline.tracked import _aligned, sent, words
from pipeline.tracked._aligned import Pair, Step, aligned
from pipeline.tracked._atoms import BREAK, Back, Sent, back_atoms, loose_words, sent_atoms, with_break
from pipeline.tracked._decided import Decider, Remark
from pipeline.tracked._judged import Change, Outcome, judged
from pipeline.tracked.sent import Kind, Paragraph
from pipeline.tracked.sent import Sent as Review
from pipeline.tracked.words import Comment, Stamp, Words

NEAR = 30
"""A comment on a change may be on this many characters more than the change."""


@dataclass(slots=True)
class _Found:
    """What is gathered over all paragraphs, by item, and where comments stand."""

    outcomes: dict[int, set[Outcome]] = field(default_factory=dict)
    stamps: dict[int, Stamp] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    places: dict[str, tuple[int, int, int]] = field(default_factory=dict)


def decided(review: Review, back: Words, document: Document, path: Path) -> Decider:
    """What a file says of a review. Raises BadDecisions where the draft in it isn't read as it was when it was sent."""
    decider = Decider(document, review.items, back.saved)
    found = _Found()
    for was, now in ((review.body, back.body), (review.notes, back.notes)):
        if not all(_is_as_sent(paragraph, document) for paragraph in was):
            raise BadDecisions(f"{path}: comes from another version of copydesk; read it with that one.")
        _story(was, now, document, review.authors, found, decider)
    decider.judge(found.outcomes, found.stamps)
    for change in sorted(found.changes, key=lambda change: not change.item):
        decider.change(change)
    remarks, resolved = _remarks(review, back.comments, found, document)
    decider.undecided(found.outcomes, resolved)
    decider.remark(remarks)
    return decider


def _is_as_sent(paragraph: Paragraph, document: Document) -> bool:
    """Whether a paragraph's pieces have their places in the draft as it is read now."""
    if paragraph.block < 0:
        return True
    if paragraph.block >= len(document.blocks):
        return False
    length = len(document.blocks[paragraph.block].text)
    return all(-1 <= piece.start <= piece.end <= length for piece in paragraph.pieces)


def _story(
    was: Sequence[Paragraph],
    now: Sequence[words.Paragraph],
    document: Document,
    authors: frozenset[str],
    found: _Found,
    decider: Decider,
) -> None:
    last = -1
    waiting: list[tuple[str, Stamp | None]] = []
    for pair in _aligned.pairs(was, now):
        if not pair.sent:
            text, stamp = _standing(now[pair.back[0]])
            if not text.strip():
                continue
            if last >= 0:
                decider.put_in(text, last, stamp)
            else:
                waiting.append((text, stamp))
            continue
        block = was[pair.sent[-1]].block
        if not pair.back:
            if block >= 0:
                decider.take_out(block, None)
            continue
        _pair(pair, was, now, document, authors, found, decider)
        if block >= 0:
            for text, stamp in waiting:
                decider.put_in(text, block, stamp, before=True)
            waiting = []
            last = block


def _standing(paragraph: words.Paragraph) -> tuple[str, Stamp | None]:
    """What stands in a paragraph, and who put it in."""
    text = "".join(run.text for run in paragraph.runs if run.taken_out is None)
    return " ".join(text.split()), next((run.put_in for run in paragraph.runs if run.put_in), None)


def _pair(
    pair: Pair,
    was: Sequence[Paragraph],
    now: Sequence[words.Paragraph],
    document: Document,
    authors: frozenset[str],
    found: _Found,
    decider: Decider,
) -> None:
    """Judge a paragraph, or one that came back as two, or two as one."""
    atoms: list[Sent] = []
    loose = frozenset(word for at in pair.sent for word in loose_words(was[at]))
    for at in pair.sent:
        mine = sent_atoms(was[at], document.blocks[was[at].block].text if was[at].block >= 0 else "", loose)
        atoms = with_break(atoms, mine) if atoms else mine
    back = back_atoms((now[at] for at in pair.back), frozenset(atom.text for atom in atoms))
    steps = aligned(atoms, back)
    if steps is None:
        decider.again.append(f"“{now[pair.back[0]].text[:40]} …” was rewritten; write it into the draft itself.")
        return
    made = judged(steps, atoms, back, authors)
    for item, outcome in made.outcomes.items():
        found.outcomes.setdefault(item, set()).add(outcome)
    found.stamps.update(made.stamps)
    for change in made.changes:
        if change.block < 0 and len(pair.sent) == 2 and BREAK not in change.text:
            decider.join(was[pair.sent[0]].block, was[pair.sent[1]].block, change.text or " ", change.stamp)
        else:
            found.changes.append(_parted(change))
    _place_comments(pair, now, steps, atoms, back, found)


def _parted(change: Change) -> Change:
    """A change with the break of a paragraph as the file has it; spaces beside it are none of it."""
    if BREAK not in change.text:
        return change
    parts = [part.strip() for part in change.text.split(BREAK)]
    return Change(change.block, change.start, change.end, "\n\n".join(parts), change.item, change.stamp, change.markup)


def _place_comments(
    pair: Pair,
    now: Sequence[words.Paragraph],
    steps: Iterable[Step],
    atoms: Sequence[Sent],
    back: Sequence[Back],
    found: _Found,
) -> None:
    """Where in the draft's blocks the comments of a paragraph stand: on the atoms that came back within their range."""
    ranges: list[tuple[str, int, int]] = []
    at = 0
    for index in pair.back:
        ranges += [(each.comment, at + each.start, at + each.end) for each in now[index].ranges]
        at += len(now[index].text) + 1
    if not ranges:
        return
    places = [
        (back[step.back].start, atoms[step.sent]) for step in steps if step.sent is not None and step.back is not None
    ]
    for comment, start, end in ranges:
        if comment in found.places:
            continue
        within = [atom for place, atom in places if start <= place < max(end, start + 1) and atom.start >= 0]
        blocks = [atom.block for atom in within]
        mine = [atom for atom in within if atom.block == blocks[0]]
        while len(mine) > 1 and mine[0].text.isspace():
            mine = mine[1:]
        while len(mine) > 1 and mine[-1].text.isspace():
            mine = mine[:-1]
        if mine:
            found.places[comment] = (mine[0].block, min(a.start for a in mine), max(a.end for a in mine))


def _remarks(
    review: Review, comments: Sequence[Comment], found: _Found, document: Document
) -> tuple[list[Remark], dict[int, Stamp]]:
    """The comments that are not ours, each with its item or its place; and the items whose comment was resolved."""
    ours = {_flat(text): item.number for item in review.items for text in item.comments}
    by_id = {comment.id: comment for comment in comments}
    items = {comment.id: ours[text] for comment in comments if (text := _flat(comment.text)) in ours}
    spans = dict(_spans(review, document))
    remarks: list[Remark] = []
    resolved: dict[int, Stamp] = {}
    for comment in comments:
        if _flat(comment.text) == sent.INTRODUCTION:
            continue
        if comment.id in items:
            if comment.done:
                resolved[items[comment.id]] = Stamp()
            continue
        added = next((item for text, item in ours.items() if _flat(comment.text).startswith(text)), 0)
        if added:  # somebody wrote below our own words
            text = comment.text[-(len(_flat(comment.text)) - len(_of(review, added))) :].strip()
            remarks.append(Remark(Stamp(), text, added))
            continue
        root = _root(comment, by_id)
        place = found.places.get(comment.id) or found.places.get(root.id)
        item = items.get(root.id, 0) or (_nearest(place, spans) if place else 0)
        if item or place is None:
            remarks.append(Remark(comment.stamp, comment.text, item))
        else:
            remarks.append(Remark(comment.stamp, comment.text, 0, *place))
    return [remark for remark in remarks if remark.text], resolved


def _flat(text: str) -> str:
    return " ".join(text.split())


def _of(review: Review, number: int) -> str:
    return next(_flat(item.comments[0]) for item in review.items if item.number == number)


def _root(comment: Comment, by_id: Mapping[str, Comment]) -> Comment:
    """The comment that a thread begins with."""
    seen = {comment.id}
    while comment.parent in by_id and comment.parent not in seen:
        seen.add(comment.parent)
        comment = by_id[comment.parent]
    return comment


def _spans(review: Review, document: Document) -> Iterator[tuple[int, tuple[int, int, int]]]:
    """Where the items stand in the draft's blocks: their changes, or the words that they ask about."""
    for paragraph in (*review.body, *review.notes):
        for piece in paragraph.pieces:
            if piece.kind is not Kind.SAME:
                yield piece.item, (paragraph.block, piece.start, piece.end)
    for item in review.items:
        if item.drawn is None:
            for block in document.blocks:
                if block.text and block.whole.contains(item.finding.span):
                    low, high = block.index_of(item.finding.span.start), block.index_of(item.finding.span.end)
                    yield item.number, (block.index, low, high)
                    break


def _nearest(place: tuple[int, int, int], spans: Mapping[int, tuple[int, int, int]]) -> int:
    """The item that a comment is on: one that has the words commented in it, or is all but a few of them."""
    block, start, end = place
    for number, (home, low, high) in spans.items():
        inside = low <= start and end <= high
        around = start <= low and high <= end and end - start <= high - low + NEAR
        if home == block and (inside or around):
            return number
    return 0
