"""What pandoc's one process saves beside a process a request, as ratios of one run."""

import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from pipeline.engines.pandoc import Pandoc, binary
from pipeline.readers.markdown import FORMAT

ROUNDS = 9


def run(drafts: Path) -> None:
    """Print how long reading and writing a draft takes, either way; the JSON is made and read both times."""
    texts = [path.read_text("utf-8") for path in sorted(drafts.glob("*.md"))]
    engine = Pandoc()
    trees = [engine.parse(text, "commonmark_x-smart") for text in texts]
    print(f"pandoc: {len(texts)} drafts, median of {ROUNDS} rounds")
    _say("reading", lambda: [engine.parse(text, FORMAT) for text in texts], lambda: [_parsed(text) for text in texts])
    for to in ("html5", "typst-smart"):

        def served(to: str = to) -> object:
            return [engine.write(tree, to, wrap="none") for tree in trees]

        def alone(to: str = to) -> object:
            return [_made(json.dumps(tree), "json", to) for tree in trees]

        _say(f"writing {to}", served, alone)
    engine.close()


def _parsed(text: str) -> object:
    return json.loads(_made(text, FORMAT, "json"))


def _made(data: str, from_: str, to: str) -> bytes:
    """What pandoc makes in a process of its own."""
    command = (binary(), "-f", from_, "-t", to, "--sandbox", "--wrap=none", "+RTS", "-M512m", "-RTS")
    return subprocess.run(command, input=data.encode(), capture_output=True, check=True).stdout


def _say(what: str, served: Callable[[], object], alone: Callable[[], object]) -> None:
    """Time both by turns, so that what else the machine does befalls both."""
    pairs = [(_seconds(served), _seconds(alone)) for _ in range(ROUNDS)]
    ours, theirs = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    print(f"  {what:20} {ours * 1000:6.0f} ms   a process a request {theirs * 1000:6.0f} ms   {theirs / ours:.1f} ×")


def _seconds(job: Callable[[], object]) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start
