"""Harper, every rule that is on out of the box, in the draft's own variety of English."""

import json
from collections.abc import Mapping, Sequence

from benchmarks.quality.environment import Environment
from benchmarks.quality.sheet import Mark, Sheet

TITLE = "Harper"

ASK = """
import json, sys
import harper
linters = {}
for line in sys.stdin:
    sheet = json.loads(line)
    dialect = sheet["dialect"]
    linter = linters.setdefault(dialect, harper.Linter(harper.Dialect[dialect]))
    lints = [
        {"rule": rule, "start": lint.span.start, "end": lint.span.end, "message": lint.message,
         "suggestions": [[each.kind.name, each.replacement_text] for each in lint.suggestions]}
        for rule, found in linter.organized_lints(sheet["text"], language="plaintext").items() for lint in found
    ]
    print(json.dumps(lints))
"""
"""What Harper's own interpreter runs: a sheet a line comes in, its lints a line go out."""

DIALECTS = {"en-US": "AMERICAN", "en-GB": "BRITISH", "en-AU": "AUSTRALIAN", "en-CA": "CANADIAN"}


def marks(sheets: Sequence[Sheet], environment: Environment) -> Mapping[str, Sequence[Mark]]:
    """What Harper says of each sheet. Raises Unavailable."""
    asked = (json.dumps({"text": sheet.text, "dialect": DIALECTS[sheet.dialect]}) for sheet in sheets)
    said = environment.run("python", ["-c", ASK], "\n".join(asked))
    # Harper itself may print what it was debugged with between our lines.
    lines = [line for line in said.split("\n") if line.startswith("[")]
    return {sheet.name: read(sheet, line) for sheet, line in zip(sheets, lines, strict=True)}


def read(sheet: Sheet, line: str) -> list[Mark]:
    """The marks in what Harper says of a sheet; its offsets are code points."""
    return [
        Mark(
            lint["start"],
            lint["end"],
            f"harper/{lint['rule']}",
            lint["message"],
            tuple(_replacement(sheet.text[lint["start"] : lint["end"]], *each) for each in lint["suggestions"]),
        )
        for lint in json.loads(line)
    ]


def _replacement(found: str, kind: str, text: str) -> str:
    return {"REPLACE": text, "REMOVE": "", "INSERT_AFTER": found + text}[kind]
