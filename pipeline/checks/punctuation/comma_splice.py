"""Two sentences joined by a comma alone.

Two independent clauses need a semicolon, a full stop or a conjunction between them; *however*, *therefore* and *after
all* are adverbs, not conjunctions. What is left alone: short clauses in a row, three or more in a series, a remark
such as “I think” between commas. A clause that contradicts the one before it (“It isn’t a film, it’s a dare”) is
advice. (The Chicago Manual of Style 6.23, 6.57.)
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.checks import Allowed, Flagged
from pipeline.checks._clauses import (
    NEGATIVES,
    OPENERS,
    SUBJECTS,
    SUBORDINATORS,
    clauses,
    is_finite,
    is_marked,
    is_subordinate,
    sentences,
    stretch,
)
from pipeline.checks._listed import listed
from pipeline.checks.punctuation._speech import tagged
from pipeline.document import RUNNING, Block, RegionKind
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

SEVERITY = Severity.ERROR
FIX = "unsafe"
VETO = -5.0

EXAMPLES = (
    Flagged(
        "The songs are short and ⟦loud, the⟧ band plays them with real joy.",
        "The songs are short and loud; the band plays them with real joy.",
    ),
    Flagged(
        "The game runs well on old ⟦machines, however⟧, the menus take an age to load.",
        "The game runs well on old machines; however, the menus take an age to load.",
    ),
    Flagged(
        "We forgave the slow second act of the ⟦play, after all⟧, the first had been superb.",
        "We forgave the slow second act of the play; after all, the first had been superb.",
    ),
    Flagged(
        "I read the novel in one long ⟦night, it⟧ kept me company until the morning.",
        "I read the novel in one long night; it kept me company until the morning.",
    ),
    Flagged(
        "I missed the first half of the ⟦concert, apparently⟧ it began an hour early.",
        "I missed the first half of the concert; apparently it began an hour early.",
    ),
    Flagged(
        "The songs are all about the ⟦rain, she⟧ adds to the mood with her harp.",
        "The songs are all about the rain; she adds to the mood with her harp.",
    ),
    Flagged(
        "Now I know every one of the ⟦songs, I⟧ also own the record.",
        "Now I know every one of the songs; I also own the record.",
    ),
    Flagged("It is not a ⟦film, it⟧ is a dare.", "It is not a film; it is a dare.", severity=Severity.ADVICE),
    Flagged(
        "The tickets are too dear for ⟦us, I mean⟧ we are only students.",
        "The tickets are too dear for us; I mean, we are only students.",
    ),
    Allowed("The second song, I mean the slow one, is the best of them."),
    Allowed("When the lights went down, the orchestra began to play."),
    Allowed('"He says he wants to get off", the guide translates for the rest of us.'),
    Allowed("“They want to leave the boat,” the guide explains to the crew."),
    Allowed("The ending, I think, is the best part of the novel."),
    Allowed("Now that I know every one of the songs, I also own the record."),
    Allowed("I missed the first half of the concert, yet it moved me."),
    Allowed("He wrote the songs, she sang them, and the band did the rest."),
    Allowed("The more she practised, the less she enjoyed the music."),
    Allowed("The film, however, is a good deal better than the book."),
    Allowed("The band plays loud, and the singer whispers."),
    Allowed("The director, whose first film this is, has a good eye."),
    Allowed("The play is done in nine languages, one of them signed."),
    Allowed("She said that when the curtain fell, she wept."),
    Allowed("I was never any good at it, she says in the book."),
    Allowed("The doors creak, the floors groan, the windows let in the wind and the rain of half the county."),
    Allowed("The songs, had they been heard by a kinder audience, they would have saved."),
    Allowed("When the lights go out, do not shout, do not reach for the matches in your pocket."),
    Allowed("Admitting that some of it may bore the younger listeners, she plays the whole of it."),
    Allowed("Knowing the tune may lose half of its listeners, she plays the whole of it."),
    Allowed("They buried him there because, and I quote, the mayor is a good and quiet man."),
    Allowed("I think of it once in a while, and every time I hear it, it puts a smile on my face."),
    Allowed("It does not hurt that she is a fine singer, he is a charming man or that the songs are short."),
    Allowed("The chorus is quieter than it was, something earlier singers never once allowed."),
    Allowed("He sang on the late show, the oldest of them all, that was shown in June."),
)

ADVERBS = listed(
    "however therefore thus hence moreover nevertheless nonetheless consequently furthermore besides instead"
)
"""Adverbs that join sentences without being conjunctions."""

OPINION = listed(
    """apparently now maybe perhaps sometimes obviously unfortunately sadly luckily later soon suddenly here eventually
    hopefully thankfully also otherwise actually basically clearly personally"""
)
"""Adverbs that may open the second sentence without a comma of their own."""

PHRASES = (
    ("after", "all"),
    ("of", "course"),
    ("in", "fact"),
    ("for", "example"),
    ("for", "instance"),
    ("as", "a", "result"),
    ("in", "addition"),
    ("that", "said"),
    ("i", "mean"),
)
"""Phrases that do the same."""

REMARKS = listed(
    """say think guess know believe suppose mean feel tell ask reply add note write argue suspect hope imagine admit
    claim suggest seem appear fear wonder assume swear bet turn see understand remember recall confess agree warn
    explain insist promise trust name mind quote repeat"""
)
"""Verbs of remarks put between commas: “I think”, “he says”, “it turns out”, “you name it”."""

OPINIONS = REMARKS | listed("realize realise notice find decide learn show reveal discover prove wish")
"""Verbs whose clause needs no *that*."""

FEELINGS = listed("afraid sure sad sorry happy glad told certain proud")
"""What a remark with “I am” says: “I am afraid”, “I’m sure”."""

STATES = listed("is was has had would will could can 's ’s")
"""Verbs behind a “that” that stands for what was said, and opens a sentence."""

LEADS = listed("no yes yeah yep nope oh ok okay well behold hey ah alas sure say is was please")
"""Words that a comma may follow and a sentence begin behind: “The truth is, …”, “That is to say, …”."""

LONG = 9
"""A clause of so many words that begins with a pronoun is no item of a series of clauses."""

SHARES = listed("one two three some most all both none each many half much several")
"""Heads of “one of them”, “most of it”."""

WHATEVER = listed("something anything nothing everything")
"""Pronouns that take a relative clause without a “that”."""

CONDITIONAL = listed("would could should might 'd ’d")
"""Helpers of what a condition leads to."""

SHORT = 6
"""Clauses of up to so many words that begin alike are a series without an “and”."""

SKIPPED = frozenset({"CCONJ", "INTJ", "PUNCT", "SPACE"})
"""Parts of speech that may stand before a sentence's first word of weight."""

