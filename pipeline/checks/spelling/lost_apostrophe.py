"""A contraction without its apostrophe.

“Wasnt”, “youre” and “theyll” are no words: the apostrophe stands for what was left out (Chicago 7.31; New Hart's Rules
4.3.1). “Cant”, “wont” and “lets” are words too; they are flagged only behind a pronoun or before a verb, where the
contraction alone makes sense. “Dont” is *doesn't* behind a singular, and its fix is safe only where the word before it
shows that it is none. “Its” and “whose” have a check of their own, `realword/confusable`.
"""

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged, _practice
from pipeline.checks._listed import listed
from pipeline.checks.spelling._apostrophes import contraction
from pipeline.document import Block, Document, RegionKind
from pipeline.finding import Applicability, Finding, Severity, flag
from pipeline.names import Names

SEVERITY = Severity.ERROR
FIX = "mixed"

EXAMPLES = (
    Flagged("The second half ⟦wasnt⟧ needed.", fixed="The second half wasn't needed."),
    Flagged("⟦Youre⟧ told that ⟦theyll⟧ meet again.", fixed="You're told that they'll meet again."),
    Flagged("It’s a film that ⟦doesnt⟧ end.", fixed="It’s a film that doesn’t end."),
    Flagged("We ⟦cant⟧ look away.", fixed="We can't look away."),
    Flagged("⟦Lets⟧ face it: the plot is thin.", fixed="Let's face it: the plot is thin."),
    Flagged("⟦Im⟧ glad that ⟦Ive⟧ seen it; ⟦Ill⟧ be back.", fixed="I'm glad that I've seen it; I'll be back."),
    Flagged("She ⟦dont⟧ sing.", fixed="She doesn't sing."),
    Flagged("They ⟦dont⟧ sing; my brothers ⟦dont⟧.", fixed="They don't sing; my brothers don't."),
    Flagged("It has songs that ⟦dont⟧ end.", fixed="It has songs that don't end."),
    Allowed("Jony Ive designed it; Ill at ease, Im Kwon-taek reads “Im Westen nichts Neues”, the Id and an ID."),
    Allowed("As was her wont, the thieves' cant lets nobody in."),
    Allowed("Ive and Yall are a duo; @dont posts their gigs."),
    Allowed("She lets go of the rope."),
)

_WORD = re.compile(r"(?<![\w'’@#/.-])[A-Za-z]+(?![\w'’@/-]|\.\w)")
_PRONOUN = re.compile(r"\b(?:i|you|he|she|it|we|they|that|there|who|just|simply)\s+$", re.IGNORECASE)
_AFTER_LETS = re.compile(
    r"\s+(?:be|begin|call|face|forget|get|go|hope|just|keep|look|make|move|not|pretend|say|see|start|take|talk|try|us)\b"
)
_AFTER_WONT = re.compile(r"\s+(?!to\b|and\b|or\b|of\b)[a-z]")
_OFTEN = (
    r" (?:also|always|never|ever|only|just|already|probably|actually|definitely|really|certainly|still|even|not)?\b ?"
)
_FIRST = {
    "im": (
        "I'm",
        _OFTEN + r"(?:a|an|the|in|at|on|so|too|sure|glad|sorry|happy|sad|afraid|here|being|[a-z]+ing)\b(?! [A-Z])",
    ),
    "ive": (
        "I've",
        _OFTEN + r"(?:been|seen|had|got|read|heard|played|watched|done|come|gone|found|met|known|[a-z]+ed)\b",
    ),
    "ill": (
        "I'll",
        _OFTEN + r"(?:be|have|give|get|go|say|see|take|tell|try|watch|admit|leave|keep|let|come|do|make|start)\b",
    ),
    "id": (
        "I'd",
        _OFTEN + r"(?:like|love|say|rather|have|be|been|give|seen|heard|go|recommend|watch|hate|put|call|argue)\b",
    ),
}
"""Words with a capital that are “I” and its verb before these, and names or other words elsewhere.

These are patterns of grammar, not a house's choice of words, and so stand here: what follows “am” (an article, a state,
a participle in -ing), “have” (a past participle), “will” and “would” (a bare verb), the commonest of each.
"""
_SINGULAR = listed("he she it this everybody everyone nobody somebody someone anybody anyone")
"""Subjects that “don't” does not go with."""
_PLURAL = listed("i you we they these those people to and but or so just really still also why please if")
"""Words before “dont” that are no singular subject."""
_CONTRACTIONS = {"cant": "can't", "wont": "won't", "lets": "let's"}


def find(block: Block, names: Names, document: Document) -> Iterator[Finding]:
    """Contractions of a block that lost their apostrophe, each with the draft's own apostrophe put in."""
    for match in _WORD.finditer(block.text):
        word = match[0]
        meant = _meant(block.text, match)
        if not meant or (word.isupper() and len(word) > 1) or block.inside(RegionKind.LINK, *match.span()):
            continue
        if word[0].isupper() and names.count(word) > 1:
            continue
        mark = _practice.apostrophe(document)
        first = "I" if word in ("im", "ive") else word[0]
        fixed = (first + meant[1:]).replace("'", mark)
        fixes: tuple[str, ...] = (fixed,)
        sure = True
        if word.lower() == "dont":
            before = re.search(r"(\w+)\s+$", block.text[: match.start()])
            subject = before[1].lower() if before else ""
            if subject in _SINGULAR:
                fixes = (f"{word[0]}oesn{mark}t", fixed)
            sure = not subject or subject in _PLURAL
        message = f"“{word}” lacks its apostrophe: “{fixes[0]}”."
        applicability = Applicability.SAFE if sure else Applicability.UNSAFE
        yield flag(block, match.start(), match.end(), message, *fixes, applicability=applicability)


def _meant(text: str, match: re.Match[str]) -> str:
    """What a word stands for without its apostrophe, or nothing."""
    word = match[0].lower()
    if word in _FIRST and match[0] == word.capitalize():
        named = re.search(r"[A-Z][\w.’'-]* $", text[: match.start()])
        return _FIRST[word][0] if not named and re.match(_FIRST[word][1], text[match.end() :]) else ""
    if word in (*_FIRST, "yall") and match[0] != word:
        return ""
    before = _PRONOUN.search(text[max(match.start() - 20, 0) : match.start()])
    if word == "lets":
        begins = not text[: match.start()].strip() or re.search(r"[.!?—;:]\s+$|\bso\s+$", text[: match.start()])
        return _CONTRACTIONS[word] if begins and _AFTER_LETS.match(text, match.end()) else ""
    if word in ("cant", "wont"):
        return _CONTRACTIONS[word] if before and _AFTER_WONT.match(text, match.end()) else ""
    return contraction(word)
