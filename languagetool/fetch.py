"""Fetch LanguageTool from Maven Central to where language-tool-python looks for it: what `make languagetool` runs.

    python languagetool/fetch.py

Needs `mvn`, and Java 17 or later. The jars (97 MB) go to `LanguageTool-6.8/lib` in the folder that the environment
variable LTP_PATH names, `~/.cache/language_tool_python` without it. Beside them goes `languagetool-server.jar`, which
holds nothing but their names: it is the one jar that language-tool-python puts on Java's path.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

VERSION = "6.8"
HERE = Path(__file__).resolve().parent


def manifest(names: list[str]) -> bytes:
    """A manifest whose Class-Path is these files; its lines may have 72 bytes, and go on after a blank."""
    text = "Class-Path: " + " ".join(names)
    lines = [text[:72]] + [" " + text[at : at + 71] for at in range(72, len(text), 71)]
    return ("Manifest-Version: 1.0\r\n" + "\r\n".join(lines) + "\r\n\r\n").encode("ascii")


def fetch(folder: Path) -> None:
    """Put the jars into `folder`, whole or not at all."""
    maven = shutil.which("mvn")
    if maven is None:
        sys.exit("Maven is not installed; install it and Java 17 (Debian: `apt install maven`), then run this again.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as temporary:
        made = Path(temporary) / "made"
        goal = [maven, "--batch-mode", "--quiet", "--strict-checksums", "--file", str(HERE / "pom.xml")]
        goal += ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={made / 'lib'}"]
        if subprocess.run(goal, check=False).returncode:
            sys.exit("Maven could not fetch LanguageTool; what it says stands above.")
        names = sorted(f"lib/{path.name}" for path in (made / "lib").glob("*.jar"))
        with zipfile.ZipFile(made / "languagetool-server.jar", "w") as jar:
            jar.writestr("META-INF/MANIFEST.MF", manifest(names))
        if folder.exists():
            shutil.rmtree(folder)
        made.rename(folder)
    print(f"{len(names)} jars of LanguageTool {VERSION} are in {folder}.")


def main() -> None:
    """Fetch what is not there."""
    default = Path.home() / ".cache" / "language_tool_python"
    folder = Path(os.environ.get("LTP_PATH") or default) / f"LanguageTool-{VERSION}"
    if (folder / "languagetool-server.jar").is_file():
        print(f"LanguageTool {VERSION} is already in {folder}; remove that folder to fetch it anew.")
    else:
        fetch(folder)


if __name__ == "__main__":
    main()