TIMES = listed("time moment minute second instant day year way more less")
"""Nouns that, at the head of a sentence, do the work of *when*: “Every time I hear it, …”."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the words on both sides of a comma that joins two sentences."""
    if block.kind not in RUNNING:
        return
    for sentence in sentences(parser.parse(block.text)):
        found = tuple(clauses(sentence))
        for comma in sentence:
            titled = block.inside(RegionKind.EMPHASIS, comma.idx, comma.idx + 1)
            if (
                comma.text == ","
                and not titled
                and not _is_after_speech(block, sentence, comma)
                and not tagged(block.text, comma.idx)
                and sentence.start + 2 <= comma.i < sentence.end - 3
            ):
                yield from _at(block, sentence, comma, found)


def _is_after_speech(block: Block, sentence: Span, comma: Token) -> bool:
    """Whether what somebody says closes beside a comma, so that what follows says who said it or how.

    A quotation is speech where its sentence opens with it or it has a verb; else it is a title or a borrowed word.
    """
    doc = comma.doc
    for closing in (comma.i - 1, comma.i + 1):
        if closing >= sentence.end or doc[closing].text not in ("”", '"', "’", "'"):
            continue
        opens = {"”": "“", "’": "‘"}.get(doc[closing].text, doc[closing].text)
        opening = next((word for word in reversed(doc[: comma.i - 1]) if word.text == opens), None)
        if opening is None:
            return block.inside(RegionKind.QUOTATION, comma.idx - 1, comma.idx)
        said = doc[opening.i + 1 : comma.i]
        return opening.i <= sentence.start or any(is_finite(word) for word in said)
    return False


