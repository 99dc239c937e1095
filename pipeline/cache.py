"""What an engine answered, kept on this machine: a paragraph that was read once is not read again.

One SQLite file in the user's cache folder, or in the folder that COPYDESK_CACHE names; `COPYDESK_CACHE=off` keeps
nothing. It holds hashes and numbers and no word of a draft, may be removed at any time, and is never needed: where it
can't be read or written, the engine is asked again.
"""

import json
import os
import sqlite3
import sys
import time
import zlib
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

LIMIT = 256 * 2**20
"""How large the file may become, in bytes: some 400,000 words of drafts. What was longest unused goes first."""
UNSAVED = 10.0
"""After so many seconds what is new is written, so that little is lost where a run is interrupted."""
PATIENCE = 2.0
"""How long another run that is writing is waited for, in seconds."""
TEXTS = 4096
"""How many texts are kept in memory."""
DAY = 86_400

_NAME = "answers.sqlite"
_TABLE = "CREATE TABLE IF NOT EXISTS answers (key BLOB PRIMARY KEY, day INTEGER, value BLOB) WITHOUT ROWID"
_HALVE = """
    DELETE FROM answers WHERE key IN (SELECT key FROM answers ORDER BY day LIMIT (SELECT count(*) / 2 FROM answers))
"""


Measured = tuple[tuple[int, int, float], ...]


@dataclass(slots=True)
class Known:
    """What is known of a text.

    Numbers by the question's key, the measure of each token (start, end, number), how sure each is to stay (likewise),
    what may be changed (start, end, the tokens put there, gain), and the edits of each copy that was made of it but the
    first (start, end, what is put there; in the copy's text, which has one space before the sentence).
    """

    numbers: dict[str, float] = field(default_factory=dict)
    tokens: Measured | None = None
    stays: Measured | None = None
    changes: tuple[tuple[int, int, tuple[int, ...], float], ...] | None = None
    turns: tuple[tuple[tuple[int, int, str], ...], ...] = ()
    changed: bool = False


class Answers:
    """An engine's answers, by the text that they are about. `engine` says all that an answer depends on but the text.

    Without a folder they are kept in memory alone.
    """

    def __init__(self, engine: str, folder: Path | None) -> None:
        self._engine = engine.encode("utf-8")
        self._texts: dict[bytes, Known] = {}
        self._file = folder / _NAME if folder else None
        self._open: sqlite3.Connection | None = None
        self._saved = time.monotonic()

    def of(self, text: str) -> Known:
        """What is known of a text; what is added to it and marked as changed is kept."""
        key = blake2b(self._engine + b"\0" + text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if key not in self._texts:
            if time.monotonic() > self._saved + UNSAVED:
                self.save()
            if len(self._texts) == TEXTS:
                self.save()
                self._texts.clear()
            self._texts[key] = self._load(key)
        return self._texts[key]

    def save(self) -> None:
        """Write what is new."""
        self._saved = time.monotonic()
        new = {key: known for key, known in self._texts.items() if known.changed}
        if not new or not self._connected():
            return
        rows = [(key, self._today(), _packed(known)) for key, known in new.items()]
        try:
            with self._connection as connection:
                connection.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", rows)
            self._prune()
        except sqlite3.Error:
            self._give_up()
        for known in new.values():
            known.changed = False

    def close(self) -> None:
        """Write what is new, and forget all that is in memory."""
        self.save()
        self._texts.clear()
        if self._open:
            self._open.close()
        self._open = None

    def _load(self, key: bytes) -> Known:
        if not self._connected():
            return Known()
        try:
            row = self._connection.execute("SELECT day, value FROM answers WHERE key = ?", (key,)).fetchone()
            if row is None:
                return Known()
            if row[0] != self._today():
                with self._connection as connection:
                    connection.execute("UPDATE answers SET day = ? WHERE key = ?", (self._today(), key))
            return _unpacked(row[1])
        except sqlite3.Error:
            self._give_up()
        except (zlib.error, ValueError, KeyError, TypeError):  # written by another version, or damaged
            pass
        return Known()

    @property
    def _connection(self) -> sqlite3.Connection:
        assert self._open is not None, "a file that was opened"
        return self._open

    def _connected(self) -> bool:
        """Whether there is a file to ask: opened when it is first needed, made anew where it is no database."""
        if self._open is None and self._file is not None:
            for _ in range(2):
                try:
                    self._file.parent.mkdir(parents=True, exist_ok=True)
                    self._open = sqlite3.connect(self._file, timeout=PATIENCE, check_same_thread=False)
                    self._open.execute(_TABLE)
                    break
                except sqlite3.OperationalError:  # locked, or in a folder that can't be written to
                    self._give_up()
                    break
                except (sqlite3.DatabaseError, OSError):
                    file = self._file
                    self._give_up()
                    try:
                        file.unlink()
                    except OSError:
                        break
                    self._file = file
        return self._open is not None

    def _give_up(self) -> None:
        """Keep nothing any more in this run."""
        if self._open:
            self._open.close()
        self._open = self._file = None

    def _prune(self) -> None:
        """Where the file has become too large, forget the half that was longest unused."""
        assert self._file is not None, "a file that was written"
        if self._file.stat().st_size <= LIMIT:
            return
        with self._connection as connection:
            connection.execute(_HALVE)
        self._connection.execute("VACUUM")

    def _today(self) -> int:
        return int(time.time() // DAY)


def folder() -> Path | None:
    """Where answers are kept on this machine; None where they are not to be."""
    named = os.environ.get("COPYDESK_CACHE", "")
    if named == "off":
        return None
    return Path(named) if named else home()


def home() -> Path:
    """The user's own folder for what can be had again, as the XDG base directories and macOS have it."""
    user = Path(os.path.expanduser("~"))  # noqa: PTH111 -- Path.home() raises where there is no home
    if sys.platform == "darwin":
        return user / "Library/Caches/copydesk"
    shared = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(shared) if Path(shared).is_absolute() else user / ".cache") / "copydesk"


def size(place: Path) -> int:
    """How large the file in a folder is, in bytes."""
    file = place / _NAME
    return file.stat().st_size if file.is_file() else 0


def key(*question: object) -> str:
    """The key of a question about a text."""
    return blake2b(repr(question).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _packed(known: Known) -> bytes:
    fields = [known.numbers, known.tokens, known.stays, known.changes, known.turns]
    return zlib.compress(json.dumps(fields).encode("ascii"))


def _unpacked(data: bytes) -> Known:
    numbers, tokens, stays, changes, turns = json.loads(zlib.decompress(data))
    named = {str(name): float(number) for name, number in numbers.items()}
    changed = None
    if changes is not None:
        changed = tuple((int(a), int(b), tuple(map(int, new)), float(gain)) for a, b, new, gain in changes)
    edits = tuple(tuple((int(a), int(b), str(new)) for a, b, new in turn) for turn in turns)
    return Known(named, _measured(tokens), _measured(stays), changed, edits)


def _measured(rows: list[tuple[int, int, float]] | None) -> Measured | None:
    return None if rows is None else tuple((int(a), int(b), float(c)) for a, b, c in rows)
