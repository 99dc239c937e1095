"""Lists of words, written as a dictionary's reader would."""


def listed(text: str) -> frozenset[str]:
    """The words of a text that spaces part, as a set."""
    return frozenset(text.split())
