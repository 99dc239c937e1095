"""A word whose place in the sentence wants another one: he than left, out of pace, any sense for dread.

No table of contexts stands behind it: how well each of a few thousand words fits between its neighbours was learned
from 22 million words of reviews (`house/weights.py`; `learn` says how), and a word is flagged where one that is often
meant instead of it fits far better. How much better, in the logarithm of the odds, is set for each pair in
`house/confusion-bars.tsv`, at the bar above which nine in ten were real mistakes in reviews that the model had not
seen; pairs that were too rare to say have a high bar and are a query. Names, titles, words with a hyphen and words that
are talked about are left alone. A house's own back issues (`copydesk learn`) are weighed in.

In 208,000 words of amateurs' reviews that were not learned from, it flagged 68, of which 60 were mistakes; in 54,000
words of edited prose 5, of which 3 were. Of words swapped for their partner (345 pairs) in that edited prose the
weights find 0.59 where one word of 10,000 is flagged as it stands, mistakes of the text's own included, and 0.73 where
four are; of rare pairs less than of common ones (`benchmarks/confusions.py`). The check's own bars are higher. Where
the language model is installed, it has to agree. (`realword/wrong-word` asks that model first, about more words; where
both speak, it is one finding.)

Figures from: the Large Movie Review Dataset (Maas et al., 2011).
"""

from collections.abc import Iterator
from functools import cache
from math import inf

from pipeline import house as tables
from pipeline.checks import Allowed, Flagged, _practice
from pipeline.checks.realword._weights import Candidate, candidates
from pipeline.document import OBJECT, RUNNING, Block, Document
from pipeline.finding import Finding, Severity, flag
from pipeline.house import House
from pipeline.names import Names

SEVERITY = Severity.ERROR
FIX = "unsafe"
VETO = 0.0

UNKNOWN = 8.5
"""The bar of a pair that is not in the table, which makes a query."""

SURE = 9.5
"""Where that makes an error."""

EXAMPLES = (
    Flagged("I do not know ⟦weather⟧ the band will tour.", fixed="I do not know whether the band will tour."),
    Flagged("The second half is ⟦to⟧ long for its own good.", fixed="The second half is too long for its own good."),
    Flagged("They wrote ⟦there⟧ own songs and sang them.", fixed="They wrote their own songs and sang them."),
    Flagged("She sings far better ⟦then⟧ he does.", fixed="She sings far better than he does."),
    Flagged("It is one of the ⟦worse⟧ songs on the record.", fixed="It is one of the worst songs on the record."),
    Flagged("It is the best thing on the ⟦hole⟧ record.", fixed="It is the best thing on the whole record."),
    Flagged("This is the house ⟦were⟧ the poet was born.", fixed="This is the house where the poet was born."),
    Flagged("She had never ⟦herd⟧ of the band.", fixed="She had never heard of the band."),
    Allowed("The song is better than the last one, and then it is over; we were there when the curtain fell."),
    Allowed("He says “then” for “than”, and the never-to-be-forgotten end, where there is a herd, comes too soon."),
    Allowed("He is quiet, she is quite good, and the weather, whether fine or not, is theirs."),
    Allowed("Take That played To the Moon Of Old, then Their There."),
)


def find(block: Block, names: Names, document: Document, house: House) -> Iterator[Finding]:
    """Words of a block in whose place another one is far likelier."""
    if block.kind not in RUNNING:
        return
    learned = house.learned.weights if house.learned is not None else None
    for each in candidates(block.text, learned, min((*bars().values(), UNKNOWN))):
        bar = bars().get((each.word.lower().replace("’", "'"), each.replacement))
        if each.log_odds < (UNKNOWN if bar is None else bar) or _apart(block.text, each):
            continue
        if names.touches(block, each.start, each.end) or OBJECT in each.word:
            continue
        right = each.replacement.replace("'", _practice.apostrophe(document))
        if each.word[0].isupper():
            right = right[0].upper() + right[1:]
        message = f"“{each.word}” is unlikely here; “{right}” is what reviews have in such a place."
        severity = Severity.QUERY if bar is None and each.log_odds < SURE else None
        yield flag(block, each.start, each.end, message, right, severity=severity)


@cache
def bars() -> dict[tuple[str, str], float]:
    """The least log-odds at which a pair is flagged; infinite for one that never is."""
    return {
        (wrong, right): inf if bar == "-" else float(bar)
        for wrongs, rights, bar in tables.table("confusion-bars.tsv")
        for wrong in wrongs.split("/")
        for right in rights.split("/")
    }


def _apart(text: str, each: Candidate) -> bool:
    """Whether a word is not one of the sentence's own: part of a compound, quoted alone, or shouted."""
    before, after = text[max(each.start - 1, 0) : each.start], text[each.end : each.end + 1]
    quoted = before in tuple("\"'“‘(") and after in tuple("\"'”’)")
    shouted = len(each.word) > 1 and each.word.isupper()
    return "-" in (before, after) or bool(before and quoted) or shouted
