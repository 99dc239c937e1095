"""Reviews of the corpus that two readers have marked as copy editors, neither of whom saw what the other did.

    python -m benchmarks readings [--gold FOLDER] [--corpus FILE]

`benchmarks/readings.tsv` has their marks by place, and none of the reviews' words but what is to stand in one; the
reviews are read in the corpus, where it lies. They are scored in two ways. Once, what both call an error is one, and
what only one of them would change, or calls taste, is advice, which counts neither way: editors differ. And once by the
first reader's marks alone; so are the second reader's, as if they were a tool's. What the gold drafts have as advice
is advice whoever marked it: a comma lost before “and” or “but” between clauses, a compound's lost hyphens.

Prints the tables, and writes `benchmarks/readings.md`, which the README quotes.
"""

import hashlib
import json
import lzma
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.quality import MADE, Comparison, table
from benchmarks.quality.annotated import Score, Scorer, Set
from benchmarks.quality.edited import Flags
from benchmarks.quality.table import Side
from benchmarks.quality.tools import harper, languagetool
from pipeline.run import Run

TABLE = Path(__file__).parent.parent / "readings.tsv"
RESULTS = TABLE.with_suffix(".md")
READERS = FIRST, SECOND = ("first", "second")
BOTH, ONE = "errors that both readers marked", "errors that the first reader marked"
_COMMA = re.compile(r",(?= (?:and|but|or|nor|so|yet)\b)")
NOTHING, OPEN, BETWEEN = "∅", "?", " | "
"""How the table has the fix that leaves nothing, a place whose wording is open, and what stands between fixes."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a reader marked: half-open code points of the review, what kind of error, and every fix; none where open."""

    start: int
    end: int
    level: str
    category: str
    fixes: tuple[str, ...]

    def is_error(self, text: str) -> bool:
        """Whether the reader calls it an error, and it does more than put a comma before a conjunction, or a hyphen."""
        old, new = text[self.start : self.end], self.fixes[0] if self.fixes else ""
        joined = new.replace("-", " ") == old.replace("-", " ") and new.count("-") > old.count("-")
        parted = _COMMA.sub("", new) == _COMMA.sub("", old) and new.count(",") > old.count(",")
        return self.level == "error" and not (joined or parted)

    def meets(self, other: "Mark") -> bool:
        """Whether two marks are of one place: they share a character, or lie side by side."""
        return self.start <= other.end and other.start <= self.end


@dataclass(frozen=True, slots=True)
class Review:
    """A review of the corpus: its number there, the digest of its text, each reader's marks, and where names stand."""

    number: int
    digest: str
    marks: dict[str, tuple[Mark, ...]]
    names: tuple[tuple[int, int], ...]

    @property
    def name(self) -> str:
        """What its draft is called."""
        return f"review-{self.number:05}"


def digest(text: str) -> str:
    """What tells a review's text from every other."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def reviews(path: Path = TABLE) -> tuple[Review, ...]:
    """The reviews that a table tells of, in its order. Raises ValueError for a line that is none of the table's."""
    found: list[Review] = []
    for line in path.read_text("utf-8").split("\n"):
        if not line or line.startswith("#"):
            continue
        kind, *fields = line.split("\t")
        if kind == "review":
            found.append(Review(int(fields[0]), fields[1], dict.fromkeys(READERS, ()), ()))
            continue
        last = found.pop()
        start, end = int(fields[0]), int(fields[1])
        if kind == "name":
            found.append(Review(last.number, last.digest, last.marks, (*last.names, (start, end))))
        elif kind in READERS:
            fixes = () if fields[4] == OPEN else tuple(fields[4].split(BETWEEN))
            read = tuple("" if fix == NOTHING else fix for fix in fixes)
            marks = last.marks | {kind: (*last.marks[kind], Mark(start, end, fields[2], fields[3], read))}
            found.append(Review(last.number, last.digest, marks, last.names))
        else:
            raise ValueError(f"{path}: “{kind}” is neither a review nor a mark")
    return tuple(found)


Row = dict[str, Any]
"""A line of a file of marks, as the scorer reads it."""


ONCE = ("titles", "consistency")
"""The categories in which the same words, to be mended in one way in several places, are one error."""


def agreed(text: str, review: Review) -> list[Row]:
    """What both readers call an error, wherever either marked it; what one alone marks, or calls taste, as advice."""
    return _once(_agreed(text, review))


def _agreed(text: str, review: Review) -> Iterator[Row]:
    first, second = (review.marks[reader] for reader in READERS)
    same = {
        other: [mark for mark in first if mark.is_error(text) and other.is_error(text) and mark.meets(other)]
        for other in second
    }
    for mark in first:
        others = [other for other in second if mark in same[other]]
        level = "error" if others else "advice"
        # What one reader mends at a stroke and the other in two is found where either of the two is, not both by one.
        alone = [other for other in others if len(same[other]) == 1]
        yield _row(text, mark, level) | {"also": [_row(text, other, level) for other in alone]}
    yield from (_row(text, mark, "advice") for mark in second if not same[mark])


