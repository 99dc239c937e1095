"""The process in which Typst runs: one JSON line in for each document, one out. Only `engines.typst` starts it.

It is run by its path and imports nothing of ours, so that it starts fast and the same from a checkout and a wheel.
"""

import json
import sys
from pathlib import Path

MEMORY = 2 * 1024**3
"""The most address space that the process may take, in bytes, where the system can hold it to that."""


def main() -> None:
    """Answer requests until standard input ends."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, ValueError, OSError):
        pass  # Windows has no such limit, macOS refuses it; the time limit stands
    import typst

    for line in sys.stdin:
        request = json.loads(line)
        folder = Path(request["folder"])
        try:
            made = typst.compile(str(folder / "main.typ"), root=str(folder), **request["options"])
        except typst.TypstError as error:
            answer = {"error": error.diagnostic or error.message}
        else:
            (folder / "made").write_bytes(made)
            answer = {"error": ""}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
