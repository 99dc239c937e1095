"""One thread, which alone uses the engines: linting takes long, and engines are for one user at a time.

It does what was asked for first, and lints when nothing was. A lint that is under way pauses before each block for what
was asked for, so that an export of one draft does not wait for the whole of another; and it ends there when the draft
has changed meanwhile.
"""

import logging
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from threading import Condition, Thread
from typing import Any, TypeVar

from pipeline.errors import CopydeskError

T = TypeVar("T")

logger = logging.getLogger(__name__)


class Closing(CopydeskError):
    """The desk is being closed, and what was asked for was not done."""


class Worker:
    """The thread. `task` does the next piece of lasting work, and says whether there was any."""

    def __init__(self, task: Callable[[], bool]) -> None:
        self._task = task
        self._asked: deque[tuple[Callable[[], Any], Future[Any]]] = deque()
        self._changed = Condition()
        self._news = False
        self._closing = False
        self._answering = False
        self._thread = Thread(target=self._run, name="copydesk-worker", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def ask(self, job: Callable[[], T]) -> T:
        """Have a short job done there, and wait for it: what it gives, or raises. Raises Closing."""
        future: Future[T] = Future()
        with self._changed:
            if self._closing:
                raise Closing("The desk is closing; nothing was done.")
            self._asked.append((job, future))
            self._changed.notify_all()
        return future.result()

    def wake(self) -> None:
        """Say that there may be a task."""
        with self._changed:
            self._news = True
            self._changed.notify_all()

    def pause(self) -> None:
        """Do what was asked for meanwhile; a task calls this where it may be interrupted. Raises Closing."""
        if self._closing:
            raise Closing("The desk is closing.")
        if not self._answering:
            self._answer()

    @property
    def busy(self) -> bool:
        """Whether the thread is there."""
        return self._thread.is_alive()

    def close(self, seconds: float = 10.0) -> bool:
        """End the thread at its next pause, and say whether it ended in time."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self.busy:
            self._thread.join(seconds)
        while self._asked:
            self._asked.popleft()[1].set_exception(Closing("The desk is closing; nothing was done."))
        return not self.busy

    def _answer(self) -> None:
        self._answering = True
        try:
            while self._asked and not self._closing:
                job, future = self._asked.popleft()
                try:
                    future.set_result(job())
                except Exception as error:  # who asked has it
                    future.set_exception(error)
        finally:
            self._answering = False

    def _run(self) -> None:
        while not self._closing:
            self._answer()
            try:
                busy = self._task()
            except Closing:
                return
            except Exception:
                logger.exception("the desk's work was interrupted by a bug")
                busy = False
            with self._changed:
                if not busy:
                    self._changed.wait_for(lambda: self._news or self._asked or self._closing)
                self._news = False
