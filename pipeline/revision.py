"""Edits carried over edits, and revisions composed.

A span of a draft is found again after edits, and one of the edited draft in the draft as it was; so the places of a
second revision, made of what the first one left, can be told in the places of the file.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.finding import Applicability, Applied, Edit, Finding, Fix, Revision
from pipeline.source import Source, Span

Moved = Sequence[tuple[Span, Span]]
"""For each edit the span that it replaced and the span that its text has afterwards, in order."""


def touch(one: Span, other: Span) -> bool:
    """Whether two spans overlap, or one ends where the other begins."""
    return one.start <= other.end and other.start <= one.end


def moved(applied: Iterable[Applied]) -> list[tuple[Span, Span]]:
    """Where the edits of fixes were, and where their texts are."""
    pairs: list[tuple[Span, Span]] = []
    shift = 0
    for edit in sorted((edit for each in applied for edit in each.fix.edits), key=lambda edit: edit.span):
        start = edit.span.start + shift
        pairs.append((edit.span, Span(start, start + len(edit.text))))
        shift += len(edit.text) - (edit.span.end - edit.span.start)
    return pairs


def carry(span: Span, pairs: Moved) -> Span:
    """Where a span lies on the other side of edits; one that ends inside of an edit is widened to the whole of it."""
    low, high = span
    for here, there in pairs:
        if here.end <= span.start:
            low = span.start + there.end - here.end
        elif here.start < span.start:
            low = there.start
        if here.start < span.end:
            high = there.end + max(0, span.end - here.end)
    return Span(low, max(low, high))


def hull(span: Span, pairs: Moved) -> Span:
    """Where a span lies on the other side of edits, with all that was put at its borders."""
    low = sum(there.end - there.start - (here.end - here.start) for here, there in pairs if here.end < span.start)
    high = sum(there.end - there.start - (here.end - here.start) for here, there in pairs if here.end <= span.end)
    return Span(span.start + low, span.end + high)


def compose(first: Revision, second: Revision) -> Revision:
    """Two revisions, the second of what the first made, as one.

    Where an edit of the second touches one of the first, the two are one edit, and their fixes one fix.
    """
    to_middle, to_after = moved(first.applied), moved(second.applied)
    to_before = [(there, here) for here, there in to_middle]
    rebased = [replace(each, finding=_rebase(each.finding, first.before, to_before)) for each in second.applied]
    every = [*first.applied, *rebased]
    ours = len(first.applied)
    group = list(range(len(every)))
    edits: list[list[Edit]] = [[] for _ in every]
    for cluster in _clusters(first.applied, second.applied, to_middle):
        numbers = {number for _, _, number in cluster}
        if min(numbers) < ours <= max(numbers):
            span = Span(cluster[0][0].start, max(place.end for place, _, _ in cluster))
            inner = hull(span, to_after)
            joined = {group[number] for number in numbers}
            group = [min(joined) if number in joined else number for number in group]
            edits[min(numbers)].append(Edit(hull(span, to_before), second.after[inner.start : inner.end]))
        else:
            for place, edit, number in cluster:
                edits[number].append(edit if number < ours else replace(edit, span=carry(place, to_before)))
    applied = [
        _join(
            [each for each, mine in zip(every, group, strict=True) if mine == head],
            [edit for some, mine in zip(edits, group, strict=True) if mine == head for edit in some],
        )
        for head in sorted(set(group))
    ]
    applied.sort(key=lambda each: each.fix.edits[0].span)
    left = tuple(found for each in second.left if (found := _rebase(each, first.before, to_before)))
    return Revision(first.before, second.after, tuple(applied), left)


def _clusters(
    first: Sequence[Applied], second: Sequence[Applied], to_middle: Moved
) -> Iterator[list[tuple[Span, Edit, int]]]:
    """The edits of both, each with its place in the text between and its fix's number, those that touch together."""
    mine = sorted(((edit, number) for number, each in enumerate(first) for edit in each.fix.edits), key=_by_span)
    marks = [(there, edit, number) for (edit, number), (_, there) in zip(mine, to_middle, strict=True)]
    marks += [(edit.span, edit, number) for number, each in enumerate(second, len(first)) for edit in each.fix.edits]
    cluster: list[tuple[Span, Edit, int]] = []
    end = -1
    for mark in sorted(marks, key=lambda mark: (mark[0], mark[2])):
        if cluster and mark[0].start > end:
            yield cluster
            cluster = []
        cluster.append(mark)
        end = max(end, mark[0].end)
    if cluster:
        yield cluster


def _by_span(item: tuple[Edit, int]) -> Span:
    return item[0].span


def _join(group: Sequence[Applied], edits: Iterable[Edit]) -> Applied:
    """Fixes that have become one: the first finding, with the reasons of all."""
    found = [each.finding for each in group if each.finding]
    caution = max((each.fix.applicability for each in group), key=list(Applicability).index)
    fix = Fix(tuple(sorted(edits, key=lambda edit: edit.span)), caution)
    if not found:
        return Applied(fix)
    message = " ".join(dict.fromkeys(finding.message for finding in found))
    sources = tuple(dict.fromkeys(source for finding in found for source in finding.sources))
    return Applied(fix, replace(found[0], message=message, sources=sources))


def _rebase(finding: Finding | None, before: Source, to_before: Moved) -> Finding | None:
    """A finding of the text between in the places of the file; fixes that touch what was changed are dropped."""
    if finding is None:
        return None
    span = carry(finding.span, to_before)
    fixes = tuple(
        replace(fix, edits=tuple(replace(edit, span=carry(edit.span, to_before)) for edit in fix.edits))
        for fix in finding.fixes
        if not any(touch(edit.span, here) for edit in fix.edits for here, _ in to_before)
    )
    return replace(finding, span=span, text=before[span], fixes=fixes)
