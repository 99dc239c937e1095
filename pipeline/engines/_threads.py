"""A work shared out among several threads, each of which waits for nobody.

The threads of a BLAS or of ONNX Runtime wait for one another by spinning: beside another busy program they take ten
times as long. Here each thread has its own part, so that a busy machine costs no more than its share.
"""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache


def threads() -> int:
    """How many there are."""
    return _pool()[0]


def shared(work: Callable[[int], None], pieces: Iterable[int]) -> None:
    """Do the pieces of a work at the same time.

    A piece may share out nothing itself: it would wait for its own thread.
    """
    for _ in _pool()[1].map(work, pieces):
        pass


@cache
def _pool() -> tuple[int, ThreadPoolExecutor]:
    """As many threads as OMP_NUM_THREADS says, or as there are processors for us."""
    asked = os.environ.get("OMP_NUM_THREADS", "")
    there = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    threads = int(asked) if asked.isdecimal() and int(asked) else there
    return threads, ThreadPoolExecutor(threads, thread_name_prefix="matrices")
