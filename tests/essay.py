"""A long essay that is the same each time: sentences put together from parts, with headings, notes and quotations."""

import random
from collections.abc import Iterator

FRONT = """---
title: 'Forty Nights at the Odeon: An Essay of “Some” Length'
author: Petra Lindgren
date: 2023-11-30
lang: en-GB
description: Ten thousand words on forty films, none of which exists.
reviewed:
  title: The Odeon Quartet
  kind: series
  creator: Bram Oyelowo
  year: 2022
rating: 4/5
---

"""

WHO = (
    "the projectionist", "a retired judge", "the girl in the red coat", "her older brother", "the composer",
    "an usher with a limp", "the only critic in town", "a man who sells umbrellas", "the orchestra", "the camera",
)  # fmt: skip
DOES = (
    "waits for", "walks past", "misreads", "photographs", "quietly rebuilds", "argues with", "remembers",
    "pays no attention to", "is followed by", "spends an hour with",
)  # fmt: skip
WHAT = (
    "an empty house by the canal", "the wrong train", "a letter that nobody opens", "the last reel", "*Night Ferry*",
    "a choir of schoolchildren", "the sound of rain on tin", "a field of yellow rape", "*The Long Interval*",
    "“a perfectly ordinary Tuesday”", "the town’s one traffic light", "a queue that goes round the square",
)  # fmt: skip
WHERE = (
    "in the second act", "before the titles are over", "at the edge of the frame", "on the way home",
    "for most of the winter", "in a shot of four minutes", "while the credits roll", "on the balcony",
)  # fmt: skip
JOIN = (", and ", ", but ", "; ", ", because ", " while ", ", so that ")
PART = ("Rain", "Waiting", "The Balcony", "Reel", "Interval", "A Light", "Silence", "The Queue", "Snow", "Applause")


def essay(words: int = 10_000, seed: int = 7) -> str:
    """A Markdown draft of about so many words."""
    dice = random.Random(seed)  # noqa: S311 -- nothing secret
    blocks: list[str] = []
    notes: list[str] = []
    count = part = 0
    while count < words:
        if count >= part * 800:
            part += 1
            blocks.append(f"## {part}. {dice.choice(PART)} and {dice.choice(PART).lower()}")
        paragraph = " ".join(_sentence(dice) for _ in range(dice.randint(3, 7)))
        if dice.random() < 0.12:
            notes.append(f"[^n{len(notes)}]: {_sentence(dice)}")
            paragraph += f"[^n{len(notes) - 1}]"
        kind = dice.random()
        if kind < 0.05:
            paragraph = f"> {paragraph}"
        elif kind < 0.08:
            paragraph = "\n".join(f"- {_sentence(dice)}" for _ in range(4))
        blocks.append(paragraph)
        count += len(paragraph.split())
    return FRONT + "\n\n".join([*blocks, *notes]) + "\n"


def _sentence(dice: random.Random) -> str:
    said = _clause(dice) if dice.random() < 0.4 else dice.choice(JOIN).join((_clause(dice), _clause(dice)))
    return said[0].upper() + said[1:] + dice.choice("....?")


def _clause(dice: random.Random) -> str:
    return " ".join(_parts(dice))


def _parts(dice: random.Random) -> Iterator[str]:
    yield from (dice.choice(WHO), dice.choice(DOES), dice.choice(WHAT))
    if dice.random() < 0.5:
        yield dice.choice(WHERE)
