"""The server: bound to this machine alone, ended by Ctrl-C, silent but for bugs."""

import errno
import os
import signal
import socket
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from types import FrameType

import uvicorn

from pipeline.desk._app import app
from pipeline.desk._desk import Desk, Opener
from pipeline.desk._guard import Address
from pipeline.errors import Refused

HOST = "127.0.0.1"
"""The only address that is ever listened at."""

SECONDS_TO_ANSWER = 3
"""How long requests that are being answered may take when the desk is closed."""


def serve(opener: Opener, port: int, tell: Callable[[str], None], *, browser: bool = True) -> None:
    """Serve the desk until Ctrl-C. `port` 0 is any that is free; `tell` is given the address once it answers.

    Raises what opening the run raises, and Refused for a port that can't be had.
    """
    listener = _listen(port)
    with listener:
        desk = Desk(opener)
        address = Address(f"{HOST}:{listener.getsockname()[1]}")
        config = uvicorn.Config(
            app(desk, address),
            access_log=False,  # it would have the token in it
            log_level="warning",
            server_header=False,
            lifespan="off",
            ws="none",
            timeout_graceful_shutdown=SECONDS_TO_ANSWER,
        )
        server = _Server(config, lambda: _started(address, tell, browser=browser))
        try:
            desk.start()
            server.run(sockets=[listener])
        finally:
            desk.close()


def _started(address: Address, tell: Callable[[str], None], *, browser: bool) -> None:
    tell(address.url)
    if browser:
        once = f"{address.origin}/{address.ticket}"
        Thread(target=webbrowser.open, args=(once,), daemon=True).start()
    else:
        address.ticket = ""


class _Server(uvicorn.Server):
    """Tells when it has started, and ends without raising the signal that ended it."""

    def __init__(self, config: uvicorn.Config, started: Callable[[], None]) -> None:
        super().__init__(config)
        self._started = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._started()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        def end(number: int, frame: FrameType | None) -> None:
            self.handle_exit(number, frame)

        before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _listen(port: int) -> socket.socket:
    """A socket bound to a port of this machine. Raises Refused."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere it would let two desks have one port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen()
    except (OSError, OverflowError) as error:
        listener.close()
        number = getattr(error, "errno", None)
        if number == errno.EADDRINUSE:
            why = "is in use, perhaps by another desk"
        elif number == errno.EACCES:
            why = "may not be used by you"
        else:
            why = f"can't be used ({getattr(error, 'strerror', None) or error})"
        raise Refused(f"Port {port} {why}; choose another with --port, or leave it out.") from None
    return listener
