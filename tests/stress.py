"""Exports for the validators: `drafts/`, the stress drafts and a long essay, published as one site and as one book.

    python -m tests.stress FOLDER

The site is what `copydesk publish` makes, gate and all but for the checks, since what they find is no matter here.
"""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline import anthology, publish
from pipeline.anthology import Anthology
from pipeline.run import Run
from tests.essay import essay

ROOT = Path(__file__).parent.parent
STRESS = ROOT / "tests" / "data" / "stress"
CHECKS = ("spacing/double-space",)
"""One that asks no engine."""


def gather(house: Path) -> Path:
    """Put the drafts into a house's folder, with the works of all in one file; its drafts' folder."""
    drafts = house / "drafts"
    shutil.copytree(ROOT / "drafts", drafts)
    shutil.copytree(STRESS, drafts, dirs_exist_ok=True)
    works = "\n".join((folder / "works.toml").read_text("utf-8") for folder in (ROOT / "drafts", STRESS))
    (drafts / "works.toml").write_text(works, "utf-8")
    (drafts / "forty-nights.md").write_text(essay(), "utf-8")
    (house / "copydesk.toml").write_text((STRESS / "copydesk.toml").read_text("utf-8"), "utf-8")
    (drafts / "copydesk.toml").unlink()
    return drafts


def site(output: Path) -> list[str]:
    """Publish all drafts into a folder, made anew; what could not be made of them."""
    shutil.rmtree(output, ignore_errors=True)
    with TemporaryDirectory() as house, Run([gather(Path(house))], select=CHECKS) as run:
        drafts = list(run.sources())
        outcomes = list(publish.publish(run, drafts, output, gate="none"))
        book = Anthology("all-of-them", "All of Them", ("Ines Marlowe",), tuple(Path(each.path) for each in drafts))
        bound = anthology.bind(run, book, output, gate="none", progress=lambda path, step: None)
        sentences = publish.assemble(run, output)
    return [*(failure for outcome in outcomes for failure in outcome.failures), *bound.troubles, *sentences]


def main() -> None:
    """Write the site into the folder that is named; exits with 1 where something could not be made."""
    failures = site(Path(sys.argv[1]))
    sys.exit("\n".join(failures) or None)


if __name__ == "__main__":
    main()
