"""A regular past of an irregular verb: “he teached her”, “they have builded it”.

An irregular verb has a past and a participle of its own, and no form in -ed beside them, unless dictionaries list both
(*shined*, *kneeled*) or the form is another word (a *leaved* branch). The forms are in the house's table of irregular
verbs. *Grinded* and *slayed* are said on purpose of games and of performers: there it is a question. (The Chicago
Manual of Style 5.103; Garner's Modern English Usage, “irregular verbs”.)
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline import house
from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.document import RUNNING, Block, RegionKind
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("She ⟦teached⟧ him to sing, and he ⟦catched⟧ on.", "She taught him to sing, and he caught on."),
    Flagged("They had ⟦choosed⟧ a song that was ⟦writed⟧ by her.", "They had chosen a song that was written by her."),
    Flagged("It really ⟦grinded⟧ my gears.", "It really ground my gears.", severity=Severity.QUERY),
    Flagged("He ⟦runned⟧ to it and ⟦getted⟧ it.", "He ran to it and got it."),
    Allowed("The lamp shined, she kneeled, they broadcasted it, the tyre is treaded, and her eyes teared up."),
    Allowed("He lied, the putted ball was winded, and a long-winded song singed our ears."),
    Allowed("I'll be blowed if I know."),
    Allowed("`catched`, *teached*, and Mr Builded of Oss."),
)

OWN = listed(
    """awaked bended betted broadcasted casted costed creeped flied forecasted kneeled leaded leaved lied overseed
    putted puted quited ringed seed shined singed sited spined spited spitted strived teared thrusted treaded unwinded
    waked weaved winded wined"""
)
"""Forms that dictionaries list as well, and words of their own."""

SAID = listed("grinded slayed")
"""Forms that some say on purpose."""

_WORD = re.compile(r"(?<![\w'’-])[a-z]+ed(?![\w-])")
_PERFECT = re.compile(
    r"(?:\b(?:have|has|had|having|be|been|being|is|are|am|was|were|get|gets|got|getting)|['’]ve|['’]s|n['’]t)"
    r"(?: (?:not|never|ever|already|just|also|always|only|still|been|\w+ly))* $"
)
"""What stands before a participle."""


def find(block: Block) -> Iterator[Finding]:
    """Findings on the verb."""
    if block.kind not in RUNNING:
        return
    for match in _WORD.finditer(block.text):
        forms = _irregular().get(match[0])
        if (
            forms is None
            or block.text[: match.end()].endswith(" be blowed")
            or any(block.inside(kind, *match.span()) for kind in (RegionKind.EMPHASIS, RegionKind.LINK))
        ):
            continue
        past, participle = forms
        before = block.text[: match.start()]
        helped = re.search(r"\b(?:did|do|does|didn['’]t)\b[^.!?]{0,12}$", before) is None and _PERFECT.search(before)
        wanted = (participle, past) if helped else (past, participle)
        severity = Severity.QUERY if match[0] in SAID else None
        message = f"“{match[0]}” is no form of the verb; “{wanted[0]}” is."
        yield flag(block, *match.span(), message, *dict.fromkeys(wanted), severity=severity)


@cache
def _irregular() -> dict[str, tuple[str, str]]:
    """The regular forms that irregular verbs don't have, with the past and the participle that they have."""
    found: dict[str, tuple[str, str]] = {}
    rows = house.table("irregular-verbs.tsv")
    right = {form for row in rows for cell in row for form in cell.split(",")}
    for base, past, participle in rows:
        for form in _regular(base):
            if form not in right and form not in OWN:
                found[form] = (past.split(",")[0], participle.split(",")[0])
    return found


def _regular(base: str) -> Iterator[str]:
    """A verb's forms in -ed, as if it were regular: with its last letter single and doubled."""
    yield base + "d" if base.endswith("e") else base + "ed"
    if re.search(r"(?:^|[^aeiou])[aeiou][^aeiouwxy]$", base):
        yield base + base[-1] + "ed"
