"""A stranger's draft: whatever it holds, nothing runs, nothing is fetched, no file is read, and its words stay."""

import json
import re
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline import exporters, readers
from pipeline.engines import Engines
from pipeline.errors import UnreadableDraft
from pipeline.exporters import Settings, Vetted, _covers, _lists, _pictures, _typst
from pipeline.source import Source
from tests.exporting import FRONT, PNG, Tags, unzipped, vetted

KEPT = "the-house-keeps-this-to-itself"
ADDRESSES = (
    "href",
    "src",
    "action",
    "formaction",
    "poster",
    "data",
    "background",
    "ping",
    "srcset",
    "cite",
    "longdesc",
)
ELEMENTS = frozenset(
    [
        "html",
        "head",
        "meta",
        "title",
        "link",
        "style",
        "script",
        "body",
        "header",
        "main",
        "article",
        "section",
        "aside",
        "nav",
        "footer",
        "div",
        "span",
        "p",
        "a",
        "img",
        "figure",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "code",
        "em",
        "strong",
        "del",
        "u",
        "sup",
        "sub",
        "kbd",
        "mark",
        "q",
        "cite",
        "br",
        "hr",
        "table",
        "caption",
        "colgroup",
        "col",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "details",
        "summary",
        "time",
        "small",
        "dfn",
        "abbr",
        "bdi",
        "b",
        "i",
    ]
)
"""What pages and books are made of."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A draft's folder with a picture, and beside it what is nobody's business."""
    inside = tmp_path / "drafts"
    (inside / "stills").mkdir(parents=True)
    (inside / "stills" / "tide.png").write_bytes(PNG)
    (inside / "secret.md").write_text(KEPT, "utf-8")
    (tmp_path / "secret.png").write_bytes(PNG + KEPT.encode())
    (tmp_path / "secret.txt").write_text(KEPT, "utf-8")
    return inside


def made(review: Vetted, engines: Engines) -> dict[str, str]:
    """A draft as a page, and as what Typst sets."""
    page = exporters.export("html", review, engines).decode()
    return {"page.html": page, "main.typ": _typst.body(review, engines).decode()}


def book(review: Vetted, engines: Engines) -> dict[str, str]:
    """The texts of a draft's book."""
    files = unzipped(exporters.export("epub", review, engines))
    return {name: data.decode() for name, data in files.items() if name.endswith((".xhtml", ".opf"))}


def check(outputs: dict[str, str]) -> None:
    """Nothing in any of them runs, leads to a place that it may not, or says what the draft's folder does not."""
    for name, text in outputs.items():
        assert KEPT not in text, name
        if name.endswith(".typ"):
            code = re.sub(r'"(?:[^"\\]|\\.)*"', '""', text)
            assert not re.search(r"(?:read|include|import|plugin|eval|sys|json|yaml|toml|csv|xml|cbor|bytes)\b", code)
            continue
        scripts = 0
        for tag, attributes in Tags(text).tags:
            if name.endswith("html"):
                assert tag in ELEMENTS, f"{name}: <{tag}>"
            scripts += tag == "script"
            assert tag != "script" or attributes == {"type": "application/ld+json"}
            assert "http-equiv" not in attributes
            for key, value in attributes.items():
                assert not key.startswith("on") and key != "srcdoc", f"{name}: {key}"
                if key in ADDRESSES and tag != "link":
                    assert _lists.target(value or "#") is not None, f"{name}: {key}={value}"
                assert key != "style" or not re.search(r"url|expression|import|position|javascript", value or "", re.I)
        assert scripts <= 1
        for found in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL):
            assert json.loads(found)


