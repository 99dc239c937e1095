"""Front matter, checked: the fields that are published, and what is wrong with those that are not."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Any

from pipeline.document import Document
from pipeline.exporters import Front, Settings, _values
from pipeline.exporters._fields import FIELDS, NAMED, Field, Type, key
from pipeline.exporters._problems import FRONT_MATTER
from pipeline.finding import Severity
from pipeline.source import Span

_KEY = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)+")
"""What is written like a key of `works.toml`, and is no title."""

Problem = Callable[[Span, str, str, Severity], None]
"""Takes the place, the sentence, the id and the severity."""


@dataclass(frozen=True, slots=True)
class _Given:
    """A field's value, the key that it was given by, and where from: an empty `file` is the draft itself."""

    key: str
    value: Any
    file: str = ""


def front(document: Document, settings: Settings, problem: Problem) -> Front:
    """The fields of a draft; what is missing, unknown or can't be used is handed to `problem`."""
    reader = _Reader(document, settings, problem)
    values = {field.attribute or field.name: reader.value(field) for field in FIELDS}
    reader.rest()
    values["title"] = values["title"] or PurePosixPath(document.source.path).stem or "Untitled"
    values["lang"] = values["lang"] or "en"
    made = Front(**{name: value for name, value in values.items() if value is not None})
    if made.date and made.updated and made.updated < made.date:
        reader.say("updated", f"{made.updated} is before the date of the review, {made.date}; correct one of them")
    return made


class _Reader:
    """Reads one draft's fields."""

    def __init__(self, document: Document, settings: Settings, problem: Problem) -> None:
        self._document = document
        self._works = settings.works
        self._problem = problem
        beside = f"{PurePosixPath(document.source.path).stem}.toml"
        self._beside = beside if document.reader == "pasted" else ""
        self._given: dict[str, list[_Given]] = {}
        self._strange: list[str] = []
        for name, value in document.metadata.items():
            field = NAMED.get(key(name))
            if field is None:
                self._strange.append(name)
            elif not _is_empty(value):
                file = self._beside if name not in document.places else ""
                self._given.setdefault(field.name, []).append(_Given(name, value, file))
        for name, value in settings.defaults.items():
            field = NAMED.get(key(name))
            if field and field.name not in self._given and not _is_empty(value):
                self._given[field.name] = [_Given(name, value, "the configuration's [defaults]")]

    def value(self, field: Field) -> Any:
        """A field's value; None where it has none, or none that can be used."""
        given = self._given.get(field.name, [])
        if len(given) > 1:
            self.say(given[1].key, f"{' and '.join(each.key for each in given)} are one field; keep one of them")
        if given:
            value = given[0].value
            try:
                read = _values.READERS[field.type](self._replaced(value) if field.type is Type.WORKS else value)
            except ValueError as error:
                self.say(given[0].key, str(error), given[0].file)
                return None
            if read or not field.required:
                return read
        if field.name == "title" and self._document.title:
            return _values.text(self._document.title)
        if field.required:
            self._missing(field)
        return None

    def rest(self) -> None:
        """Say what else the front matter holds."""
        for name in self._strange:
            near = get_close_matches(key(name), NAMED, n=1, cutoff=0.75)
            hint = f"; is it meant to be {near[0]}?" if near else "; `copydesk explain front-matter` lists them"
            self.say(name, f"it is none of the fields, and left out{hint}", severity=Severity.ADVICE)
        for place in self._document.indirect:
            sentence = "Front matter: anchors, aliases and tags are not published; write the value out."
            self._problem(place, sentence, FRONT_MATTER, Severity.ERROR)

    def say(self, name: str, what: str, file: str = "", severity: Severity = Severity.ERROR) -> None:
        """A sentence about a field, at its place."""
        if not file and name not in self._document.places and name in self._document.metadata:
            file = self._beside
        place = self._document.places.get(name, self._top()) if not file else self._top()
        sentence = f"Front matter, {name}{f' (in {file})' if file else ''}: {what}."
        self._problem(place, sentence, FRONT_MATTER, severity)

    def _missing(self, field: Field) -> None:
        near = get_close_matches(field.name, map(key, self._strange), n=1, cutoff=0.75)
        if self._beside:
            how = f"write, for example, `{field.name} = {field.example}` into {self._beside} beside the text"
        elif self._document.source.text.lstrip("\ufeff").startswith("+++"):
            how = f"write, for example, `{field.name} = {field.example}`"
        elif self._document.metadata:
            how = f"write, for example, `{field.name}: {field.example}`"
        else:
            how = f"write, for example, `{field.name}: {field.example}` between two lines of --- at the top"
        said = f"; “{near[0]}” is none of the fields" if near else ""
        self.say(field.name, f"it is missing{said}; {how}")

    def _top(self) -> Span:
        """The line of the front matter; an empty place where there is none."""
        text = self._document.source.text
        start = len(text) - len(text.removeprefix("\ufeff"))
        return Span(start, start + 3) if text[start : start + 3] in ("---", "+++") else Span(0, 0)

    def _replaced(self, value: Any) -> Any:
        """The value of `reviewed` with the works in place of the keys of `works.toml`."""
        if isinstance(value, list | tuple):
            return [self._replaced(one) for one in value]
        if not isinstance(value, str):
            return _values.inline_work(value)
        near = get_close_matches(value, self._works, n=1, cutoff=0.8) if _KEY.fullmatch(value) else []
        if value not in self._works and near:
            raise ValueError(f"“{value}” is no key of works.toml; is it meant to be {near[0]}?")
        return {**self._works[value], "key": value} if value in self._works else value


def _is_empty(value: Any) -> bool:
    """Whether a key stands there without a value."""
    return value is None or (isinstance(value, str | list | tuple | Mapping) and not value)
