"""Which places and words are offered to the tables of weights."""

from pipeline import readers
from pipeline.checks.grammar._families import family_of
from pipeline.checks.punctuation._changes import Kind, kind_of
from pipeline.checks.punctuation._places import Mend, places
from pipeline.checks.spelling._casing import _proposed
from pipeline.engines import Engines
from pipeline.engines.spacy import Parser
from pipeline.house import House
from pipeline.names import gather
from pipeline.source import Source


def commas(text: str, engines: Engines) -> list[tuple[str, str]]:
    """The words between which a comma might be missing."""
    found = places(engines.get(Parser).parse(text))
    return [(each.before.text, each.after.text) for each in found if Mend.COMMA in each.edits]


def phrases(text: str, engines: Engines, allowed: frozenset[str] = frozenset()) -> list[str]:
    """How words, and phrases, might be written with other capitals."""
    document, parser = readers.read(Source("a.md", text), engines), engines.get(Parser)
    names = gather(document, parser, House(names=allowed))
    return [new for block in document.blocks for _, new, _ in _proposed(block, parser.parse(block.text), names)]


def test_no_comma_is_missed_beside_another_script(engines: Engines) -> None:
    assert ("left", "nobody") in commas("When he left nobody was there.", engines)
    assert [] == [pair for pair in commas("When he left 映画 was over.", engines) if "映画" in pair]


def test_a_phrase_ends_where_a_title_begins(engines: Engines) -> None:
    assert "old garden" in phrases("We walked in the Old Garden until noon.", engines)
    assert "old garden" not in phrases("We walked in the Old *Garden* until noon.", engines)


def test_a_phrase_ends_before_what_the_house_allows(engines: Engines) -> None:
    assert "old garden" not in phrases("We walked in the Old Garden until noon.", engines, frozenset({"Garden"}))


def test_a_word_is_not_put_in_beside_itself() -> None:
    assert family_of("In fact the only one", 12, 12, "the ") is None
    assert family_of("In fact only one", 8, 8, "the ") == "article"


def test_no_statement_begins_with_what_an_adverb_leads_to(engines: Engines) -> None:
    def parted(text: str) -> list[str]:
        found = places(engines.get(Parser).parse(text))
        return [each.after.text for each in found if Mend.PARTED in each.edits]

    assert [] == parted("They sell it to the fans, only to have their hearts broken when they see it.")
    assert [] == parted("The best part is the chase, obviously included because another film had one.")
    assert ["it"] == parted("They sold it to the fans, it broke their hearts when they saw it.")


def test_who_is_lucky_may_follow_at_once() -> None:
    assert kind_of("Luckily for him it rained.", 7, 7, ",") is None
    assert kind_of("Luckily he sang for an hour.", 7, 7, ",") is Kind.COMMA
