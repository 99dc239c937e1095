"""Direct speech without the comma that leads to it.

A comma stands between “she said” and what she said; a quotation that is worked into the sentence (she said that it was
“not bad”) has none. (The Chicago Manual of Style 6.40, 13.14.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks import Allowed, Flagged
from pipeline.document import RUNNING, Block
from pipeline.finding import Finding, Severity, flag
from pipeline.house.known import known_titles, plain

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("Then she ⟦said “I⟧ have had enough of this.”", "Then she said, “I have had enough of this.”"),
    Flagged("I ⟦wonder ‘Will⟧ it ever end?’", "I wonder, ‘Will it ever end?’"),
    Flagged("She ⟦told me “This⟧ is the last song.”", "She told me, “This is the last song.”"),
    Flagged("They ⟦shouted “Please⟧ do not go!”", "They shouted, “Please do not go!”"),
    Flagged("Then, ⟦replying “I⟧ am here,” she left.", "Then, replying, “I am here,” she left."),
    Flagged("He ⟦says “gosh⟧, how can this happen to me?”", "He says, “Gosh, how can this happen to me?”"),
    Flagged("She ⟦told Ada “This⟧ is the last song.”", "She told Ada, “This is the last song.”"),
    Allowed("He says “you know how it is” a lot, and says “gosh, how can this be” again. He said “oh no.”"),
    Allowed("The sign said “You must be this tall”. She says “My way or the highway” a lot."),
    Allowed("A shirt that says “Please do not go” is on sale. He said “Songs of Leeds and York” again."),
    Allowed("Then she said, “I have had enough of this.”"),
    Allowed("She said “no” to it and “Yes” to him."),
    Allowed("He called it “The Best Song of All.”"),
    Allowed("He said “Night Bus” was the best song."),
)

_SPEECH = re.compile(
    r"(?<!\bthat )(?<!\bwhich )(?<!\bthe )(?<!\ba )\b(?P<verb>say|says|said|saying|ask|asks|asked|asking|reply|replies"
    r"|replied|replying|wonder|wonders|wondered|exclaim|exclaims|exclaimed|shout|shouts|shouted|shouting|yell|yells|yelled|yelling|scream|screams|screamed"
    r"|screaming|answer|answers|answered|whispers|whispered|thinks|thought"
    r"|(?:tell|tells|told|telling) (?:me|you|him|her|us|them|[A-Z][a-z]+)) "
    r"(?P<open>[“‘\"'])(?P<first>[A-Za-z][\w’']*)(?P<rest>(?:,? [\w’']+){2}[^”\"]*)(?P<close>[”\"]?)"
)

_SPOKEN = re.compile(
    r"\b(?:I|I['’]\w+|you|your|you['’]\w+|we|we['’]\w+|it|it['’]s|he|she|they|this|that['’]s|there['’]s|my|me|is|are|was|do"
    r"|does|did|don['’]t|can|can['’]t|will|won['’]t|let['’]s|what|why|how|must|have)\b",
    re.IGNORECASE,
)
"""Words that somebody's words have, and few titles or notices."""


_WRITTEN = re.compile(
    r"\b(?:signs?|shirts?|notes?|texts?|posters?|letters?|banners?|captions?|cards?|box|cover|tagline) "
    r"(?:that |which )?\Z",
    re.IGNORECASE,
)
"""What says something without speaking."""

LONG = 6
"""From this many words on, what begins small and ends with a mark of its own is a sentence somebody says."""

_ENDS = re.compile(r"\s*(?:[.!?]|\Z)")
"""The sentence's end, behind the quotation's."""


def find(block: Block) -> Iterator[Finding]:
    """Findings on the verb and the first word of the speech."""
    if block.kind not in RUNNING:
        return
    for speech in _SPEECH.finditer(block.text):
        words = speech["first"] + speech["rest"]
        if speech["open"] in "'‘":
            words = re.split(r"['’](?!\w)", words)[0]
        mark = words.rstrip()[-1:]
        ends = mark in ".?!,…" or _ENDS.match(block.text, speech.end())
        partial = speech["first"][0].islower() and (mark not in ".?!" or len(words.split()) < LONG)
        written = _WRITTEN.search(block.text[: speech.start()])
        if (
            not ends
            or partial
            or written
            or _is_title(speech["rest"])
            or len(words.split()) < 3
            or not _SPOKEN.search(words)
            or plain(words) in known_titles()
        ):
            continue
        yield flag(
            block,
            speech.start(),
            speech.end("first"),
            "A comma leads to direct speech.",
            f"{speech['verb']}, {speech['open']}{speech['first'][0].upper()}{speech['first'][1:]}",
        )


def _is_title(rest: str) -> bool:
    """Whether what follows goes on in capitals, as a title does."""
    words = re.findall(r"[A-Za-z][\w’']*", rest)[:3]
    return len([word for word in words if word[0].isupper() and word not in ("I", "I’m", "I'm")]) >= 2
