"""The house's list of titles, and how a corpus is counted for it."""

from benchmarks.known import counted, words_of
from pipeline import house
from pipeline.house.kinds import Kind
from pipeline.house.known import known_titles


def test_the_list_is_in_order_and_says_nothing_twice() -> None:
    rows = [row[:2] for row in house.table("known-titles.tsv")]
    assert sorted(set(rows)) == rows
    assert not [title for _, title in rows if "’" in title or title != " ".join(title.split())]


def test_a_title_of_two_kinds_is_one() -> None:
    assert {Kind.BOOK, Kind.FILM} <= set(known_titles()["the lord of the rings"].kinds)
    assert "Pokémon Go" == known_titles()["pokemon go"].title


def test_words_are_counted_small_and_large_once_a_text() -> None:
    words = words_of("The Salt Road")
    texts = ["The Salt Road. A salt road, the salt road.", "We saw “Salt Road”.", "Salt road, salt. Road", "Salt, Road"]
    small, large = counted(texts, [words])
    assert (1, 3) == (small[words], large[words])
