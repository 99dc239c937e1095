"""Print the benchmarks' tables: `python -m benchmarks [--gold FOLDER] [--clean FOLDER] [quality] [speed]`."""

import argparse
from pathlib import Path

from benchmarks import quality, speed


def main() -> None:
    """Run those that are named, or all; a folder that isn't there is said, and what needs it is left out."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("which", nargs="?", choices=("quality", "speed"), help="both where left out")
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"), help="annotated drafts, with score.py")
    parser.add_argument("--clean", type=Path, default=Path("../shared/clean"), help="edited prose")
    options = parser.parse_args()
    if options.which in (None, "quality"):
        quality.run(options.gold, options.clean)
    if options.which in (None, "speed"):
        speed.run(Path("drafts"))


main()
