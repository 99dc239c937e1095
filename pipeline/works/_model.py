"""What the registry holds: a work, its mentions, and what says so."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pipeline.document import Block
from pipeline.house.kinds import Kind


class Setting(StrEnum):
    """How a title's words are set."""

    ITALIC = "italic"
    BOLD = "bold"
    QUOTED = "quoted"
    LINKED = "linked"
    BARE = "bare"


class Form(StrEnum):
    """Which of a work's names a mention is: the title (however it is spelled there), another name, or a short form."""

    TITLE = "title"
    ALTERNATIVE = "alternative"
    SHORT = "short"


class Origin(StrEnum):
    """Where evidence comes from, the surest first."""

    REGISTRY = "works.toml"
    FRONT_MATTER = "front matter"
    HEADLINE = "headline"
    SENTENCE = "sentence"
    MENTION = "mention"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a work is named: `block.text[start:end]` are the title's words without their marks.

    `setting` says how these words, and no others, are set, outermost first; `(Setting.BARE,)` where they aren't.
    `within` is what they lie in together with other words, outermost first: a longer quotation, another title in
    italics, a link. `outer` is the stretch of `block.text` with the marks and what else is set with the title, such as
    a comma inside the quotation marks. A possessive ending belongs to none of them unless it is set with the title,
    and then to `outer` alone.
    """

    block: Block
    start: int
    end: int
    setting: tuple[Setting, ...] = (Setting.BARE,)
    within: tuple[Setting, ...] = ()
    form: Form = Form.TITLE
    outer: tuple[int, int] = (0, 0)

    @property
    def text(self) -> str:
        """The title's words as they stand here."""
        return self.block.text[self.start : self.end]

    @property
    def bare(self) -> bool:
        """Whether nothing sets the title apart here."""
        return self.setting == (Setting.BARE,)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A reason to believe that there is a work, and of which kind where it says so.

    `sure` is how often such a reason is right, 0 to 1; `words` are the draft's or the file's that say it.
    """

    origin: Origin
    kind: Kind | None
    sure: float
    words: str = ""
    creator: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """A work that the draft names.

    `title` is the canonical form, `alternatives` its other names (translations, the original title), `key` its table in
    `works.toml`, empty where it has none. `kind` is None where nothing says it with some certainty; `sure` is how
    certain the kind is or, without one, how certain it is that this is a work at all (1: a file says so).
    `reviewed` says that the front matter or the headline names it as what the draft is about. `mentions` are in the
    order of the draft.
    """

    title: str
    kind: Kind | None = None
    alternatives: tuple[str, ...] = ()
    creator: str = ""
    year: int | None = None
    evidence: tuple[Evidence, ...] = ()
    sure: float = 0.0
    mentions: tuple[Mention, ...] = ()
    key: str = ""
    reviewed: bool = False

    @property
    def recorded(self) -> bool:
        """Whether works.toml or the front matter names it: its title is then canonical, not only the draft's own."""
        return any(each.origin in (Origin.REGISTRY, Origin.FRONT_MATTER) for each in self.evidence)


@dataclass(frozen=True, slots=True)
class Works:
    """The works of a draft, in the order of their first mentions; those that have none are not here."""

    all: tuple[Work, ...] = ()

    def __iter__(self) -> Iterator[Work]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def named(self, title: str) -> Work | None:
        """The work of this title or other name, whatever its capitals and marks."""
        wanted = key(title)
        return next(
            (work for work in self.all if wanted in {key(name) for name in (work.title, *work.alternatives)}), None
        )

    def inside(self, block: Block) -> tuple[tuple[Work, Mention], ...]:
        """The works that a block mentions, with the mentions, in order."""
        found = [(work, each) for work in self.all for each in work.mentions if each.block.index == block.index]
        return tuple(sorted(found, key=lambda pair: (pair[1].start, pair[1].end)))


def key(title: str) -> str:
    """What two spellings of one title share: its letters and digits, whatever capitals, spaces and marks they have.

    A title that has neither is its own key.
    """
    plain = unicodedata.normalize("NFKC", title).casefold().replace("&", "and")
    return "".join(filter(str.isalnum, plain)) or title.strip()
