"""The parts of README.md that are made from the code and from what `make bench` measured; `make readme` writes them."""

import re
from pathlib import Path

import pipeline
from pipeline import explain

README = Path(__file__).parent.parent / "README.md"
RESULTS = README.parent / "benchmarks" / "results.md"
READINGS = RESULTS.with_name("readings.md")


def made() -> dict[str, str]:
    """What stands between each pair of markers."""
    rows = re.findall(r"^    (\w+)  +(\S.*)$", pipeline.__doc__ or "", re.MULTILINE)
    layers = "".join(f"| `{name}` | {what} |\n" for name, what in rows)
    measured = {
        name: path.read_text("utf-8").partition("-->\n\n")[2].rstrip("\n") + "\n"
        for name, path in (("quality", RESULTS), ("readings", READINGS))
    }
    return {
        **measured,
        "map": "| layer | what it is |\n|---|---|\n" + layers,
        "checks": explain.markdown_table(),
    }


def renewed(text: str) -> str:
    """The README with its made parts as they should be."""
    for name, part in made().items():
        begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        before, _, rest = text.partition(begin)
        _, _, after = rest.partition(end)
        text = f"{before}{begin}\n{part}\n{end}{after}"
    return text


if __name__ == "__main__":
    README.write_text(renewed(README.read_text("utf-8")), encoding="utf-8", newline="\n")
