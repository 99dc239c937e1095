"""Markdown → Document: each thing that a draft may hold, where it stands, and what is no prose."""

import os
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline import readers, source
from pipeline.document import OBJECT, BlockKind, RegionKind, plain
from pipeline.engines.pandoc import Pandoc
from pipeline.errors import UnreadableDraft
from tests.reading import ENGINES, misplaced, read, regions, texts


def shown(markdown: str) -> list[tuple[str, str]]:
    document = read(markdown)
    assert [] == list(misplaced(document))
    return [(block.kind.value, block.text) for block in document.blocks]


def where(markdown: str, wanted: str) -> str:
    """The file's text at the place of the first stretch of prose that says `wanted`."""
    document = read(markdown)
    block = next(block for block in document.blocks if wanted in block.text)
    start = block.text.index(wanted)
    return document.source[block.span(start, start + len(wanted))]


def test_headline_heading_and_paragraph() -> None:
    assert [
        ("headline", "Rain again"),
        ("paragraph", "It rains."),
        ("heading", "The score"),
        ("paragraph", "Loud."),
    ] == (shown("# Rain *again*\n\nIt rains.\n\nThe score\n---------\n\nLoud.\n"))


def test_a_first_heading_below_a_title_is_a_heading() -> None:
    assert [("headline", "Rain"), ("heading", "Rain")] == shown("---\ntitle: Rain\n---\n\n# Rain\n")


def test_levels() -> None:
    document = read("- one\n  - two\n    - three\n\n### Three\n")
    assert [1, 2, 3, 3] == [block.level for block in document.blocks]


def test_caption() -> None:
    assert [("caption", "A still | Studio")] == shown("::: caption\nA still | Studio\n:::\n")
    assert ("caption", "Sales") in shown("| a |\n|---|\n| b |\n\n::: {.figcaption}\nSales\n:::\n")


def test_list_items_and_tasks() -> None:
    assert [("list-item", "to do"), ("list-item", "done"), ("list-item", "[a] third")] == (
        shown("- [ ] to do\n- [x] done\n- [a] third\n")
    )
    html = ENGINES.get(Pandoc).write(plain(read("- [x] done\n").ast), "html").decode()
    assert "☒" in html and "[x]" not in html


def test_nested_lists_with_tabs() -> None:
    assert [("list-item", "one"), ("list-item", "two"), ("list-item", "more")] == shown(
        "-\tone\n\n\t-\ttwo\n\n\t\tmore\n"
    )


def test_definition_list() -> None:
    assert [("list-item", "Term"), ("list-item", "first"), ("list-item", "second")] == shown(
        "Term\n: first\n\n  second\n"
    )


def test_line_block() -> None:
    document = read("| One line,\n|   *and* another.\n")
    assert ["One line,\nand another."] == texts(document)
    assert ["LineBlock"] == [node["t"] for node in plain(document.ast)["blocks"]]
    assert [] == list(misplaced(document))


def test_block_quote_keeps_what_is_in_it() -> None:
    assert [("block-quote", "He said so twice."), ("block-quote", "a list")] == shown(
        "> He said\n> so twice.\n>\n> - a list\n"
    )


def test_table_cells() -> None:
    assert [("table-cell", "a"), ("table-cell", "b"), ("table-cell", "c | d"), ("table-cell", "e")] == (
        shown("| a | b |\n|---|:-:|\n| c \\| d | *e* |\n")
    )


def test_footnote_follows_its_paragraph_and_is_read_once() -> None:
    assert [
        ("paragraph", "One and two."),
        ("footnote", "A note."),
        ("footnote", "Its second paragraph."),
        ("paragraph", "After."),
    ] == shown("One[^a] and two[^a].\n\nAfter.\n\n[^a]: A *note*.\n\n    Its second paragraph.\n")


def test_alternative_text() -> None:
    assert [("alternative-text", "A door & a key")] == shown("![A *door* &amp; a key](door.png)\n")
    assert [("paragraph", "Before after."), ("alternative-text", "a key")] == shown("Before ![a key](key.png) after.\n")


