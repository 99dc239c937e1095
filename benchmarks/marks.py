"""How many cases of other projects' suites `curl` sets as they want them.

    python -m benchmarks.marks --cmark smart_punct.txt --djot smart.test --markdown-it smartquotes.txt
    python -m benchmarks.marks --typogrify in/typogrify.xhtml golden/typogrify.xhtml

The suites are theirs and are read where they lie: cmark's and markdown-it's (cases between lines of a full stop),
djot's (cases in fences), and the goldens of Standard Ebooks' `typogrify`, as far as they ask for marks. A case is
Markdown and the HTML wanted; what `curl` makes is turned into HTML by pandoc without its own typography, and compared
but for the white space, entities and closing slashes that mean nothing. A case that isn't as wanted is printed with
what came out.
"""

import argparse
import html
import re
from collections.abc import Iterator
from pathlib import Path

from pipeline import curl
from pipeline.engines.pandoc import Pandoc

Case = tuple[str, str]
"""Markdown, and the HTML wanted."""

_CASE = re.compile(r"^\.\n(.*?)^\.\n(.*?)^\.$", re.MULTILINE | re.DOTALL)
_FENCED = re.compile(r"^(`{3,})\n(.*?)^\.\n(.*?)^\1$", re.MULTILINE | re.DOTALL)

_WORDS = re.compile(r"\w+|\s|[¼-¾⅐-⅞]")
_THIN = {0x200A: None, 0x2060: None}


def dotted(text: str) -> list[Case]:
    """The cases of cmark's suite, and of markdown-it's."""
    return [(match[1], match[2]) for match in _CASE.finditer(text)]


def fenced(text: str) -> list[Case]:
    """The cases of djot's suite."""
    return [(match[2], match[3]) for match in _FENCED.finditer(text)]


def elements(given: str, golden: str) -> list[Case]:
    """The items and paragraphs of Standard Ebooks' goldens that ask for marks and nothing else.

    Those of which the words or the spaces change, by its house style, are left out, and its hair spaces are.
    """
    both = [re.findall(r"<(?:li|p)>(.*?)</(?:li|p)>", text) for text in (given, golden.translate(_THIN))]
    return [
        (html.unescape(before), f"<p>{after}</p>")
        for before, after in zip(*both, strict=True)
        if _WORDS.findall(before) == _WORDS.findall(after)
    ]


def same(text: str) -> str:
    """HTML without what means nothing."""
    text = re.sub(r"<(br|hr|img[^>]*?) ?/>", r"<\1>", text)
    text = re.sub(r"\s+", " ", html.unescape(text))
    return re.sub(r" ?(</?(?:p|br)>) ?", r"\1", text).strip()


def wrong(cases: list[Case], pandoc: Pandoc) -> Iterator[tuple[Case, str]]:
    """The cases that don't come out as wanted, and what comes out."""
    for markdown, wanted in cases:
        ast = pandoc.parse(curl(markdown), "commonmark")
        made = pandoc.write(ast, "html", wrap="preserve").decode()
        if same(made) != same(wanted):
            yield (markdown, wanted), made


def main() -> None:
    """Print, for each suite that is given, how many of its cases come out as wanted."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.marks", description=__doc__.splitlines()[0])
    for suite in ("--cmark", "--djot", "--markdown-it"):
        parser.add_argument(suite, type=Path, metavar="FILE")
    parser.add_argument("--typogrify", type=Path, nargs=2, metavar=("IN", "GOLDEN"))
    options = parser.parse_args()
    suites: dict[str, list[Case]] = {}
    for name, path in vars(options).items():
        if path is not None and name != "typogrify":
            suites[name] = (fenced if name == "djot" else dotted)(path.read_text("utf-8"))
    if options.typogrify:
        suites["typogrify"] = elements(*(path.read_text("utf-8") for path in options.typogrify))
    for name, cases in suites.items():
        missed = list(wrong(cases, Pandoc()))
        print(f"{name}: {len(cases) - len(missed)} of {len(cases)}")
        for (markdown, wanted), made in missed:
            print(f"  {markdown!r}\n  wanted {wanted!r}\n  got    {made!r}")


if __name__ == "__main__":
    main()
