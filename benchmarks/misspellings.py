"""Turn the typos project's table into `pipeline/house/misspellings.tsv.gz`.

    python benchmarks/misspellings.py typos-dict-0.14.4/src/word_codegen.rs pipeline/house

The table comes from the Rust crate `typos-dict`. Words that it only knows to be wrong, without a correction,
are left out.
"""

import re
import sys
from pathlib import Path

from counts import write

ENTRY = re.compile(r'InsensitiveStr::\w+\(\s*"([^"]+)",?\s*\),\s*&\[([^\]]*)\]')


def read(rust: str) -> dict[str, tuple[str, ...]]:
    """The table in a generated Rust source: misspelling, lower-cased → corrections."""
    return {word.lower(): tuple(re.findall(r'"([^"]+)"', right)) for word, right in ENTRY.findall(rust)}


def main(source: str, folder: str) -> None:
    """Write the table into the folder."""
    path = Path(source)
    table = {word: right for word, right in read(path.read_text("utf-8")).items() if right}
    header = (
        f"# Known misspellings and what was meant, best first: {len(table):,} entries of the crate {path.parts[-3]}\n"
        "# (https://github.com/crate-ci/typos), MIT or Apache-2.0, used under MIT: licences/typos-MIT.txt.\n"
        "# Made from its src/word_codegen.rs by benchmarks/misspellings.py.\n"
    )
    write(Path(folder) / "misspellings.tsv.gz", header, ((word, ",".join(table[word])) for word in sorted(table)))


if __name__ == "__main__":
    main(*sys.argv[1:])
