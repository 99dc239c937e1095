"""A decision on a place of the draft, with the context that finds the place again."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from pipeline import checks, sentences
from pipeline.anchors import normal, times
from pipeline.decisions._model import CLOSE, OPEN, Decision, Verdict
from pipeline.decisions._places import places, split
from pipeline.decisions._resolve import choose
from pipeline.document import Block, Document
from pipeline.finding import Edit, Finding, Fix, apply_edits, stretch
from pipeline.fix import at_home
from pipeline.source import Span

APART = 300
"""Edits of one fix with more characters between them are decided place by place: each is anchored on its own."""

_MARKUP = re.compile(r"[*_\[\]<>&\\`#~^$|{}\n\r]|^\s*(?:[-+]|\d+[.)])\s")


def of(document: Document, finding: Finding, fix: Fix | None) -> tuple[Decision, ...]:
    """The entries that accept a finding's fix, or, without one, the entry that turns the finding down.

    A fix's edits in one paragraph have one entry; a fix that mends places far apart has one for each. Nothing where no
    entry can be made, as for words that hold ⟦ or ⟧. A finding that no check made can't be turned down, and the entries
    that accept its fix name none.
    """
    made = finding.check in checks.ids()
    if fix is None and not made:
        return ()
    if fix is None:
        rejection = _rejection(document, finding)
        return (rejection,) if rejection else ()
    entries = []
    text = document.source.text
    for edits in _together(text, fix.edits):
        hull = Span(edits[0].span.start, edits[-1].span.end)
        entry = propose(document, hull, stretch(text, hull, edits), check=finding.check if made else "")
        if entry is None:
            return ()
        entries.append(entry)
    return tuple(entries)


def propose(
    document: Document,
    span: Span,
    becomes: str | None,
    *,
    check: str = "",
    verdict: Verdict = Verdict.ACCEPTED,
    comment: str = "",
    who: str = "",
    when: date | None = None,
) -> Decision | None:
    """The decision on a span of the file, `becomes` being what the file is to have there, in the file's characters.

    Its context is the shortest that stands once in the draft, of whole words with at least one on each side; of a
    rejection it has the whole sentence. What is prose is quoted as a reader sees it, all else as the file has it.
    `resolve` finds it at the span, and what it edits there makes of the text exactly what was proposed. None where no
    context does that: the words hold ⟦ or ⟧.
    """
    text = document.source.text
    wanted = _with(document, Fix((Edit(span, becomes or ""),)))
    wide = _whole_runs(text, span, becomes)
    wider = wide, None if becomes is None else text[wide.start : span.start] + becomes + text[span.end : wide.end]
    for place, new in dict.fromkeys((wider, (span, becomes))):
        for before, was, after in _candidates(document, place, new, verdict is Verdict.REJECTED):
            plain = before + was + after
            if OPEN in plain or CLOSE in plain or not plain.strip():
                continue
            once = bool(was) and times(was, plain) == 1
            context = plain if once else f"{before}{OPEN}{was}{CLOSE}{after}"
            decision = Decision(was, context, verdict, new, check, comment, who, when)
            if _holds(document, decision, place, wanted):
                return decision
    return None


def _whole_runs(text: str, span: Span, becomes: str | None) -> Span:
    """A span with the whole of the runs of spaces that it cuts, or would make: in a context a run is one space.

    Where nothing is put there (`becomes` is None), no run is made.
    """
    start, end = span
    there = text[start:end] or text[end : end + 1]
    new = there if becomes is None else becomes or text[end : end + 1]
    if there[:1].isspace() or new[:1].isspace():
        while start > 0 and text[start - 1].isspace():
            start -= 1
    there = text[span.start : end] or text[max(0, span.start - 1) : span.start]
    new = there if becomes is None else becomes or text[max(0, span.start - 1) : span.start]
    if there[-1:].isspace() or new[-1:].isspace():
        while end < len(text) and text[end].isspace():
            end += 1
    return Span(start, end)


def _rejection(document: Document, finding: Finding) -> Decision | None:
    """The entry that turns a finding down: at its own span, or, where a fix edits beside it, at that of both."""
    spans = [finding.span]
    if finding.fix:
        edits = _together(document.source.text, finding.fix.edits)[0]
        hull = Span(min(finding.span.start, edits[0].span.start), max(finding.span.end, edits[-1].span.end))
        inside = tuple(edit for edit in finding.fix.edits if hull.contains(edit.span))
        if len(inside) == len(finding.fix.edits):
            offered = stretch(document.source.text, hull, inside)
            entry = propose(document, hull, offered, check=finding.check, verdict=Verdict.REJECTED)
            if entry:
                return entry
        spans.append(hull)
    made = (propose(document, span, None, check=finding.check, verdict=Verdict.REJECTED) for span in spans)
    return next((entry for entry in made if entry), None)


def _together(text: str, edits: Sequence[Edit]) -> list[list[Edit]]:
    """Edits in groups, those of one paragraph that are near one another together."""
    groups = [[edits[0]]]
    for edit in edits[1:]:
        between = text[groups[-1][-1].span.end : edit.span.start]
        if re.search(r"\w", between) and (len(between) > APART or re.search(r"\n[ \t\r]*\n", between)):
            groups.append([])
        groups[-1].append(edit)
    return groups


def _candidates(document: Document, span: Span, becomes: str | None, whole: bool) -> Iterator[tuple[str, str, str]]:
    """What stands before a span, in it, and behind it: prose first, ever more of it, then the file's characters."""
    text = document.source.text
    for block in document.blocks:
        for start, end in _inside(block, span):
            for low, high in _grown(block.text, start, end, whole):
                if becomes is None or not _MARKUP.search(becomes) or block.verbatim(low, high):
                    yield _flat(block.text[low:start]), block.text[start:end], _flat(block.text[end:high])
    for low, high in _grown(text, span.start, span.end, whole):
        yield text[low : span.start], text[span.start : span.end], text[span.end : high]