def _at(block: Block, sentence: Span, comma: Token, found: tuple[tuple[Token, Token], ...]) -> Iterator[Finding]:
    """The finding at one comma, if it is a splice."""
    after, joiner = _joiner(comma)
    right = _clause_at(found, after, joiner) or _clause_behind(found, after, joiner) or _other(after, sentence)
    if right is None or _is_remark(sentence, comma, right) or _is_series(sentence, comma, right, found):
        return
    words = stretch(sentence, comma)
    main = _main(words, right, found)
    if main is None or _is_opening(words, main, right, found):
        return
    before = comma.nbor(-1)
    first, last = (joiner[0], joiner[-1]) if joiner else (after, after)
    end = last.idx + len(last)
    tail = block.text[first.idx : end]
    pause = "," if joiner and first.lower_ not in OPINION and block.text[end : end + 1] != "," else ""
    yield flag(
        block,
        before.idx,
        end,
        "A comma alone joins two sentences; a semicolon or a full stop parts them.",
        f"{before.text}; {tail}{pause}",
        f"{before.text}. {tail[0].upper()}{tail[1:]}{pause}",
        severity=Severity.ADVICE if not joiner and _is_taste(words, comma, main, right, sentence) else None,
    )


def _joiner(comma: Token) -> tuple[Token, tuple[Token, ...]]:
    """The first word of what may be a clause after a comma, and the words of an adverb that stands before it."""
    doc, at = comma.doc, comma.i + 1
    words: tuple[Token, ...] = (doc[at],) if doc[at].lower_ in ADVERBS or _is_lead(doc[at]) else ()
    for phrase in PHRASES:
        if tuple(word.lower_ for word in doc[at : at + len(phrase)]) == phrase:
            words = tuple(doc[at : at + len(phrase)])
    at += len(words)
    if words and doc[at : at + 1].text == ",":
        at += 1
    return doc[min(at, len(doc) - 1)], words


def _is_lead(word: Token) -> bool:
    """Whether an adverb at the head of a clause stands before its subject."""
    return word.lower_ in OPINION and word.nbor(1).tag_ in ("PRP", "DT", "EX", "PRP$")


def _clause_at(found: tuple[tuple[Token, Token], ...], after: Token, joiner: tuple[Token, ...]) -> Token | None:
    """The verb of the independent clause whose subject begins at a word, behind a joining adverb or none."""
    for verb, chief in found:
        if verb.i <= after.i or after.i not in (chief.i, chief.left_edge.i):
            continue
        if is_marked(verb) or verb.dep_ in ("relcl", "acl", "csubj", "pcomp", "advcl") or after.lower_ in SUBORDINATORS:
            return None
        opined = verb.head.i < after.i and verb.dep_ == "ccomp" and verb.head.lemma_ in OPINIONS
        if opined and verb.head not in joiner:
            return None
        if after.lower_ in WHATEVER and any(
            word.pos_ in ("NOUN", "PROPN", "PRON") for word in after.doc[after.i + 1 : verb.i]
        ):
            # “, something the band never did” has a relative clause without its “that”
            return None
        if chief.lower_ in SHARES and verb.tag_ == "VBD" and verb.text.endswith("ed"):
            # “, one of them signed” has a participle that the parse takes for a past tense
            return None
        between = after.doc[after.i : verb.i]
        titled = any(
            word.is_title and word.pos_ != "PROPN" and word.text != "I" for word in after.doc[after.i : verb.i + 1]
        )
        return None if titled or any(word.text in (",", '"', "(") for word in between) else verb
    return None


def _clause_behind(found: tuple[tuple[Token, Token], ...], after: Token, joiner: tuple[Token, ...]) -> Token | None:
    """The verb of the clause that a joining adverb leads to over an opening phrase (“however, for once, she …”)."""
    if not joiner or after.tag_ not in ("IN", "WRB") or after.lower_ in ("that", "who", "which"):
        return None
    if joiner[0].lower_ != "however" and after.lower_ not in ("if", "when", "because", "since", "although", "as"):
        return None
    for verb, chief in found:
        if chief.i <= after.i or (joiner[0].lower_ == "however" and chief.left_edge.nbor(-1).text != ","):
            continue
        if verb.dep_ not in ("relcl", "acl") and not is_marked(verb):
            return verb
    return None


