"""The decisions' file: read, judged entry by entry, and written."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipeline import checks
from pipeline.anchors import normal, times
from pipeline.decisions._model import CLOSE, OPEN, Decision, Verdict
from pipeline.errors import BadDecisions

ORDER = ("check", "was", "becomes", "context", "verdict", "comment", "who", "when")
"""An entry's keys, in the order in which they are written."""

_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*decision[ \t]*\]\]", re.MULTILINE)
_CONFLICT = re.compile(r"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)


def beside(draft: Path) -> Path:
    """Where the decisions on a draft are kept."""
    return draft.with_suffix(".decisions.toml")


def load(path: Path, name: str = "") -> tuple[Decision, ...]:
    """The decisions of a file, in its order; none where there is no such file. Raises BadDecisions.

    `name` is what the sentences call it, where that is not its path: git merges copies.
    """
    name = name or str(path)
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return ()
    except UnicodeDecodeError:
        raise BadDecisions(f"{name}: this is not UTF-8; save the file with the encoding UTF-8.") from None
    except OSError as error:
        raise BadDecisions(f"{name}: could not be read ({error.strerror}).") from None
    return parse(text, name)


def parse(text: str, path: Path | str) -> tuple[Decision, ...]:
    """The decisions of a file's text, in its order; `path` is for the sentences. Raises BadDecisions."""
    try:
        entries = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        conflict = _CONFLICT.search(text)
        if conflict:
            line = text.count("\n", 0, conflict.start()) + 1
            raise BadDecisions(
                f"{path}:{line}: git left a conflict here; keep the entries that are right and remove git's lines "
                "(<<<<<<<, =======, >>>>>>>)."
            ) from None
        raise BadDecisions(f"{path}: this is not TOML: {error}; mend it there.") from None
    found = entries.pop("decision", [])
    if entries or not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise BadDecisions(
            f"{path}: each decision is an entry that begins with [[decision]]; nothing else stands here."
        )
    headers = [text.count("\n", 0, match.start()) + 1 for match in _HEADER.finditer(text)]
    return _decisions(found, path, headers)


def from_entries(entries: Sequence[Mapping[str, Any]], path: Path | str) -> tuple[Decision, ...]:
    """The decisions of entries with a file's keys, as JSON brings them: `when` is a date or its text (2025-11-23).

    Keys that are None are keys that aren't there; `path` is for the sentences. Raises BadDecisions as `load` does.
    """
    return _decisions([_dated(entry) for entry in entries], path)


def _dated(entry: Mapping[str, Any]) -> dict[str, Any]:
    """An entry of JSON as TOML has it."""
    found = {key: value for key, value in entry.items() if value is not None}
    if isinstance(found.get("when"), str):
        with suppress(ValueError):  # `_wrong` says so
            found["when"] = date.fromisoformat(found["when"])
    return found


def _decisions(
    entries: Sequence[Mapping[str, Any]], path: Path | str, lines: Sequence[int] = ()
) -> tuple[Decision, ...]:
    decisions = []
    for number, entry in enumerate(entries):
        where = f"{path}:{lines[number]}" if number < len(lines) else f"{path}"
        wrong = _wrong(entry)
        if wrong:
            raise BadDecisions(f"{where}: decision {number + 1} {wrong}")
        decisions.append(Decision(**{**entry, "verdict": Verdict(entry["verdict"])}))
    return tuple(decisions)


def _wrong(entry: Mapping[str, Any]) -> str:
    """What is wrong with an entry, and what to do; nothing where it is right."""
    unknown = [key for key in entry if key not in ORDER]
    if unknown:
        return f"has the unknown key “{unknown[0]}”; the keys are {', '.join(ORDER)}."
    missing = [key for key in ("was", "context", "verdict") if key not in entry]
    if missing:
        return f"has no “{missing[0]}”; add it."
    for key, value in entry.items():
        if key == "when":
            if not isinstance(value, date) or isinstance(value, datetime):
                return "has a “when” that is no date; write it as 2025-11-23, without quotes."
        elif not isinstance(value, str):
            return f"has a “{key}” that is no text; put it in quotes."
        elif not value.isprintable() and re.search("[\ud800-\udfff]", value):
            return f"has a “{key}” with half a character in it (a lone surrogate); write it anew."
    return (
        _unsaid(entry["verdict"], entry)
        or _unnamed(entry.get("check", ""))
        or _unmarked(entry["was"], entry["context"])
    )


def _unsaid(verdict: str, entry: Mapping[str, Any]) -> str:
    """What a verdict lacks, and what to do; nothing where it lacks nothing."""
    if verdict not in list(Verdict):
        return f"has the verdict “{verdict}”; write “accepted”, “rejected”, “suggested” or “open”."
    if verdict in (Verdict.ACCEPTED, Verdict.SUGGESTED) and "becomes" not in entry:
        return f"is {verdict} and has no “becomes”; say what is to be there (an empty text takes the words out)."
    if verdict == Verdict.REJECTED and not entry.get("check"):
        return "is rejected and has no “check”; name the check whose finding is turned down."
    if verdict == Verdict.OPEN and "becomes" in entry:
        return "is open and has a “becomes”; make the verdict “suggested”, or take “becomes” out."
    if verdict == Verdict.OPEN and not entry.get("comment", "").strip():
        return "is open and has no “comment”; say something, or take the entry out."
    return ""


def _unnamed(check: str) -> str:
    """What is wrong with the name of a check, and what to do; nothing where it is one, or empty."""
    if not check or check in checks.ids():
        return ""
    near = checks.nearest(check, checks.ids())
    hint = f"; {' or '.join(near)} may be meant" if near else ""
    return f"names the check “{check}”, which isn't there{hint}. `copydesk explain` lists them all."


def _unmarked(was: str, context: str) -> str:
    """What is wrong with the place of `was` in its context; nothing where it is clear."""
    marks = context.count(OPEN) + context.count(CLOSE)
    if marks:
        parts = re.split(f"[{OPEN}{CLOSE}]", context)
        if len(parts) != 3 or context.index(OPEN) > context.index(CLOSE):
            return f"marks no one place in its context; put one {OPEN} before it and one {CLOSE} behind it."
        if normal(parts[1]) != normal(was):
            return f"marks “{parts[1]}” in its context, but “was” is “{was}”; make the two the same."
        return (
            ""
            if parts[0].strip() or parts[1].strip() or parts[2].strip()
            else "has an empty context; quote the passage."
        )
    number = times(was, context) if was else 0
    if number == 1:
        return ""
    if not was:
        return f"puts something in and doesn't say where; put {OPEN}{CLOSE} at the place in its context."
    return (
        f"has a context in which “{was}” doesn't stand; quote the passage that it is in."
        if number == 0
        else f"has a context in which “{was}” stands {number} times; put {OPEN} and {CLOSE} around the one meant."
    )


def as_entry(decision: Decision) -> dict[str, Any]:
    """A decision with a file's keys, as JSON takes it: `when` as text; what the file wouldn't have isn't there."""
    found = {key: getattr(decision, key) for key in ORDER if _is_written(key, getattr(decision, key))}
    return {key: value.isoformat() if isinstance(value, date) else str(value) for key, value in found.items()}


def dump(decisions: Iterable[Decision]) -> str:
    """The decisions as TOML: one entry a block, one key a line, so that two editors' files merge."""
    blocks = []
    for decision in decisions:
        lines = ["[[decision]]"]
        for key in ORDER:
            value = getattr(decision, key)
            if _is_written(key, value):
                lines.append(f"{key} = {value.isoformat() if isinstance(value, date) else _quoted(value)}")
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def _is_written(key: str, value: object) -> bool:
    return value is not None and bool(value or key in ("was", "becomes", "context", "comment"))


def _quoted(text: str) -> str:
    """A TOML string in which what can't be seen is written as an escape."""
    short = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    shown = (
        short.get(character) or (character if character.isprintable() else _escape(character)) for character in text
    )
    return f'"{"".join(shown)}"'


def _escape(character: str) -> str:
    return f"\\u{ord(character):04X}" if ord(character) <= 0xFFFF else f"\\U{ord(character):08X}"
