"""Markdown in, Markdown out with the marks of print, and nothing else of it changed."""

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipeline import curl, publish, readers, typeset
from pipeline.document import OBJECT, Block, Document
from pipeline.engines import Engines
from pipeline.errors import UnknownName
from pipeline.house import House
from pipeline.run import Run
from pipeline.source import Source

ENGINES = Engines()


def curled(markdown: str, dialect: str = "en-US") -> str:
    """As `curl`, with engines that are kept."""
    document = readers.read(Source("draft.md", markdown), ENGINES)
    return typeset.applied(document.source, typeset.curling(document, dialect))


PAIRED = [
    ('"Not now," said the baker.\n"\'Later\' is my word."', "“Not now,” said the baker.\n“‘Later’ is my word.”"),
    ("'Up', 'Down', and 'Out' are films.", "‘Up’, ‘Down’, and ‘Out’ are films."),
    ("'Rain,' 'snow,' and 'hail' fall.\nSo does 'fog.'", "‘Rain,’ ‘snow,’ and ‘hail’ fall.\nSo does ‘fog.’"),
    ("'She asked, \"Must we leave?\"'", "‘She asked, “Must we leave?”’"),
    ("'You'll take Ann's coat and Tom's hat,' Eve said.", "‘You’ll take Ann’s coat and Tom’s hat,’ Eve said."),
    ("A 'quiet 'loud' quiet' end", "A ‘quiet ‘loud’ quiet’ end"),
    ("'\"both\"' and \"'both'\"", "‘“both”’ and “‘both’”"),
    ('They wait---"\'Ann\'s\' turn" comes.', "They wait—“‘Ann’s’ turn” comes."),
    ('"(almost)".', "“(almost)”."),
    ('Songs ("Tide" and "Salt") end it.', "Songs (“Tide” and “Salt”) end it."),
    ('"I can\'t---" she said, "not---"', "“I can’t—” she said, “not—”"),
    ('"...and then" he left.', "“…and then” he left."),
    ("the singers' 'last' tour", "the singers’ ‘last’ tour"),
    ("'The singers' tour was long,' he said.", "‘The singers’ tour was long,’ he said."),
    ('"The singers\' tour" is long.', "“The singers’ tour” is long."),
    ('The "Tide"is one, a "watch"able film, two "if"s', "The “Tide”is one, a “watch”able film, two “if”s"),
    ('They call"it" a " slow " film, " really".', "They call“it” a “ slow ” film, “ really”."),
    ("*The Heron* 's end, 's it", "*The Heron* ’s end, ’s it"),
    ("'Half \"of' it\"", "‘Half \"of’ it\""),
    ('"Half "of \'it"', "\"Half “of 'it”"),
    ('“Half" and "half”', "“Half” and “half”"),
]  # fmt: skip

MARKUP = [
    ('*The Heron*\'s end, **"loud"**', "*The Heron*’s end, **“loud”**"),
    ('"*a* b"\n"a *b*"\n"*a b*"', "“*a* b”\n“a *b*”\n“*a b*”"),
    ("'`code`' and a \"[link](/it's \"it's\")\"", "‘`code`’ and a “[link](/it's \"it's\")”"),
    ('"see `x`"\n"`x` too"', "“see `x`”\n“`x` too”"),
    ('"one <br>"\n"<br> two"', "“one <br>”\n“<br> two”"),
    ('"one"\nand "two" and\\\n"three"\\\nfour', "“one”\nand “two” and\\\n“three”\\\nfour"),
    ('a "![It\'s](x.png)" b', "a “![It’s](x.png)” b"),
    ("[ann]'s b'", "[ann]’s b’"),
    ("[it's], [it's][], [it's][x]\n\n[it's]: /\n[x]: /", "[it's], [it's][], [it’s][x]\n\n[it's]: /\n[x]: /"),
    ("# It's *Ann's*\n\n- it's\n\n> it's", "# It’s *Ann’s*\n\n- it’s\n\n> it’s"),
    ("|it's|\n|----|\n|it's|", "|it’s|\n|----|\n|it’s|"),
    ("---\ntitle: It's\nkey: \"it's\"\n---\n\nIt's", '---\ntitle: It’s\nkey: "it\'s"\n---\n\nIt’s'),
    ("---\ntitle: 'It''s'\nlead: \"\\\"a\\\"\"\n---\n\nb", "---\ntitle: 'It’s'\nlead: \"“a”\"\n---\n\nb"),
    ("It's[^1]\n\n[^1]: It's.", "It’s[^1]\n\n[^1]: It’s."),
]

