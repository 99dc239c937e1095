"""What may be published and what not, and what front matter becomes."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import exporters
from pipeline.engines import Engines
from pipeline.errors import UnknownName
from pipeline.exporters import _lists, _pictures, _typst
from pipeline.exporters._ast import nodes, text_of
from pipeline.exporters._raw import VOID
from tests.exporting import FRONT, PNG, Tags, body, messages, page, vetted

# markup


@pytest.mark.parametrize(
    ("draft", "made", "said"),
    [
        ("a <script>alert(1)</script> b", "<p>a  b</p>", "<script>"),
        ('a <iframe src="https://example.org"></iframe> b', "<p>a  b</p>", "<iframe>"),
        ("<style>p { display: none }</style>\n\nkept", "<p>kept</p>", "<style>"),
        ('a <blink>word</blink>', "<p>a word</p>", "<blink>"),
        ('<em onclick="x()">a</em>', "<p><em>a</em></p>", "onclick"),
        ('<b style="color: red">a</b>', "<p><strong>a</strong></p>", "style"),
        ('[a]{style="x"}', "<p>a</p>", "style"),
        ("[a](javascript:alert(1))", "<p>a</p>", "javascript:alert(1)"),
        ("[a](JaVaScript:alert(1))", "<p>a</p>", "JaVaScript:alert(1)"),
        ("[a](java&#10;script:alert(1))", "<p>a</p>", "java script:alert(1)"),
        ("[a](&#1;javascript:alert(1))", "<p>a</p>", "javascript:alert(1)"),
        ("[a](data:text/html,x)", "<p>a</p>", "data:text/html,x"),
        ("[a](vbscript:x)", "<p>a</p>", "vbscript:x"),
        ("[a](file:///etc/passwd)", "<p>a</p>", "file:///etc/passwd"),
        ("[a](//example.org/x)", "<p>a</p>", "//example.org/x"),
        ("[a](https:example)", "<p>a</p>", "https:example"),
        ('<a href="javascript:x">a</a>', "<p>a</p>", "javascript:x"),
        ("[a](#gone)", "<p>a</p>", "#gone"),
        ("`<b>x</b>`{=html}", "<p><strong>x</strong></p>", ""),
        ("`\\x`{=latex} a", "<p>a</p>", "latex"),
        ("<!-- a comment --> a", "<p>a</p>", ""),
    ],
)  # fmt: skip
def test_what_may_not_be_published_is_left_out_and_said(draft: str, made: str, said: str, engines: Engines) -> None:
    assert made == body(draft, engines)
    found = messages(draft, engines)
    assert bool(said) == bool(found)
    assert not said or said in found[0]


@pytest.mark.parametrize(
    ("draft", "made"),
    [
        ("[a](https://example.org/?a=1&b=2)", '<p><a href="https://example.org/?a=1&amp;b=2">a</a></p>'),
        ("[a](mailto:a@example.org)", '<p><a href="mailto:a@example.org">a</a></p>'),
        ("[a](other.html)", '<p><a href="other.html">a</a></p>'),
        ("[a](<an essay.html>)", '<p><a href="an%20essay.html">a</a></p>'),
        ("[a](https://example.org/100%)", '<p><a href="https://example.org/100%25">a</a></p>'),
        (
            'x<sup>2</sup> <kbd lang="fr">K</kbd><br>y',
            '<p>x<sup>2</sup> <kbd><span lang="fr">K</span></kbd><br />\ny</p>',
        ),
        ("<q>a</q> <cite>b</cite> <mark>c</mark>", "<p>“a” <em>b</em> <mark>c</mark></p>"),
        ("<div>\n\n*a*\n\n</div>", "<p><em>a</em></p>"),
        ("<h2>a <i>b</i></h2>", '<h2 id="heading.1">a <em>b</em></h2>'),
        ("<ul><li>a<li>b</ul>", "<ul>\n<li><p>a</p></li>\n<li><p>b</p></li>\n</ul>"),
        (
            "<details><summary>S</summary>\n\n*a*\n\n</details>\n\nb",
            "<details>\n<summary>S</summary>\n<p><em>a</em></p>\n</details>\n<p>b</p>",
        ),
        ("[구름]{lang=ko}", '<p><span lang="ko">구름</span></p>'),
        ("* * *", "<hr />"),
        ("- [ ] a", "<ul>\n<li>☐ a</li>\n</ul>"),
        ("[](https://example.org/) a", "<p>a</p>"),
        ("##\n\na", "<p>a</p>"),
        ("[x]{#a} [y]{#a} [z](#a)", '<p><span id="a">x</span> y <a href="#a">z</a></p>'),
    ],
)
def test_what_may_be_published_comes_through(draft: str, made: str, engines: Engines) -> None:
    assert made == body(draft, engines)
    assert [] == messages(draft, engines)


def test_a_raw_table_is_a_table(engines: Engines) -> None:
    made = body("<table>\n<tr><th>A<th>B</tr>\n<tr><td><i>c</i></td></tr>\n</table>\n", engines)
    cells = [(tag) for tag, _ in Tags(made).tags if tag in ("table", "thead", "tr", "th", "td", "em")]
    assert ["table", "thead", "tr", "th", "th", "tr", "td", "em", "td"] == cells
    assert ["A", "B", "c"] == "".join(Tags(made).text).split()


def test_no_word_is_lost_with_an_element_that_is_never_closed(engines: Engines) -> None:
    draft = 'One.\n\n<iframe src="x">\n\nTwo *three*.\n\n<form>\n\nFour.\n'
    assert "<p>One.</p>\n<p>Two <em>three</em>.</p>\n<p>Four.</p>" == body(draft, engines)


def test_a_problem_stands_where_it_says(engines: Engines) -> None:
    draft = FRONT + "Fine.\n\nA [bad *link*](javascript:x) here, and <font color='red'>colour</font>.\n"
    link, font = vetted(draft, engines).problems
    assert "[bad *link*](javascript:x)" == draft[link.span.start : link.span.end] == link.text
    assert "<font color='red'>" == font.text
    assert {"publishing/forbidden-markup"} == {link.check, font.check}


PIECES = [
    *("<script>", "</script>", "<a href='javascript:x'>", "</a>", "<em onload=x>", "</em>", "<div style=x>", "</div>"),
    *("<img src=x onerror=y>", "<details>", "</details>", "<svg>", "<iframe/>", "<p", "<!--", "-->", "&lt;b&gt;"),
    *("[x](", "javascript:y)", "![p](", "data:x)", "{onclick=x}", "[s]{style=x}", "*", "`", "> ", "- ", "\n", "\n\n"),
    *("word", " ", "\x01"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@settings(max_examples=30, deadline=None)
def test_nothing_gets_round_the_lists(engines: Engines, text: str) -> None:
    allowed = {"href", "class", "id", "role", "tabindex", "lang", "dir", "aria-label", "type", "start", "title"}
    for tag, attributes in Tags(body(FRONT + "Start.\n\n" + text, engines)).tags:
        assert tag not in _lists.HOLLOW
        assert set(attributes) <= allowed
        assert _lists.target(attributes.get("href") or "#") is not None


@pytest.mark.parametrize("tag", sorted(VOID & _lists.HOLLOW))
def test_a_hollow_void_element_takes_nothing_with_it(tag: str, engines: Engines) -> None:
    assert "<p>a  b</p>" == body(f"a <{tag}> b", engines)


# pictures


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A draft's folder with a picture, and one outside of it."""
    (tmp_path / "outside.png").write_bytes(PNG)
    inside = tmp_path / "drafts"
    (inside / "stills").mkdir(parents=True)
    (inside / "stills" / "A Still.png").write_bytes(PNG)
    (inside / "text.png").write_text("no picture")
    return inside


