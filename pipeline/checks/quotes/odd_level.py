"""A quotation in single marks where the draft's others are in double ones, or the other way round.

A text has one kind of mark for quotations and the other for those inside them: double first in American usage, single
first in much of British (Chicago, chapter 13, “Double or single quotation marks”; New Hart's Rules, chapter 9). Which
comes first is the draft's own choice; the odd one out, at most one in five, is a query. The fix turns both marks.

A draft that has speech in double marks and the words that it doubts in single ones has a style. So where several are in
the other marks like is compared with like (names, a word or two, longer quotations), and a kind is odd only where at
least as many of it are in the usual marks. Nothing is said of one behind a single mark that is open in its paragraph:
it may lie in a quotation that goes on.
"""

from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._pairs import Pair, pair, paired
from pipeline.checks.quotes._levels import turned
from pipeline.document import Block, BlockKind, Document, RegionKind
from pipeline.finding import Finding, Fix, Severity
from pipeline.source import Span
from pipeline.typography import DOUBLE, SINGLE

SEVERITY = Severity.QUERY
FIX = "unsafe"
IN_QUOTATIONS = "as-is"
EXAMPLES = (
    Flagged(
        'They say "one", "two" or "three three", then "four" and ⟦\'five\'⟧.',
        fixed='They say "one", "two" or "three three", then "four" and "five".',
    ),
    Flagged(
        "They say ‘one’, ‘two’ or ‘three three’, then ‘four’ and ⟦“five”⟧.",
        fixed="They say ‘one’, ‘two’ or ‘three three’, then ‘four’ and ‘five’.",
    ),
    Allowed('They say "one", "two" or "three three", then "four and \'five\'".'),
    Allowed(
        '"I know," she says, "and I go." "No, no, no," he says. "Not now, not ever." "But why not?" '
        '"I know you." "Then you go." "And so I do." He is \'sorry\' or \'sad\'.'
    ),
    Allowed("They say \"one\" and \"two\", then 'three' and 'four'."),
    Allowed("‘The boys’ boat is “Tern”,’ she says. “One”, “two”, “three”, “four” and “five”."),
    Allowed("‘One’, ‘two’, ‘three’, ‘four’.\n\n‘He said “no” and left.\n\n‘Then he came back.’"),
    Allowed("The singers’ “one”, “two”, “three” and “four” are rock ’n’ roll."),
)

_OTHERS = 4
"""How many quotations in the usual marks there are, at least, to each in the others."""


def find(document: Document) -> Iterator[Finding]:
    """Flag each quotation in the marks that the draft rarely begins with."""
    outer = [(block, each) for block, pairing in paired(document) for each in _outer(block, pairing.pairs)]
    for kind, usual in ((SINGLE, DOUBLE), (DOUBLE, SINGLE)):
        odd = [(block, each, _sort(block, each)) for block, each in outer if each.kind == kind]
        others = [_sort(block, each) for block, each in outer if each.kind == usual]
        if len(others) < _OTHERS * len(odd):
            continue
        for block, each, sort in odd:
            if len(odd) == 1 or others.count(sort) >= sum(sort == other for _, _, other in odd):
                yield from _finding(block, each, kind, usual)


def _sort(block: Block, each: Pair) -> str:
    """What a quotation is of: a name, a word or two, or more."""
    words = block.text[each.opening + 1 : each.closing].split()
    if all(word[:1].isupper() or not word.isalpha() or len(word) < 5 for word in words) and words[0][:1].isupper():
        return "name" if words[0] not in ("I", "A") else "more"
    return "words" if len(words) < 3 else "more"


def _outer(block: Block, pairs: tuple[Pair, ...]) -> Iterator[Pair]:
    """The quotations of a block that lie in no other and have none in them."""
    if block.kind in (BlockKind.FIELD, BlockKind.BLOCK_QUOTE):
        return
    quotations = [each for each in pairs if each.kind in (SINGLE, DOUBLE)]
    for each in quotations:
        alone = not any(
            other.opening < each.opening < other.closing or each.opening < other.opening < each.closing
            for other in quotations
        )
        foreign = block.inside(RegionKind.FOREIGN, each.opening, each.closing + 1)
        if alone and not foreign and not _behind_open(block, each):
            yield each


def _behind_open(block: Block, each: Pair) -> bool:
    """Whether a single mark that nothing in the block closes stands before a quotation."""
    return any(one.kind == SINGLE and one.at < each.opening for one in pair(block.text).unclosed)


def _finding(block: Block, each: Pair, kind: str, usual: str) -> Iterator[Finding]:
    edits = turned(block, each)
    if edits is None:
        return
    message = f"This quotation is in {kind} marks, where the draft's others are in {usual} ones; are those wanted here?"
    yield Finding(Span(edits[0].span.start, edits[1].span.end), message, (Fix(edits),))
