"""Reviews that two readers have marked: what counts as an error, and what the reviews' own words are read from."""

import json
import lzma
from pathlib import Path

import pytest

from benchmarks.quality.readings import (
    Mark,
    Review,
    agreed,
    as_findings,
    digest,
    first_alone,
    lay,
    reviews,
    texts,
)

TEXT = "The drummer sing loud. He is hear and it rain.\n"


def mark(text: str, level: str = "error", *fixes: str) -> Mark:
    """A mark on the first place of a text."""
    at = TEXT.index(text)
    return Mark(at, at + len(text), level, "grammar", fixes)


def review(first: tuple[Mark, ...], second: tuple[Mark, ...]) -> Review:
    return Review(1, digest(TEXT), {"first": first, "second": second}, ((4, 11),))


def test_an_error_is_what_both_readers_call_one() -> None:
    here = review(
        (mark("sing", "error", "sings"), mark("loud", "error", "loudly"), mark("He", "advice")),
        (mark("drummer sing", "error", "drummer sings"), mark("He", "error"), mark("hear", "error", "here")),
    )
    rows = list(agreed(TEXT, here))
    assert [("sing", "error"), ("loud", "advice"), ("He", "advice"), ("He", "advice"), ("hear", "advice")] == [
        (row["text"], row["level"]) for row in rows
    ]
    assert [("drummer sing", ["drummer sings"])] == [(also["text"], also["fixes"]) for also in rows[0]["also"]]
    assert ["sing", "loud", "He"] == [row["text"] for row in first_alone(TEXT, here)]


def test_a_wide_mark_of_the_second_reader_is_no_place_of_two_errors() -> None:
    both = (mark("sing", "error", "sings"), mark("loud", "error", "loudly"))
    rows = list(agreed(TEXT, review(both, (mark("sing loud", "error", "sings loudly"),))))
    assert [("sing", "error", []), ("loud", "error", [])] == [(row["text"], row["level"], row["also"]) for row in rows]


def test_one_title_set_otherwise_in_several_places_is_one_error() -> None:
    both = tuple(Mark(at, at + 2, "error", "titles", ("“is”",)) for at in (13, 43))
    (row,) = first_alone(TEXT, review(both, ()))
    assert [43] == [also["start"] for also in row["also"]]
    (row,) = agreed(TEXT, review(both, both))
    assert [13, 43, 43] == [also["start"] for also in row["also"]]


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("hear and", "hear, and", False),
        ("hear and", "here, and", True),
        ("hear and it", "hear. And it", True),
        ("drummer sing", "drummer-sing", False),
        ("drummer sing", "drummer sings", True),
        ("loud", "", True),
        ("sing loud. He", "sing loud, and he", True),
    ],
)
def test_what_the_gold_calls_taste_is_no_error(old: str, new: str, error: bool) -> None:
    assert error == mark(old, "error", new).is_error(TEXT)
    assert not mark(old, "advice", new).is_error(TEXT)


def test_a_comma_too_many_is_no_taste() -> None:
    assert Mark(7, 12, "error", "punctuation", (" and",)).is_error("He sang, and danced.\n")


def test_a_readers_errors_are_findings() -> None:
    (finding,) = as_findings(TEXT, (mark("sing", "error", "sings", "sang"), mark("He", "advice")))
    assert (12, 16) == (finding["start"], finding["end"])
    assert ["sings", "sang"] == [fix["edits"][0]["text"] for fix in finding["fixes"]]


def test_a_table_is_read(tmp_path: Path) -> None:
    path = tmp_path / "readings.tsv"
    path.write_text(
        f"# a heading\nreview\t1\t{digest(TEXT)}\nfirst\t12\t16\terror\tgrammar\tsings | ∅\n"
        "second\t12\t16\tadvice\tstyle\t?\nname\t4\t11\n",
        "utf-8",
    )
    marks: dict[str, tuple[Mark, ...]] = {
        "first": (mark("sing", "error", "sings", ""),),
        "second": (Mark(12, 16, "advice", "style", ()),),
    }
    assert (Review(1, digest(TEXT), marks, ((4, 11),)),) == reviews(path)
    path.write_text("review\t1\tabc\nthird\t12\t16\terror\tgrammar\tsings\n", "utf-8")
    with pytest.raises(ValueError, match="third"):
        reviews(path)


def test_reviews_are_read_where_they_lie(tmp_path: Path) -> None:
    corpus = tmp_path / "reviews.txt.xz"
    with lzma.open(corpus, "wt", encoding="utf-8") as file:
        file.write(f"Another one.\n\n{TEXT}\nA third.\n")
    here = review((mark("sing", "error", "sings"),), (mark("sing", "error", "sang"),))
    read = texts(corpus, [here])
    assert {"review-00001": TEXT} == read
    laid = lay(tmp_path / "both", "both", [here], read, agreed)
    assert [TEXT] == [draft.read_text("utf-8") for draft in laid.drafts]
    (row,) = (json.loads(line) for line in laid.gold[0].read_text("utf-8").splitlines())
    assert ("sing", "error", ["sang"]) == (row["text"], row["level"], row["also"][0]["fixes"])
    assert "drummer\n" == (laid.folder / "names/review-00001.txt").read_text("utf-8")
    with pytest.raises(ValueError, match="is not the one that was marked"):
        texts(corpus, [Review(2, here.digest, here.marks, ())])


def test_the_projects_own_table_has_marks_that_lie_in_order() -> None:
    found = reviews()
    assert len({each.number for each in found}) == len(found) > 0
    for each in found:
        for marks in each.marks.values():
            assert list(marks) == sorted(marks, key=lambda mark: (mark.start, mark.end, mark.level))
            assert all(0 <= mark.start < mark.end and mark.level in ("error", "advice") for mark in marks)
