"""What each mark of a passage is: one of a pair, an apostrophe, a prime, or nobody can tell.

One walk with a stack. A closing mark ends the nearest open one of its kind in the same markup; what was opened between
and is still open stays unclosed. Whether a mark opens or closes is told by what stands beside it. A single mark may
also be an apostrophe: inside a word always, where a word is cut short (’90s, ’em) unless a closing mark further on
needs it, and behind a word that may be a possessive (the singers’) where a surer closing mark follows. Straight double
marks beside German ones („) are left alone: there “ closes.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.typography._passage import DOUBLE, KINDS, SINGLE, Passage, Side
from pipeline.typography._sure import ELISIONS, apostrophes, letters, primes

_CONTRACTED = re.compile(r"(?:t|d|m|ll|re|ve)\b")
_CUT = re.compile(
    r"(?:[sxzSXZ]|\w[iI][nN]|\b(?:[oO]|[tT]h|[wW]i|[aA]n|[oO]l|[lL]il|[mM]o|[pP]o|[fF]o|[gG]o|[dD]|[lL]|[tT]))$"
)
_FOLLOWED = re.compile(r"[\"“”]*[ \n\u00a0]+[\w(“\"‘]")


@dataclass(frozen=True, slots=True)
class Pairing:
    """A passage's marks by what they are; places in its text, each in order.

    `pairs` are the places of both marks of each, in the order of the opening ones. `unclosed` marks stand where one
    opens and `unopened` double ones where one closes, without a partner; a single mark of those is an `apostrophe`, the
    two look alike. Of `undecided` marks nothing can be told. `reversed` are those among all that are curled the wrong
    way round, and count as what they stand for.
    """

    pairs: tuple[tuple[int, int], ...] = ()
    apostrophes: tuple[int, ...] = ()
    primes: tuple[int, ...] = ()
    unclosed: tuple[int, ...] = ()
    unopened: tuple[int, ...] = ()
    undecided: tuple[int, ...] = ()
    reversed: tuple[int, ...] = ()

    @property
    def opening(self) -> tuple[int, ...]:
        """The opening mark of each pair."""
        return tuple(first for first, _ in self.pairs)

    @property
    def closing(self) -> tuple[int, ...]:
        """The closing mark of each pair."""
        return tuple(last for _, last in self.pairs)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark that may be one of a pair; `elided` where it may be an apostrophe before a word, `cut` behind one.

    `turned` is a mark whose shape says the one and whose place the other; `shaped` one that is not straight.
    """

    at: int
    kind: str
    opens: bool
    closes: bool
    markup: tuple[int, ...]
    elided: bool = False
    cut: bool = False
    turned: bool = False
    shaped: bool = False


@dataclass(slots=True)
class _State:
    open: list[_Mark] = field(default_factory=list)
    pairs: list[tuple[int, int]] = field(default_factory=list)
    apostrophes: list[int] = field(default_factory=list)
    reversed: list[int] = field(default_factory=list)
    unclosed: list[int] = field(default_factory=list)
    unopened: list[int] = field(default_factory=list)

    def partner(self, mark: _Mark) -> int | None:
        """Where on the stack the mark is that this one closes: not beside it, where a pair would enclose nothing."""
        for number in range(len(self.open) - 1, -1, -1):
            if self.open[number].kind == mark.kind and self.open[number].markup == mark.markup:
                shaped = mark.shaped or (mark.kind == SINGLE and self.open[number].shaped)
                return number if shaped or self.open[number].at + 1 < mark.at else None
        return None

    def close(self, mark: _Mark, number: int) -> None:
        self.unclosed += [each.at for each in self.open[number + 1 :]]
        self.pairs.append((self.open[number].at, mark.at))
        del self.open[number:]


def pairing(passage: Passage) -> Pairing:
    """What each mark of a passage is."""
    text = passage.text
    measures = {at for at in primes(text) if at not in passage.fixed}
    sure = {at for at in apostrophes(passage) if at not in passage.fixed} - measures
    places = [at for at, mark in enumerate(text) if mark in KINDS and at not in passage.fixed and at not in measures]
    plurals = letters(text)
    marks = [_mark(passage, at, closing=at in plurals) for at in places if at not in sure]
    undecided = set[int]()
    state = _State(apostrophes=sorted(sure))
    for number, mark in enumerate(marks):
        following = marks[number + 1 :]
        if not mark.opens and not mark.closes:
            if not _by_structure(passage, state, mark, following):
                undecided.add(mark.at)
            continue
        if mark.kind == DOUBLE:
            if _is_inch(passage, mark, following):
                undecided.add(mark.at)
            else:
                _double(state, mark)
        else:
            if not _single(state, mark, following, bare=text[mark.at - 1 : mark.at].isdecimal()):
                undecided.add(mark.at)
    state.unclosed += [mark.at for mark in state.open]
    return Pairing(
        tuple(sorted(state.pairs)),
        tuple(sorted(state.apostrophes)),
        tuple(sorted(measures)),
        tuple(sorted(state.unclosed)),
        tuple(sorted(state.unopened)),
        tuple(sorted(undecided)),
        tuple(sorted((*state.reversed, *(at for at in sure if text[at] == "‘")))),
    )


