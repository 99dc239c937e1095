"""Ends LanguageTool's server when copydesk is gone, however it went: a program that `_ltserver` runs.

Its standard input is a pipe whose other end copydesk holds. The pipe ends when copydesk does, even by SIGKILL, on every
system. The server that it ends is known by the mark in its environment.

    python -I _watchdog.py MARK
"""

import contextlib
import sys
import time

import psutil

VARIABLE = "COPYDESK_SERVER"
"""The environment variable that a server of ours has, with the mark of the run that started it."""

SERVER = "org.languagetool.server.HTTPServer"


def servers(mark: str) -> list[psutil.Process]:
    """The servers that run with this mark."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            if SERVER in process.cmdline() and process.environ().get(VARIABLE) == mark:
                found.append(process)
    return found


def main(mark: str) -> None:
    """Wait for the end of the pipe, then end the servers, those that were just being started too."""
    if sys.stdin.read() == "closed":
        return
    for _ in range(3):
        for process in servers(mark):
            with contextlib.suppress(psutil.Error):
                process.kill()
        time.sleep(0.5)


if __name__ == "__main__":
    main(sys.argv[1])