def test_a_picture_is_copied_with_its_size(folder: Path, engines: Engines) -> None:
    made = vetted("a ![b *c*](<stills/A Still.png>) d", engines, folder)
    (picture,) = made.pictures.values()
    assert ("pictures/a-still.png", PNG, "image/png", 2, 3) == (
        picture.name, picture.data, picture.media_type, picture.width, picture.height,
    )  # fmt: skip
    assert '<img src="pictures/a-still.png" alt="b c" width="2" height="3"' in page(
        "![b *c*](stills/A%20Still.png)", engines, folder
    )


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("../outside.png", "not inside"),
        ("stills/../../outside.png", "not inside"),
        ("%2e%2e/outside.png", "not inside"),
        ("/etc/hostname", "not inside"),
        ("https://example.org/a.png", "not inside"),
        ("//example.org/a.png", "not inside"),
        ("data:image/png;base64,AAAA", "not inside"),
        ("file:///etc/hostname", "not inside"),
        ("stills/none.png", "not there"),
        ("stills", "not there"),
        ("text.png", "no picture"),
    ],
)
def test_a_picture_from_elsewhere_is_left_out(address: str, why: str, folder: Path, engines: Engines) -> None:
    made = vetted(f"{FRONT}a ![b]({address}) c", engines, folder)
    assert {} == made.pictures
    assert [why in problem.message for problem in made.problems] == [True]
    assert "a  c" == text_of(list(made.blocks[0]["c"]))


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_out_of_the_folder_is_no_way_out(folder: Path, engines: Engines) -> None:
    (folder / "link.png").symlink_to(folder.parent / "outside.png")
    assert "not inside" in messages("![b](link.png)", engines, folder)[0]


def test_a_picture_alone_is_a_figure_with_its_title_as_caption(folder: Path, engines: Engines) -> None:
    made = body('![What is seen](<stills/A Still.png> "What is said")', engines, folder)
    assert 'alt="What is seen"' in made
    assert "<figcaption>\nWhat is said\n</figcaption>" in made


