"""Tables of weights, by which features add up to odds: one part for each way of mending."""

from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

from pipeline import house

BAR = "(bar)"
"""The feature whose “weight” in a table is the least odds of a finding."""

Way = TypeVar("Way", bound=Enum)


def weights(table: str, ways: type[Way]) -> dict[Way, dict[str, float]]:
    """The weight of each feature for each way of mending, by a table of the house: way, feature, weight.

    Raises ValueError for a way that is none of these.
    """
    found: dict[Way, dict[str, float]] = {way: {} for way in ways}
    for way, feature, weight in house.table(table):
        found[ways(way)][feature] = float(weight)
    return found


def odds(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    """The logarithm of the odds that a copy editor would mend what has these features."""
    return sum(weights.get(name, 0.0) * value for name, value in features.items())
