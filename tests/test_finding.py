import pytest

from pipeline import readers
from pipeline.document import Block
from pipeline.engines import Engines
from pipeline.finding import Applicability, apply_edits, edits_for, flag
from pipeline.source import Source


def block_of(text: str, engines: Engines) -> Block:
    return readers.read(Source("draft.md", text), engines).blocks[0]


@pytest.mark.parametrize(
    ("text", "old", "new", "wanted"),
    [
        ("A surviver sings.", "surviver", "survivor", "A survivor sings."),
        ("She sang *then* she left.", "sang then", "sang, then", "She sang, *then* she left."),
        ("The **loud er** part.", "loud er part", "louder part", "The **louder** part."),
        ("Tom &amp; Ann where here.", "where", "were", "Tom &amp; Ann were here."),
        ("one\ntwo tow three", "two tow", "two two", "one\ntwo two three"),
        ("It [links here](there.html), too.", "here, too", "here too", "It [links here](there.html) too."),
    ],
)
def test_an_edit_touches_nothing_but_its_words(text: str, old: str, new: str, wanted: str, engines: Engines) -> None:
    block = block_of(text, engines)
    start = block.text.index(old)
    edits = edits_for(block, start, start + len(old), new)
    assert edits is not None
    assert wanted == apply_edits(text, edits)


def test_an_edit_that_would_remove_markup_is_not_made(engines: Engines) -> None:
    block = block_of("An un*believ*able film.", engines)
    assert edits_for(block, 3, 15, "incredible film"[:10]) is None


def test_an_edit_is_as_small_as_its_words(engines: Engines) -> None:
    block = block_of("They was happy there.", engines)
    edits = edits_for(block, 0, len(block.text), "They were happy there.")
    assert edits is not None
    assert ["were"] == [edit.text for edit in edits]
    assert (5, 8) == edits[0].span


def test_only_the_first_fix_is_safe(engines: Engines) -> None:
    block = block_of("Teh end.", engines)
    finding = flag(block, 0, 3, "Teh is no word.", "The", "Tea", applicability=Applicability.SAFE)
    assert [Applicability.SAFE, Applicability.UNSAFE] == [fix.applicability for fix in finding.fixes]
