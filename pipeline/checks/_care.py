"""How carefully a draft was written: what it makes of a place that might be an error.

Where a writer slips often, a doubtful place is likelier to be a slip; in edited prose it is likelier to be meant. How
often is told by the editor's doubts (`LanguageModel.stays`) about sentences from all over the draft.
"""

import math
from dataclasses import dataclass

from pipeline.document import RUNNING, Document
from pipeline.engines.causal import LanguageModel
from pipeline.engines.spacy import Parser, sentences

ASKED = 40
"""Sentences that are asked about: enough to tell, and few enough to be read beside the checks' own questions."""

FEWEST = 4
"""Characters that a sentence has at least."""

MOST = 3.0
"""The doubt (nats) about a token that counts no more."""

USUAL, PRIOR = 0.06, 150
"""The mean doubt of amateur reviews, and how many tokens' worth of it is added, so that a line tells little."""

CAREFUL, RESERVE = -0.5, 1.5
"""The doubt below which a draft is more careful than nearly all that the weights were learned from, and what that
counts for: set by the false alarms in edited prose."""


@dataclass(frozen=True, slots=True)
class Care:
    """`doubt` is the logarithm of a draft's mean doubt, less that of a usual one: the greater, the more careless."""

    doubt: float = 0.0

    @property
    def reserve(self) -> float:
        """How much surer (the logarithm of the odds) a finding has to be where a draft is written with great care."""
        return RESERVE * max(0.0, CAREFUL - self.doubt)


def gather(document: Document, parser: Parser, model: LanguageModel) -> Care:
    """How carefully a draft was written. Raises EngineUnavailable."""
    texts = [block.text for block in document.blocks if block.kind in RUNNING]
    spans = [(text, span) for text in texts for span in sentences(parser.parse(text)) if span[1] - span[0] >= FEWEST]
    if len(spans) > ASKED:
        spans = [spans[number * len(spans) // ASKED] for number in range(ASKED)]
    model.learn([text[start:end] for text, (start, end) in spans])
    doubts = [min(-likely, MOST) for text, span in spans for _, _, likely in model.stays(text, (span,))]
    return Care(math.log((sum(doubts) + USUAL * PRIOR) / (len(doubts) + PRIOR) / USUAL))
