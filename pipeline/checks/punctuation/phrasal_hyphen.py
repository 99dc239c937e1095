"""A hyphen between a verb and the adverb that goes with it.

The noun is a stand-in, the verb is to stand in: behind *to*, a helping verb or a pronoun the two are a verb and take no
hyphen. (The Chicago Manual of Style 7.89, “phrasal verbs”.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("They had a lot to ⟦live-up⟧ to.", "They had a lot to live up to."),
    Flagged("You can ⟦lie-down⟧ in the back row.", "You can lie down in the back row."),
    Flagged("Come on, ⟦cheer-up⟧ and sing.", "Come on, cheer up and sing."),
    Allowed("It is close to stand-up comedy, and next to check-in."),
    Allowed("They listened to run-down pianos and to drive-in films."),
    Allowed("A stand-in sang, and the build-up was long."),
)

_VERB = re.compile(
    r"(?:\b(?P<lead>to|can|could|will|would|should|must|might|may|not|cannot|don['’]t|can['’]t|didn['’]t|won['’]t|I|you"
    r"|we|they|let['’]s|please|just)|(?<=[Cc]ome on,)) "
    r"(?P<verb>[a-z]{3,8})-(?P<adverb>up|down|out|off|around|away|over|back)"
    r"(?:(?= (?:and|to|with|for|at|on|in|the|his|her|their|your|my|our|its|a|an|by|from|until|when|again)\b)"
    r"|(?=[.!?;,]))"
)
_NOUNS = frozenset({"close", "near", "next", "due", "up", "come", "came", "down", "back", "lead", "leads", "led"})
"""Words whose “to” is a preposition, so that a noun follows it."""


def find(block: Block) -> Iterator[Finding]:
    """Findings on the two words with their hyphen."""
    if block.kind not in RUNNING:
        return
    for match in _VERB.finditer(block.text):
        before = block.text[: match.start()].split()
        if match["lead"] == "to" and before and before[-1].lower() in _NOUNS:
            continue
        yield flag(
            block,
            match.start("verb"),
            match.end("adverb"),
            f"“{match['verb']} {match['adverb']}” is a verb here and takes no hyphen.",
            f"{match['verb']} {match['adverb']}",
        )