APOSTROPHES = [
    ("the '90s, the 90's, 'tis, get 'em, 'cause", "the ’90s, the 90’s, ’tis, get ’em, ’cause"),
    ("rock 'n' roll, rock 'n roll", "rock ’n’ roll, rock ’n roll"),
    ("'Twas the day of the 'fair'", "’Twas the day of the ‘fair’"),
    ("'Cause we can,' he said.", "‘Cause we can,’ he said."),
    ("\"Get 'em,\" he said, goin' home.", "“Get ’em,” he said, goin’ home."),
    ("ours'", "ours’"),
    ("It’s the '90s", "It’s the ’90s"),
    ("rock'n'roll in '68", "rock’n’roll in ’68"),
    ("the letter 'n' here", "the letter ‘n’ here"),
    ('He is 6\'2", 5\' 11" or 6\'2 tall.', "He is 6′2″, 5′ 11″ or 6′2 tall."),
    ('The 12" single and a 6\' tall man', "The 12″ single and a 6′ tall man"),
    ('"In 1999" and "in 2001"', "“In 1999” and “in 2001”"),
    ("fish-'n'-chips, '\"Tide\"'s end' and **\"Salt\"**'s", "fish-’n’-chips, ‘“Tide”’s end’ and **“Salt”**’s"),
    ("at 51°30'26\"N", "at 51°30′26″N"),
    ('"Screen 19"" and "Screen"', "“Screen 19\"” and “Screen”"),
    ("5' x 7', 5'11'', 5 ft 11\", 8\" by 10\"", "5′ x 7′, 5′11′′, 5 ft 11″, 8″ by 10″"),
    ('a 7" and a 12" single', "a 7″ and a 12″ single"),
    ("the letter 's', and 'd'you see?'", "the letter ‘s’, and ‘d’you see?’"),
    ('The "Tide 2 ", and ":)" and "!"', "The “Tide 2 ”, and “:)” and “!”"),
    ("l'\"heure\" d'\"hiver\"", "l’“heure” d’“hiver”"),
    ("'e said 'tain't 'ere", "’e said ’tain’t ’ere"),
    ("''tis", "‘’tis"),
    ("''Tis late,' he says, 'and Ann's brothers know.'", "‘’Tis late,’ he says, ‘and Ann’s brothers know.’"),
    ("the ''80s' were loud", "the ‘’80s’ were loud"),
    ("'The boys' boat is \"Tern\",' she says.", "‘The boys’ boat is “Tern”,’ she says."),
]  # fmt: skip

UNTOUCHED = [
    '"Never closed, and then',
    'Never opened", and then',
    '*"One* two"\n\n"one *two"*\n\n*one "two* *three" four*',
    "He said 'never, and then",
    '\\"Not\\" it\\\'s \\-- \\... &quot;it&#39;s&quot;',
    '\\"a"\n\n"a\\"\n\n&quot;a"\n\n"a&quot;',
    '`"it\'s--..."`\n\n    "it\'s"\n\n```\n"it\'s"\n```',
    '<div title="it\'s">\n</div>\n\n<p title="it\'s">x</p>\n\na <b title="it\'s">x</b> <!-- "it\'s" -->',
    "https://example.org/it's--a...b and <https://example.org/it's>",
    "$x_1' + y'$ and $$f'' -- g'$$",
    "«Oui» „Ja“ 「はい」 『ええ』",
    '[l"amour, c\'est "ça"]{lang=fr}',
    'He said "I don"t know',
    'word"word and 5 " or 6',
    'One " alone here',
    "An empty \"\" or '' is nothing",
    "He waited 12', or 12' more",
    "a\n\n---\n\nb\n\n***\n\nc",
    "",
    " \n",
]

