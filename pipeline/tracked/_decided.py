"""What became of a review, as decisions on the draft as it was sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline import checks, decisions
from pipeline.decisions import Decision, Verdict
from pipeline.document import Block, BlockKind, Document
from pipeline.finding import Edit, edits_for, stretch
from pipeline.source import Span
from pipeline.tracked._judged import Change, Outcome
from pipeline.tracked.sent import Item
from pipeline.tracked.words import Stamp

_PARAGRAPHS = (BlockKind.PARAGRAPH, BlockKind.HEADING)
"""What may stand between blank lines by itself, so that it can be put in and taken out there."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment that was written on an item, or, where that is 0, on a stretch of a block's prose."""

    stamp: Stamp
    text: str
    item: int = 0
    block: int = -1
    start: int = 0
    end: int = 0


class Decider:
    """Makes decisions of what came back; `again` are sentences on what can't be told for sure."""

    def __init__(self, document: Document, items: Sequence[Item], saved: Stamp) -> None:
        self.again: list[str] = []
        self.open = 0
        self._document = document
        self._items = {item.number: _known(item) for item in items}
        self._saved = saved
        self._made: list[Decision] = []
        self._answered: dict[int, list[Decision]] = {}

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, in the order of the draft."""
        answers = (each for made in self._answered.values() for each in made)
        return decisions.ordered(self._document, dict.fromkeys((*answers, *self._made)))

    # items

    def judge(self, outcomes: dict[int, set[Outcome]], stamps: dict[int, Stamp]) -> None:
        """Decide the items of which all changes were accepted, or all rejected."""
        for number, found in outcomes.items():
            item = self._items[number]
            stamp = stamps.get(number, self._saved)
            if found == {Outcome.ACCEPTED} and item.drawn is not None:
                self._answer(number, decisions.of(self._document, item.finding, item.drawn), stamp)
            elif found == {Outcome.REJECTED}:
                self._answer(number, decisions.of(self._document, item.finding, None), stamp)
            elif Outcome.OTHER not in found and found != {Outcome.OPEN}:
                self._again(item, "was decided in part; accept or reject the rest of it, too")

    def _answer(self, number: int, made: Sequence[Decision], stamp: Stamp) -> None:
        if any(each.verdict is Verdict.REJECTED and not each.check for each in made):
            self._again(self._items[number], "was turned down, and no check asks it; say so in the decisions file")
            return
        if not made:
            self._again(self._items[number], "can't be written down as a decision; decide it in the draft")
            return
        self._answered[number] = [replace(each, who=stamp.author, when=stamp.day) for each in made]

    def _again(self, item: Item, why: str) -> None:
        words = item.finding.text or item.finding.message
        line = self._document.source.position(item.finding.span.start).line
        self.again.append(f"“{_short(words)}” (line {line}, {item.finding.check or 'own wording'}) {why}.")

    def undecided(self, outcomes: dict[int, set[Outcome]], resolved: dict[int, Stamp]) -> None:
        """Count what is left; a question whose comment was resolved is answered: its words stay."""
        for number, item in self._items.items():
            if number in self._answered:
                continue
            if number in resolved and item.drawn is None and not outcomes.get(number):
                self._answer(number, decisions.of(self._document, item.finding, None), resolved[number])
            else:
                self.open += 1

    # other words

    def change(self, change: Change) -> None:
        """Decide an item by other words, or suggest words where nothing was asked."""
        if change.block < 0 or not 0 <= change.start <= change.end <= len(self._block(change).text):
            self._unplaced(change)
            return
        block = self._block(change)
        edits = None if change.markup else edits_for(block, change.start, change.end, change.text)
        if edits is None:
            if block.text[change.start : change.end] != change.text or change.markup:
                self._unplaced(change)
            elif change.item:
                item = self._items[change.item]
                self._answer(change.item, decisions.of(self._document, item.finding, None), change.stamp or self._saved)
            return
        self._reword(change.item or self._asked(edits), edits, change.stamp or self._saved)

    def _block(self, change: Change) -> Block:
        return self._document.blocks[change.block]

    def _unplaced(self, change: Change) -> None:
        was = self._block(change).text[max(0, change.start) : change.end] if change.block >= 0 else ""
        new = change.text
        if was == new or not (was.strip() or new.strip()):
            return
        said = f"“{_short(was)}” became “{_short(new)}”" if was else f"“{_short(new)}” was written"
        self.again.append(f"{said} where the draft has markup or no such place; change it in the draft itself.")

    def _asked(self, edits: Sequence[Edit]) -> int:
        """The open question that edits answer: they do what it offers, or change half of its words at least."""
        whole = Span(edits[0].span.start, edits[-1].span.end)
        for number, item in self._items.items():
            if item.drawn is not None or number in self._answered:
                continue
            if any(self._same(fix.edits, edits) for fix in item.finding.fixes):
                return number
            if self._shared(whole, item.finding.span):
                return number
        return 0

    def _shared(self, edited: Span, asked: Span) -> bool:
        """Whether at least half of the words that a question asks about were changed."""
        text = self._document.source.text
        every = text[asked.start : asked.end].split()
        start, end = max(edited.start, asked.start), min(edited.end, asked.end)
        return bool(every) and start < end and 2 * len(text[start:end].split()) >= len(every)

    def _same(self, one: Sequence[Edit], other: Sequence[Edit]) -> bool:
        """Whether edits make the same text."""
        hull = Span(min(one[0].span.start, other[0].span.start), max(one[-1].span.end, other[-1].span.end))
        text = self._document.source.text
        return stretch(text, hull, one) == stretch(text, hull, other)

    def _reword(self, number: int, edits: tuple[Edit, ...], stamp: Stamp) -> None:
        item = self._items.get(number)
        if item is None:
            self._suggest(Span(edits[0].span.start, edits[-1].span.end), edits, stamp)
            return
        fix = next((fix for fix in item.finding.fixes if self._same(fix.edits, edits)), None)
        if fix is not None:
            self._answer(number, decisions.of(self._document, item.finding, fix), stamp)
            return
        drawn = item.drawn.edits if item.drawn else ()
        near = [
            edit.span
            for edit in drawn
            if edits[0].span.start - 1 <= edit.span.end and edit.span.start <= edits[-1].span.end + 1
        ]
        spans = [*(edit.span for edit in edits), *near]
        span = Span(min(each.start for each in spans), max(each.end for each in spans))
        made = self._proposed(span, edits, Verdict.ACCEPTED, item.finding.check)
        self._answer(number, (*self._answered.get(number, ()), *made), stamp)

    def _suggest(self, span: Span, edits: Sequence[Edit], stamp: Stamp) -> None:
        made = self._proposed(span, edits, Verdict.SUGGESTED, "")
        if not made:
            new = stretch(self._document.source.text, span, edits)
            self.again.append(f"“{_short(new)}” was written and can't be placed; write it into the draft itself.")
        self._made += (replace(each, who=stamp.author, when=stamp.day) for each in made)

    def _proposed(self, span: Span, edits: Sequence[Edit], verdict: Verdict, check: str) -> tuple[Decision, ...]:
        becomes = stretch(self._document.source.text, span, edits)
        made = decisions.propose(self._document, span, becomes, check=check, verdict=verdict)
        return (made,) if made else ()

    # paragraphs

    def put_in(self, text: str, block: int, stamp: Stamp | None, *, before: bool = False) -> None:
        """Suggest a paragraph of its own behind a block, or before it."""
        there = self._document.blocks[block] if block >= 0 else None
        if there is None or there.kind not in _PARAGRAPHS:
            self.again.append(f"The paragraph “{_short(text)}” is new; write it into the draft where it is to stand.")
            return
        source = self._document.source.text
        first, last = self._lines(there)
        at = first if before else last
        new = f"{text}\n\n" if before else f"\n\n{text}"
        assert 0 <= at <= len(source), "a line's end"
        self._suggest(Span(at, at), (Edit(Span(at, at), new),), stamp or self._saved)

    def take_out(self, block: int, stamp: Stamp | None) -> None:
        """Suggest that a block goes."""
        there = self._document.blocks[block]
        if there.kind not in _PARAGRAPHS:
            self.again.append(f"“{_short(there.text)}” was taken out; take it out of the draft itself.")
            return
        source = self._document.source.text
        first, last = self._lines(there)
        while last < len(source) and source[last] in "\r\n":
            last += 1
        self._suggest(Span(first, last), (Edit(Span(first, last), ""),), stamp or self._saved)

    def join(self, first: int, second: int, between: str, stamp: Stamp | None) -> None:
        """Suggest that two paragraphs are one."""
        one, other = self._document.blocks[first], self._document.blocks[second]
        if one.kind is not BlockKind.PARAGRAPH or other.kind is not BlockKind.PARAGRAPH:
            self.again.append(f"“{_short(other.text)}” was joined to what stands before it; do it in the draft itself.")
            return
        span = Span(self._lines(one)[1], self._lines(other)[0])
        self._suggest(span, (Edit(span, between),), stamp or self._saved)

    def _lines(self, block: Block) -> tuple[int, int]:
        """Where the lines of a block begin and end, without the last line's break."""
        text = self._document.source.text
        end = text.find("\n", block.ends[-1])
        end = len(text) if end < 0 else end
        return text.rfind("\n", 0, block.starts[0]) + 1, end - (text[end - 1 : end] == "\r")

    # comments

    def remark(self, remarks: Iterable[Remark]) -> None:
        """Put comments with the items that they are on; what has none, and those on no item, decide nothing."""
        by_item: dict[int, list[Remark]] = {}
        for remark in remarks:
            if remark.item:
                by_item.setdefault(remark.item, []).append(remark)
            else:
                self._free(remark)
        for number, mine in by_item.items():
            self._commented(number, _joined(mine), mine[-1].stamp)

    def _commented(self, number: int, text: str, stamp: Stamp) -> None:
        if number in self._answered:
            self._answered[number] = [replace(each, comment=text) for each in self._answered[number]]
            return
        rejection = decisions.of(self._document, self._items[number].finding, None)
        if not rejection:
            self.again.append(f"{stamp.author or 'Somebody'} commented “{_short(text)}”, which can't be placed.")
        for each in rejection:
            self._made.append(
                replace(each, verdict=Verdict.OPEN, becomes=None, comment=text, who=stamp.author, when=stamp.day)
            )

    def _free(self, remark: Remark) -> None:
        made = None
        if remark.block >= 0 and remark.start < remark.end:
            span = self._document.blocks[remark.block].span(remark.start, remark.end)
            made = decisions.propose(
                self._document,
                span,
                None,
                verdict=Verdict.OPEN,
                comment=remark.text,
                who=remark.stamp.author,
                when=remark.stamp.day,
            )
        if made is None:
            who = remark.stamp.author or "Somebody"
            self.again.append(f"{who} commented “{_short(remark.text)}” on a place that the draft does not have.")
        else:
            self._made.append(made)


def _known(item: Item) -> Item:
    """An item without its check where there is no such one: it was another version's, and no entry may name it."""
    if item.finding.check in checks.ids():
        return item
    return replace(item, finding=replace(item.finding, check=""))


def _joined(remarks: Sequence[Remark]) -> str:
    """Comments as one; with their authors' names where there are several."""
    several = len({remark.stamp.author for remark in remarks}) > 1
    return "\n".join(f"{remark.stamp.author}: {remark.text}" if several else remark.text for remark in remarks)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else f"{flat[:40].rstrip()} … {flat[-16:].lstrip()}"