def _other(after: Token, sentence: Span) -> Token | None:
    """The verb of a sentence that begins with “that is …”, or that tells the reader to do something (“just wait”)."""
    if after.i + 3 >= sentence.end:
        return None
    if after.lower_ == "that":
        if after.tag_ == "WDT":
            return None
        verb = after.nbor(1)
        remark = verb.nbor(1).text in (",", "if") or verb.nbor(1).lower_ == "to"
        return None if remark or verb.lower_ not in STATES else verb
    verb = after
    if after.lower_ in ("just", "please"):
        verb = after.nbor(1)
    elif after.lower_ == "do" and after.nbor(1).lower_ in ("n't", "n’t", "not"):
        verb = after.nbor(2)
        if any(word.lower_ == "do" and word.nbor(1).dep_ == "neg" for word in sentence.doc[sentence.start : after.i]):
            # “do not hurry, do not sigh” is one warning after another
            return None
    elif after.lower_ not in ("let", "see", "check"):
        return None
    bare = verb.tag_ == "VB" and not any(
        child.dep_ in SUBJECTS or child.tag_ in ("MD", "TO") for child in verb.children
    )
    aside = any(word.text == "," for word in after.doc[after.i : min(after.i + 6, sentence.end)])
    return verb if bare and not aside and verb.dep_ in ("ROOT", "dep", "ccomp", "conj", "parataxis") else None


def _main(words: list[Token], right: Token, found: tuple[tuple[Token, Token], ...]) -> Token | None:
    """The last verb of an independent clause among words."""
    inside = {word.i for word in words}
    for verb, _ in reversed(found):
        if verb.i not in inside or verb.dep_ in ("relcl", "acl") or is_marked(verb):
            continue
        if _is_inverted(verb):
            return None
        if not is_subordinate(verb) or (verb.dep_ == "ccomp" and verb.head == right):
            return verb
    return None


def _is_inverted(verb: Token) -> bool:
    """Whether a clause is a condition that begins with its helper: “had they lived to see it, they would …”."""
    heads = {child.left_edge.i for child in verb.children if child.dep_ in SUBJECTS}
    helpers = [word for word in (verb, *verb.children) if word.lower_ in ("had", "were", "should")]
    return any(word.i + 1 in heads for word in helpers) and any(
        word.lower_ in CONDITIONAL for word in verb.doc[verb.i + 1 : verb.sent.end]
    )


def _is_opening(words: list[Token], main: Token, right: Token, found: tuple[tuple[Token, Token], ...]) -> bool:
    """Whether the words before a comma only open the clause behind it, or close with something that does."""
    first = next((word for word in words if word.lower_ in OPENERS or word.pos_ not in SKIPPED), words[0])
    commas = [word.i for word in words if word.text == ","]
    follows = first.nbor(1).lower_
    faint = first.lower_ in ("now", "no", "just", "only", "ever", "even")
    opening = first.lower_ in OPENERS and (not faint or follows in SUBORDINATORS or follows in ("that", "matter"))
    joined = next((word.i for word in reversed(words) if word.dep_ == "cc" and word.nbor(1).lower_ == "every"), None)
    if joined is not None and main.i > joined and words[-1].i - joined > 2 and words[0].doc[joined + 2].lower_ in TIMES:
        return True
    opens = opening or (first.tag_ in ("DT", "IN") and {word.lower_ for word in words[:5]} & TIMES)
    if opens and not any(at < main.i for at in commas):
        return True
    if first.tag_ == "VBG" and first.lemma_ in OPINIONS and not commas:
        return True
    if words[-1].lower_ in LEADS or (words[-1] == main and main.lemma_ in REMARKS):
        return True
    last = max(verb.i for verb, _ in found if verb.i <= words[-1].i)
    tail = [word for word in words if word.i > main.i]
    for word in tail:
        if word.i > last and (
            word.dep_ == "mark" or word.lower_ in ("because", "that", "if", "when", "although", "while")
        ):
            return True
        if word.tag_ == "VBG" and word.nbor(-1).lower_ in SUBORDINATORS and word.i > last:
            return True
        if word.tag_ == "IN" and word.nbor(-1).lemma_ in OPINIONS and word.nbor(-1).pos_ == "VERB" and word.i > last:
            return True
        at = word.nbor(-1)
        if at.tag_ == "RB" and at.i > main.i + 1:
            at = at.nbor(-1)
        fresh = at.text == "," or at.dep_ == "cc" or at.lower_ in ("that", "but")
        if (
            fresh
            and word.lower_ in SUBORDINATORS
            and word.lower_ not in ("which", "who", "whose", "so", "that", "like")
        ):
            return True
        if (
            at.i > main.i
            and fresh
            and (word.dep_ != "conj" or word.tag_ != "VBG")
            and (word.tag_ in ("IN", "RB", "VBG", "VBN", "TO", "UH") or word.lower_ in ("this", "one"))
            and at.head.pos_ not in ("NOUN", "PROPN", "ADJ")
        ):
            return True
    return False