def _mark(passage: Passage, at: int, *, closing: bool) -> _Mark:
    text, mark = passage.text, passage.text[at]
    before, after = passage.sides(at)
    opens, closes = (False, True) if closing else _directions(text, at, before, after)
    if mark == '"' and "„" in text:
        opens = closes = False
    elided = mark in "'’" and opens and (ELISIONS.match(text, at + 1) is not None or (mark == "’" and not closes))
    turned = False
    if mark == "“":
        turned = at > 0 and closes and not opens and "„" not in text[:at]
        opens, closes = not turned, turned or "„" in text[:at]
    elif mark == "”":
        turned = opens and not closes and "„" not in text[:at]
        opens, closes = turned, True
    elif mark in "„‘":
        opens, closes = True, False
    elif mark == "’":
        opens = False
    single = KINDS[mark] == SINGLE
    cut = single and closes and _CUT.search(text, 0, at) is not None and _FOLLOWED.match(text, at + 1) is not None
    closes = closes or (elided and mark == "’")
    return _Mark(at, KINDS[mark], opens, closes, passage.markup_at(at), elided, cut, turned, mark not in "\"'")


def _directions(text: str, at: int, before: Side, after: Side) -> tuple[bool, bool]:
    """Whether a mark stands where one opens, and where one closes."""
    space, word, symbol = Side.SPACE, Side.WORD, Side.SYMBOL
    if at == 0 or at == len(text) - 1:
        return at == 0, at > 0
    if before is space and text[at + 1] in ",;:!?)]":
        return True, True
    if before is space or after is space:
        return after is not space, before is not space and before is not Side.OPENING
    if before is Side.OPENING:
        return True, False
    if before is symbol:
        return after is not Side.CLOSING, after in (Side.CLOSING, symbol)
    if before is Side.CLOSING and after is word:
        return True, True
    return False, after is not word


def _is_inch(passage: Passage, mark: _Mark, following: list[_Mark]) -> bool:
    """Whether a mark behind a number stands for inches: the next one could only close what this one would have."""
    if passage.text[mark.at] != '"' or not passage.text[mark.at - 1 : mark.at].isdecimal():
        return False
    later = next((each for each in following if each.kind == DOUBLE and each.markup == mark.markup), None)
    return later is not None and later.closes and not later.opens


def _by_structure(passage: Passage, state: _State, mark: _Mark, following: list[_Mark]) -> bool:
    """Pair a double mark whose sides tell nothing where only one reading leaves a pair: "Tide"is, " Tide "."""
    before, after = passage.sides(mark.at)
    if (
        mark.kind != DOUBLE
        or before is not after
        or "„" in passage.text
        or passage.text[: mark.at].rstrip()[-1:].isdecimal()
    ):
        return False
    if before is Side.WORD and _CONTRACTED.match(passage.text, mark.at + 1):
        return False
    number = state.partner(mark)
    later = next((each for each in following if each.kind == DOUBLE and each.markup == mark.markup), None)
    if number is not None and (later is None or later.opens or not later.closes):
        state.close(mark, number)
        return True
    loose = later is not None and not later.opens and (later.closes or before is Side.SPACE)
    beside = bool(state.open) and state.open[-1].kind == mark.kind and state.open[-1].at + 1 == mark.at
    if number is None and loose and not beside:
        state.open.append(mark)
        return True
    return False


def _double(state: _State, mark: _Mark) -> None:
    number = state.partner(mark) if mark.closes else None
    if mark.turned and (not mark.opens or number is None):
        state.reversed.append(mark.at)
    if number is not None:
        state.close(mark, number)
    elif mark.opens:
        state.open.append(mark)
    else:
        state.unopened.append(mark.at)


def _single(state: _State, mark: _Mark, following: list[_Mark], *, bare: bool) -> bool:
    """Whether it can be told what a single mark is; behind a `bare` number it is an apostrophe or feet."""
    if mark.elided and (
        not mark.opens
        or state.partner(mark) is not None
        or _behind_opening(state, mark, following)
        or not _needed(mark, following)
    ):
        state.apostrophes.append(mark.at)
        return True
    number = state.partner(mark) if mark.closes else None
    if number is not None and mark.cut and _closed_later(state, mark, following):
        number = None
    if number is not None and not (mark.cut and any(each.kind == DOUBLE for each in state.open[number:])):
        state.close(mark, number)
    elif mark.opens:
        state.open.append(mark)
    elif bare and not mark.shaped:
        return False
    else:
        state.apostrophes.append(mark.at)
    return True


def _behind_opening(state: _State, mark: _Mark, following: list[_Mark]) -> bool:
    """Whether a quotation opens right before an elision (''Tis), and not with two marks, which two close again."""
    if not state.open or (state.open[-1].kind, state.open[-1].at) != (SINGLE, mark.at - 1):
        return False
    return not any(
        each.closes and each.kind == SINGLE and other.at == each.at + 1 and other.kind == SINGLE
        for each, other in pairwise(following)
    )


def _needed(mark: _Mark, following: list[_Mark]) -> bool:
    """Whether a closing mark further on would have nothing to close if this one were an apostrophe."""
    depth = 0
    for each in following:
        if each.kind == DOUBLE or each.markup != mark.markup:
            if each.kind == DOUBLE and not each.opens:
                return False
            continue
        if each.opens and not each.elided:
            depth += 1
        elif each.closes and not each.cut and not each.elided:
            depth -= 1
            if depth < 0:
                return True
    return False


def _closed_later(state: _State, mark: _Mark, following: list[_Mark]) -> bool:
    """Whether a surer closing mark follows, before another opens and before the quotation around is over."""
    inside = any(each.kind == DOUBLE for each in state.open)
    within = 0
    for each in following:
        if each.kind == DOUBLE:
            if within and each.closes:
                within -= 1
            elif inside and not each.opens:
                return False
            else:
                within += each.opens
            continue
        if each.markup == mark.markup and each.opens and not each.elided:
            return False
        if each.markup == mark.markup and each.closes and not each.cut and not each.elided:
            return True
    return False
