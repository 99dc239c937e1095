"""A hyphen after an adverb in -ly.

“Highly-polished” needs no hyphen: an adverb in *-ly* can only belong to the word behind it. Adjectives in *-ly*
(friendly, early, family) keep theirs. (The Chicago Manual of Style 7.85, 7.89; AP Stylebook, “hyphen”.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.checks._listed import listed
from pipeline.document import RUNNING, Block
from pipeline.finding import Applicability, Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "safe"

EXAMPLES = (
    Flagged("It is a ⟦highly-polished⟧ record.", "It is a highly polished record."),
    Flagged("⟦Beautifully-lit⟧ halls stood empty.", "Beautifully lit halls stood empty."),
    Flagged("A ⟦newly-found⟧ tape and a ⟦poorly-made⟧ cut.", "A newly found tape and a poorly made cut."),
    Allowed("She is back in dolly-world."),
    Allowed("A family-friendly film with an early-morning feel and a friendly-looking dog."),
    Allowed("The only-child plot and the fly-on-the-wall camera."),
    Allowed("The Kelly-directed short and a daily-life story."),
    Allowed("A less-than-lovely-looking sleeve and a not-so-subtly-hidden joke."),
)

ADJECTIVES = listed(
    """ally anomaly assembly beastly belly bodily bristly bubbly bully butterfly chilly comely costly courtly cowardly
    cuddly curly daily deadly early earthly elderly family fly fortnightly friendly frilly ghastly ghostly
    giggly godly goodly grisly gravelly heavenly hilly holy homely hourly imply jelly jolly july kindly
    leisurely likely lively lonely lovely lowly manly masterly melancholy monthly motherly multiply neighbourly
    neighborly nightly oily only orderly otherworldly poly prickly princely quarterly rally rely reply scaly
    scholarly seemly shapely sickly silly sisterly slovenly sly smelly sparkly spindly sprightly squiggly
    stately steely supply surly tally timely ugly unfriendly ungainly unholy unlikely unruly unseemly unsightly
    untimely unworldly weekly wily wobbly womanly woolly wooly worldly wrinkly yearly brotherly fatherly saintly
    bimonthly biweekly semiweekly dolly lolly brolly folly gully firefly dragonfly monopoly underbelly potbelly"""
)
"""Words in -ly that are nouns, or adjectives as well."""

NOUNS = listed("wed weds")
"""Second parts that make a noun of the two: newly-weds."""

_PAIR = re.compile(r"(?<![\w-])([A-Za-z][a-z]{2,}ly)[-‐‑]([a-z]{2,})(?![\w-])")


def find(block: Block) -> Iterator[Finding]:
    """Findings on the two words with their hyphen."""
    if block.kind not in RUNNING:
        return
    for pair in _PAIR.finditer(block.text):
        first, second = pair[1], pair[2]
        opens = not block.text[: pair.start()].rstrip(" \"'“‘(") or block.text[: pair.start()].rstrip()[-1:] in ".?!"
        named = first[0].isupper() and not opens
        if first.lower() in ADJECTIVES or second in NOUNS or named:
            continue
        yield flag(
            block,
            pair.start(),
            pair.end(),
            f"“{first}” is an adverb in -ly and takes no hyphen.",
            f"{first} {second}",
            applicability=Applicability.SAFE,
        )
