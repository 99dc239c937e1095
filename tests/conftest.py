"""What the tests share: one set of engines for the whole run, since they take seconds to load."""

from collections.abc import Iterator

import pytest

from pipeline.engines import Engines, LanguageRules
from pipeline.engines.lingotweaker import LingoTweaker


@pytest.fixture(scope="session")
def engines() -> Iterator[Engines]:
    with Engines({LanguageRules: LingoTweaker}) as made:
        yield made
