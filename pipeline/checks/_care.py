"""How carefully a draft was written: what it makes of a place that might be an error.

Where a writer slips often, a doubtful place is likelier to be a slip; in edited prose it is likelier to be meant. How
often is told by the editor's doubts (`LanguageModel.stays`) about sentences from all over the draft: by their mean,
which follows the number of errors in amateur reviews closely (r = 0.79 over 224 of them, logarithms), and by how many
are strong, which are fewer in edited prose than the mean says, however unusual it is.
"""

import math
from dataclasses import dataclass

from pipeline.document import RUNNING, Document
from pipeline.engines.causal import LanguageModel
from pipeline.engines.spacy import Parser, sentences

ASKED = 100
"""Sentences that are asked about: enough to tell."""

FEWEST = 4
"""Characters that a sentence has at least."""

MOST = 3.0
"""The doubt (nats) about a token that counts no more."""

USUAL, PRIOR = 0.06, 150
"""The mean doubt of amateur reviews, and how many tokens' worth of it is added, so that a line tells little."""

STRONG, SHARE, STRONG_PRIOR = 2.5, 0.0055, 180
"""The doubt (nats) from which on a token has hardly been meant so, the usual share of such tokens in amateur reviews,
and how many tokens' worth of it is added."""


GREATEST = 1.0
"""The greatest number: of drafts that are more careless, the weights have seen few."""


@dataclass(frozen=True, slots=True)
class Care:
    """How doubtful a draft is beside a usual one: the greater the numbers, the more careless it was written.

    `doubt` is the logarithm of its mean doubt, less that of a usual draft; `slips` that of its share of strong doubts;
    each is `GREATEST` at most.
    """

    doubt: float = 0.0
    slips: float = 0.0

    @property
    def features(self) -> dict[str, float]:
        """What it says of any place of the draft, for the tables of weights."""
        return {"care": self.doubt, "slips": self.slips}


def gather(document: Document, parser: Parser, model: LanguageModel) -> Care:
    """How carefully a draft was written. Raises EngineUnavailable."""
    texts = [block.text for block in document.blocks if block.kind in RUNNING]
    spans = [(text, span) for text in texts for span in sentences(parser.parse(text)) if span[1] - span[0] >= FEWEST]
    if len(spans) > ASKED:
        spans = [spans[number * len(spans) // ASKED] for number in range(ASKED)]
    model.learn([text[start:end] for text, (start, end) in spans])
    doubts = [-likely for text, span in spans for _, _, likely in model.stays(text, (span,))]
    mean = (sum(min(doubt, MOST) for doubt in doubts) + USUAL * PRIOR) / (len(doubts) + PRIOR)
    share = (sum(doubt > STRONG for doubt in doubts) + SHARE * STRONG_PRIOR) / (len(doubts) + STRONG_PRIOR)
    return Care(*(min(math.log(number), GREATEST) for number in (mean / USUAL, share / SHARE)))
