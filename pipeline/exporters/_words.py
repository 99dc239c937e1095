"""What the pages say of a review besides its text: the date, the byline, the work, the rating."""

from datetime import date

from pipeline.exporters import Front

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day(when: date) -> str:
    """A date for readers, `31 March 2025`, the same in every locale."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def byline(front: Front) -> str:
    """The authors, `A`, `A and B` or `A, B and C`."""
    *others, last = front.authors or ("",)
    return f"{', '.join(others)} and {last}" if others else last


def about(front: Front) -> str:
    """What is known of the work reviewed besides its title: `film, A. Director, 1999`."""
    work = front.work
    return ", ".join(part for part in (work.kind, work.creator, work.year) if part) if work else ""


def rating(front: Front) -> str:
    """The rating in words: `4 out of 5`."""
    return f"{front.rating.value} out of {front.rating.best}" if front.rating else ""