RUNS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//example.org/x.js></SCRIPT>",
    "<script\n>alert(1)</script\n>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=stills/tide.png onerror=alert(1) alt=x>",
    "<img/src='stills/tide.png'/onerror=alert(1)//alt=x>",
    "<IMG SRC=`javascript:alert(1)`>",
    "<body onload=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg/onload=alert(1)>",
    "<math href=javascript:alert(1)>x</math>",
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<iframe src=javascript:alert(1)>",
    "<object data=data:text/html,x></object>",
    "<embed src=javascript:alert(1)>",
    "<form action=javascript:alert(1)><button formaction=javascript:alert(1)>x</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)><summary>x</summary>y</details>",
    "<video poster=javascript:alert(1)><source onerror=alert(1)></video>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href=javascript:/a/>",
    "<link rel=stylesheet href=javascript:alert(1)>",
    "<style>@import 'http://example.org/x.css';</style>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<table background=javascript:alert(1)><tr><td>x</td></tr></table>",
    "<a href=https://example.org ping=//example.org/x onclick=alert(1) style=position:fixed>x</a>",
    "<a href='https://example.org' target=_blank xlink:href=javascript:alert(1)>x</a>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php system('id') ?>",
    "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;",
    "<x onclick=alert(1)>x</x>",
    "*x*{onclick=alert(1) style=position:fixed}",
    "[x]{.a onmouseover=alert(1) srcdoc='<script>' href=javascript:alert(1)}",
    "# x {onclick=alert(1)}",
    "::: {.a onclick=alert(1) style='background:url(//example.org)'}\nx\n:::",
    "```{=html}\n<script>alert(1)</script>\n```",
    "`<script>alert(1)</script>`{=html}",
    "```{=html5}\n<img src=x onerror=alert(1)>\n```",
    "```{.html onclick=alert(1)}\n<script>alert(1)</script>\n```",
    "`x`{.js onclick=alert(1)}",
    "![x](stills/tide.png){onerror=alert(1) srcset='javascript:alert(1)'}",
    '![x](stills/tide.png "a\\" onerror=alert(1)")',
    "[x](https://example.org \"a' onclick=alert(1)\")",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\\<script>alert(1)\\</script>",
    "[^1]\n\n[^1]: <script>alert(1)</script> [x](javascript:alert(1))",
    "| <script>alert(1)</script> |\n|---|\n| [x](javascript:alert(1)) |",
    "[x]{data-pos=9-3} [y]{wrapper=1 data-pos=0-99999999}",
    "::: {wrapper=1 data-pos=99999999-1 onclick=alert(1)}\n[x](javascript:alert(1)){data-pos=7-2}\n:::",
    "x</script><script>alert(1)</script>",
    "x]]></style><script>alert(1)</script>",
]  # fmt: skip


@pytest.mark.parametrize("draft", RUNS)
def test_nothing_runs(draft: str, folder: Path, engines: Engines) -> None:
    review = vetted(f"{FRONT}Before it.\n\n{draft}\n\nBehind it.\n", engines, folder)
    outputs = made(review, engines)
    check(outputs)
    for name in ("page.html", "main.typ"):
        assert "Before it." in _plain(outputs[name]) and "Behind it." in _plain(outputs[name]), name


@pytest.mark.parametrize("draft", ["\n\n".join(RUNS[start::8]) for start in range(8)])
def test_nothing_runs_in_a_book(draft: str, folder: Path, engines: Engines) -> None:
    check(book(vetted(f"{FRONT}Before it.\n\n{draft}\n", engines, folder), engines))


def _plain(text: str) -> str:
    """Typst's words stand between quotation marks, a page's between tags."""
    return re.sub(r'#"((?:[^"\\]|\\.)*)";', r"\1", unescape(text))


