"""How long one review takes in three formats: ours beside pandoc run by hand, turn by turn in one run, as ratios.

By hand means what somebody would type: `pandoc -s` to a page, to a book, and to Typst's language, which the same
compiler as ours sets. Ours reads and vets the draft once, and its engines are running, as in a run of `publish`.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pypandoc

from pipeline import exporters, readers, source
from pipeline.engines import Engines
from pipeline.exporters import Settings, Vetted

TURNS = 7
FORMATS = ("html", "epub", "pdf")
COMPILE = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], root=sys.argv[3])"


def run(drafts: Path) -> None:
    """Print the median of each format's times for the longest draft that has pictures, ours and by hand."""
    path = max(drafts.glob("*.md"), key=lambda each: (each.read_text("utf-8").count("!["), each.stat().st_size))
    with TemporaryDirectory() as folder, Engines() as engines:
        first = _seconds(lambda: [exporters.export(name, _vetted(path, engines), engines) for name in FORMATS])
        ours: dict[str, list[float]] = {name: [] for name in ("reading", *FORMATS)}
        theirs: dict[str, list[float]] = {name: [] for name in FORMATS}
        for _ in range(TURNS):
            ours["reading"].append(_seconds(lambda: _vetted(path, engines)))
            vetted = _vetted(path, engines)
            for name in FORMATS:
                ours[name].append(_seconds(lambda name=name, vetted=vetted: exporters.export(name, vetted, engines)))
                theirs[name].append(_seconds(lambda name=name: _by_hand(path, name, Path(folder))))
    words = len(path.read_text("utf-8").split())
    print(f"exporting: {path.name}, {words:,} words, median of {TURNS} turns; ours with its start {first:.2f} s")
    print("            ours      pandoc by hand   ours / by hand")
    print(f"  reading {statistics.median(ours['reading']):6.3f} s")
    for name in FORMATS:
        _row(name, statistics.median(ours[name]), statistics.median(theirs[name]))
    _row("all", *(sum(statistics.median(times) for times in each.values()) for each in (ours, theirs)))


def _row(name: str, ours: float, theirs: float) -> None:
    print(f"  {name:8}{ours:6.3f} s  {theirs:13.3f} s  {ours / theirs:14.2f}")


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _vetted(path: Path, engines: Engines) -> Vetted:
    return exporters.vet(readers.read(source.read(path), engines), Settings(path.parent))


def _by_hand(path: Path, name: str, folder: Path) -> None:
    made = folder / f"review.{'typ' if name == 'pdf' else name}"
    pandoc = [pypandoc.get_pandoc_path(), "--from=commonmark_x", "--standalone", f"--resource-path={path.parent}"]
    # the pictures of a Typst file are read from its own folder: it has links to them
    subprocess.run([*pandoc, str(path), "-o", str(made)], check=True, capture_output=True)
    if name == "pdf":
        images = folder / "images"
        if not images.exists():
            images.symlink_to((path.parent / "images").resolve())
        command = [sys.executable, "-c", COMPILE, str(made), str(folder / "review.pdf"), str(folder)]
        subprocess.run(command, check=True, capture_output=True)
