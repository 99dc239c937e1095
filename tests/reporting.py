"""What the tests of the reporters share: a small draft of our own with findings made by hand.

`python -m tests.reporting` writes the goldens anew: look at the difference before committing it.
"""

import re
from array import array
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from pipeline import plugins, readers
from pipeline.document import Block, BlockKind, Document
from pipeline.engines import Engines
from pipeline.finding import Applicability, Edit, Finding, Fix, Report, Severity, Skipped, flag
from pipeline.reporters import html
from pipeline.source import Source, Span

DATA = Path(__file__).parent / "data" / "reporters"
FORMATS = {"text": "txt", "json": "json", "sarif": "sarif", "github": "github", "rdjson": "rdjson", "markdown": "md"}
SAFE, UNSAFE, DISPLAY_ONLY = Applicability
ERROR, QUERY, ADVICE = Severity


@cache
def sample() -> Report:
    """The draft in data/reporters with findings of every kind."""
    source = Source("drafts/lamplighters.md", (DATA / "sample.md").read_text("utf-8"))
    document = readers.read(source, Engines())
    gap = source.text.index("it  loudly") + 2
    findings = [
        Finding(
            Span(gap, gap + 2),
            "There are two spaces; one is wanted.",
            (Fix((Edit(Span(gap, gap + 2), " "),), SAFE),),
            ERROR,
            check="sample/double-space",
        ),
        _flag(
            document, "sample/unknown-word", "surviver", "“surviver” is in no dictionary.",
            "survivor", "survive", "survivors", applicability=SAFE, sources=("lingotweaker:SPELL", "typos"),
        ),
        _flag(document, "sample/repeated-word", "to to", "“to” stands twice.", "to", applicability=SAFE),
        _flag(document, "sample/comma", "However", "“However” opens the sentence without a comma.", "However,"),
        _flag(
            document, "sample/splice", "March, the effect", "Two sentences are joined by a comma alone.",
            "March; the effect", "March. The effect",
        ),
        _flag(
            document, "sample/quotes", '"Kerosene"', "Straight marks beside curly ones.",
            "“Kerosene”", applicability=SAFE,
        ),
        _flag(
            document, "sample/its", "its", "“its” is the possessive; “it is” is meant.",
            "it’s", sources=("lingotweaker:ITS",),
        ),
        _flag(
            document, "sample/end", "breathes", "This item has no full stop; the other has.",
            "breathes.", severity=ADVICE,
        ),
        _flag(
            document, "sample/quoted", "I never wanted to be the one who stayed", "Whose words are these?",
            severity=QUERY,
        ),
        _flag(document, "sample/unknown-word", "peir", "“peir” is in no dictionary.", "pier", applicability=SAFE),
        _flag(
            document, "sample/fragment", "Which brings us to the production & its too many hands.",
            "This is no sentence.",
        ),
        _flag(
            document, "sample/name", "Solana", "“Solano” once, “Solana” once: which is it?",
            "Solano", severity=QUERY,
        ),
        _flag(
            document, "sample/hyphen", "poorly-lit", "An adverb in -ly takes no hyphen.", "poorly lit",
            applicability=DISPLAY_ONLY,
        ),
        Finding(Span(*_place(source, "<br>")), "A tag with nothing on its line.", (), ADVICE, check="sample/tag"),
    ]  # fmt: skip
    stamped = [replace(finding, text=source[finding.span]) for finding in sorted(findings, key=lambda each: each.span)]
    return Report(
        source.path, document, tuple(stamped), (Skipped("sample/works", "No works are known; add works.toml."),)
    )


REAL = {
    "sample/double-space": "spacing/double-space",
    "sample/unknown-word": "spelling/unknown-word",
    "sample/splice": "punctuation/comma-splice",
}


def real() -> Report:
    """The sample with checks that there are, so that its findings can be decided."""
    known = (replace(each, check=REAL.get(each.check, "grammar/language-rules")) for each in sample().findings)
    return replace(sample(), findings=tuple(known))


def samples() -> list[Report]:
    """The sample, a draft without findings, and one that could not be read."""
    clean = paragraphs("drafts/clean.md", ["Nothing is wrong here."])
    return [
        sample(),
        Report(clean.source.path, clean),
        Report("drafts/gone.md", error="drafts/gone.md: no such file; check the name."),
    ]


def _place(source: Source, words: str) -> tuple[int, int]:
    start = source.text.index(words)
    return start, start + len(words)


def _flag(
    document: Document,
    check: str,
    words: str,
    message: str,
    *replacements: str,
    applicability: Applicability = UNSAFE,
    severity: Severity = ERROR,
    sources: tuple[str, ...] = (),
) -> Finding:
    block = next(block for block in document.blocks if re.search(rf"(?<!\w){re.escape(words)}(?!\w)", block.text))
    start = block.text.index(words)
    made = flag(
        block, start, start + len(words), message, *replacements,
        applicability=applicability, severity=severity, sources=sources,
    )  # fmt: skip
    return replace(made, check=check)


def paragraphs(path: str, texts: Sequence[str]) -> Document:
    """A document of paragraphs without markup, a blank line between them."""
    blocks = []
    at = 0
    for index, text in enumerate(texts):
        places = range(at, at + len(text))
        blocks.append(
            Block(
                BlockKind.PARAGRAPH, text, array("L", places), array("L", (place + 1 for place in places)), index=index
            )
        )
        at += len(text) + 2
    return Document(Source(path, "\n\n".join(texts)), tuple(blocks), {})


def finding(source: Source, start: int, end: int, *replacements: str, severity: Severity = ERROR) -> Finding:
    """A finding on a stretch of a file, with an unsafe fix of exactly that stretch for each replacement."""
    span = Span(start, end)
    fixes = tuple(Fix((Edit(span, replacement),)) for replacement in replacements)
    return Finding(span, "Something is wrong.", fixes, severity, check="sample/check", text=source[span])


def golden(name: str) -> str:
    """What a reporter says of the samples; of the page, which is one draft's, only what is in `main`."""
    if name == "html":
        return html.render([sample()]).partition("<main>\n")[2].partition("</main>")[0]
    said: str = plugins.load("pipeline.reporters", name).render(samples())
    return re.sub(r'"version": "\d+\.\d+\.\d+[^"]*",\n( +)"rules"', r'"version": "0",\n\1"rules"', said)


if __name__ == "__main__":
    for name, suffix in {**FORMATS, "html": "html"}.items():
        (DATA / f"expected.{suffix}").write_text(golden(name), "utf-8")
