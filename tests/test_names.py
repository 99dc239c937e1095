"""Names are known before a check runs: which stretches they are, how often each spelling stands, which are near."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import house, names, readers
from pipeline.checks.realword import _contexts
from pipeline.checks.spelling import misspelt_name
from pipeline.document import Document
from pipeline.engines import Engines
from pipeline.engines.spacy import Parser
from pipeline.house import House
from pipeline.names import Names
from pipeline.source import Source


def read(text: str, engines: Engines) -> Document:
    return readers.read(Source("draft.md", text), engines)


def gathered(text: str, engines: Engines, house: House | None = None, parsed: bool = True) -> Names:
    parser = engines.get(Parser) if parsed else None
    return names.gather(read(text, engines), parser, house or House())


def stretches(text: str, engines: Engines, house: House | None = None) -> list[str]:
    document = read(text, engines)
    found = names.gather(document, engines.get(Parser), house or House())
    return [block.text[a:b] for block in document.blocks for a, b in found.stretches[block.index]]


@pytest.mark.parametrize("parsed", [True, False])
def test_a_capital_inside_a_sentence_makes_a_name(engines: Engines, parsed: bool) -> None:
    found = gathered("We hear that Oriane Delacour sings. Delacour's voice is low.", engines, parsed=parsed)
    assert "Delacour" in found
    assert 2 == found.count("Delacour")
    assert 2 == found.count("Delacour’s")
    assert "voice" not in found


def test_a_common_word_at_the_start_of_a_sentence_is_none(engines: Engines) -> None:
    found = gathered("Perhaps the band sleeps. Music comes later. Nobody minds.", engines)
    assert {} == dict(found.places)


def test_a_common_word_that_the_draft_uses_as_a_name_is_one(engines: Engines) -> None:
    found = gathered("Rain meets poor Rain's brother. Rain is a girl.", engines)
    assert 3 == found.count("Rain")


def test_small_words_between_two_parts_belong_to_the_name(engines: Engines) -> None:
    assert "Bram van der Holt" in stretches("Then Bram van der Holt walks in.", engines)


@pytest.mark.parametrize(
    "name", ["@quiet_river", "#songoftheyear", "K E E P", "Ke$ha", "P!nk", "deadmau5", "iPhone", "AC-30"]
)
def test_forms_that_no_common_word_has(engines: Engines, name: str) -> None:
    assert any(name in stretch for stretch in stretches(f"a clip by {name} plays", engines))


def test_titles_in_italics_and_quotation_marks_are_names(engines: Engines) -> None:
    found = stretches("Her single “Paper Boats” and the film *Cold Harbour* came out.", engines)
    assert any("Paper Boats" in stretch for stretch in found)
    assert "Cold Harbour" in found


def test_a_quoted_sentence_is_no_name(engines: Engines) -> None:
    assert [] == stretches("She says “Nothing will change here” and leaves.", engines)


def test_front_matter_names_names(engines: Engines) -> None:
    found = gathered("---\nauthor: Tovik Salander\n---\n\nTovik sleeps.\n", engines)
    assert 1 <= found.count("Tovik")


def test_the_houses_names_are_names_however_they_are_written(engines: Engines) -> None:
    mine = House(names=frozenset({"the quiet ones", "zorp"}))
    assert ["the quiet ones", "zorp’s"] == stretches("and so the quiet ones play zorp’s song", engines, mine)
    assert "zorp" in gathered("nothing", engines, mine)


def test_near_spellings_have_the_same_first_letter_and_are_no_plurals(engines: Engines) -> None:
    found = gathered("See Tharvik, old Tharvik, two Tharviks, a Thavrik, a Charvik, a Tharvikian.", engines)
    assert ("Thavrik",) == found.near("Tharvik")
    assert ("Tharvik",) == found.near("Thavrik’s")


def test_touching_and_covering(engines: Engines) -> None:
    document = read("Now Vella Marsh sings.", engines)
    found = names.gather(document, None, House())
    (block,) = document.blocks
    assert found.touches(block, 0, 5)
    assert not found.touches(block, 0, 4)
    assert found.covers(block, 4, 9)
    assert not found.covers(block, 0, 9)


@given(st.text(alphabet="Aab é’'!.-@#\n“”*", max_size=60))
def test_stretches_are_in_order_and_apart(text: str) -> None:
    with Engines() as engines:
        document = readers.read(Source("draft.txt", "x " + text), engines)
    found = names.gather(document, None, House())
    for block in document.blocks:
        ends = [at for stretch in found.stretches[block.index] for at in stretch]
        assert sorted(ends) == ends
        assert all(0 <= at <= len(block.text) for at in ends)
    for name, places in found.places.items():
        for place in places:
            assert name == names.base(document.blocks[place.block].text[place.start : place.end])


def test_every_row_of_the_confusables_can_be_read() -> None:
    for row in house.table("confusables.tsv"):
        assert 3 <= len(row) <= 5, row
        wrong, right, context = row[:3]
        assert wrong != right, row
        assert 1 == context.split().count("~"), row
    assert 300 < sum(map(len, _contexts.rules().values()))


def test_no_mended_name_is_a_wrong_one() -> None:
    for _, right in house.table("name-forms.tsv"):
        for form in (right, f"{right}'s", f"{right}’s"):
            assert [] == list(misspelt_name._wrong(form)), form
