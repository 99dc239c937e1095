"""Every character of prose points at its own place in the file, whatever the file holds."""

import unicodedata

from hypothesis import HealthCheck, Phase, assume, example, given, settings
from hypothesis import strategies as st

from pipeline.document import plain
from pipeline.engines.pandoc import Pandoc
from pipeline.readers._compose import aligned
from pipeline.readers._prepare import prepare
from pipeline.readers._scalars import places
from tests.reading import ENGINES, misplaced, read

WORDS = st.sampled_from(
    [
        *(
            "rain",
            "the",
            "don't",
            "O’Neil",
            "well-known",
            "1984",
            "“so",
            "far”",
            '"yes"',
            "(no)",
            "—",
            "...",
            "AT&T",
            "$5",
        ),
        *(
            "Zoë",
            "Zoe\u0308",
            "naïve",
            "x\u0323\u0307",
            "\u0301",
            "가",
            "\u1100\u1161\u11a8",
            "東京",
            "👩\u200d🎤",
            "🎬",
        ),
        *("&amp;", "&#8217;", "&nosuch;", "\\*", "\\_not\\_", "\\\\", "\u2028x", "a\u200bb", "\u00a0", "\u202b"),
        *("*", "_x", "[", "]", "!", "<", ">", "#", "|", "`", "~", "^", "{x}", ":", "::"),
    ]
)
SPACES = st.sampled_from([" ", " ", " ", "  ", "\t", " \t ", "\n", "\n", "  \n", "\\\n", " \n"])