def _is_remark(sentence: Span, comma: Token, right: Token) -> bool:
    """Whether the clause behind a comma is a remark (“I think”), a sentence’s frame, or “the more …” of a pair."""
    doc = comma.doc
    first = doc[comma.i + 1]
    pair = (first.lower_, doc[comma.i + 2].lower_)
    if (first.lower_ == "the" and doc[comma.i + 2].tag_ in ("JJR", "RBR")) or pair in (
        ("any", "more"),
        ("let", "alone"),
    ):
        return True
    rest = doc[right.i + 1 : min(right.i + 5, sentence.end)]
    if (
        first.lower_ == "i"
        and any(word.lower_ in FEELINGS for word in rest[:2])
        and any(word.is_punct for word in rest)
    ):
        return True
    if right.lemma_ in REMARKS and right.i - comma.i <= 3 and (not rest or any(word.is_punct for word in rest[:3])):
        return True
    return right.i - comma.i <= 3 and any(word.text == "," for word in rest[:2])


def _is_series(sentence: Span, comma: Token, right: Token, found: tuple[tuple[Token, Token], ...]) -> bool:
    """Whether a clause is one of three or more that an “and” closes, or that begin alike."""
    doc = comma.doc
    starts = {subject.left_edge.i for _, subject in found}
    first = doc[comma.i + 1].lower_
    for word in doc[right.i : sentence.end - 2]:
        if word.text == "," and doc[word.i + 1].lower_ in ("and", "or", "but") and word.i + 2 in starts:
            long = min(word.i - comma.i, comma.i - sentence.start) >= LONG
            return not (long and doc[comma.i + 1].tag_ == "PRP")
    closing = doc[right.i : sentence.end - 2]
    if any(word.lower_ in ("or", "and") and word.nbor(1).lower_ == "that" and word.nbor(2).tag_ in ("DT", "PRP", "NNP")
           for word in closing) and any(word.lower_ == "that" for word in doc[sentence.start : comma.i]):  # fmt: skip
        return True
    alike = [at for at in starts if doc[at].lower_ == first and at != comma.i + 1]
    heads = sorted(at for at in (*alike, comma.i + 1) if at == sentence.start or doc[at - 1].text == ",")
    if len(heads) > 2 and all(later - at <= SHORT for at, later in pairwise(heads)):
        return True
    return first in ("some", "one", "others", "sometimes", "everyone", "every", "no") and bool(alike)


def _is_taste(words: list[Token], comma: Token, main: Token, right: Token, sentence: Span) -> bool:
    """Whether the comma is a matter of taste: a contradiction, or two short clauses."""
    first = comma.nbor(1)
    other = first.lower_ in ("it", "he", "she", "they", "this", "that", "these", "there")
    if other and right.i - comma.i <= 3 and any(word.lower_ in NEGATIVES for word in words[-14:]):
        return True
    denied, echoed = (any(child.dep_ == "neg" for child in verb.children) for verb in (main, right))
    if denied and not echoed and first.tag_ == "PRP" and right.i - comma.i <= 3:
        return True
    if any(word.lower_ in ("so", "such") and word.i > main.i for word in words):
        return True
    return len(words) < 6 and sentence.end - comma.i < 8
