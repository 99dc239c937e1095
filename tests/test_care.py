"""How carefully a draft was written, as the checks are told."""

import pytest

from pipeline import readers
from pipeline.checks import _care
from pipeline.checks._care import ASKED, GREATEST, Care
from pipeline.engines import Engines
from pipeline.engines.causal import LanguageModel
from pipeline.engines.spacy import Parser
from pipeline.source import Source

CAREFUL = "The ferry leaves at noon, and nobody is late. When it docks, the children wave to the captain. "
CARELESS = "The ferry leave at noon and noone are late, when it dock the childrens waves at there captain. "


def care(text: str, engines: Engines) -> Care:
    document = readers.read(Source("ferry.md", text), engines)
    return _care.gather(document, engines.get(Parser), engines.get(LanguageModel))


def test_slips_make_a_draft_careless(engines: Engines) -> None:
    careless, careful = care(CARELESS * 4, engines), care(CAREFUL * 4, engines)
    assert careless.doubt > careful.doubt + 0.5
    assert careless.slips > careful.slips + 0.5


def test_a_heap_of_slips_says_no_more_than_many(engines: Engines) -> None:
    heap = care("Their childrens was goed too there hause, and them seen nothink of they mother. " * 6, engines)
    assert (GREATEST, GREATEST) == (heap.doubt, heap.slips)


def test_a_line_tells_little(engines: Engines) -> None:
    assert abs(care("So it goes.", engines).doubt) < 0.3
    nothing = care("", engines)
    assert (0.0, 0.0) == pytest.approx((nothing.doubt, nothing.slips))


def test_of_a_long_draft_some_sentences_are_asked_about(engines: Engines, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(LanguageModel, "learn", lambda self, sentences: asked.extend(sentences))
    care("\n\n".join(f"The ferry left pier {number} at noon." for number in range(3 * ASKED)), engines)
    assert ASKED == len(asked)
    assert "pier 0 " in asked[0]
    assert f"pier {3 * ASKED - 3} " in asked[-1]