WORDLESS = [('""', "““"), ("''", "’’"), ("# ''\n\n- \"\"", "# ’’\n\n- ““")]

DASHES = [
    ("a---b c--d e --- f -- g 5--6", "a—b c–d e — f – g 5–6"),
    ("1- 2-- 3--- 4---- 5----- 6------ 7-------.", "1- 2– 3— 4–– 5—– 6—— 7—––."),
    ("So...there.... And...... ..", "So…there…. And…… .."),
    ("\\-- b \\-\\-\\-.", "\\-- b \\-\\-\\-."),
]

HEADINGS = [
    ("# A -- B\n\n## It's--so", "# A – B\n\n## It’s–so"),
    ("## It's -- so...\n\n[Up--there](#it's----so)", "## It’s -- so…\n\n[Up–there](#it's----so)"),
]

PARAGRAPHS = [
    ('"It begins.\n\n"It ends."', "“It begins.\n\n“It ends.”"),
    ('She said: "It begins.\n\n"It goes on.\n\n"It ends."', "She said: “It begins.\n\n“It goes on.\n\n“It ends.”"),
    ('"It begins.\n\nIt ends."', '"It begins.\n\nIt ends."'),
    ('"It begins.\n\n# Heading\n\n"It" ends.', '"It begins.\n\n# Heading\n\n“It” ends.'),
    ("'It begins.\n\n'It ends.'", "'It begins.\n\n‘It ends.’"),
]


@pytest.mark.parametrize(
    ("markdown", "expected"), [*PAIRED, *MARKUP, *APOSTROPHES, *WORDLESS, *DASHES, *HEADINGS, *PARAGRAPHS]
)
def test_the_marks_of_print(markdown: str, expected: str) -> None:
    assert expected == curled(markdown) if markdown.strip() else curl(markdown)


@pytest.mark.parametrize("markdown", UNTOUCHED)
def test_what_is_left_as_it_is(markdown: str) -> None:
    assert markdown == (curled(markdown) if markdown.strip() else curl(markdown))


def test_british_quotations_go_on_in_single_marks() -> None:
    assert "‘It begins.\n\n‘It ends.’" == curled("'It begins.\n\n'It ends.'", "en-GB")


def test_a_profile_that_is_not_there() -> None:
    with pytest.raises(UnknownName, match="There is no style profile “none”"):
        curl("it's", profile="none")


@pytest.mark.parametrize(
    ("house", "expected"),
    [
        (House(), '"It’s" it\'s'),
        (House(quotes="curly"), "“It’s” it’s"),
        (House(quotes="straight"), "\"It's\" it's"),
        (House(profile="chicago-18"), "“It’s” it’s"),
        (House(profile="chicago-18", quotes="straight"), "\"It's\" it's"),
    ],
)
@pytest.mark.parametrize("path", ["draft.md", "draft.txt"])
def test_what_a_house_publishes(house: House, expected: str, path: str) -> None:
    def read(source: Source) -> Document:
        return readers.read(source, ENGINES)

    made = typeset.published(read(Source(path, '"It’s" it\'s\n\nOther words.')), house, read)
    assert expected == made.blocks[0].text


def test_straight() -> None:
    assert '"It\'s" 6\'2" — `“x”`' == typeset.straight("“It’s” 6′2″ — `“x”`")


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("---\ntitle: “It’s” on\n---", "---\ntitle: “It's\" on\n---"),
        ('---\ntitle: "“It’s” on"\n---', '---\ntitle: "\\"It\'s\\" on"\n---'),
        ("---\ntitle: '“It’s” on'\n---", "---\ntitle: '\"It''s\" on'\n---"),
        ("+++\ntitle = '“It’s” on'\n+++", "+++\ntitle = '\"It’s\" on'\n+++"),
    ],
)
def test_straight_front_matter_can_still_be_read(front: str, expected: str) -> None:
    made = typeset.straight(f"{front}\n\nText.")
    assert f"{expected}\n\nText." == made
    assert '"It\'s" on' == readers.read(Source("draft.md", made), ENGINES).title.replace("“", '"').replace("’", "'")


