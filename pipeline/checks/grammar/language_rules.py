"""A fault of grammar or wording that LanguageTool's rules know.

LanguageTool has some five thousand rules for English, most of them for learners. A table of the house
(`language-rules.tsv`) says which are listened to, how gravely and why; it was drawn up by reading what each says of
reviews and of edited prose. Another (`language-contexts.tsv`) has the turns of phrase in which a rule is wrong. A rule
that would change a name, or only put in a hyphen, is not an error. (Rules: LanguageTool 6.8, LGPL-2.1-or-later.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache

from pipeline.checks import Allowed, Flagged
from pipeline.checks._capitals import behind_stop, lacks_capital
from pipeline.checks._glued import glued_before
from pipeline.checks._listed import listed
from pipeline.document import RUNNING, Block, BlockKind
from pipeline.engines import LanguageRules, Match
from pipeline.finding import Applicability, Finding, Severity, flag
from pipeline.house import House, table
from pipeline.names import Names

SEVERITY = Severity.ERROR
FIX = "mixed"
VETO = -5.0

EXAMPLES = (
    Allowed("It is an 80s film from an ’80s band, with an 8/10."),
    Flagged("They ⟦could of⟧ cut an hour from the second half.", "They could have cut an hour from the second half."),
    Flagged("The director did not ⟦wanted⟧ a happy ending.", "The director did not want a happy ending."),
    Flagged("The sequel is ⟦better then⟧ the first film.", "The sequel is better than the first film."),
    Flagged("The actor ⟦who's⟧ voice we hear is never seen.", "The actor whose voice we hear is never seen."),
    Allowed("The sequel is long.it ends badly.i left early."),
    Allowed("The sequel is longer than the first film, and slower."),
    Allowed("Then the lights went out; they could have stayed on."),
    Allowed("The cast are a joy, and the band plays on."),
    Allowed("The games industry pays for arts reviews."),
    Flagged("They ⟦was⟧ late.", "They were late."),
    Flagged("We left early. ⟦the⟧ rain began.", "We left early. The rain began."),
    Flagged("We left early. ⟦thats⟧ no loss, vs. ⟦thats⟧ fine.", "We left early. That's no loss, vs. that's fine."),
    Flagged("⟦the⟧ rain began.", "The rain began.", severity=Severity.QUERY),
    Allowed("The first thing they did was sing. The second was leave."),
    Allowed("She opens the box, and out come the letters."),
    Allowed("For consider what a song is: a breath, if it be only that, than which nothing is shorter."),
    Allowed("The songs are none the worse for that, and the band is the worse of the two."),
    Allowed("They all of them sang the song as they had always sung it."),
    Allowed("We need these:\n\n- the old kettle\n- whose boots are those?\n- kettle again!!"),
    Allowed("> the wind is up tonight\\\n> and the rain is here."),
    Allowed("| the lamp | whose lamp? |\n|---|---|\n| a chair | the bed is broken. |"),
)

CAPITALS = ("UPPERCASE_SENTENCE_START", "I_LOWERCASE")
OFF = "off"

ATTRIBUTIVE = listed(
    "games sports arts awards credits sales rights drinks savings visitors royalties extras goods graphics"
)
"""Plurals that stand before a noun as they are: the games industry, an arts review."""

PAST = {"was": "were", "were": "was", "wasn't": "weren't", "wasn’t": "weren’t", "weren't": "wasn't"}
"""The past forms that have a number, each with its partner."""

_NAME = re.compile(r"[^\W\d_a-z][\w'’-]*[^\W\d_A-Z]")


def find(block: Block, rules: LanguageRules, names: Names, house: House) -> Iterator[Finding]:
    """Findings on what the rules match in a block that holds sentences."""
    if block.kind not in RUNNING:
        return
    dialect = house.dialect if house.dialect in ("en-US", "en-GB") else "en-US"
    for match in rules.matches(block.text, dialect):
        severity, applicability = listened(match.rule, match.category)
        if severity == OFF or _changes_name(block.text, match) or _may_begin_small(block, match):
            continue
        if match.rule == "POSSESSIVE_APOSTROPHE" and block.text[match.start : match.end].lower() in ATTRIBUTIVE:
            continue
        if names.covers(block, match.start, match.end) or _stands(block.text, match):
            continue
        if match.rule in CAPITALS and glued_before(block.text, match.start):
            continue  # the missing space and the missing capital are one finding of spacing/missing-space
        grade = Severity(severity)
        if match.rule == "UPPERCASE_SENTENCE_START" and not block.text[: match.start].strip():
            # a paragraph may go on with a sentence that a list or a display interrupted
            grade = Severity.QUERY
        if _hyphenates(block.text[match.start : match.end], match.replacements):
            grade = Severity.ADVICE
        message, replacements = _in_its_tense(block.text[match.start : match.end], match)
        if match.category == "TYPOS" and lacks_capital(block.text, match.start):
            replacements = tuple(each[:1].upper() + each[1:] for each in replacements)
        yield flag(
            block,
            match.start,
            match.end,
            message,
            *replacements,
            applicability=Applicability.UNSAFE if _other_word(block.text, match) else Applicability(applicability),
            severity=grade,
            sources=(match.source,),
        )


@cache
def listened(rule: str, category: str) -> tuple[str, str]:
    """The severity (or `off`) and the applicability of a rule, from the first row of the table that fits it."""
    for pattern, severity, applicability, _ in table("language-rules.tsv"):
        if pattern == f"category:{category}" or (not pattern.startswith("category:") and fnmatchcase(rule, pattern)):
            return severity, applicability
    return OFF, ""


def _stands(text: str, match: Match) -> bool:
    """Whether the words around a match are among those where its rule is known to be wrong."""
    marked = f"{text[: match.start]}⟦{text[match.start : match.end]}⟧{text[match.end :]}"
    return any(
        fnmatchcase(match.rule, rule) and re.search(pattern, marked)
        for rule, pattern, _ in table("language-contexts.tsv")
    )


def _changes_name(text: str, match: Match) -> bool:
    """Whether the best replacement changes a capitalised word that does not open a sentence."""
    old = text[match.start : match.end]
    new = set(re.findall(r"[\w'’-]+", match.replacements[0])) if match.replacements else set()
    for word in _NAME.finditer(old):
        before = text[: match.start + word.start()].rstrip(" \"'“‘(")
        if word[0] not in new and before and before[-1] not in ".?!…:":
            return True
    return False


def _may_begin_small(block: Block, match: Match) -> bool:
    """Whether a small letter may stand where a sentence seems to begin.

    That is wherever no full stop stands before it in its line: an item of a list, a cell or a line of verse begins as
    it likes, and behind a title’s “!” or an ellipsis a sentence goes on. A paragraph that is one line and ends with a
    mark begins with a capital.
    """
    if match.rule != "UPPERCASE_SENTENCE_START":
        return False
    if not block.text[: match.start].strip():
        return not _is_prose(block)
    return not behind_stop(block.text, match.start)


def _is_prose(block: Block) -> bool:
    """Whether a block is a paragraph of one line that ends as a sentence does, and no verse, label or item."""
    return block.kind is BlockKind.PARAGRAPH and "\n" not in block.text and block.text.endswith((".", "!", "?"))


def _in_its_tense(old: str, match: Match) -> tuple[str, tuple[str, ...]]:
    """The message and the replacements, with the one that keeps a past verb in the past put first."""
    replacements = match.replacements[:3]
    past = PAST.get(old.lower(), "")
    if past not in replacements[1:]:
        return match.message, replacements
    message = match.message.replace(f"“{replacements[0]}”", f"“{past}”")
    return message, (past, *(each for each in replacements if each != past))


def _other_word(text: str, match: Match) -> bool:
    """Whether something else may have been meant than the rule's word: “whose” by “whos”, “and” by “an”.

    Behind a quotation (saw “Rain”, i was glad) a mark may be missing or mistaken, too.
    """
    old = text[match.start : match.end].lower()
    if match.rule == "EN_A_VS_AN" and old == "an":
        return re.match(r" (?:[A-Z]|\w+ing\b|(?:he|she|we|they|the|then)\b)", text[match.end :]) is not None
    if old == "i" and re.search(r"[\"”'’],? $", text[max(0, match.start - 3) : match.start]):
        return True
    return old == "whos" or (old == "i" and match.end < len(text) and text[match.end] not in " ,'’;")


def _hyphenates(old: str, replacements: tuple[str, ...]) -> bool:
    """Whether the best replacement only puts in or takes out hyphens."""
    return bool(replacements) and old.replace("-", " ") == replacements[0].replace("-", " ")