def test_the_title_of_a_picture_is_its_caption() -> None:
    draft = "![A door](door.png 'The &amp; door\\'s *own*'){width=50%} and ![a key](<key.png>  \"The key\")\n"
    assert [
        ("paragraph", "and"),
        ("alternative-text", "A door"),
        ("caption", "The & door's *own*"),
        ("alternative-text", "a key"),
        ("caption", "The key"),
    ] == shown(draft)


@pytest.mark.parametrize("rule", ["* * *", "- - -", "---", "***", "_ _ _"])
def test_thematic_breaks(rule: str) -> None:
    document = read(f"One.\n\n{rule}\n\nTwo.\n")
    assert ["One.", "Two."] == texts(document)
    assert ["Para", "HorizontalRule", "Para"] == [node["t"] for node in plain(document.ast)["blocks"]]


def test_yaml_fields() -> None:
    draft = (
        "---\ntitle: 'It''s *late*'\nsubtitle: \"A \\u201cquiet\\u201d film\"\n"
        "description: >\n  Two lines\n  folded.\n\n  More.\n"
        "cover:\n  alt: |\n    A door\nrating: 4\ndate: 2024-05-01\nlang: en-GB\n---\nText.\n"
    )
    document = read(draft)
    assert [
        (BlockKind.HEADLINE, "title", "It's late"),
        (BlockKind.FIELD, "subtitle", "A “quiet” film"),
        (BlockKind.FIELD, "description", "Two lines folded.\nMore."),
        (BlockKind.FIELD, "cover.alt", "A door"),
        (BlockKind.PARAGRAPH, "", "Text."),
    ] == [(block.kind, block.name, block.text) for block in document.blocks]
    assert [0, 1, 2, 3, 4] == [block.index for block in document.blocks]
    assert ("2024-05-01", 4, "en-GB") == (document.metadata["date"], document.metadata["rating"], document.lang)
    assert "''" == where(draft, "'")
    assert "\\u201cquiet\\u201d" == where(draft, "“quiet”")
    assert "lines\n  folded" == where(draft, "lines folded")
    assert "door" == where(draft, "door")


def test_toml_fields() -> None:
    draft = "+++\ntitle = \"A \\\"late\\\" film\"\ndate = 2024-05-01\n[cover]\nalt = '''\nA door'''\n+++\n\nText.\n"
    document = read(draft)
    assert [("headline", 'A "late" film'), ("front-matter-field", "A door"), ("paragraph", "Text.")] == (
        [(block.kind.value, block.text) for block in document.blocks]
    )
    assert '\\"late\\"' == where(draft, '"late"')
    assert "door" == where(draft, "door")
    assert "2024-05-01" == document.metadata["date"]


def test_any_front_matter_is_accepted() -> None:
    document = read(
        "---\r\nlayout: !ruby/object:Post\r\n  x: 1\r\nTitle: &t Loud\r\nslug: *t\r\n"
        "tags: [a, b]\r\n? [x]\r\n: y\r\n---\r\nText.\r\n"
    )
    assert ("Loud", ["a", "b"]) == (document.metadata["slug"], document.metadata["tags"])
    assert ["Loud", "Text."] == texts(document)


def test_rules_are_no_front_matter() -> None:
    assert ["Not a field.", "Text."] == texts(read("---\n\nNot a field.\n\n---\n\nText.\n"))
    assert ["Text."] == texts(read("---\n---\nText.\n"))
    assert ["Text."] == texts(read("---\n\nText.\n"))