def test_curl_is_had_from_the_package_and_loaded_late() -> None:
    program = "import sys, pipeline; assert not {'pipeline.typeset', 'yaml'} & set(sys.modules); print(pipeline.curl)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("<function curl")


MARKDOWN = st.lists(
    st.sampled_from(
        ['"', "'", "“", "”", "‘", "’", "-", "--", "---", ".", "...", " ", " ", "\n", "\n\n", "*", "**", "a", "dogs",
         "said", "7", "'90s", "'em", "`'`", "[", "](u)", "(", ")", ",", "\\", "&quot;", "<br>", "é", "# ", "> ", "- "]
    ),
    min_size=1,
    max_size=24,
).map("".join)  # fmt: skip


def straightened(text: str) -> str:
    """A text without what curling puts in."""
    text = re.sub("[“”″]", '"', re.sub("[‘’′]", "'", text))
    return text.replace("—", "---").replace("–", "--").replace("…", "...")


@pytest.mark.slow
@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(MARKDOWN.filter(str.strip))
@example('"a "b\' \'c"')
def test_only_marks_change_and_only_once(markdown: str) -> None:
    once = curled(markdown)
    assert straightened(markdown) == straightened(once)
    assert once == curled(once)


def test_a_page_has_the_marks_of_its_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "copydesk.toml").write_text('quotes = "curly"\n', "utf-8")
    (tmp_path / "drafts").mkdir()
    draft = tmp_path / "drafts" / "one.md"
    draft.write_text('---\ntitle: It\'s "Tide"\n---\n\n*Tide*\'s "end"---`it\'s`---comes...\n', "utf-8")
    with Run([Path("drafts")], select=["spacing/double-space"]) as run:
        list(publish.publish(run, list(run.sources()), tmp_path / "output", gate="none", formats=["html"]))
    page = (tmp_path / "output" / "one" / "one.html").read_text("utf-8")
    assert "It’s “Tide”" in page
    assert "<em>Tide</em>’s “end”—<code>it's</code>—comes…" in page


class _Text(HTMLParser):
    """What a page says, its styles and scripts left out."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self._silent = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in ("style", "script", "head")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("style", "script", "head")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(data)


def test_a_page_says_what_curl_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole text of a published draft, mark by mark, against `curl` of the same draft."""
    cases = [markdown for markdown, _ in (*PAIRED, *APOSTROPHES, *DASHES, *PARAGRAPHS)]
    markdown = "\n\n## Next\n\n".join(cases + [each for each in UNTOUCHED if not each.lstrip().startswith(("`", "<"))])
    monkeypatch.chdir(tmp_path)
    (tmp_path / "copydesk.toml").write_text('quotes = "curly"\n', "utf-8")
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "one.md").write_text(f"---\ntitle: One\n---\n\n{markdown}\n", "utf-8")
    with Run([Path("drafts")], select=["spacing/double-space"]) as run:
        list(publish.publish(run, list(run.sources()), tmp_path / "output", gate="none", formats=["html"]))
    page = _Text((tmp_path / "output" / "one" / "one.html").read_text("utf-8"))
    said = " ".join("".join(page.said).split())
    at = 0
    wanted = [part for block in readers.read(Source("one.md", curl(markdown)), ENGINES).blocks for part in parts(block)]
    assert len(wanted) > len(cases)
    for part in wanted:
        assert part in said[at:]
        at = said.index(part, at) + len(part)


def parts(block: Block) -> list[str]:
    """What a block says, without its code and addresses."""
    return [" ".join(each.split()) for each in block.text.split(OBJECT) if each.strip()]