def as_findings(text: str, marks: Iterable[Mark]) -> list[Row]:
    """What a reader calls errors, as the scorer reads a tool's findings."""
    return [
        {
            "check": mark.category,
            "start": mark.start,
            "end": mark.end,
            "fixes": [
                {"applicability": "unsafe", "edits": [{"start": mark.start, "end": mark.end, "text": fix}]}
                for fix in mark.fixes
            ],
        }
        for mark in marks
        if mark.is_error(text)
    ]


def _row(text: str, mark: Mark, level: str) -> Row:
    place = {"start": mark.start, "end": mark.end, "text": text[mark.start : mark.end]}
    return place | {"category": mark.category, "fixes": list(mark.fixes), "level": level, "note": ""}


def first_alone(text: str, review: Review) -> list[Row]:
    """What the first reader marked."""
    marks = review.marks[FIRST]
    return _once(_row(text, mark, "error" if mark.is_error(text) else "advice") for mark in marks)


def _once(rows: Iterable[Row]) -> list[Row]:
    """The rows, of which those that ask for the same mend of the same words are one, with all its places."""
    found: list[Row] = []
    for row in rows:
        same = next((each for each in found if row["category"] in ONCE and _alike(each, row)), None)
        if same is None:
            found.append(row)
        else:
            same["also"] = [*same.get("also", ()), row, *row.get("also", ())]
    return found


def _alike(one: Row, other: Row) -> bool:
    return (
        all(one[key] == other[key] for key in ("level", "category", "text")) and one["fixes"][:1] == other["fixes"][:1]
    )


def texts(corpus: Path, found: Sequence[Review]) -> dict[str, str]:
    """The reviews' texts by the names of their drafts.

    Raises OSError where there is no corpus, ValueError where a review in it is not the one that was marked.
    """
    with lzma.open(corpus, "rt", encoding="utf-8") as file:
        every = file.read().split("\n\n")
    read: dict[str, str] = {}
    for review in found:
        text = every[review.number].strip("\n") + "\n" if review.number < len(every) else ""
        if digest(text) != review.digest:
            raise ValueError(f"{corpus}: review {review.number} is not the one that was marked")
        read[review.name] = text
    return read


def lay(
    folder: Path, name: str, found: Sequence[Review], read: dict[str, str], rows: Callable[[str, Review], Iterable[Row]]
) -> Set:
    """Write reviews, and the rows of marks on them, into a new folder, as the scorer reads a set."""
    for part in ("drafts", "gold", "names"):
        (folder / part).mkdir(parents=True)
    for review in sorted(found, key=lambda each: each.name):
        text = read[review.name]
        lines = {
            f"drafts/{review.name}.md": [text.removesuffix("\n")],
            f"gold/{review.name}.jsonl": [json.dumps(row, ensure_ascii=False) for row in rows(text, review)],
            f"names/{review.name}.txt": sorted({text[start:end] for start, end in review.names}),
        }
        for path, those in lines.items():
            (folder / path).write_text("".join(f"{line}\n" for line in those), "utf-8", newline="\n")
    return Set(name, folder)


def second_reader(scorer: Scorer, found: Sequence[Review], read: dict[str, str]) -> Side:
    """What the second reader's marks score by the first one's."""
    total = scorer.module.Tally()
    for review in found:
        text = read[review.name]
        names = [text[start:end] for start, end in review.names]
        rows = first_alone(text, review)
        total.add(scorer.module.score(review.name, text, rows, names, as_findings(text, review.marks[SECOND])).tally)
    return Side("a second reader", {ONE: Score(len(found), total, scorer.module.Tally(), {})}, Flags(0, 0))


def run(gold: Path, corpus: Path) -> None:
    """Measure, print, and write what was measured; say so where the scorer or the corpus is not there."""
    if not corpus.is_file():
        print(f"readings: no corpus at {corpus}; name its file, reviews.txt.xz, with --corpus.")
    if not (gold / "score.py").is_file():
        print(f"readings: no score.py at {gold}; name the folder that has it with --gold.")
    if not (corpus.is_file() and (gold / "score.py").is_file()):
        return
    scorer, found = Scorer(gold / "score.py"), reviews()
    read = texts(corpus, found)
    with TemporaryDirectory() as folder:
        sets = [
            lay(Path(folder) / "both", BOTH, found, read, agreed),
            lay(Path(folder) / "first", ONE, found, read, first_alone),
        ]
        with Run(list(sets[0].drafts)) as desk:
            reports = [desk.report(each) for each in desk.sources()]
        shown = Comparison(scorer, sets, {each.name: reports for each in sets}, [])
        sides, missing = shown.sides()
        named = [each for each in sides if each.title in ("copydesk", languagetool.TITLE, harper.TITLE)]
        text = "\n".join(
            [
                table.main_table([*sides, second_reader(scorer, found, read)], list(missing)),
                f"By category, of the {BOTH}:\n",
                table.by_category([each.title for each in named], [each.scores[BOTH].categories for each in named]),
            ]
        )
    print(text)
    RESULTS.write_text(MADE + text, encoding="utf-8", newline="\n")
