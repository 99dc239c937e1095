"""The benchmark's tables, in Markdown that reads in a terminal too."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.quality.annotated import Score
from benchmarks.quality.edited import Flags

NOTHING = "–"
MISSING = "not measured"


@dataclass(frozen=True, slots=True)
class Side:
    """What was measured of one tool: its score on each set, its flags on edited prose."""

    title: str
    scores: Mapping[str, Score]
    edited: Flags


def share(part: int, whole: int) -> str:
    """A ratio to two places, or a dash where there is nothing to divide by."""
    return f"{part / whole:.2f}" if whole else NOTHING


def _density(false: int, words: int) -> str:
    return f"{1000 * false / words:.1f}" if words else NOTHING


FIGURES: Mapping[str, Callable[[Score], str]] = {
    "errors found": lambda score: share(score.all.hits, score.all.gold),
    "precision": lambda score: share(score.all.true, score.all.true + score.all.false),
    "F0.5": lambda score: f"{score.all.f_half:.2f}",
    "first fix right, where an error was found": lambda score: share(score.all.correct, score.all.hits),
    "false flags on names": lambda score: str(score.all.names),
    "false flags in 1,000 words of its clean drafts": lambda score: _density(score.clean.false, score.clean.words),
    "safe fixes right": lambda score: share(score.all.safe_right, score.all.safe),
}

EDITED: Mapping[str, Callable[[Flags], str]] = {
    "false flags in 1,000 words": lambda flags: _density(flags.all, flags.words),
    "the same, but for real faults and taste": lambda flags: (
        NOTHING if flags.false is None else _density(flags.false, flags.words)
    ),
}


def main_table(sides: Sequence[Side], missing: Sequence[str]) -> str:
    """The figures of all tools side by side, set by set, then on edited prose; `missing` are the tools not measured."""
    rows = [["", *(side.title for side in sides), *missing]]
    for name, first in sides[0].scores.items():
        drafts = "1 draft" if first.drafts == 1 else f"{first.drafts} drafts"
        counted = f"{drafts}, {first.all.words:,} words, {first.all.gold} errors"
        rows.append([f"**{name}**: {counted}", *[""] * (len(sides) + len(missing))])
        for figure, said in FIGURES.items():
            if figure == "false flags in 1,000 words of its clean drafts" and not first.clean.words:
                continue
            cells = [said(side.scores[name]) if name in side.scores else NOTHING for side in sides]
            rows.append([figure, *cells, *[MISSING] * len(missing)])
    if sides[0].edited.words:
        rows.append([f"**edited prose**: {sides[0].edited.words:,} words", *[""] * (len(sides) + len(missing))])
        for figure, counted_in in EDITED.items():
            cells = [counted_in(side.edited) for side in sides]
            rows.append([figure, *cells, *[MISSING] * len(missing)])
    return markdown(rows)


def by_category(titles: Sequence[str], categories: Sequence[Mapping[str, Any]]) -> str:
    """The share of each category's errors that each tool found, all sets together, the largest category first."""
    rows = [["category", "errors", *titles]]
    for name, tally in sorted(categories[0].items(), key=lambda each: (-each[1].gold, each[0])):
        rows.append([name, str(tally.gold), *(share(each[name].hits, tally.gold) for each in categories)])
    return markdown(rows)


def markdown(rows: Sequence[Sequence[str]]) -> str:
    """A table of Markdown, its columns padded, all but the first set to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [_line([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in rows]
    rule = _line(["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])])
    return "\n".join((lines[0], rule, *lines[1:])) + "\n"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
