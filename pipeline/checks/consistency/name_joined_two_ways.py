"""A name written as one word here and as two, or with a hyphen, there: Ratboy, Rat Boy and Rat-Boy.

A name has one form throughout a text (Chicago 2.49, the style sheet; New Hart's Rules 2.3). The rarer form is flagged;
where both come equally often the one that reviews know less, or the later one, is a question. A word that is no name
(Overnight at a sentence's start), a first name and a surname that happen to make another name (Leeann, Lee Ann), and
quotations are left alone.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from pipeline import house as tables
from pipeline.checks import Allowed, Flagged
from pipeline.checks._places import Place, together
from pipeline.document import RUNNING, Block, Document, RegionKind
from pipeline.finding import Finding, Severity
from pipeline.names import common

SEVERITY = Severity.ERROR
FIX = "unsafe"
EXAMPLES = (
    Flagged(
        "We meet Ratboy in a cellar. Ratboy sings, and in the end ⟦Rat Boy⟧ leaves.",
        fixed="We meet Ratboy in a cellar. Ratboy sings, and in the end Ratboy leaves.",
    ),
    Flagged(
        "In it De Orrso plays. She is good, as De Orrso is in all, but ⟦DeOrrso⟧ is tired.",
        fixed="In it De Orrso plays. She is good, as De Orrso is in all, but De Orrso is tired.",
    ),
    Flagged(
        "I like Moon-Wolf, and what ⟦Moonwolf⟧ says.",
        fixed="I like Moon-Wolf, and what Moon-Wolf says.",
        severity=Severity.QUERY,
    ),
    Allowed("We meet Ratboy. A rat boy sings. Over Night is a band; Overnight it plays."),
    Allowed("“The Rat Boy is back again,” she says, and Ratboy sings."),
    Allowed("He meets Maryann, and then Mary Ann Orr and Mary Ann Bell."),
)

_CLOSED = re.compile(r"(?<![\w'’@#/.-])[A-Z][a-z]+(?:[A-Z][a-z]+)?(?![\w@-]|\.\w)")
_OPEN = re.compile(r"(?<![\w'’@#/.-])(?=(?P<name>[A-Z][a-z]+(?: [A-Z]|-[A-Za-z])[a-z]+)(?![\w@-]|\.\w))")
LEAST = 6
"""Shorter names, in letters, may be initials or chance."""


def find(document: Document) -> Iterator[Finding]:
    """Flag each use of the rarer form."""
    ways: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for block in document.blocks:
        if block.kind not in RUNNING:
            continue
        for pattern, group in ((_CLOSED, 0), (_OPEN, "name")):
            for match in pattern.finditer(block.text):
                start, end = match.span(group)
                joined = re.sub(r"[ -]", "", match[group]).lower()
                kinds = (RegionKind.CODE, RegionKind.FOREIGN)
                cited = _is_speech(block, start, end)
                if len(joined) >= LEAST and not cited and not any(block.inside(kind, start, end) for kind in kinds):
                    ways[joined][match[group]].append(Place(block, start, end))
    for joined, forms in ways.items():
        closed = [form for form in forms if form.isalpha()]
        if len(forms) > 1 and closed and len(closed) < len(forms) and not _is_chance(joined, forms):
            yield from _odd(forms)


def _is_speech(block: Block, start: int, end: int) -> bool:
    """Whether words stand in a quotation that is longer than a title mostly is."""
    around = (
        one for one in block.regions if one.kind is RegionKind.QUOTATION and one.start <= start and end <= one.end
    )
    return any(len(block.text[one.start : one.end].split()) > 4 for one in around)


def _is_chance(joined: str, forms: dict[str, list[Place]]) -> bool:
    """Whether the closed form is an ordinary word, or an open one two names of two sorts: Mary Ann, Maryann."""
    if common(joined) or tables.frequencies().get(joined, 0) - tables.capitals().get(joined, 0) >= 3:
        return True
    parts = [form.split() for form in forms if " " in form]
    return any(not common(first) and not common(last) for first, last in parts if len(first) > len("Mac"))


def _odd(forms: dict[str, list[Place]]) -> Iterator[Finding]:
    """A finding for each form but the leading one, whose places are the writer's own."""
    wanted = max(forms, key=lambda form: (len(forms[form]), _known(form), *_first(forms[form])))
    for form, found in forms.items():
        if form == wanted or form.isalpha() == wanted.isalpha():
            continue
        count, most = len(found), len(forms[wanted])
        message = f"“{form}” here, “{wanted}” elsewhere ({most} to {count}); a name has one form."
        yield together([(place, wanted) for place in found], message, None if most > count else Severity.QUERY)


def _known(form: str) -> int:
    """How often reviews have a name in this form, as far as that can be told."""
    low = form.lower()
    return tables.bigrams().get(low, 0) if " " in low else tables.frequencies().get(low, 0)


def _first(found: list[Place]) -> tuple[int, int]:
    return -found[0].block.index, -found[0].start
