"""A process of pandoc's that reads and writes, one request after the other: to start one costs more than most of them.

`pandoc.lua` says what it answers and how messages are framed. A thread watches each request, since GHC's own limit does
not do: inside of Lua a full heap ends nothing and makes all slow. That limit is a ceiling for between two looks.
"""

import os
import struct
import subprocess
import weakref
from pathlib import Path
from threading import Event, Lock, Thread
from time import monotonic
from typing import IO

import psutil

from pipeline.errors import EngineUnavailable

SCRIPT = Path(__file__).with_name("pandoc.lua")
NUMBER = struct.Struct(">I")
OUT_OF_MEMORY = 251
"""How GHC's programs exit when their heap is full."""

LOOK = 0.1
"""Seconds between two looks at a process that works."""


class Failed(Exception):
    """Why a request has no answer: the end of a sentence that says what was asked."""


class Worker:
    """One process, started when it is first asked, and anew after it died; several threads may ask.

    `memory` is how many MB it may take, `seconds` how long one answer may take.
    """

    def __init__(self, program: str, memory: int, seconds: float) -> None:
        self._command = (program, "lua", str(SCRIPT), "+RTS", f"-M{2 * memory}m", "-RTS")
        self._memory = memory
        self._seconds = seconds
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def ask(self, *parts: str | bytes) -> bytes:
        """The answer to a request. Raises Failed, and EngineUnavailable where the program can't be started."""
        with self._lock:
            process = self._running()
            watch = _Watch(process, self._memory, self._seconds)
            try:
                status, answer = _exchange(
                    process, [each.encode() if isinstance(each, str) else each for each in parts]
                )
            except (OSError, EOFError):
                watch.end()
                self._drop()
                raise Failed(watch.why or self._why(process.returncode)) from None
            except BaseException:  # nobody is to get the answer to what another had asked
                watch.end()
                self._drop()
                raise
            if watch.end() > self._memory / 2 or watch.why:
                self._drop()  # what it keeps of a long draft would count against the next
        if status != b"ok":
            raise Failed(" ".join(answer.decode("utf-8", "replace").split())[:300])
        return answer

    def close(self) -> None:
        """End the process; a later request starts another."""
        with self._lock:
            self._drop()

    def _running(self) -> "subprocess.Popen[bytes]":
        """The process. One that a fork copied is the parent's: it is left alone."""
        if self._owner != os.getpid():
            self._process = None
        if self._process is not None and self._process.poll() is not None:
            self._drop()
        if self._process is None:
            try:
                self._process = subprocess.Popen(
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    cwd=SCRIPT.anchor,  # the folder that we are in may go
                )
            except OSError as error:
                raise EngineUnavailable(f"pandoc could not be started ({error.strerror}); reinstall it.") from None
            self._owner = os.getpid()
            weakref.finalize(self, _stop, self._process, self._owner)
        return self._process

    def _drop(self) -> None:
        if self._process is not None:
            _stop(self._process, self._owner)
            self._process = None

    def _why(self, code: int) -> str:
        """What to tell the user of a process that died by itself."""
        if code == OUT_OF_MEMORY:
            return _too_large(self._memory)
        return f"pandoc stopped with status {code}; try again, and split it into parts if it does so again."


class _Watch:
    """Ends a process that takes too much time or memory for one answer; `why` says which."""

    def __init__(self, process: "subprocess.Popen[bytes]", memory: int, seconds: float) -> None:
        self.why = ""
        self._process = process
        self._memory = memory
        self._seconds = seconds
        self._taken = 0.0
        self._done = Event()
        self._thread = Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> float:
        """Look no more; the MB that the process took when it was last looked at."""
        self._done.set()
        self._thread.join()
        return self._taken

    def _look(self) -> None:
        started = monotonic()
        try:
            looked_at = psutil.Process(self._process.pid)
            while not self._done.wait(min(LOOK, self._seconds)):
                self._taken = looked_at.memory_info().rss / 2**20
                if self._taken > self._memory:
                    self.why = _too_large(self._memory)
                elif monotonic() - started >= self._seconds:
                    self.why = (
                        f"it took more than {self._seconds} seconds; split it into parts or simplify its nesting."
                    )
                if self.why:
                    self._process.kill()
                    return
        except psutil.Error:
            return  # it is gone, and whoever asked it learns that


def _too_large(memory: int) -> str:
    return f"it needs more than {memory} MB of memory; split it into parts or simplify its nesting."


def _exchange(process: "subprocess.Popen[bytes]", parts: list[bytes]) -> tuple[bytes, bytes]:
    """Send a request and read its answer: status and data. Raises OSError and EOFError where the process is gone."""
    assert process.stdin is not None and process.stdout is not None, "both are pipes"
    process.stdin.write(NUMBER.pack(len(parts)) + b"".join(NUMBER.pack(len(part)) + part for part in parts))
    process.stdin.flush()
    count = _number(process.stdout)
    status, answer = (_read(process.stdout, _number(process.stdout)) for _ in range(count))
    return status, answer


def _number(stream: IO[bytes]) -> int:
    (number,) = NUMBER.unpack(_read(stream, NUMBER.size))
    return int(number)


def _read(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data


def _stop(process: "subprocess.Popen[bytes]", owner: int) -> None:
    """End a process and wait for it, unless it is another's."""
    if owner != os.getpid():
        return
    process.kill()
    for stream in (process.stdin, process.stdout):
        try:
            if stream is not None:
                stream.close()
        except OSError:
            continue  # a pipe that broke holds what nobody will read
    process.wait()
