"""What a house wants beside its quotation marks."""

from pipeline.house import House
from pipeline.house.styles import style
from pipeline.typography import american


def stops(house: House) -> str:
    """Where a house that names a profile wants a comma or full stop: `inside` or `outside`; nothing where it keeps.

    A British dialect sets them outside, whatever the profile says.
    """
    profile = style(house)
    if profile is None:
        return ""
    return profile.stops if american(house.dialect) else "outside"
