"""The desk itself: drafts with what was found in them and what was decided, kept up with what is on disk.

Three kinds of threads meet here. Those that answer requests read what is known and never wait for a lint unless they
were asked to publish; the watcher looks at the disk; the worker alone uses the engines. What they share is replaced as
a whole, under one lock.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Condition, Event, Thread

from pipeline import config, decisions, source
from pipeline import publish as publishing
from pipeline.decisions import Resolved
from pipeline.desk._shelf import Place, Stamp, digest, house_stamp, places
from pipeline.desk._worker import Closing, Worker, logger
from pipeline.document import Document
from pipeline.engines import Engines
from pipeline.errors import CopydeskError, Refused, UnreadableDraft
from pipeline.finding import Report, Revision
from pipeline.run import Run

SECONDS = 1.0
"""How often the watcher looks at the disk."""

Opener = Callable[[Engines | None], Run]
"""Reads the configuration and opens a run, with engines that are loaded already where there are any."""

Version = tuple[str, Stamp, Stamp]
"""What findings depend on: the draft's characters, the fields beside it, and the house's files."""


class Superseded(Exception):
    """The draft or its decisions changed while they were worked on."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A draft that was linted and mended: all that its page shows and that is exported.

    `shown` is the report with what can't be published, `base` the digest of the decisions that `resolved` follows.
    """

    version: Version
    base: str
    report: Report
    shown: Report
    resolved: Resolved
    revision: Revision


@dataclass(slots=True)
class Draft:
    """A draft and what is known of it; only to be changed under the desk's lock.

    `version` and `base` are what is on disk, `settled` the last that was linted, `document` the last that was read.
    `error` says why the draft or its decisions can't be read. `seen` is when somebody last looked at it.
    """

    place: Place
    stamp: Stamp = ()
    version: Version = ("", (), ())
    base: str = ""
    document: Document | None = None
    settled: Settled | None = None
    error: str = ""
    doing: str = ""
    seen: float = 0.0

    @property
    def current(self) -> bool:
        """Whether nothing has changed since it was linted."""
        return self.settled is not None and (self.settled.version, self.settled.base) == (self.version, self.base)

    @property
    def waiting(self) -> bool:
        """Whether it is being linted, or is to be."""
        return not self.error and not self.current


class Desk:
    """The drafts of a folder. `start` begins to watch and to lint, `close` ends both and lets the engines go.

    Raises what opening a run raises, and UnreadableDraft where nothing that was named is there.
    """

    def __init__(self, opener: Opener) -> None:
        self._opener = opener
        self.run = opener(None)
        self._house: Stamp | None = None
        self.drafts: dict[str, Draft] = {}
        self.notices: tuple[str, ...] = ()
        self._trouble = ""
        self.changed = Condition()
        self.ticks = 0
        """Counts changes of anything that is shown."""
        self.worker = Worker(self._task)
        self._target: tuple[Draft, Version, str] | None = None
        self._stopped = Event()
        self._watcher = Thread(target=self._watch, name="copydesk-watcher", daemon=True)
        self.look()
        if not self.drafts and self.notices:
            raise UnreadableDraft(self.notices[0])

    def start(self) -> None:
        """Begin to watch the disk and to lint."""
        self.worker.start()
        self._watcher.start()

    def close(self) -> None:
        """End both; what is being written is written first."""
        self._stopped.set()
        with self.changed:
            self.changed.notify_all()
        if self.worker.close():
            self.run.engines.close()

    # what is on disk

    def look(self) -> None:
        """See what has changed on disk. Reads only what has another time or size than before."""
        found, left = places(self.run)
        house = house_stamp(self.run, found)
        with self.changed:
            before = (self.notices, list(self.drafts))
            self.drafts = {place.key: self.drafts.get(place.key, Draft(place)) for place in found}
            self.notices = (*left, *([self._trouble] if self._trouble else []))
            moved = before != (self.notices, list(self.drafts))
            for draft in self.drafts.values():
                moved |= self._look_at(draft, house)
            if moved:
                self._tell()
        if moved:
            self.worker.wake()

    def _look_at(self, draft: Draft, house: Stamp) -> bool:
        """Whether a draft, its decisions or its house have changed."""
        stamp = draft.place.stamp()
        if stamp == draft.stamp and draft.version[2] == house:
            return False
        try:
            text = digest(draft.place.guard(draft.place.path).read_bytes())
            base = digest(self.record(draft))
        except (OSError, Refused) as error:
            draft.error = str(error) if isinstance(error, Refused) else f"{draft.place.path}: {error.strerror}."
            draft.stamp = stamp
            return True
        beside = tuple(each for each in stamp if Path(each[0]) not in (draft.place.path, draft.place.record))
        version = (text, beside, house)
        draft.stamp = stamp
        if (draft.version, draft.base) == (version, base) and not draft.error:
            return False
        draft.version, draft.base, draft.error = version, base, ""
        return True

    def record(self, draft: Draft) -> bytes | None:
        """The decisions file's bytes; None where there is no such file. Raises Refused."""
        try:
            return draft.place.guard(draft.place.record).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Refused(f"{draft.place.record}: could not be read ({error.strerror}).") from None

    def _watch(self) -> None:
        while not self._stopped.wait(SECONDS):
            try:
                self.look()
            except Exception:
                logger.exception("looking at the drafts was interrupted by a bug")

    # what the worker does

    def _task(self) -> bool:
        """Lint the draft that was looked at last, of those that need it; whether there was one."""
        self._reopen()
        with self.changed:
            waiting = sorted((each for each in self.drafts.values() if each.waiting), key=lambda each: -each.seen)
        unread = [draft for draft in waiting if draft.document is None]
        for draft in (*unread, *waiting)[:1]:
            with self._working(draft, "reading" if unread else "linting"):
                if unread:
                    self._read(draft)
                else:
                    self._settle(draft)
        return bool(waiting)

    def _reopen(self) -> None:
        """Read the house's files again where they have changed; the engines stay."""
        house = house_stamp(self.run, [draft.place for draft in self.drafts.values()])
        if house == self._house:
            return
        first, self._house = self._house is None, house
        if first:
            return
        config.read_learned.cache_clear()
        engines = self.run.engines
        try:
            run = self._opener(engines)
        except CopydeskError as error:
            self._trouble = f"{error} Until then all stays as it was."
        else:
            if (run.config.engine, run.config.server) != (self.run.config.engine, self.run.config.server):
                engines.close()
                run = self._opener(None)
            self.run, self._trouble = run, ""
        self.look()

    @contextmanager
    def _working(self, draft: Draft, doing: str) -> Iterator[None]:
        """Work on a draft as it is on disk now; what can't be read is said of it, and a change begins it anew."""
        self._target = draft, draft.version, draft.base
        self.run.linter.pause = self._paused
        self.say(draft, doing)
        try:
            yield
        except Superseded:
            pass
        except Closing:
            raise
        except CopydeskError as error:
            self._failed(draft, str(error))
        except Exception:
            self._failed(draft, f"{draft.place.path}: copydesk failed on this draft; its terminal says where.")
            raise
        finally:
            self._target = None
            self.say(draft, "")

    def _failed(self, draft: Draft, sentence: str) -> None:
        assert self._target is not None, "something is worked on"
        with self.changed:
            if self._target[1:] == (draft.version, draft.base):
                draft.error = sentence
            self._tell()

    def _paused(self, done: int, total: int) -> None:
        """Between two blocks: answer who asks, and see whether the work is still wanted."""
        target = self._target
        self.worker.pause()
        if target is None:
            return
        self._target = target
        draft, version, base = target
        if (draft.version, draft.base) != (version, base) or draft.place.key not in self.drafts:
            raise Superseded
        self.say(draft, f"linting, {done} of {total} blocks")

    def _read(self, draft: Draft) -> None:
        document = self.run.linter.read(source.read(draft.place.path))
        with self.changed:
            draft.document = document

    def _settle(self, draft: Draft) -> None:
        """Lint a draft where that is needed, apply in memory what was decided, and keep both."""
        version, base = draft.version, draft.base
        settled = draft.settled
        if settled is not None and settled.version == version:
            report = replace(settled.report)  # another object: what was decided of it is looked up anew
        else:
            report = self.run.report(source.read(draft.place.path))
            if report.document is None:
                raise CopydeskError(report.error or f"{draft.place.path}: could not be read.")
        shown, resolved = publishing.reviewed(self.run, report)
        revision = self.run.revise(report)
        assert report.document is not None, "a draft that was read"
        read = digest(report.document.source.text.encode("utf-8"))
        if read != version[0] or digest(self.record(draft)) != base:
            self.look()  # it changed while it was read
            return
        with self.changed:
            draft.document = report.document
            draft.settled = Settled(version, base, report, shown, resolved, revision)
            self._tell()

    # what requests ask

    def find(self, key: str) -> Draft | None:
        """The draft of a key, which is now the one looked at last."""
        with self.changed:
            draft = self.drafts.get(key)
            if draft is not None:
                draft.seen = time.monotonic()
            return draft

    def settled(self, draft: Draft) -> Settled:
        """A draft as it is on disk now, once it is linted: this waits. Raises CopydeskError."""
        self.look()
        with self.changed:
            self.changed.wait_for(
                lambda: draft.current or draft.error or self._stopped.is_set() or draft.place.key not in self.drafts
            )
            if self._stopped.is_set():
                raise Closing("The desk is closing; nothing was done.")
            if draft.place.key not in self.drafts:
                raise Refused(f"{draft.place.path}: is no draft here any more; go back to the list.")
            if draft.error:
                raise CopydeskError(draft.error)
            assert draft.settled is not None, "it is current"
            return draft.settled

    def view(self, draft: Draft) -> tuple[Report, Resolved] | None:
        """What the draft's page shows: the last that was found, and what is decided of it by now.

        None where it was never linted. Raises BadDecisions.
        """
        settled = draft.settled
        if settled is None or settled.report.document is None:
            return None
        if settled.base == digest(self.record(draft)):
            return settled.shown, settled.resolved
        recorded = decisions.load(draft.place.record)
        return settled.shown, decisions.resolve(settled.report.document, settled.shown.findings, recorded)

    def say(self, draft: Draft, doing: str) -> None:
        """Say what is being done with a draft."""
        with self.changed:
            if draft.doing != doing:
                draft.doing = doing
                self._tell()

    def _tell(self) -> None:
        self.ticks += 1
        self.changed.notify_all()
