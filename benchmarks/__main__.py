"""Print the benchmarks' tables, all or the one that is named: `python -m benchmarks speed`."""

import argparse
from pathlib import Path

from benchmarks import exporting, page, process, quality, speed
from benchmarks.quality import readings
from benchmarks.quality.annotated import named


def main() -> None:
    """Run those that are named, or all; a folder that isn't there is said, and what needs it is left out."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    kinds = ("quality", "readings", "speed", "exporting", "page", "process")
    parser.add_argument("which", nargs="?", choices=kinds, help="all where left out")
    parser.add_argument(
        "--gold",
        type=named,
        metavar="[NAME=]FOLDER",
        default=named("../shared/gold"),
        help="annotated drafts (drafts/, gold/, names/) with score.py; NAME is what the tables call them",
    )
    parser.add_argument(
        "--annotated",
        type=named,
        metavar="[NAME=]FOLDER",
        action="append",
        default=[],
        help="further annotated drafts; may be given several times",
    )
    parser.add_argument("--clean", type=Path, default=Path("../shared/clean"), metavar="FOLDER", help="edited prose")
    parser.add_argument(
        "--corpus",
        type=Path,
        default=Path("../shared/corpus/reviews.txt.xz"),
        metavar="FILE",
        help="the corpus that has the reviews of benchmarks/readings.tsv",
    )
    options = parser.parse_args()
    sets = [options.gold, *options.annotated]
    if len({each.name for each in sets}) < len(sets):
        parser.error("two folders of annotated drafts have the same name; name them NAME=FOLDER.")
    if options.which in (None, "quality"):
        quality.run(sets, options.clean)
    if options.which in (None, "readings"):
        readings.run(options.gold.folder, options.corpus)
    if options.which in (None, "speed"):
        speed.run(Path("drafts"))
    if options.which in (None, "exporting"):
        exporting.run(Path("drafts"))
    if options.which in (None, "page"):
        page.run()
    if options.which in (None, "process"):
        process.run(Path("drafts"))


main()
