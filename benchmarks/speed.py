"""How long linting takes, engines and our own checks apart, as ratios of one run.

The language model is an engine, too, and by far the slowest; it is kept apart. Its answers are kept in a folder of the
run's own: a second process, which finds them there, shows what all our own checks take without it, and the difference
what it takes itself.
"""

import multiprocessing
import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from unittest.mock import patch

from pipeline.dialect import dialect_of
from pipeline.engines import LanguageRules
from pipeline.engines.spacy import Parser
from pipeline.run import Run
from pipeline.source import Source

WARM_UP = (
    "The color fades; Ada Brandt, who plays the ferryman, doesnt see it, “Why,” she asks, “is it so quiet?”",
    "The colour of the lake fades: nobody, not even Robert Redferd in The Lord of the Ring, would of been suprised.",
)
"""What loads the engines, both dialects and our own tables: names, titles, quotation marks and misspelt words."""


class Times(NamedTuple):
    """The words of some drafts, and the seconds that reading, the engines and our own checks take for them."""

    words: int
    drafts: int
    reading: float
    engines: float
    own: float


def run(drafts: Path) -> None:
    """Print the time of reading, of the engines, and of all our own checks, each beside the parser's and the rules'."""
    with TemporaryDirectory() as answers, patch.dict(os.environ, COPYDESK_CACHE=answers):
        first = measured(drafts)
        with multiprocessing.get_context("spawn").Pool(1) as another:
            second = another.apply(measured, (drafts,))
    print(f"speed: {first.words:,} words in {first.drafts} drafts")
    rows = (
        ("reading", first.reading, first.engines),
        ("parser and LanguageTool’s rules", first.engines, first.engines),
        ("language model", first.own - second.own, first.engines),
        ("all our own checks", second.own, second.engines),
    )
    for name, seconds, engines in rows:
        ratio, pace = seconds / engines, first.words / seconds
        print(f"  {name:32} {seconds:6.2f} s  {ratio:5.2f} × parser and rules  {pace:9,.0f} words/s")


def measured(drafts: Path) -> Times:
    """The times of drafts in a folder, from a run that has loaded all it needs."""
    with Run([drafts]) as desk:
        for text in WARM_UP:
            desk.linter.report(Source("warm-up.md", text))
        sources = [each for each in desk.sources() if isinstance(each, Source)]
        start = time.perf_counter()
        documents = [desk.linter.read(each) for each in sources]
        read = time.perf_counter()
        for document in documents:
            for block in document.blocks:
                desk.engines.get(Parser).parse(block.text)
                desk.engines.get(LanguageRules).matches(block.text, dialect_of(document))
        asked = time.perf_counter()
        for document in documents:  # the engines remember their answers: what is left is our own checks
            desk.linter.lint(document)
        end = time.perf_counter()
    return Times(sum(each.words for each in documents), len(documents), read - start, asked - read, end - asked)
