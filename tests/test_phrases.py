"""The tables of phrases: every row can be found, and what it becomes can be written."""

import re

import pytest

from pipeline.checks import _phrases

TABLES = ("phrases.tsv", "prepositions.tsv", "missing-words.tsv", "wordings.tsv")
PLAIN = [phrase for name in TABLES for phrase in _phrases.phrases(name) if phrase.among]


def written(phrase: str, last: bool) -> str:
    """A phrase with the first, or the last, of its choices."""
    return re.sub(r"\(([^()]*)\)", lambda choice: choice[1].split("|")[-1 if last else 0], phrase)


def test_most_rows_are_plain() -> None:
    assert len(PLAIN) > 4000


@pytest.mark.parametrize("last", [False, True])
def test_each_plain_row_is_found_in_what_it_tells_of(last: bool) -> None:
    for phrase in PLAIN:
        text = f"and {written(phrase.phrase, last)}."
        words = set(_phrases._WORDS.findall(text))
        assert not any(map(words.isdisjoint, phrase.among)), phrase
        assert phrase.needed in text, phrase
        match = phrase.pattern.search(text)
        assert match is not None, phrase
        assert "\\" not in phrase.fixed(match), phrase


def test_forms_are_spelled() -> None:
    forms = {ending: _phrases._FORMS[ending] for ending in ("ing", "s", "ly")}
    assert ["making", "being", "getting", "seeing"] == [forms["ing"](word) for word in ("make", "be", "get", "see")]
    assert ["movies", "actresses", "comedies"] == [forms["s"](word) for word in ("movie", "actress", "comedy")]
    assert ["horribly", "basically", "happily"] == [forms["ly"](word) for word in ("horrible", "basic", "happy")]