SCHEMES = [
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "javascript&colon;alert(1)", "&#106;avascript:alert(1)"),
    *("java&#9;script:alert(1)", "java&#x0A;script:alert(1)", "&#1;javascript:alert(1)", "java\\script:alert(1)"),
    *("<java\tscript:alert(1)>", "< javascript:alert(1)>", "javascript&#58;alert(1)", "javascript:%61lert(1)"),
    *("\u00a0javascript:alert(1)", "\u2028javascript:alert(1)", "ja\u00advascript:alert(1)", "ｊavascript:alert(1)"),
    *("data:text/html;base64,PHNjcmlwdD4=", "DATA:text/html,x", "vbscript:msgbox(1)", "livescript:x", "mocha:x"),
    *("file:///etc/passwd", "FILE:/etc/passwd", "blob:https://example.org/x", "filesystem:https://example.org/x"),
    *("view-source:https://example.org", "jar:https://example.org!/x", "feed:javascript:alert(1)", "about:blank"),
    *("ms-settings:x", "intent://x#Intent;end", "smb://example.org/x", "\\\\example.org\\x", "\\\\\\\\example.org/x"),
    *("//example.org/x", "/\\example.org", "https:example.org", "http:/example.org", "https://", "https://user@"),
    *("https://exa mple.org", "https://[::1", "mailto://example.org", "tel:1", "x-y:z", "1:2", "://x"),
]


@pytest.mark.parametrize("address", SCHEMES)
def test_no_address_leads_where_it_may_not(address: str, folder: Path, engines: Engines) -> None:
    shape = address if address.startswith("<") else f"<{address}>"
    raw = address.strip("<>")
    draft = f"{FRONT}A [word]({shape}) and <a href='{raw}'>another</a>, ![alt]({shape}), <img src='{raw}' alt=x>.\n"
    outputs = made(vetted(draft, engines, folder), engines)
    check(outputs)
    for _, attributes in Tags(outputs["page.html"]).tags:
        target = (attributes.get("href") or "").strip()
        assert not re.match(r"(?i)[^/?#]*(?:script|data|file|blob|smb)[^/?#]*:", target), target
    assert "word" in outputs["page.html"] and "another" in outputs["page.html"]


RAW = [
    "`\\input{/etc/passwd}`{=latex}",
    "```{=latex}\n\\write18{id}\n```",
    "```{=tex}\n\\def\\x{\\x}\\x\n```",
    '```{=typst}\n#read("/etc/passwd")\n```',
    '`#read("../secret.txt")`{=typst}',
    '#read("../secret.txt")',
    '#include "../secret.txt"',
    '#eval("1 + 1") #sys.version',
    '#image("../secret.png") \\#import "x"',
    '"; #read("../secret.txt"); "',
    '\\"); #read(\\"../secret.txt\\")',
    "```{=openxml}\n<w:p><w:r><w:t>x</w:t></w:r></w:p>\n```",
    "```{=opendocument}\n<text:p>x</text:p>\n```",
    "```{=icml}\nx\n```",
    "\\input{../secret.txt}\n\n\\include{secret}\n\n\\verbatiminput{../secret.txt}",
    "$\\input{../secret.txt}$ $$\\write18{id}$$",
    "!include secret.md\n\n{{< include secret.md >}}\n\n{% include 'secret.md' %}\n\n{{#include secret.md}}",
    "```{include=../secret.txt}\n```\n\n```{.python include='secret.md'}\n```",
    "```!include\nsecret.md\n```",
    "::: {include=secret.md}\n:::",
    ".. include:: secret.md\n\n@import secret.md\n\n<<(secret.md)\n\n![[secret.md]]\n\n[TOC]",
    '<?include href="secret.md"?>\n\n<xi:include href="secret.md" parse="text"/>\n\n<!--#include file="secret.md" -->',
    "$for(x)$ $secret$ ${include()} $if(title)$x$endif$ {{ front.title }} {% raw %}",
    "@secret [@secret, p. 1]",
]


@pytest.mark.parametrize("draft", RAW)
def test_no_file_is_read_and_no_other_language_gets_through(draft: str, folder: Path, engines: Engines) -> None:
    outputs = made(vetted(f"{FRONT}Before it.\n\n{draft}\n\nBehind it.\n", engines, folder), engines)
    check(outputs)
    for kind in ("w:p", "text:p", "write18", "\\def"):
        assert f"<{kind}>" not in outputs["page.html"]
    assert "Behind it." in outputs["page.html"]


