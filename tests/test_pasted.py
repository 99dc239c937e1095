"""A pasted text → Document: its headline, its captions, its paragraphs, and where each character stands."""

from pathlib import Path

import pytest

from pipeline import readers, source
from pipeline.document import Block, BlockKind, RegionKind, plain
from pipeline.engines.pandoc import Pandoc
from pipeline.errors import UnreadableDraft
from pipeline.readers._quotations import quotations
from tests.reading import ENGINES, misplaced, read, regions, texts

REVIEW = """\
The quiet thriller that nobody watched: Night Ferry

Night Ferry begins with a door that won't close. It ends with the same door.

Salt Water | Night Ferry Opening Theme

The score is by a band called The Low Tide, and it is loud.\u00a0

NIGHT FERRY PLAYLIST Spotify by lowtide

“Harbour Lights”

“Who goes there?” is all that she ever says.
Nobody answers her.
"""


def kinds(text: str) -> list[tuple[str, str]]:
    document = read(text, "nowhere/draft.txt")
    assert [] == list(misplaced(document))
    return [(block.kind.value, block.text) for block in document.blocks]


def test_headline_captions_and_paragraphs() -> None:
    assert [
        ("headline", "The quiet thriller that nobody watched: Night Ferry"),
        ("paragraph", "Night Ferry begins with a door that won't close. It ends with the same door."),
        ("caption", "Salt Water | Night Ferry Opening Theme"),
        ("paragraph", "The score is by a band called The Low Tide, and it is loud."),
        ("caption", "NIGHT FERRY PLAYLIST Spotify by lowtide"),
        ("caption", "“Harbour Lights”"),
        ("paragraph", "“Who goes there?” is all that she ever says."),
        ("paragraph", "Nobody answers her."),
    ] == kinds(REVIEW)


def test_the_headline_is_the_title_and_captions_are_captions_in_the_tree() -> None:
    document = read(REVIEW, "nowhere/draft.txt")
    assert "The quiet thriller that nobody watched: Night Ferry" == document.title == document.metadata["title"]
    html = ENGINES.get(Pandoc).write(plain(document.ast), "html").decode()
    assert 3 == html.count('<div class="caption">')
    assert "thriller" not in html
    assert "pasted" == document.reader


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Jane Doe / Northern Pictures",
        "Image via Northern Pictures",
        "Picture courtesy of the director",
        "Round 3 | The Long Way Home",
        "The Long Way Home (Live) YouTube by northern",
        "© Northern Pictures, 2021",
        "'The Long Way Home'",
        "Stills from the second act",
        "Ruth (Nell Ashworth) in “Small Fires”. Photograph: Courtesy of Harrow Lane",
        "Ruth at the window (Photo: J. Doe/Northern Bros.)",
        "Ruth at the window. Courtesy of Harrow Lane",
        "Courtesy of Harrow Lane",
        "Ruth at the window — Still from “Small Fires”",
    ],
)
def test_captions(line: str) -> None:
    assert ("caption", line) in kinds(
        f"A headline\n\nA first paragraph, with its stop.\n\n{line}\n\nAnd another one.\n"
    )


@pytest.mark.parametrize(
    "line",
    [
        "She said: “No.”",
        "The photo is by her father, and it is the last one that anybody took before the ferry went down.",
        "“No,” he said.",
        "Watch it from the start.",
        "Still, from the first scene on it rains.",
        "Pictures of rain are all that is left.",
        "Either way | or not, this is a sentence that goes on for longer than any caption would, " + "and on and " * 6,
        "“Is it raining?”",
        "“Salt,” she says, and “Water”",
    ],
)
def test_prose_that_stands_alone_is_no_caption(line: str) -> None:
    assert ("paragraph", line.strip()) in kinds(
        f"A headline\n\nA first paragraph, with its stop.\n\n{line}\n\nAnd another one.\n"
    )


def test_a_text_without_a_headline() -> None:
    assert ["paragraph", "paragraph"] == [kind for kind, _ in kinds("It rains.\n\nIt rains again.\n")]
    assert ["paragraph"] == [kind for kind, _ in kinds("Only one line\n")]
    assert ["headline", "paragraph"] == [
        kind for kind, _ in kinds("Rain, again\nIt rains in every scene of this film.\n")
    ]
    assert ["headline", "paragraph"] == [kind for kind, _ in kinds("Why does it rain?\n\nIt rains.\n")]


