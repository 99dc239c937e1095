"""Ratings as critics write them: `4/5`, `8,5/10`, `85%`, `★★★½`, `3 out of 4`, or a table."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pipeline.exporters import Rating

BEST = Decimal(5)
"""The best rating where none is said: stars go to five."""

_WRITTEN = "can't be read; write it as 4/5, 8.5/10, 85% or ★★★½"
_NUMBER = r"(\d{1,4}(?:[.,]\d{1,3})?)\s*([½¼¾])?"
_OF = re.compile(
    rf"{_NUMBER}(?:\s*(?:stars?|points?))?(?:\s*(?:/|out of|of)\s*{_NUMBER}(?:\s*(?:stars?|points?))?)?", re.I
)
_PERCENT = re.compile(rf"{_NUMBER}\s*(?:%|percent|per cent)", re.IGNORECASE)
_STARS = re.compile(r"([★⭐]*)([½⯪])?(☆*)")
_FRACTIONS = {"½": Decimal("0.5"), "⯪": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}


def rating(value: Any) -> Rating:
    """A rating; the worst is 1 where none is said, and 0 in per cent or where the value is below 1.

    Raises ValueError for what is none, and for a value outside of its scale.
    """
    if isinstance(value, Mapping):
        strange = sorted(set(value) - {"value", "best", "worst"})
        if strange or "value" not in value:
            raise ValueError("is a table without a value, or with more; write {value: 4, best: 5, worst: 1}")
        given, best = _read(value["value"])
        best = _number(value["best"]) if "best" in value else best
        worst = _number(value["worst"]) if "worst" in value else None
    else:
        (given, best), worst = _read(value), None
    best = BEST if best is None else best
    if worst is None:
        worst = Decimal(0 if given < 1 or best == 100 else 1)
    if not worst <= given <= best or worst == best:
        raise ValueError(
            f"{_shown(given)} is not between {_shown(worst)} and {_shown(best)}; write it as 4/5 or 8.5/10"
        )
    return Rating(_shown(given), _shown(best), _shown(worst))


def _read(value: Any) -> tuple[Decimal, Decimal | None]:
    """The value, and the best where it is said."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError(_WRITTEN)
    said = " ".join(str(value).replace("\ufe0f", "").split())
    stars = _STARS.fullmatch(said.replace(" ", ""))
    if stars and said:
        full, half, empty = stars.groups()
        there = len(full) + bool(half) + len(empty)
        return len(full) + _FRACTIONS.get(half, Decimal(0)), Decimal(there) if empty or there > BEST else None
    if found := _PERCENT.fullmatch(said):
        return _decimal(*found.groups()), Decimal(100)
    if found := _OF.fullmatch(said):
        number, fraction, best, fraction_of_best = found.groups()
        return _decimal(number, fraction), _decimal(best, fraction_of_best) if best else None
    raise ValueError(f"“{said}” {_WRITTEN}")


def _number(value: Any) -> Decimal:
    """The end of a scale."""
    found = re.fullmatch(_NUMBER, str(value).strip()) if not isinstance(value, bool) else None
    if found is None:
        raise ValueError(f"“{value}” is no number; write {{value: 4, best: 5, worst: 1}}")
    return _decimal(*found.groups())


def _decimal(number: str, fraction: str | None) -> Decimal:
    return Decimal(number.replace(",", ".")) + _FRACTIONS.get(fraction or "", Decimal(0))


def _shown(number: Decimal) -> str:
    """`4`, `3.5`: no zeros at the end."""
    return f"{number.normalize():f}"
