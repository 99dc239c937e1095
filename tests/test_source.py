from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import source
from pipeline.errors import UnreadableDraft
from pipeline.source import Position, Source, Span, bytes_to_points, decode, utf16_to_points


@given(st.text(alphabet="ab\n\r é😀\ufeff"), st.data())
def test_position_and_offset_are_inverse(text: str, data: st.DataObject) -> None:
    draft = Source("draft.md", text)
    offset = data.draw(st.integers(0, len(text)))
    assert offset == draft.offset(draft.position(offset))


def test_lines_and_columns_count_code_points_from_one() -> None:
    draft = Source("draft.md", "\ufeffZoë 😀\r\nsecond")
    assert Position(1, 6) == draft.position(5)
    assert Position(2, 1) == draft.position(8)
    assert "\ufeffZoë 😀" == draft.line(1)
    assert "second" == draft.line(2)
    assert "\r\n" == draft.newline


@given(st.text())
def test_every_unit_of_another_count_finds_its_code_point(text: str) -> None:
    assert len(text.encode("utf-16-le", "surrogatepass")) // 2 + 1 == len(utf16_to_points(text))
    points = bytes_to_points(text)
    before = 0
    for at, character in enumerate(text):
        assert at == points[before]
        before += len(character.encode("utf-8", "surrogatepass"))


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_spans_overlap_where_they_share_a_code_point(a: int, b: int, c: int, d: int) -> None:
    one, other = Span(min(a, b), max(a, b)), Span(min(c, d), max(c, d))
    if one.start < one.end and other.start < other.end:
        assert bool(set(range(*one)) & set(range(*other))) == one.overlaps(other)


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (b"PK\x03\x04\0\0", "binary"),
        ("caf\u00e9".encode("utf-16"), "is UTF-16"),
        (b"fine\ncaf\xe9\n", "draft.md:2: byte 8 is not UTF-8"),
        (b"a" * (source.MAX_BYTES + 1), "split it"),
        (b"\n<!DOCTYPE html>\n<p>It rains.</p>", "copydesk import"),
        (b'<?xml version="1.0"?>\n<html lang="en">', "is a web page"),
        (b"{\\rtf1\\ansi It rains.}", "save it as .docx"),
    ],
)
def test_what_is_no_draft_is_refused_with_a_sentence(data: bytes, wanted: str) -> None:
    with pytest.raises(UnreadableDraft, match=wanted):
        decode(data, "draft.md")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDraft, match="no such file"):
        source.read(tmp_path / "absent.md")


def test_a_folder_is_no_draft(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDraft, match="is no file"):
        source.read(tmp_path)
