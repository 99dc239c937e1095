from pathlib import Path

import pytest

from pipeline import config
from pipeline.errors import BadConfiguration, UnreadableDraft


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_nearest_configuration_holds(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[tool.copydesk]\ndialect = "en-GB"\n')
    write(tmp_path / "inner/copydesk.toml", 'dialect = "en-US"\n')
    (tmp_path / "other").mkdir()
    assert "en-US" == config.load(tmp_path / "inner").dialect
    assert "en-GB" == config.load(tmp_path / "other").dialect


def test_a_pyproject_without_our_table_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "copydesk.toml", 'quotes = "curly"\n')
    write(tmp_path / "site/pyproject.toml", '[project]\nname = "site"\n')
    assert "curly" == config.load(tmp_path / "site").quotes


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('dialekt = "en-GB"', "unknown key “dialekt”. Did you mean “dialect”"),
        ('dialect = "de-DE"', "one of auto, en-US"),
        ('select = "spelling"', "list of strings"),
        ("drafts = 3", "must be a string"),
        ('allow = ["spelling"]', "must be a table"),
        ('defaults = "me"', "must be a table"),
        ("dialect = ", "not valid TOML"),
    ],
)
def test_a_wrong_configuration_is_a_sentence(tmp_path: Path, text: str, wanted: str) -> None:
    write(tmp_path / "copydesk.toml", text)
    with pytest.raises(BadConfiguration, match=wanted.replace("(", r"\(")):
        config.load(tmp_path)


def test_names_stand_beside_the_drafts(tmp_path: Path) -> None:
    write(tmp_path / "drafts/names.txt", "# people\nMaren Oduya  # the director\n\nQuill\n")
    settings = config.load(tmp_path / "drafts")
    assert frozenset({"Maren Oduya", "Quill"}) == settings.house(tmp_path / "drafts/essay.md").names


def test_an_empty_list_of_names_is_no_error(tmp_path: Path) -> None:
    write(tmp_path / "drafts/names.txt", "")
    assert frozenset() == config.load(tmp_path / "drafts").house(tmp_path / "drafts/essay.md").names


def test_a_work_needs_a_title(tmp_path: Path) -> None:
    write(tmp_path / "works.toml", '[ferry]\nkind = "film"\n')
    with pytest.raises(BadConfiguration, match=r"\[ferry\] has no title"):
        config.load(tmp_path)


def test_what_is_a_draft(tmp_path: Path) -> None:
    for name in (
        "a.md", "b.txt", "sub/c.markdown", "names.txt", "README.md", "readme.txt", ".hidden.md", ".git/d.md", "e.docx",
        "old/f.md",
    ):  # fmt: skip
        write(tmp_path / name, "x")
    write(tmp_path / "copydesk.toml", 'exclude = ["old"]\n')
    found = config.find_drafts([tmp_path], config.load(tmp_path))
    assert ["a.md", "b.txt", "sub/c.markdown"] == [path.relative_to(tmp_path).as_posix() for path in found]


def test_a_named_file_is_a_draft_whatever_it_is_called(tmp_path: Path) -> None:
    draft = write(tmp_path / "README.md", "x")
    assert [draft] == config.find_drafts([draft, draft], config.load(tmp_path))


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDraft, match="no such file or folder"):
        config.find_drafts([tmp_path / "absent"], config.load(tmp_path))


def test_checks_are_silenced_by_folder(tmp_path: Path) -> None:
    write(tmp_path / "copydesk.toml", '[allow]\n"drafts/verse/*" = ["punctuation"]\n')
    settings = config.load(tmp_path)
    assert ("punctuation",) == settings.allowed(tmp_path / "drafts/verse/ode.md")
    assert () == settings.allowed(tmp_path / "drafts/ode.md")
