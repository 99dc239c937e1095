"""An opening word such as “However” or “For example” without its comma.

An adverb or a phrase that comments on a whole sentence, or ties it to the one before, is set off by a comma when it
opens the sentence. “However” without one reads as “however much”. The openers are in `house/openers.tsv`. Where the
pause is slight (*therefore*, *also*, *finally*) the comma is advice; behind what is also an adverb of degree or order
(*still*, *actually*, *second*) a whole clause has to follow. (The Chicago Manual of Style 6.49, 6.51.)
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from pipeline import house
from pipeline.checks import Allowed, Flagged
from pipeline.checks._clauses import clauses, sentences
from pipeline.checks._listed import listed
from pipeline.document import RUNNING, Block
from pipeline.engines.spacy import Parser
from pipeline.finding import Finding, Severity, flag

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

SEVERITY = Severity.ERROR
FIX = "unsafe"

EXAMPLES = (
    Flagged("The start is slow. ⟦However the⟧ end is superb.", "The start is slow. However, the end is superb."),
    Flagged("⟦For example the⟧ duet is sung in the dark.", "For example, the duet is sung in the dark."),
    Flagged("⟦So yeah we⟧ stayed.", "So yeah, we stayed."),
    Flagged("It is long ⟦but yeah it⟧ is good.", "It is long but yeah, it is good."),
    Flagged("It is late (⟦well maybe⟧ not too late).", "It is late (well, maybe not too late)."),
    Flagged("⟦OK everybody⟧ likes it.", "OK, everybody likes it."),
    Flagged("⟦Unfortunately he⟧ sings flat.", "Unfortunately, he sings flat."),
    Flagged("⟦At times I⟧ lost the thread.", "At times, I lost the thread.", severity=Severity.ADVICE),
    Flagged("It wants to be loud, and ⟦boy does⟧ it succeed.", "It wants to be loud, and boy, does it succeed."),
    Flagged("We left because, ⟦well it⟧ was late.", "We left because, well, it was late."),
    Allowed("The boy does his best, and as well he might."),
    Allowed("However hard she tried, the song stayed flat."),
    Allowed("Surprisingly few people came to the second night."),
    Allowed("Overall quality has dropped since the first album."),
    Allowed("After all the fuss, the film was a small one."),
    Allowed("Unfortunately for him, the hall was empty."),
    Flagged("⟦Granted both⟧ of them sing well.", "Granted, both of them sing well."),
    Flagged("⟦Of course when⟧ it rained, we left.", "Of course, when it rained, we left."),
    Flagged("⟦Obviously many⟧ of them left.", "Obviously, many of them left."),
    Flagged("⟦Oh and⟧ it is far too long.", "Oh, and it is far too long."),
    Flagged("It is good. ⟦I mean it⟧ has a harp.", "It is good. I mean, it has a harp."),
    Allowed("Of course not. Oddly enough, it rained. Oddly shaped harps stood there."),
    Flagged("⟦Naturally there⟧ is a duel.", "Naturally, there is a duel."),
    Flagged("⟦Either way it⟧ rains. ⟦What’s more it⟧ snows.", "Either way, it rains. What’s more, it snows."),
    Flagged("⟦Still the⟧ harp makes up for it.", "Still, the harp makes up for it."),
    Flagged("⟦Second the⟧ sound is poor.", "Second, the sound is poor."),
    Allowed("Still the best harp in town. Rather the contrary. Really those are two songs in one."),
    Flagged("⟦To sum up I⟧ liked it.", "To sum up, I liked it."),
    Allowed(
        "To sum up the plot, a harp is stolen. Naturally a shy man, he hides. Either way you look at it, it fails."
    ),
    Allowed("Second the motion, or leave. Regardless of the rain we stayed."),
    Allowed("Of course she does; it is her film. Of course there were."),
    Allowed("I mean it. I mean that as praise. I mean you no harm."),
)

ANSWERS = listed("yes no well oh yeah ok okay")
"""Openers that answer or sigh; only a pronoun or “maybe” behind them surely begins the sentence."""

QUANTITIES = listed("many most some several few both")
"""Adjectives that begin a subject."""

AUXILIARIES = listed("do does did is are am was were will would can could has have had should might must")
"""Verbs that stand for a whole predicate in an answer."""

LEADING = listed("when if since because")
"""Words that open a clause behind an opener."""

SURE = listed("granted obviously apparently hopefully basically frankly unfortunately luckily")
"""Openers that say nothing of a number behind them, as “surprisingly few” does."""

EVERYBODY = listed("everybody everyone nobody somebody someone maybe perhaps")
"""Words that a tagger takes for nouns and adverbs, and that begin a sentence behind an opener."""

CLAUSE, TASTE = "clause", "taste"
"""How sure an opener is, where a subject behind it is not enough."""

SUBJECTS = listed("PRP PRP$ DT EX NNP NNPS")
"""Tags of words that open a subject."""


def find(block: Block, parser: Parser) -> Iterator[Finding]:
    """Findings on the opener and the word behind it."""
    if block.kind not in RUNNING:
        return
    for sentence in sentences(parser.parse(block.text)):
        for start in _starts(sentence):
            for opener, how in _openers(sentence, start):
                if _is_bare(opener, sentence) and (how != CLAUSE or _leads_clause(opener, sentence)):
                    yield _finding(block, opener, Severity.ADVICE if how == TASTE else None)


@cache
def _table() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """The house's openers as the parser parts them, with how sure they are, by their first word."""
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, how in house.table("openers.tsv"):
        words = tuple(phrase.replace("'s", " 's").split())
        by_first.setdefault(words[0], []).append((words, how))
    return {first: tuple(rows) for first, rows in by_first.items()}


