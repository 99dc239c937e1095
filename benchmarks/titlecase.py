"""How many of the probes' titles copydesk sets as wanted, beside the libraries that do the same.

    python -m benchmarks.titlecase

The probes are those of the tests (`tests/data/titlecase.tsv`): titles of our own, each for a rule of a style guide.
The other libraries know one style each, so they are measured against every profile, and copydesk with each.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.quality.environment import Environment, Unavailable, versions
from benchmarks.quality.table import MISSING, markdown
from pipeline import title_case

PROBES = Path(__file__).parent.parent / "tests" / "data" / "titlecase.tsv"
RESULTS = Path(__file__).parent / "titlecase.md"
GUIDES = ("chicago-18", "mla-9", "ap")
OTHERS: Mapping[str, str] = {
    "titlecase": "from titlecase import titlecase as cased",
    "Harper": "from harper import to_title_case as cased",
}
"""The libraries, and how each one's function is had."""
ASK = "import json, sys\n{}\nfor line in sys.stdin:\n    print(json.dumps(cased(json.loads(line))))"
"""What their own interpreter runs: a title a line comes in, a title a line goes out."""


def probes() -> list[tuple[str, str, str]]:
    """Profile, title, and the title as it is wanted."""
    lines = PROBES.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [
        (profile, text, wanted)
        for name, _, text, wanted in rows
        for profile in (GUIDES if name == "guides" else (name,))
    ]


def asked(code: str, titles: Sequence[str], environment: Environment) -> list[str]:
    """What another library makes of each title. Raises Unavailable."""
    said = environment.run("python", ["-c", ASK.format(code)], "\n".join(map(json.dumps, titles)))
    return [json.loads(line) for line in said.splitlines()]


def main() -> None:
    """Print the table, and write it beside this file."""
    all_probes = probes()
    titles = [text for _, text, _ in all_probes]
    made: dict[str, list[str] | None] = {"copydesk": [title_case(text, profile) for profile, text, _ in all_probes]}
    environment = Environment()
    for name, code in OTHERS.items():
        try:
            made[name] = asked(code, titles, environment)
        except Unavailable as error:
            print(f"titlecase: {name} was not measured: {error}")
            made[name] = None
    rows = [["", "probes", *made]]
    for wanted in (*GUIDES, "gruber"):
        mine = [number for number, (profile, _, _) in enumerate(all_probes) if profile == wanted]
        cells = [
            MISSING if said is None else str(sum(said[number] == all_probes[number][2] for number in mine))
            for said in made.values()
        ]
        rows.append([wanted, str(len(mine)), *cells])
    used = ", ".join(f"{name} {versions()[name]}" for name in ("harper-py", "titlecase"))
    table = (
        f"{markdown(rows)}\n\nTitles as wanted, by profile. The probes are copydesk's own tests. Versions: {used}.\n"
    )
    print(table)
    RESULTS.write_text(f"<!-- Made by `python -m benchmarks.titlecase`: change nothing here. -->\n\n{table}", "utf-8")


if __name__ == "__main__":
    main()
