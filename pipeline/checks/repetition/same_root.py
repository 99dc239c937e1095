"""The same root twice in a phrase: “realise a realisation”, “slowly grows slow”.

A verb with a noun made from it as its object, or an adverb with the adjective that it is made from, says one thing
twice. Old pairs that the language keeps (live a life, sing a song, dream a dream) are short words without such an
ending, and are left alone. It is a query: how to say it otherwise is the writer's to choose.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block
from pipeline.finding import Finding, Severity, flag

SEVERITY = Severity.QUERY
FIX = "none"
EXAMPLES = (
    Flagged("They ⟦discuss a long discussion⟧ at dinner."),
    Flagged("He ⟦decides his decision⟧ too late."),
    Flagged("The duo ⟦performs a great performance⟧ here."),
    Flagged("It ⟦slowly grows slow⟧."),
    Allowed("They live a good life, sing a song, and dream a dream."),
    Allowed("The director directs; the production produced a hit."),
    Allowed("It is simply good, and simple things are simply good."),
    Allowed("They act on actions, and invest in investments."),
)

_PHRASE = re.compile(
    r"(?<![\w'’-])(?P<verb>[a-z]{5,}) (?:(?:an?|the|this|that|his|her|their|my|our|your|its|some) )?"
    r"(?:(?!of\b|to\b|in\b|on\b|by\b|and\b|or\b|for\b|with\b|as\b|at\b|from\b|the\b)[a-z-]+ )?"
    r"(?P<noun>[a-z]+?(?:[aeiou]tion|[sc]tion|[sz]ation|sion|ance|ence|ment)s?)(?![\w'’-])"
)
_ADVERB = re.compile(r"(?<![\w'’-])(?P<adverb>[a-z]{4,})ly (?:[a-z]+ )?(?P=adverb)(?![\w'’-])")
_ENDING = re.compile(r"(?:[aeiou]tion|[sc]tion|[sz]ation|sion|ance|ence|ment)s?$")
_VERB_ENDING = re.compile(r"(?:es|s|ed|ing|e)$")


def find(block: Block) -> Iterator[Finding]:
    """Flag the phrase."""
    if block.kind not in RUNNING:
        return
    for match in _PHRASE.finditer(block.text):
        verb, noun = _VERB_ENDING.sub("", match["verb"]), match["noun"]
        if not _ENDING.search(match["verb"]) and _made_from(verb, noun):
            message = f"“{match['verb']}” and “{noun}” are of one root; say it once."
            yield flag(block, match.start(), match.end(), message)
    for match in _ADVERB.finditer(block.text):
        message = f"“{match['adverb']}ly” and “{match['adverb']}” are of one root; say it once."
        yield flag(block, match.start(), match.end(), message)


def _made_from(verb: str, noun: str) -> bool:
    """Whether a noun is a verb's stem with an ending, the stem's last letters changed at most."""
    root = _ENDING.sub("", noun)
    common = 0
    while common < min(len(verb), len(noun)) and verb[common] == noun[common]:
        common += 1
    return common >= 4 and common >= len(verb) - 2 and common >= len(root) - 1
