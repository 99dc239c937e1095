"""A second opinion: a finding whose mending would make the passage far less likely is not raised.

Rules that look at a few words are sometimes wrong where the sentence says otherwise. A check that was seen to be so
has `VETO`, a number of nats, nought or below: where the language model is there, and finds the passage with the check's
first fix less likely by more than that, it stays silent. Checks of capitals and nearly all of marks have none: there
the model has habits of its own.
"""

from pipeline.checks import Check
from pipeline.document import Block
from pipeline.engines import Engines
from pipeline.engines.causal import LanguageModel
from pipeline.errors import EngineUnavailable
from pipeline.finding import Finding


def vetoed(finding: Finding, block: Block, check: Check, engines: Engines) -> bool:
    """Whether the model contradicts a finding of a check that has a `VETO`. False where there is no model."""
    least: float | None = getattr(check.module, "VETO", None)
    if least is None or finding.fix is None or len(finding.fix.edits) != 1:
        return False
    (edit,) = finding.fix.edits
    start, end = block.index_of(edit.span.start), block.index_of(edit.span.end)
    if block.text[start:end].casefold() == edit.text.casefold():
        return False
    try:
        (gain,) = engines.get(LanguageModel).gains(block.text, [(start, end, edit.text)])
    except EngineUnavailable:
        return False
    return gain < least
