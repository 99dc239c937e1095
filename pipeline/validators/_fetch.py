"""The validators' programs: what npm and Maven Central have of them.

    python -m pipeline.validators._fetch

Only who runs it (or `make validate` in a checkout) fetches anything. It needs `npm` and `mvn`, and fetches only what is
not there yet: about 150 MB of packages of npm, whose scripts are not run, and 10 MB of veraPDF.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from pipeline.validators._tools import folder

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Fetch what is not there."""
    home = folder()
    home.mkdir(parents=True, exist_ok=True)
    wanted = (HERE / "package.json").read_text("utf-8")
    listed = home / "package.json"
    stamp = home / "npm.fetched"
    if not stamp.is_file() or stamp.read_text("utf-8") != wanted:
        listed.write_text(wanted, "utf-8")
        quiet = ["--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
        _run("npm", "install", "--prefix", str(home), *quiet)
        stamp.write_text(wanted, "utf-8")
    pom = HERE / "verapdf.pom.xml"
    stamp = home / "verapdf.fetched"
    if not stamp.is_file() or stamp.read_text("utf-8") != pom.read_text("utf-8"):
        jars = home / "verapdf"
        shutil.rmtree(jars, ignore_errors=True)
        quiet = ["--batch-mode", "--quiet", "--strict-checksums", "--file", str(pom)]
        goal = ["dependency:copy-dependencies", f"-DoutputDirectory={jars}", "-Dmdep.stripVersion=true"]
        _run("mvn", *quiet, *goal)
        stamp.write_text(pom.read_text("utf-8"), "utf-8")
    print(f"The validators are in {home}.")


def _run(name: str, *arguments: str) -> None:
    program = shutil.which(name)
    if program is None:
        sys.exit(f"{name} is not installed; install it (Debian: `apt install {'maven' if name == 'mvn' else name}`).")
    if subprocess.run([program, *arguments], check=False).returncode:
        sys.exit(f"{name} could not fetch the validators; what it says stands above.")


if __name__ == "__main__":
    main()