def _inside(block: Block, span: Span) -> Iterator[tuple[int, int]]:
    """The stretch of a block's prose that has exactly a span of the file."""
    if not block.text or not block.whole.contains(span):
        return
    start = block.index_of(span.start)
    end = start if span.start == span.end else block.index_of(span.end)
    if block.span(start, end) == span:
        yield start, end


def _flat(text: str) -> str:
    """Context on one line."""
    return re.sub(r"\s+", " ", text)


def _grown(text: str, start: int, end: int, whole: bool) -> Iterator[tuple[int, int]]:
    """Ever longer stretches of whole words around one, from a word on each side, or from the sentence, to all of it."""
    low, high = sentences.around(text, start, end) if whole else (start, end)
    low, high = _edge(text, low, -1), _edge(text, high, 1)
    if whole:
        yield low, high
    words = 1
    while True:
        for _ in range(words):
            low, high = _on(text, low, -1), _on(text, high, 1)
        yield low, high
        if low == 0 and high == len(text):
            return
        words = 1 if high - low < 200 else words * 2


def _edge(text: str, at: int, step: int) -> int:
    """A place moved out of the word that it is in."""
    while 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum():
        at += step
    return at


def _on(text: str, at: int, step: int) -> int:
    """A place moved over one more word, and over what stands before it, to the right or to the left."""
    behind = 0 if step > 0 else -1
    limit = len(text) if step > 0 else 0
    while at != limit and not text[at + behind].isalnum():
        at += step
    while at != limit and text[at + behind].isalnum():
        at += step
    return at


def _holds(document: Document, decision: Decision, span: Span, wanted: str) -> bool:
    """Whether a decision is found at the span and nowhere else, and makes the text that is wanted."""
    now, then = places(document, decision)
    if len(now) != 1 or then or now[0].span != span:
        return False
    if decision.verdict not in (Verdict.ACCEPTED, Verdict.SUGGESTED):
        return True
    choice, _ = choose(document, decision)
    done = choice is not None and choice.fix is not None and _with(document, choice.fix) == wanted
    return done and not _stands_again(document, decision, span, wanted)


def _stands_again(document: Document, decision: Decision, span: Span, wanted: str) -> bool:
    """Whether a decision that was followed would be found beside its place once more, as if it never had been.

    “band” before “band end” stands there again once one “band” is out.
    """
    before, after = split(decision)
    new = decision.becomes or ""
    was, then = (normal(before + each + after) for each in (decision.was, new))
    if was == then:  # only the shape of marks or spaces changes: that is looked up in the file's own characters
        return False
    reach = len(before) + len(after) + len(decision.was)
    texts = [wanted[max(0, span.start - reach) : span.start + len(new) + reach]]
    for block in document.blocks:
        for start, end in _inside(block, span):
            texts.append(block.text[max(0, start - reach) : start] + new + block.text[end : end + reach])
    return any(
        _found(was, text.replace(then, "\n", 1) if len(then) > len(was) else text) for text in map(normal, texts)
    )


def _found(passage: str, text: str) -> bool:
    """Whether a passage of whole words stands in a text."""
    left, right = (r"(?<![^\W_])" if passage[:1].isalnum() else ""), (r"(?![^\W_])" if passage[-1:].isalnum() else "")
    return re.search(left + re.escape(passage) + right, text) is not None


def _with(document: Document, fix: Fix) -> str:
    """The file's text with a fix applied."""
    return apply_edits(document.source.text, at_home(fix, document.source).edits)
