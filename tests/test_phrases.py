"""The tables of phrases: every row can be found, and what it becomes can be written."""

import re
from collections.abc import Iterator
from itertools import islice, product

import pytest

from pipeline import readers
from pipeline.checks import _phrases
from pipeline.engines import Engines
from pipeline.source import Source

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


def every(phrase: str) -> Iterator[str]:
    """A phrase with each of its choices."""
    parts = [part.split("|") for part in re.split(r"\(([^()]*)\)", phrase)]
    return ("".join(words) for words in islice(product(*parts), 2000))


def test_no_mend_doubles_a_word() -> None:
    for phrase in PLAIN:
        for text in every(phrase.phrase):
            match = phrase.pattern.search(text)
            if match is not None:
                new = phrase.fixed(match).lower()
                doubled = re.search(r"(?<![\w'])(?!had )(\w+) \1(?![\w'])", new)
                article = re.search(r"(?<![\w'])a (?:[aio](?!ne\b|nce\b)|e(?!u))\w*(?![\w'])", new)
                assert not doubled or doubled[0] in text, (phrase, new)
                assert not article or article[0] in text, (phrase, new)


@pytest.mark.parametrize(
    "good",
    [
        "What happened the next day is told by an associate of the boss, who adapted with the help of a guide.",
        "The cold never bothered me, and I was fascinated from the first frame. Soon after they will find it.",
        "Because if the story had ended there, the chairman would have been responsible to the board.",
        "They are not so much characters as types, and they are less songs than moods. It works better as a play.",
        "I asked that your old house be sold when your tired eyes hurt. They compare them on the basis of price.",
        "It was during listening sessions that she promised loved ones more. It is the rise and fall of love.",
        "She has chosen to do so, further back than the 1960s, and in spite of that he was happy.",
        "It matters a lot if the story works. You're family now. It is worth much to the family.",
    ],
)
def test_good_sentences_are_left_alone(good: str) -> None:
    block = readers.read(Source("draft.txt", good), Engines()).blocks[0]
    assert [] == [(found.text, found.message) for found in _phrases.look(block, *TABLES)]


def test_forms_are_spelled() -> None:
    forms = {ending: _phrases._FORMS[ending] for ending in ("ing", "s", "ly")}
    assert ["making", "being", "getting", "seeing"] == [forms["ing"](word) for word in ("make", "be", "get", "see")]
    assert ["movies", "actresses", "comedies"] == [forms["s"](word) for word in ("movie", "actress", "comedy")]
    assert ["horribly", "basically", "happily"] == [forms["ly"](word) for word in ("horrible", "basic", "happy")]
