"""The language model's second opinion on what a check found."""

from types import ModuleType

import pytest

from pipeline import veto
from pipeline.checks import Check, load
from pipeline.document import Block
from pipeline.engines import Engines
from pipeline.engines.causal import LanguageModel
from pipeline.errors import EngineUnavailable
from pipeline.finding import Finding, flag
from tests.reading import read


class Absent(LanguageModel):
    def __init__(self) -> None:
        raise EngineUnavailable("not here")


@pytest.fixture(scope="module")
def engines() -> Engines:
    return Engines()


def check(least: float | None) -> Check:
    module = ModuleType("check")
    if least is not None:
        module.__dict__["VETO"] = least
    real = load("repetition/doubled-word")
    return Check("x/y", module, real.find, real.severity, (), Block, {})


TEXT = "They would rather watch paint dry than sit through this again."


def found(block: Block, old: str, new: str) -> Finding:
    start = TEXT.index(old)
    return flag(block, start, start + len(old), "a fault", new)


def test_a_fix_that_spoils_the_sentence_is_vetoed(engines: Engines) -> None:
    block = read(TEXT).blocks[0]
    assert veto.vetoed(found(block, "than", "then"), block, check(-3.0), engines)
    assert not veto.vetoed(found(block, "than", "then"), block, check(-30.0), engines)


def test_a_check_without_veto_and_a_house_without_model_are_as_before(engines: Engines) -> None:
    block = read(TEXT).blocks[0]
    assert not veto.vetoed(found(block, "than", "then"), block, check(None), engines)
    assert not veto.vetoed(found(block, "than", "then"), block, check(-3.0), Engines({LanguageModel: Absent}))


def test_capitals_are_no_matter_of_likelihood(engines: Engines) -> None:
    block = read(TEXT).blocks[0]
    assert not veto.vetoed(found(block, "They", "THEY"), block, check(-0.5), engines)
