"""A work shared out among several threads, each of which waits for nobody.

The threads of a BLAS wait for one another by spinning: beside another busy program they take ten times as long. Here
each thread has its own part and a BLAS of one thread, so that a busy machine costs no more than its share.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache

from threadpoolctl import ThreadpoolController

FEWEST = 16
"""Rows that are worth a thread of their own."""


def threads() -> int:
    """How many there are."""
    return _pool()[0]


def pieces(rows: int) -> dict[int, int]:
    """Where the rows of each thread begin and end."""
    each = max(FEWEST, -(-rows // threads()))
    return {start: min(start + each, rows) for start in range(0, rows, each)}


def shared(work: Callable[[int], None], pieces: Iterable[int]) -> None:
    """Do the pieces of a work at the same time."""
    for _ in _pool()[1].map(work, pieces):
        pass


@contextmanager
def one_each() -> Iterator[None]:
    """A stretch of work in which the BLAS has one thread: ours share the work out."""
    with _controller().limit(limits=1, user_api="blas"):
        yield


@cache
def _pool() -> tuple[int, ThreadPoolExecutor]:
    """As many threads as OMP_NUM_THREADS says, or as there are processors for us."""
    asked = os.environ.get("OMP_NUM_THREADS", "")
    there = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    threads = int(asked) if asked.isdecimal() and int(asked) else there
    return threads, ThreadPoolExecutor(threads, thread_name_prefix="matrices")


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()
