"""A program that saves decisions at the desk and is killed meanwhile; run by test_desk.py in a house's folder.

It kills children of its own with SIGKILL: one at the first thing that it asks of the system while saving (opening,
writing, renaming: what Python's audit hooks see), one at the second, and so on; then some at random moments. After each
the file must be the old one or the new one. It prints how often it was which, and what else it was.
"""

import hashlib
import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from pipeline import decisions
from pipeline.desk import _actions as actions
from pipeline.desk._desk import Desk, Draft
from pipeline.run import Run

CHECKS = ("spacing/double-space",)
ROUNDS = 50


def entries(count: int, verdict: str) -> list[dict[str, str]]:
    """As many decisions as make a file that is written for some time."""
    entry = {"check": "spacing/double-space", "was": "ferry", "becomes": "boat", "context": "The ferry leaves"}
    return [{**entry, "verdict": verdict, "comment": f"{number} " + "x" * 200} for number in range(count)]


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def main() -> None:
    """Save and be killed, again and again."""
    desk = Desk(lambda engines: Run([Path(sys.argv[1])], select=CHECKS, engines=engines))
    draft = next(each for each in desk.drafts.values() if each.place.path.name == "good.md")
    path = draft.place.record
    old, new = entries(300, "accepted"), entries(400, "rejected")
    texts = [decisions.dump(decisions.from_entries(each, path)).encode() for each in (old, new)]
    counts: dict[str, int] = {"kills": 0, "old": 0, "new": 0, "points": 0}
    broken: list[str] = []

    def look(before: bytes) -> None:
        there = path.read_bytes()
        if there not in texts:
            broken.append(f"{len(there)} bytes, digest {digest(there)}")
        counts["old" if there == before else "new"] += 1
        counts["kills"] += 1
        decisions.load(path)

    point = 0
    while True:
        path.write_bytes(texts[0])
        child = os.fork()
        if child == 0:
            dying_at(point)
            actions.save(desk, draft, digest(texts[0]), new)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            assert os.WEXITSTATUS(status) == 0 and path.read_bytes() == texts[1], "a save that nobody kills is a save"
            break
        look(texts[0])
        point += 1
    counts["points"] = point

    chance = random.Random(20261129)  # noqa: S311 -- moments, not secrets
    for _ in range(ROUNDS):
        path.write_bytes(texts[0])
        child = os.fork()
        if child == 0:
            save_on(desk, draft, texts, (old, new))
        time.sleep(chance.uniform(0, 0.06))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        look(texts[0])
    print(json.dumps({**counts, "broken": broken}))


def dying_at(point: int) -> None:
    """Die at what is asked of the system for the `point`th time from now on."""
    seen = 0

    def hook(event: str, arguments: object) -> None:
        nonlocal seen
        if event.split(".", maxsplit=1)[0] not in ("open", "os", "tempfile", "shutil"):
            return
        seen += 1
        if seen == point + 1:  # asking to be killed is asking, too
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def save_on(desk: Desk, draft: Draft, texts: list[bytes], both: tuple[list[dict[str, str]], ...]) -> None:
    """Save the one and the other in turn, for ever."""
    at = 0
    while True:
        actions.save(desk, draft, digest(texts[at]), both[1 - at])
        at = 1 - at


if __name__ == "__main__":
    main()