def _starts(sentence: Span) -> Iterator[int]:
    """Where a clause begins in a sentence: at its head, behind a mark, and before “but yeah”."""
    head = next((word.i for word in sentence if not (word.is_punct or word.is_space)), sentence.start)
    yield head
    for word in sentence[:-1]:
        if word.text in (";", "(", "—", "–") and word.i >= head:
            yield word.i + 1
        elif word.i > head and word.lower_ in ("but", "and", "so") and word.nbor(1).lower_ == "yeah":
            yield word.i
        elif (word.nbor(1).lower_ == "boy" and word.lower_ in ("and", "but", "because", "oh")) or (
            word.text == "," and word.nbor(1).lower_ in ("well", "oh")
        ):
            yield word.i + 1


def _openers(sentence: Span, start: int) -> Iterator[tuple[Span, str]]:
    """The openers that stand at a place, with how sure they are."""
    for opener, how in _table().get(sentence.doc[start].lower_, ()):
        words = sentence.doc[start : min(start + len(opener), sentence.end)]
        if tuple(word.lower_.replace("’", "'") for word in words) == opener:
            yield words, how


def _leads_clause(opener: Span, sentence: Span) -> bool:
    """Whether the subject behind an opener begins at once, and has its verb."""
    return any(chief.left_edge.i == opener.end for _, chief in clauses(sentence))


def _answers(opener: Span, sentence: Span) -> bool:
    """Whether a pronoun and its auxiliary are all that follows: of course she does."""
    rest = sentence.doc[opener.end : min(opener.end + 3, sentence.end)]
    ended = len(rest) == 3 and rest[2].text in (".", ",", ";", "!", "?", ":", "—", "n't", "n’t")
    return ended and rest[1].lower_ in AUXILIARIES


def _is_bare(opener: Span, sentence: Span) -> bool:
    """Whether a subject follows an opener at once."""
    if opener.end >= sentence.end - 1:
        return False
    following: Token = opener.doc[opener.end]
    if opener[0].lower_ in ("after", "besides", "as") and len(opener) < 4:
        return following.tag_ == "PRP" and following.lower_ not in ("him", "her", "them", "me", "us")
    if opener.text.lower() == "either way" and following.lower_ == "you":
        return False  # either way you look at it
    if opener.text.lower() == "of course" and _answers(opener, sentence):
        return False
    if opener[-1].lower_ == "oh" and following.lower_ in ("and", "but"):
        return True
    if opener[-1].lower_ in ANSWERS:
        return following.lower_ in EVERYBODY or (
            following.tag_ == "PRP" and following.lower_ not in ("me", "us", "him", "her", "them")
        )
    if opener[-1].lower_ == "mean":
        return following.tag_ == "PRP" and any(
            verb.i <= following.i + 2 and chief == following for verb, chief in clauses(sentence)
        )
    if following.lower_ in LEADING and opener[0].lower_ not in ("besides", "however", "even"):
        return True
    if following.lower_ in QUANTITIES and (len(opener) > 1 or opener[0].lower_ in SURE):
        return True
    if opener[0].lower_ == "boy":
        return following.lower_ in ("do", "does", "did", "is", "was", "are", "were")
    if opener[0].lower_ == "overall" and following.tag_ in ("NNP", "NNPS"):
        return False
    if opener[0].lower_ == "however" and following.tag_ in ("IN", "WRB", "NNS", "VBG", "WP"):
        return following.lower_ not in ("much", "many")
    if (
        len(opener) == 2
        and opener[1].lower_ in ("example", "instance")
        and following.tag_ in ("IN", "WRB", "NNS", "NN")
    ):
        return following.lower_ not in ("of", "in")
    return following.tag_ in SUBJECTS and not (following.lower_ in ("all", "both", "no") and following.tag_ != "DT")


def _finding(block: Block, opener: Span, severity: Severity | None) -> Finding:
    following = opener.doc[opener.end]
    start, end = opener.start_char, following.idx + len(following)
    fix = f"{opener.text}, {following.text}"
    return flag(
        block,
        start,
        end,
        f"“{opener.text}” opens the sentence and wants a comma behind it.",
        fix,
        severity=severity,
    )
