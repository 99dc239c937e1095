"""What `copydesk doctor` looks at, and that it starts nothing that is not used."""

from pathlib import Path

import pytest

from pipeline import doctor
from pipeline.config import Config
from pipeline.doctor import Line
from pipeline.engines import LanguageRules, Match
from pipeline.errors import EngineUnavailable


class Made(LanguageRules):
    """Rules that can be loaded."""

    NAME = "lingotweaker"

    @classmethod
    def version(cls) -> str:
        return f"{cls.NAME} 1"

    def probe(self) -> str:
        return "finds “could of”"

    def matches(self, text: str, dialect: str = "en-US") -> tuple[Match, ...]:
        return ()


class Heavy(Made):
    """Rules that nobody asked for."""

    NAME = "languagetool"

    def __init__(self) -> None:
        raise EngineUnavailable("it was started")


class Gone(Heavy):
    """Rules that are not installed."""

    @classmethod
    def version(cls) -> str:
        raise EngineUnavailable("install it")


def lines(monkeypatch: pytest.MonkeyPatch, *kinds: type[LanguageRules], engine: str = "embedded") -> list[Line]:
    monkeypatch.setattr(doctor, "engines", lambda: kinds)
    return [
        line
        for line in doctor.examine(Config(root=Path(), engine=engine))
        if line.name in {"lingotweaker", "languagetool"}
    ]


def test_what_is_not_used_is_only_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [
        Line("languagetool", "languagetool 1", None),
        Line("lingotweaker", "lingotweaker 1; finds “could of”", True),
    ] == lines(monkeypatch, Heavy, Made)


def test_what_is_neither_used_nor_there_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [Line("languagetool", "install it", None)] == lines(monkeypatch, Gone)


def test_what_is_used_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [
        Line("languagetool", "it was started", False),
        Line("lingotweaker", "lingotweaker 1", None),
    ] == lines(monkeypatch, Heavy, Made, engine="languagetool")


def test_the_lines_are_a_table() -> None:
    said = doctor.render([Line("Python", "3.12"), Line("spacy", "install it", False), Line("java", "-", None)])
    assert "Python  ok        3.12\nspacy   MISSING   install it\njava    not used  -\n" == said


def test_a_folder_of_drafts_that_is_not_there_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "engines", lambda: ())
    (missing,) = [line for line in doctor.examine(Config(root=tmp_path)) if line.name == "drafts"]
    assert missing.good is None
    assert missing.said.endswith("there is no such folder")
    (tmp_path / Config().drafts).mkdir()
    (there,) = [line for line in doctor.examine(Config(root=tmp_path)) if line.name == "drafts"]
    assert there.good