def test_a_caption_below_a_picture_is_its_caption(folder: Path, engines: Engines) -> None:
    made = body("![What is seen](<stills/A Still.png>)\n\n::: caption\nWhat is said\n:::\n", engines, folder)
    assert 1 == made.count("<figure>")
    assert "What is said" in made[made.index("<figcaption>") : made.index("</figcaption>")]


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (PNG, ("png", 2, 3)),
        (b"GIF89a\x02\x00\x03\x00", ("gif", 2, 3)),
        (b"\xff\xd8\xff\xe0\x00\x04xx\xff\xc0\x00\x11\x08\x00\x03\x00\x02", ("jpeg", 2, 3)),
        (b"RIFF....WEBPVP8L....\x2f\x01\x80\x00\x00", ("webp", 2, 3)),
        (b"RIFF....WEBPVP8X........\x01\x00\x00\x02\x00\x00", ("webp", 2, 3)),
        (b"RIFF....WEBPVP8 ....\x00\x00\x00\x9d\x01\x2a\x02\x00\x03\x00", ("webp", 2, 3)),
    ],
)
def test_a_picture_is_measured_by_its_first_bytes(data: bytes, size: tuple[str, int, int]) -> None:
    assert size == _pictures.measure(data)


@given(st.binary(max_size=40), st.sampled_from([b"\xff\xd8", b"RIFF....WEBP", b"\x89PNG\r\n\x1a\n", b""]))
def test_measuring_never_fails_otherwise_than_it_says(data: bytes, start: bytes) -> None:
    try:
        kind, width, height = _pictures.measure(start + data)
    except _pictures.BROKEN:
        return
    assert kind in ("png", "gif", "jpeg", "webp")
    assert min(width, height) > 0


# headings, headline


def test_headings_begin_below_the_title_and_skip_no_level(engines: Engines) -> None:
    made = vetted(FRONT + "# A\n\n#### B\n\n##### C\n\n## D\n\n# E\n", engines)
    assert [2, 3, 4, 3, 2] == [one["c"][0] for one in nodes(made.blocks) if one["t"] == "Header"]


def test_a_heading_that_is_the_headline_is_not_printed_twice(engines: Engines) -> None:
    made = vetted("# On *Low Water*\n\nText.\n", engines)
    assert "On Low Water" == made.front.title
    assert ["Str", "Space", "Emph"] == [one["t"] for one in made.title]
    assert ["Para"] == [one["t"] for one in made.blocks]


def test_pasted_text_has_its_headline_and_captions(engines: Engines) -> None:
    text = (
        "A Headline of Its Own\n\n\nThe first paragraph, a sentence.\n\nLow Water | Official Trailer\n\nAnother one.\n"
    )
    made = vetted(text, engines, name="pasted.txt")
    assert "A Headline of Its Own" == made.front.title
    captions = [block for block in made.blocks if block["t"] == "Div"]
    assert ["Low Water | Official Trailer"] == [text_of([one["c"] for one in block["c"][1]]) for block in captions]


def test_an_unknown_format_is_named(engines: Engines) -> None:
    with pytest.raises(UnknownName, match=r"no export format “doc”.*epub, html, pdf"):
        exporters.export("doc", vetted("Text.\n", engines), engines)


# captions without their picture, verse


@pytest.mark.parametrize(
    "draft",
    [
        '![What is seen](none.png "What is said")\n',
        "![What is seen](none.png)\n\n::: caption\nWhat is said\n:::\n",
        '<figure><img src="none.png"><figcaption>What is said</figcaption></figure>\n',
    ],
)
def test_a_caption_stays_where_its_picture_is_left_out(draft: str, engines: Engines) -> None:
    caption = '<figure class="media">\n<figcaption>\nWhat is said\n</figcaption>\n</figure>'
    assert caption == body(draft, engines)
    assert ["not there" in message for message in messages(draft, engines)] == [True]


VERSE = "Before.\n\n| The *sea*\n|   is **here**\n|\n|     *and* gone\n\nAfter.\n"


def test_verse_keeps_its_lines_and_indents(engines: Engines) -> None:
    assert (
        '<p>Before.</p>\n<div class="line-block">The <em>sea</em><br />\n\u2003\u2003is <strong>here</strong><br />\n'
        "<br />\n\u2003\u2003\u2003\u2003<em>and</em> gone</div>\n<p>After.</p>" == body(VERSE, engines)
    )


def test_verse_is_set_off_in_print(engines: Engines) -> None:
    typst = _typst.body(vetted(VERSE, engines), engines).decode()
    verse = typst[typst.index("#verse[") : typst.index("]\n#", typst.index("#verse["))]
    assert [0, 2, 0, 4] == [line.count("\u2003") for line in verse.splitlines()[1:5]]
    assert "Before" not in verse and "gone" in verse and "After" not in verse
