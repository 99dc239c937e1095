"""What is weighed against what: the words that are written for one another."""

from collections.abc import Iterator, Mapping

from pipeline import house

PARTNERS = 11
"""How many words a word is weighed against, at most."""

FREQUENT = 300 / 22.7e6
"""Which part of a corpus's words a word has to be, to be taken for another one's neighbour or form."""

ENDINGS = ("s", "es", "d", "ed", "ing", "ly")


def partners(counts: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """The words that each word is weighed against: those of its sets, then those a letter away, then its forms."""
    edges: dict[str, dict[str, None]] = {}
    words = frequent(counts)
    for pairs in (_listed(), _near(words), _forms(words)):
        for a, b in pairs:
            edges.setdefault(a, {})[b] = None
            edges.setdefault(b, {})[a] = None
    return {word: tuple(others)[:PARTNERS] for word, others in edges.items()}


def frequent(counts: Mapping[str, int]) -> list[str]:
    """The words of three letters and more that are frequent, in alphabetical order."""
    least = FREQUENT * sum(counts.values())
    return sorted(word for word, count in counts.items() if count >= least and word.isalpha() and len(word) > 2)


def edits(word: str) -> Iterator[str]:
    """What a word becomes by a letter left out, two swapped, one changed or one put in, small letters only."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in letters if letter != tail[0])
        if len(tail) > 1 and tail[0] != tail[1]:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in letters)


def _listed() -> Iterator[tuple[str, str]]:
    for (line,) in house.table("confusion-sets.tsv"):
        words = line.split()
        yield from ((a, b) for a in words for b in words if a < b)


def _near(words: list[str]) -> Iterator[tuple[str, str]]:
    """Words of four letters and more that an edit parts; of three, where two letters are swapped."""
    there = set(words)
    for word in words:
        for other in sorted(set(edits(word)) & there):
            if word < other and (min(len(word), len(other)) > 3 or sorted(word) == sorted(other)):
                yield word, other


def _forms(words: list[str]) -> Iterator[tuple[str, str]]:
    """The forms of one word: play, plays, played, playing."""
    there = set(words)
    for word in words:
        stems = (word, word[:-1]) if word.endswith("e") else (word,)
        yield from ((word, stem + ending) for stem in stems for ending in ENDINGS if stem + ending in there)