BOMB = (
    "---\na: &a [x]\n"
    + "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 10)}]\n" for a, b in pairwise("abcdef"))
    + "---\nx\n"
)


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        ("---\ntitle: One: two\n---\nText.\n", "draft.md:2: the front matter is not YAML"),
        ("+++\ntitle = One\n+++\nText.\n", "draft.md:2: the front matter is not TOML"),
        ("---\ntitle: One\n\nText.\n", "draft.md:1: the front matter is not closed"),
        ("+++\ntitle = 1\n", "draft.md:1: the front matter is not closed"),
        ("---\n- a: b\n---\nText.\n", "draft.md:2: the front matter is a list"),
        ("---\n- one\n-\n  two\n...\nText.\n", "draft.md:2: the front matter is a list"),
        (BOMB, "too many aliases"),
        ("---\na: &a [*a]\n---\nText.\n", "nests too deeply"),
        ("---\na: " + "[" * 2000 + "\n---\nText.\n", "draft.md:"),
        ("+++\na = " + "[" * 5000 + "]" * 5000 + "\n+++\nText.\n", "nests too deeply"),
        ("---\na: b\n" + "# remark\n" * 20_000 + "---\nText.\n", "characters, more than"),
        ("> " * 500 + "deep\n", "draft.md:1: quotes, lists, brackets or divs nest 500 deep"),
        ("- " * 500 + "deep\n", "draft.md:1: quotes, lists, brackets or divs nest"),
        ("::: a\n\n" * 3000, "draft.md:121: quotes, lists, brackets or divs nest 61 deep"),
        ("[" * 5000 + "\n", "draft.md:1: quotes, lists, brackets or divs nest 5000 deep"),
        ("One.[^a]\n\n[^a]: Two.[^B]\n[^b]: See[^a].\n", "draft.md:3: the footnote [^a] cites itself"),
        ("a" + "\u0301" * 201 + "\n", "draft.md:1: more than 200 combining marks"),
        ("a" * 50_001 + "\n", "draft.md:1: a line of 50,001 characters"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_line(draft: str, said: str) -> None:
    with pytest.raises(UnreadableDraft) as caught:
        read(draft)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_markup_that_nests_too_deeply_is_refused() -> None:
    with pytest.raises(UnreadableDraft, match=r"draft\.md: "):
        read("*a " * 1000 + "b*" * 1000 + "\n")


def test_byte_order_mark() -> None:
    assert [("headline", "One"), ("paragraph", "Two.")] == shown("\ufeff# One\n\nTwo.\n")
    assert [("headline", "One")] == shown("\ufeff---\ntitle: One\n---\n")


def test_crlf_and_lone_carriage_returns() -> None:
    assert [("paragraph", "One two."), ("paragraph", "Three.")] == shown("One\r\ntwo.\r\n\r\nThree.\r\n")
    assert "One\r\ntwo" == where("One\r\ntwo.\r\n", "One two")
    assert ["One", "Two"] == texts(read("One\r\rTwo\r"))


def test_tabs_inside_a_line_are_one_space() -> None:
    assert [("paragraph", "a b c")] == shown("a\tb \t c\n")
    assert "b \t c" == where("a\tb \t c\n", "b c")


def test_decomposed_accents() -> None:
    draft = "Ame\u0301lie saw 가\u11a8 and x\u0323\u0307.\n"
    assert ["Amélie saw 각 and ẋ̣."] == texts(read(draft))
    assert "e\u0301" == where(draft, "é")
    assert "lie" == where(draft, "lie")


def test_emoji() -> None:
    assert [("paragraph", "Bold 👩‍🎤 move 🎬.")] == shown("**Bold** 👩‍🎤 move 🎬.\n")
    assert ":clapper:" == where("So :clapper: it is.\n", "🎬")


def test_entities_and_escapes() -> None:
    draft = "R&amp;D &#8212; \\*not\\* &eacute;t\\&eacute; &#x201C;q&#x201D; 5 &lt; 6 AT&T &nosuch;\n"
    assert [("paragraph", "R&D — *not* ét&eacute; “q” 5 < 6 AT&T &nosuch;")] == shown(draft)
    assert "R&amp;D" == where(draft, "R&D")
    assert "\\*not\\*" == where(draft, "*not*")


def test_line_breaks() -> None:
    assert [("paragraph", "one\ntwo three\nfour\nfive")] == shown("one\\\ntwo\nthree  \nfour<br>five\n")
    assert "one\n> two" == where("> one\n> two\n", "one two")


def test_money_is_prose() -> None:
    text = "It cost $10.1 million and made less ($3 million) than a play.\n"
    assert text.strip() == read(text).blocks[0].text


def test_code_and_addresses_are_objects() -> None:
    document = read("Run `a b` or `c` at <https://a.example/b> or https://b.example, or write to a@b.example.\n")
    (block,) = document.blocks
    assert f"Run {OBJECT} or {OBJECT} at {OBJECT} or {OBJECT}, or write to {OBJECT}." == block.text
    assert 2 == len(regions(block, RegionKind.CODE))
    assert 3 == len(regions(block, RegionKind.LINK))
    assert "`a b`" == document.source[block.span(4, 5)]
    assert [] == texts(read("```\ncode here\n```\n\n    more code\n"))


def test_a_link_whose_text_is_its_address_is_one_link() -> None:
    document = read("See [https://a.example](https://a.example) and [the https://a.example page](/x).\n")
    assert [f"See {OBJECT} and the {OBJECT} page."] == texts(document)
    assert 2 == str(plain(document.ast)).count("'Link'")


def test_raw_html_is_no_prose() -> None:
    assert [("paragraph", "A bold word.")] == shown("A <b class=x>bold</b> word.\n")
    assert [] == shown("<h4>Review</h4>\n\n<p>Text</p>\n")
    (block,) = read("The <i>Rain</i> and <span lang='fr'>la pluie</span>, <code>wet</code>.\n").blocks
    assert ["Rain"] == regions(block, RegionKind.EMPHASIS)
    assert ["la pluie"] == regions(block, RegionKind.FOREIGN)
    assert ["wet"] == regions(block, RegionKind.CODE)


def test_emphasis_strong_and_link() -> None:
    (block,) = read("The *quiet **loud*** end of [the *film*](https://a.example/{{ x }} 'T').\n").blocks
    assert "The quiet loud end of the film." == block.text
    assert ["quiet loud", "film"] == regions(block, RegionKind.EMPHASIS)
    assert ["loud"] == regions(block, RegionKind.STRONG)
    assert ["the film"] == regions(block, RegionKind.LINK)
    assert ["https://a.example/{{ x }}"] == [region.value for region in block.regions if region.kind is RegionKind.LINK]


def test_other_languages() -> None:
    (block,) = read("---\nlang: fr-CA\n---\nUn [film noir]{lang=fr}, [a film]{lang=en}.\n").blocks
    assert ["a film"] == regions(block, RegionKind.FOREIGN)
    document = read("::: {lang=de}\nEin Satz.\n:::\n\nA sentence.\n")
    assert [["Ein Satz."], []] == [regions(block, RegionKind.FOREIGN) for block in document.blocks]


def test_liquid_and_hugo_tags_are_no_prose() -> None:
    draft = (
        '{% include head.html %}\n\nBefore {{ page.film }} after {{< ref "x.md" >}}.\n\n'
        "{{< spoiler >}}\nHe leaves.\n{{< /spoiler >}}\n\n{% highlight ruby %}\n\nputs 'x'\n\n{% endhighlight %}\n\n"
        "![A door]({{ site.url }}/door.png)\n\nText.\n{: .note}\n"
    )
    document = read(draft)
    assert [f"Before {OBJECT} after {OBJECT}.", "He leaves.", "A door", "Text."] == texts(document)
    assert [] == list(misplaced(document))
    tree = str(plain(document.ast))
    assert "{{ site.url }}/door.png" in tree
    assert "['shortcode', '{% include head.html %}']" in tree
    assert "\U000f0000" not in tree and "%F3%B0" not in tree


def test_tags_in_code_stay_code() -> None:
    tree = str(plain(read("Write `{{ x }}` here.\n\n    {% y %}\n").ast))
    assert "'{{ x }}'" in tree and "'{% y %}'" in tree


def test_comments() -> None:
    draft = "One.\n\n<!-- copydesk: allow spelling/unknown-word -- a name -->\n\nTwo <!-- in --> it.\n\n"
    draft += "<!-- a --> Three.\n\n<!--\n\nlong\n\n-->\n"
    document = read(draft)
    assert ["One.", "Two it.", "Three."] == texts(document)
    assert [("copydesk: allow spelling/unknown-word -- a name", 1), ("in", 1), ("a", 2), ("long", 3)] == (
        [(comment.text, comment.before) for comment in document.comments]
    )
    assert "<!-- in -->" == document.source[document.comments[1].span]


def test_a_double_space_is_one_space_with_its_place() -> None:
    assert [("paragraph", "One. Two.")] == shown("One.  Two.\n")
    assert ".  T" == where("One.  Two.\n", ". T")


def test_places_in_the_tree_are_code_points_of_the_file() -> None:
    document = read("\ufeff---\ntitle: x\n---\r\nA *w\u00f6rd*\r\n")
    assert "['data-pos', '22-26']" in str(document.ast)
    assert "wörd" == document.source.text[22:26]
    assert "data-pos" not in str(plain(document.ast))


def test_plain_is_what_pandoc_reads_without_positions() -> None:
    draft = "# A *b*\n\nDon't [go](x.html), he said.[^1]\n\n- one\n- two\n\n[^1]: Note.\n"
    pandoc = ENGINES.get(Pandoc)
    assert pandoc.parse(draft, "commonmark_x-smart-tex_math_dollars")["blocks"] == plain(read(draft).ast)["blocks"]


def test_real_drafts() -> None:
    """Our own; COPYDESK_DRAFTS names a folder of others."""
    folder = Path(os.environ.get("COPYDESK_DRAFTS") or Path(__file__).parent.parent / "drafts")
    paths = [path for path in folder.rglob("*") if path.suffix in (".md", ".txt") and path.name != "names.txt"]
    assert paths
    for path in paths:
        assert [] == list(misplaced(readers.read(source.read(path), ENGINES))), path


def test_emphasis_in_another_language_is_foreign() -> None:
    """Pandoc puts the attributes of `*mot*{lang=fr}` on the wrapper of its position."""
    document = read("The *mot juste*{lang=fr} here.\n")
    (block,) = document.blocks
    assert [(4, 13, "fr")] == [
        (region.start, region.end, region.value) for region in block.regions if region.kind is RegionKind.FOREIGN
    ]
    assert "'lang', 'fr'" in str(plain(document.ast))


@pytest.mark.parametrize(
    ("draft", "metadata", "blocks"),
    [
        ("---\n{title: Low, lang: no}\n---\nText.\n", {"title": "Low", "lang": "no"}, ["Low", "Text."]),
        ("---\ntitle: 1984\nalt: 12:30\n---\nText.\n", {"title": 1984, "alt": "12:30"}, ["1984", "12:30", "Text."]),
        ("---\ntitle: No\nx: true\nn: 010\n---\nText.\n", {"title": "No", "x": True, "n": "010"}, ["No", "Text."]),
        ("---\n\n- a\n- b\n\n---\n\nText.\n", {}, ["a", "b", "Text."]),
        ("---\n- a\n- b\n", {}, ["a", "b"]),
        ("---\n# A heading\n---\nText.\n", {}, ["A heading", "Text."]),
        ("---\n---\nText.\n", {}, ["Text."]),
        ("---\r\ntitle: T\r\n---\r\nText.\r\n", {"title": "T"}, ["T", "Text."]),
        ("---\nx: !include y\nz: !!set {a, b}\n---\nText.\n", {"x": "y", "z": {"a": None, "b": None}}, ["Text."]),
    ],
)  # fmt: skip
def test_front_matter_that_yaml_has_its_own_mind_about(draft: str, metadata: object, blocks: list[str]) -> None:
    document = read(draft)
    assert (metadata, blocks) == (dict(document.metadata), texts(document))
    assert [] == list(misplaced(document))


@pytest.mark.parametrize("list_", ["- a\n", "- a\n- b: c\n", "# a remark\n- a\n\n- b\n", "-\n  a\n", "- - a\n- [b]\n"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_list_as_front_matter_is_no_prose(list_: str, end: str) -> None:
    with pytest.raises(UnreadableDraft, match=r"draft\.md:2: the front matter is a list.*blank line"):
        read(f"---\n{list_}---\n\nText.\n".replace("\n", end))


def test_places_of_fields() -> None:
    draft = "---\nTitle: T\ncover:\n  image: a.png\n  alt: A\ntags: &t [a,\n  b]\nx: *t\ny: !z w\n---\n\nText.\n"
    document = read(draft)
    assert {"Title": "Title: T", "cover": "cover:", "tags": "tags: &t [a,", "x": "x: *t", "y": "y: !z w"} == {
        name: document.source[place] for name, place in document.places.items()
    }
    assert ["&t", "*t", "!z"] == [document.source[place] for place in document.indirect]
    toml = '+++\ntitle = "T"\nn = 1\n[cover]\nalt = "A"\n[[more]]\nx = "y"\n+++\n\nText.\n'
    document = read(toml)
    assert {"title": 'title = "T"', "n": "n = 1", "cover": "[cover]", "more": "[[more]]"} == {
        name: document.source[place] for name, place in document.places.items()
    }