INJECTED = [
    'header-includes: "<script>alert(1)</script>"',
    "include-before: '<script>alert(1)</script>'",
    "include-after: '<script>alert(1)</script>'",
    "css: javascript:alert(1)",
    "bibliography: ../secret.txt",
    "csl: ../secret.txt",
    "citation-abbreviations: ../secret.txt",
    "reference-doc: ../secret.txt",
    "epub-cover-image: ../secret.png",
    "cover-image: ../secret.png",
    "template: ../secret.txt",
    "metadata-files: [../secret.txt]",
    "syntax-definitions: [../secret.txt]",
    "filters: [../secret.txt]",
    "dir: '\"><script>alert(1)</script>'",
    "mainfont: '#read(\"../secret.txt\")'",
    "math: '<script>alert(1)</script>'",
    "toc: '<script>alert(1)</script>'",
    "rights: '<script>alert(1)</script>'",
    "subtitle: '</style></script><script>alert(1)</script>'",
    "description: '\"><script>alert(1)</script>'",
    "publisher: '#read(\"../secret.txt\") \\input{x}'",
    "tags: ['<script>alert(1)</script>', '\"onload=\"alert(1)']",
    "series: {name: '</title><script>alert(1)</script>', number: 1}",
    "rating: '<script>alert(1)</script>'",
    "licence: 'https://example.org/\"onclick=\"alert(1)'",
    "canonical: 'https://example.org/\"><script>alert(1)</script>'",
    "cover: {image: ../secret.png, alt: x}",
    "cover: {image: stills/tide.png, alt: '\"><script>alert(1)</script>'}",
    "spoilers: '</div><script>alert(1)</script>'",
    "media: {'\"><script>': 'https://example.org/\"><script>alert(1)</script>'}",
    "updated: '2025-01-01<script>'",
    "pagetitle: '</title><script>alert(1)</script>'",
    "x: !!python/object/apply:os.system [id]",
    "x: !!python/name:os.system",
]


@pytest.mark.parametrize("line", INJECTED)
def test_front_matter_brings_nothing_in(line: str, folder: Path, engines: Engines) -> None:
    draft = FRONT.replace("\n---\n", f"\n{line}\n---\n") + "The text.\n"
    review = vetted(draft, engines, folder)
    check(made(review, engines) | book(review, engines))


@pytest.mark.parametrize("field", ["title", "author", "reviewed", "lang", "date"])
def test_required_fields_bring_nothing_in(field: str, folder: Path, engines: Engines) -> None:
    fields = {"title": "T", "author": "A", "date": "2024-11-05", "lang": "en-GB", "reviewed": "R"}
    fields[field] = '\'</title></script>"><script>alert(1)</script>#read("../secret.txt")\''
    lines = "".join(f"{name}: {value}\n" for name, value in fields.items())
    check(made(vetted(f"---\n{lines}---\n\nThe text.\n", engines, folder), engines))


LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]\n" for old, new in pairwise("abcdefghi")
)


@pytest.mark.parametrize(
    "bomb",
    [
        LAUGHS,
        "a: &a {b: *a}\n",
        "a: &a [*a]\n",
        "a: " + "[" * 5000 + "]" * 5000 + "\n",
        "a: " + "{a: " * 5000 + "}" * 5000 + "\n",
        "".join(f"{'  ' * depth}a:\n" for depth in range(400)),
        "a: " + "x" * 200_000 + "\n",
        "".join(f"k{n}: v\n" for n in range(20_000)),
    ],
    ids=["laughs", "itself", "list of itself", "lists", "tables", "depth", "length", "keys"],
)  # fmt: skip
def test_a_bomb_in_the_front_matter_ends_in_a_sentence(bomb: str, engines: Engines) -> None:
    with pytest.raises(UnreadableDraft, match=r"^draft\.md:\d+: the front matter"):
        readers.read(Source("draft.md", f"---\n{bomb}---\n\nText.\n"), engines)