def test_hard_wrapped_lines_are_joined() -> None:
    words = "rain falls on the harbour and nobody in the whole town seems to mind it at all "
    lines = [(words * 3)[i : i + 60 + i % 7].strip() for i in range(0, 180, 60)]
    text = "A headline\n\n" + "\r\n".join(lines) + ".\r\n\r\n" + "\r\n".join(lines) + ".\r\n"
    document = read(text, "nowhere/draft.txt")
    assert [" ".join(lines) + "."] * 2 == texts(document, BlockKind.PARAGRAPH)
    assert [] == list(misplaced(document))


def test_bullets_are_list_items() -> None:
    text = "A headline\n\nThe cast:\n- a captain\n•\u00a0a cook\n– a liar\n\nThat is all.\n"
    assert [("list-item", "a captain"), ("list-item", "a cook"), ("list-item", "a liar")] == kinds(text)[2:5]
    tree = plain(read(text, "nowhere/draft.txt").ast)
    assert ["Para", "BulletList", "Para"] == [node["t"] for node in tree["blocks"]]
    assert 3 == len(tree["blocks"][1]["c"])


def test_spaces_have_their_own_place() -> None:
    text = "\ufeffA headline\r\n\r\nOne\u00a0\u00a0two\tthree \u200bfour, Zoe\u0308.\u00a0\r\n"
    document = read(text, "nowhere/draft.txt")
    assert ["A headline", "One two three \u200bfour, Zoë."] == texts(document)
    assert [] == list(misplaced(document))
    block = document.blocks[1]
    assert "\u00a0\u00a0" == document.source[block.span(3, 4)]
    assert "e\u0308" == document.source[block.span(block.text.index("ë"), block.text.index("ë") + 1)]


def test_markup_is_text() -> None:
    assert [("paragraph", "*Not* <b>here</b> &amp; {{ x }}.")] == kinds("*Not* <b>here</b> &amp; {{ x }}.\n")


def test_fields_beside_the_draft(tmp_path: Path) -> None:
    draft = tmp_path / "ferry.txt"
    draft.write_text(REVIEW, "utf-8")
    (tmp_path / "ferry.toml").write_text('title = "Night Ferry"\ndate = 2024-05-01\nlang = "en_GB"\n', "utf-8")
    document = readers.read(source.read(draft), ENGINES)
    assert ("Night Ferry", "2024-05-01", "en-GB") == (document.title, document.metadata["date"], document.lang)
    (tmp_path / "ferry.toml").write_text("title = ferry\n", "utf-8")
    with pytest.raises(UnreadableDraft, match=r"ferry\.toml: this is not TOML"):
        readers.read(source.read(draft), ENGINES)


def test_a_line_that_is_too_long_is_refused() -> None:
    with pytest.raises(UnreadableDraft, match=r"draft\.txt:3: a line of 50,001 characters"):
        read("A headline\n\n" + "a" * 50_001, "nowhere/draft.txt")


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("She said “no” and “yes, ‘of course’” twice.", ["“no”", "“yes, ‘of course’”", "‘of course’"]),
        ('She said "no" and "yes".', ['"no"', '"yes"']),
        ("‘It’s mine,’ he said, ‘all mine.’", ["‘It’s mine,’", "‘all mine.’"]),
        ("The ’90s and rock ’n’ roll, the boys’ own.", []),
        ('He is 6\'2" tall and 5" wide.', []),
        ("An “unclosed quotation goes on.", []),
        ("„Nein“, «non» and »nej«, 「いや」.", ["„Nein“", "«non»", "»nej«", "「いや」"]),
        ("An “unclosed one and a “closed” one.", ["“closed”"]),
        ('Two ("inner") and "outer", she said.', ['"inner"', '"outer"']),
        ("The dogs’ ‘bark’ is no bite.", ["‘bark’"]),
        ('"Half a quotation, and then nothing.', []),
        ("'It's late, isn't it?' he asks. 'Why, no.'", ["'It's late, isn't it?'", "'Why, no.'"]),
        ("I love 'em. She said 'Go on,' and left the dogs' bowl.", ["'Go on,'"]),
        ("The '90s were the kids' time, 'twas said; 'Why?' is one word.", []),
        ("He calls it 'The long way home' and means the boys' room.", []),
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    assert quoted == [text[first:last] for first, last in quotations(text)]


