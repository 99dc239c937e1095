"""LanguageTool's jars: where language-tool-python looks for them, and a program that fetches them from Maven Central.

    python -m pipeline.engines._jars

Only who runs it (or `make languagetool` in a checkout) fetches anything. It needs `mvn`, and Java 17 or later. The jars
(97 MB) go to `LanguageTool-6.8/lib` in the folder that the environment variable LTP_PATH names,
`~/.cache/language_tool_python` without it. Beside them goes `languagetool-server.jar`, which holds nothing but their
names: it is the one jar that language-tool-python puts on Java's path.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

VERSION = "6.8"
FETCH = "`python -m pipeline.engines._jars` (`make languagetool` in a checkout), which needs Maven"
"""How a message says what fetches the jars."""


def folder() -> Path:
    """Where language-tool-python looks for LanguageTool."""
    return Path(os.environ.get("LTP_PATH") or Path.home() / ".cache" / "language_tool_python")


def server() -> Path:
    """The jar that is run; it is there where LanguageTool was fetched or unpacked."""
    return folder() / f"LanguageTool-{VERSION}" / "languagetool-server.jar"


def manifest(names: list[str]) -> bytes:
    """A manifest whose Class-Path is these files; its lines may have 72 bytes, and go on after a blank."""
    text = "Class-Path: " + " ".join(names)
    lines = [text[:72]] + [" " + text[at : at + 71] for at in range(72, len(text), 71)]
    return ("Manifest-Version: 1.0\r\n" + "\r\n".join(lines) + "\r\n\r\n").encode("ascii")


def fetch(home: Path) -> None:
    """Put the jars into `home`, whole or not at all."""
    maven = shutil.which("mvn")
    if maven is None:
        sys.exit("Maven is not installed; install it and Java 17 (Debian: `apt install maven`), then run this again.")
    home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.parent) as temporary:
        made = Path(temporary) / "made"
        pom = Path(__file__).resolve().with_name("languagetool.pom.xml")
        goal = [maven, "--batch-mode", "--quiet", "--strict-checksums", "--file", str(pom)]
        goal += ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={made / 'lib'}"]
        if subprocess.run(goal, check=False).returncode:
            sys.exit("Maven could not fetch LanguageTool; what it says stands above.")
        names = sorted(f"lib/{path.name}" for path in (made / "lib").glob("*.jar"))
        with zipfile.ZipFile(made / "languagetool-server.jar", "w") as jar:
            jar.writestr("META-INF/MANIFEST.MF", manifest(names))
        if home.exists():
            shutil.rmtree(home)
        made.rename(home)
    print(f"{len(names)} jars of LanguageTool {VERSION} are in {home}.")


def main() -> None:
    """Fetch what is not there."""
    home = server().parent
    if server().is_file():
        print(f"LanguageTool {VERSION} is already in {home}; remove that folder to fetch it anew.")
    else:
        fetch(home)


if __name__ == "__main__":
    main()
