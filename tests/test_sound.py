"""What is sound as it stands, whatever the language model would rather read."""

import pytest

from pipeline.checks.grammar._sound import sound
from pipeline.engines import Engines
from pipeline.engines.spacy import Parser


@pytest.mark.parametrize(
    ("text", "word", "new", "taken"),
    [
        ("It is mostly them arguing in the dark.", "them", "their", True),
        ("It is them who argue.", "them", "their", False),
        ("It is all that I need to say of it.", "of", "about", True),
        ("It is the roof of it.", "of", "about", False),
    ],
)
def test_two_turns_that_are_both_right_are_taste(text: str, word: str, new: str, taken: bool, engines: Engines) -> None:
    first = next(each for each in engines.get(Parser).parse(text) if each.text == word)
    assert taken is sound(text, first, first.idx + len(first), new, "word")