OPENINGS = ["<div>", "<div>\n\n", "<b>", "<ul><li>", "<blockquote>\n\n", "<span>", "<details>\n", "<a/>", "<i>x</i>"]


@pytest.mark.parametrize("opening", OPENINGS)
def test_tags_that_nest_without_end_do_no_harm(opening: str, engines: Engines) -> None:
    outputs = made(vetted(f"{FRONT}{opening * 3000}The text.\n\nMore of it.\n", engines), engines)
    check(outputs)
    assert "The text." in outputs["page.html"] and "More of it." in outputs["page.html"]


ESCAPES = [
    *("../secret.png", "stills/../../secret.png", "%2e%2e/secret.png", "%2E%2E%2Fsecret.png", "..%2fsecret.png"),
    *("%252e%252e/secret.png", "....//secret.png", ".././secret.png", "stills/%2e%2e/%2e%2e/secret.png"),
    *("..\\\\secret.png", "..%5csecret.png", "%5c%5cexample.org%5cx.png", "\\\\\\\\example.org\\\\x.png"),
    *("file:../secret.png", "file:///etc/hostname", "FILE:../secret.png", "C:/secret.png", "c%3a/secret.png"),
    *("//example.org/x.png", "/etc/hostname", "%2fetc%2fhostname", "~/secret.png", "~root/x.png", "stills", "."),
    *("stills/tide.png%00.txt", "stills/tide.png\\0", "secret.md", "CON", "NUL.png", "a" * 5000),
    *("https://example.org/x.png", "data:image/svg+xml,<svg/>", "data:image/png;base64,AAAA", "blob:x", "link.png"),
    *("linked/secret.png", "circle/x.png", "../drafts/../secret.png", "pipe.png", "stills/tide.png?x=../../secret.png"),
]


@pytest.mark.parametrize("address", ESCAPES)
def test_no_picture_comes_from_elsewhere(address: str, folder: Path, engines: Engines) -> None:
    (folder / "link.png").symlink_to(folder.parent / "secret.png")
    (folder / "linked").symlink_to(folder.parent, target_is_directory=True)
    (folder / "circle").symlink_to("circle")
    _pipe(folder / "pipe.png")
    with pytest.raises(_pictures.Unusable):
        _pictures.load(address, folder, set())
    review = vetted(f"{FRONT}A word ![alt](<{address}>) and <img alt=x src='{address}'>.\n", engines, folder)
    assert {} == dict(review.pictures)
    assert len(review.problems) in (1, 2)
    check(made(review, engines))


def _pipe(path: Path) -> None:
    """A pipe, which would be waited for without end if it were opened."""
    import os

    if hasattr(os, "mkfifo"):
        os.mkfifo(path)


def test_a_picture_in_another_case_is_the_file_or_none(folder: Path, engines: Engines) -> None:
    review = vetted(f"{FRONT}![x](STILLS/Tide.PNG)\n", engines, folder)
    there = (folder / "STILLS" / "Tide.PNG").is_file()
    assert there == bool(review.pictures)


def test_exports_hold_the_vetted_assets_and_nothing_else(folder: Path, engines: Engines) -> None:
    draft = f"{FRONT}![A tide](stills/tide.png) and ![gone](../secret.png), [a link](secret.md).\n"
    document = readers.read(Source(str(folder / "draft.md"), draft), engines)
    review = exporters.vet(document, Settings(folder))
    assert ["pictures/tide.png"] == list(review.pictures)
    files = unzipped(exporters.export("epub", review, engines))
    pictures = {name: data for name, data in files.items() if name.endswith(".png")}
    assert [_covers.NAME, "pictures/tide.png"] == sorted(name.removeprefix("EPUB/") for name in pictures)
    assert PNG == pictures["EPUB/pictures/tide.png"]
    assert not [name for name, data in files.items() if KEPT.encode() in data]
