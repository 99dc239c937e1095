"""How long linting takes, engines and our own checks apart, as ratios of one run."""

import os
import time
from pathlib import Path

from pipeline.dialect import dialect_of
from pipeline.engines import LanguageRules
from pipeline.engines.spacy import Parser
from pipeline.run import Run
from pipeline.source import Source


def run(drafts: Path) -> None:
    """Print the time of reading, of the engines, and of all our own checks, each beside the engines' time."""
    os.environ["COPYDESK_CACHE"] = "off"
    with Run([drafts]) as desk:
        for text in ("The color fades.", "The colour fades."):  # loads the engines, both dialects and our own tables
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
    words = sum(document.words for document in documents)
    engines = asked - read
    print(f"speed: {words:,} words in {len(documents)} drafts")
    for name, seconds in (("reading", read - start), ("engines", engines), ("our own checks", end - asked)):
        print(f"  {name:15} {seconds:6.2f} s  {seconds / engines:5.2f} × the engines  {words / seconds:9,.0f} words/s")