def _inlines(words: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A run of words, some of them marked up."""
    marked = st.one_of(
        words,
        words,
        words.map("*{}*".format),
        words.map("**{}**".format),
        words.map("~~{}~~".format),
        words.map("[{}](https://a.example 'T')".format),
        words.map("[{}]{{lang=fr}}".format),
        words.map("[{}][ref]".format),
        words.map("![{}](a.png)".format),
        words.map("<b>{}</b>".format),
        words.map("{}[^1]".format),
        words.map("{}<!-- c -->".format),
        words.map("{}<br>".format),
        words.map("`{}`".format),
        st.sampled_from(
            [
                "`code`",
                "$x^2$",
                "<https://a.example>",
                "https://b.example/x",
                ":smile:",
                "{{ x }}",
                "{{< y >}}",
                "a@b.example",
            ]
        ),
    )
    return st.builds(
        lambda parts, spaces: "".join(a + b for a, b in zip(parts, spaces, strict=False)).strip("\n"),
        st.lists(marked, min_size=1, max_size=6),
        st.lists(SPACES, min_size=6, max_size=6),
    )


INLINES = st.recursive(WORDS, _inlines, max_leaves=8)


def _prefixed(first: str, rest: str) -> st.SearchStrategy[str]:
    return st.deferred(lambda: BLOCKS).map(
        lambda text: "\n".join((first if i == 0 else rest) + line for i, line in enumerate(text.split("\n")))
    )


BLOCKS: st.SearchStrategy[str] = st.one_of(
    INLINES,
    INLINES,
    INLINES.map(lambda text: "# " + text.replace("\n", " ")),
    INLINES.map(lambda text: text + "\n---"),
    INLINES.map(lambda text: "[^1]: " + text.replace("\n", "\n    ").replace("[^1]", "")),
    INLINES.map(lambda text: "| a | b |\n|---|---|\n| " + text.replace("\n", " ") + " | c |"),
    INLINES.map(lambda text: "Term\n: " + text.replace("\n", "\n  ")),
    INLINES.map(lambda text: "| " + text.replace("\n", "\n| ")),
    st.sampled_from(
        [
            "```\ncode\n```",
            "    code",
            "<div>\n<p>raw</p>\n</div>",
            "<!-- note -->",
            "***",
            "{% include x %}",
            "[ref]: /x",
        ]
    ),
    _prefixed("> ", "> "),
    _prefixed("- ", "  "),
    _prefixed("1. ", "   "),
    _prefixed("-\t", "\t"),
    INLINES.map("::: caption\n{}\n:::".format),
)
FRONT = st.sampled_from(
    [
        "",
        "",
        "---\ntitle: 'It''s late'\ndescription: >-\n  Zoe\u0308 and\n  rain\n---\n",
        '+++\ntitle = "A \\u201cday\\u201d"\n+++\n\n',
    ]
)


@st.composite
def drafts(draw: st.DrawFn) -> str:
    blocks = draw(st.lists(BLOCKS, min_size=1, max_size=8))
    text = draw(FRONT) + "\n\n".join(blocks) + draw(st.sampled_from(["", "\n", "\n\n", "  "]))
    text = draw(st.sampled_from(["", "\ufeff"])) + text
    return text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n"])))


SLOW = settings(max_examples=40, deadline=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
"""A parse takes a twentieth of a second, so that shrinking a failure would take minutes."""


@SLOW
@given(drafts())
def test_every_character_of_a_draft_stands_where_it_says(text: str) -> None:
    document = read(text)
    assert [] == [wrong for wrong in misplaced(document) if wrong[1] not in "😄"]
    assert all(block.whole.end <= len(text) for block in document.blocks)
    assert "\U000f0000" not in str(document.ast)


@SLOW
@given(drafts())
def test_every_character_of_a_pasted_text_stands_where_it_says(text: str) -> None:
    assert [] == list(misplaced(read(text, "nowhere/draft.txt")))


@SLOW
@example("![**“so** *1984 * [1984\\]{lang=fr} ](a.png) \n\nrain")
@example("The *mot juste*{lang=fr} here.")
@given(st.lists(INLINES, min_size=1, max_size=5).map("\n\n".join))
def test_the_tree_is_the_one_that_pandoc_reads(text: str) -> None:
    """Without tags, tabs or bare addresses, `plain` gives what pandoc gives without positions."""
    text = text.replace("\t", " ")
    assume(not any(mark in text for mark in ("{{", "://", "@", "<!--", "|")))
    pandoc = ENGINES.get(Pandoc)
    expected = plain(pandoc.parse(text, "commonmark_x-smart-tex_math_dollars"))
    assert expected["blocks"] == plain(read(text).ast)["blocks"]


@given(st.text(alphabet="ae\u0301\u0308\u0323\u1100\u1161\u11a8가\t\r\n\ufeffé{}% x", max_size=40))
def test_prepared_text_is_the_file_composed(text: str) -> None:
    prepared = prepare(text)
    assert len(prepared.text) == len(prepared.starts) == len(prepared.ends)
    assert list(prepared.starts) == sorted(prepared.starts)
    assert unicodedata.is_normalized("NFC", prepared.text)
    assert "\r" not in prepared.text and "\t" not in prepared.text
    covered = "".join(text[a:b] for a, b in dict.fromkeys(zip(prepared.starts, prepared.ends, strict=True)))
    assert text.removeprefix("\ufeff") == covered


@given(
    st.lists(st.sampled_from(["a", "&", ";", "&amp;", "&lt;", "\\*", "\\a", "\\\\", "&#233;", "&#xe9;"]), max_size=8)
)
def test_escapes_and_entities_are_followed(parts: list[str]) -> None:
    said = {"&amp;": "&", "&lt;": "<", "\\*": "*", "\\a": "\\a", "\\\\": "\\", "&#233;": "é", "&#xe9;": "é"}
    source = "".join(parts)
    assume("&" not in parts)
    text = "".join(said.get(part, part) for part in parts)
    places = aligned(text, source)
    assert [source[a:b] for a, b in places] == [
        piece for part in parts for piece in (["\\", "a"] if part == "\\a" else [part])
    ]


@given(
    st.text(alphabet="ab '\"\\\u00e9:#\n", min_size=1, max_size=30).filter(lambda text: text.strip() == text),
    st.sampled_from(["'", '"', "|", ">"]),
)
def test_a_yaml_value_is_followed_to_its_characters(text: str, style: str) -> None:
    import yaml

    raw = yaml.safe_dump({"title": text}, default_style=style, allow_unicode=True, width=20)
    root = yaml.compose(raw)
    assert root is not None
    key, node = root.value[0]
    found = places(node.value, raw, node.start_mark.index, node.end_mark.index, node.style)
    assert key.value == "title"
    assert found is not None
    assert len(node.value) == len(found)
    for character, (first, last) in zip(node.value, found, strict=True):
        source = raw[first:last]
        assert source in (character, "''", f"\\{character}", "\\xE9", "\\n") or character.isspace(), (character, source)