def test_quotations_are_regions() -> None:
    block: Block = read("She said “never *again*”.\n").blocks[0]
    assert ["“never again”"] == regions(block, RegionKind.QUOTATION)


@pytest.mark.parametrize("mark", ["“", '"'])
def test_a_quotation_runs_on_where_the_next_paragraph_begins_with_its_mark(mark: str) -> None:
    end = "”" if mark == "“" else '"'
    document = read(f"He said: {mark}One.\n\n{mark}Two.\n\n{mark}Three.{end}\n\nAn {mark}unclosed one.\n\nFour.\n")
    assert [[f"{mark}One."], [f"{mark}Two."], [f"{mark}Three.{end}"], [], []] == (
        [regions(block, RegionKind.QUOTATION) for block in document.blocks]
    )


PAGE = """\
A quiet thriller: Night Ferry
By Ada Quill and Tom van Reed
5 March 2024

Share this article

Night Ferry begins with a door that won't close.

Ruth (Nell Ashworth) in “Small Fires”. Photograph: Courtesy of Harrow Lane

Read more: the ten best films about boats

By Grand Central he sat down and wept.

Advertisement

Sign up to our weekly film newsletter

Comments (12)
"""


def test_what_surrounds_a_pasted_text_is_no_prose() -> None:
    document = read(PAGE, "nowhere/draft.txt")
    assert [] == list(misplaced(document))
    assert [
        ("headline", "A quiet thriller: Night Ferry"),
        ("paragraph", "Night Ferry begins with a door that won't close."),
        ("caption", "Ruth (Nell Ashworth) in “Small Fires”. Photograph: Courtesy of Harrow Lane"),
        ("paragraph", "By Grand Central he sat down and wept."),
    ] == [(block.kind.value, block.text) for block in document.blocks]
    assert ["Para", "Div", "Para"] == [node["t"] for node in document.ast["blocks"]]
    assert (["Ada Quill", "Tom van Reed"], "2024-03-05") == (document.metadata["author"], document.metadata["date"])


@pytest.mark.parametrize("line", ["2024-03-05", "5 March 2024", "March 5, 2024", "Published on 5th Mar. 2024"])
def test_a_date_below_the_headline_is_a_field(line: str) -> None:
    document = read(f"A headline\n\n{line}\n\nBy Ada Quill\n\nIt rains.\n", "nowhere/draft.txt")
    assert ("2024-03-05", "Ada Quill") == (document.metadata["date"], document.metadata["author"])
    assert ["A headline", "It rains."] == texts(document)


@pytest.mark.parametrize(
    "line",
    [
        "By the sea",
        "By Night",
        "By Ada Quill, who was there",
        "31 February 2024",
        "March 2024",
        "Share this article of faith with nobody",
        "Read more poems, she says",
        "Comments are free",
        "Sign up to the navy",
        "The Big Picture: What It Means",
        "He left. Courtesy of her father, she had a car.",
    ],
)
def test_a_line_that_is_no_furniture_is_kept(line: str) -> None:
    assert ("paragraph", line) in kinds(f"A headline\n\n{line}\n\nIt rains.\n")


@pytest.mark.parametrize(
    "line",
    [
        "By Ada Quill, 5 March 2024",
        "by Ada Quill | March 5, 2024",
        "Words by Ada Quill on 2024-03-05",
    ],
)
def test_a_byline_and_a_date_may_share_a_line(line: str) -> None:
    document = read(f"The quiet thriller\n\n{line}\n\nIt begins with a door.\n", "nowhere/draft.txt")
    assert ("Ada Quill", "2024-03-05") == (document.metadata["author"], document.metadata["date"])
    assert "It begins with a door." == document.blocks[-1].text


def test_a_byline_stands_only_below_the_headline_and_yields_to_the_fields(tmp_path: Path) -> None:
    assert ("paragraph", "By Ada Quill") in kinds("A headline\n\nIt rains.\n\nBy Ada Quill\n")
    draft = tmp_path / "ferry.txt"
    draft.write_text("A headline\n\nBy Ada Quill\n\nIt rains.\n", "utf-8")
    (tmp_path / "ferry.toml").write_text('author = "A. Quill"\n', "utf-8")
    document = readers.read(source.read(draft), ENGINES)
    assert "A. Quill" == document.metadata["author"]
    assert ["A headline", "It rains."] == texts(document)
