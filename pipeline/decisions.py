"""What the editor decided: anchored in the text, applied to the byte.

Beside `drafts/NAME.md` stands `drafts/NAME.decisions.toml`, one entry a decision, meant to be read and committed:

    [[decision]]
    check = "spelling/unknown-word"
    was = "surviver"
    becomes = "survivor"
    context = "the last surviver of the crew"
    verdict = "accepted"
    comment = ""
    who = "Ada"
    when = 2025-11-23

`context` is a passage of one paragraph as a reader sees it, of whole words, that stands once in the draft; line breaks
and the shape of quotes and spaces make no difference. Where `was` stands more than once in it, and where `was` is
empty because something is put in, ⟦ and ⟧ mark the place. What is no prose (markup, two paragraphs) is anchored in the
file's own characters. A decision whose context has changed, or stands twice, is stale, and so are two that differ: they
apply nothing and ask to be looked at again, and until then nothing is mended unasked where `was` stands.

A rejection holds for what was turned down, whoever says it: for findings of its check, for those that one of its check
was merged into, and, where `becomes` says which wording it was, for that wording from any check.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from pipeline import checks
from pipeline.anchors import Passage, Place, normal, normalised
from pipeline.document import Document
from pipeline.errors import BadDecisions
from pipeline.finding import Edit, Finding, stretch
from pipeline.fix import Choice
from pipeline.revision import touch
from pipeline.source import Span

OPEN, CLOSE = "⟦", "⟧"


class Verdict(StrEnum):
    """What the editor said: do it, or leave it as it is."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; `becomes` is what is to be there, and is the editor's to word. `check` may be empty for that.

    Of a rejection, `becomes` is the wording that was turned down, and may be left out.
    """

    was: str
    context: str
    verdict: Verdict
    becomes: str | None = None
    check: str = ""
    comment: str = ""
    who: str = ""
    when: date | None = None


ORDER = ("check", "was", "becomes", "context", "verdict", "comment", "who", "when")


@dataclass(frozen=True, slots=True)
class Stale:
    """A decision that applies nothing, and why; `path` is the file that it is in."""

    decision: Decision
    reason: str
    path: str = ""

    @property
    def sentence(self) -> str:
        """What the editor is to do, with the file to do it in."""
        return f"{self.path}: look again at “{self.decision.was or self.decision.context}”: {self.reason}."


@dataclass(frozen=True, slots=True)
class Resolved:
    """What the decisions say of a draft as it stands.

    `choices` is for `fix.settle`; where the words of a stale decision stand, one keeps fixes away. Of the findings,
    `rejected` were turned down, `answered` are mended by an accepted decision, and `open` are the others. `done` are
    accepted decisions that the draft already follows.
    """

    choices: tuple[Choice, ...] = ()
    rejected: tuple[Finding, ...] = ()
    answered: tuple[Finding, ...] = ()
    open: tuple[Finding, ...] = ()
    stale: tuple[Stale, ...] = ()
    done: tuple[Decision, ...] = ()


def beside(draft: Path) -> Path:
    """Where the decisions on a draft are kept."""
    return draft.with_suffix(".decisions.toml")


def load(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file, in its order; none where there is no such file. Raises BadDecisions."""
    try:
        text = path.read_text("utf-8")
        entries = tomllib.loads(text)
    except FileNotFoundError:
        return ()
    except UnicodeDecodeError:
        raise BadDecisions(f"{path}: this is not UTF-8; save the file with the encoding UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise BadDecisions(f"{path}: this is not TOML: {error}; mend it there.") from None
    except OSError as error:
        raise BadDecisions(f"{path}: could not be read ({error.strerror}).") from None
    found = entries.pop("decision", [])
    if entries or not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise BadDecisions(
            f"{path}: each decision is an entry that begins with [[decision]]; nothing else stands here."
        )
    headers = [match.start() for match in re.finditer(r"^[ \t]*\[\[[ \t]*decision[ \t]*\]\]", text, re.MULTILINE)]
    decisions = []
    for number, entry in enumerate(found):
        line = text.count("\n", 0, headers[number]) + 1 if number < len(headers) else 1
        wrong = _wrong(entry)
        if wrong:
            raise BadDecisions(f"{path}:{line}: decision {number + 1} {wrong}")
        decisions.append(Decision(**{**entry, "verdict": Verdict(entry["verdict"])}))
    return tuple(decisions)


def _wrong(entry: Mapping[str, Any]) -> str:
    """What is wrong with an entry, and what to do; nothing where it is right."""
    unknown = [key for key in entry if key not in ORDER]
    if unknown:
        return f"has the unknown key “{unknown[0]}”; the keys are {', '.join(ORDER)}."
    missing = [key for key in ("was", "context", "verdict") if key not in entry]
    if missing:
        return f"has no “{missing[0]}”; add it."
    for key, value in entry.items():
        if key == "when":
            if not isinstance(value, date) or isinstance(value, datetime):
                return "has a “when” that is no date; write it as 2025-11-23, without quotes."
        elif not isinstance(value, str):
            return f"has a “{key}” that is no text; put it in quotes."
    if entry["verdict"] not in list(Verdict):
        return f"has the verdict “{entry['verdict']}”; write “accepted” or “rejected”."
    if entry["verdict"] == Verdict.ACCEPTED and "becomes" not in entry:
        return "is accepted and has no “becomes”; say what is to be there (an empty text takes the words out)."
    if entry["verdict"] == Verdict.REJECTED and not entry.get("check"):
        return "is rejected and has no “check”; name the check whose finding is turned down."
    if entry.get("check") and entry["check"] not in checks.ids():
        near = checks.nearest(entry["check"], checks.ids())
        hint = f"; {' or '.join(near)} may be meant" if near else ""
        return f"names the check “{entry['check']}”, which isn't there{hint}. `copydesk explain` lists them all."
    return _unmarked(entry["was"], entry["context"])


def _unmarked(was: str, context: str) -> str:
    """What is wrong with the place of `was` in its context; nothing where it is clear."""
    marks = context.count(OPEN) + context.count(CLOSE)
    if marks:
        parts = re.split(f"[{OPEN}{CLOSE}]", context)
        if len(parts) != 3 or context.index(OPEN) > context.index(CLOSE):
            return f"marks no one place in its context; put one {OPEN} before it and one {CLOSE} behind it."
        if normal(parts[1]) != normal(was):
            return f"marks “{parts[1]}” in its context, but “was” is “{was}”; make the two the same."
        return (
            ""
            if parts[0].strip() or parts[1].strip() or parts[2].strip()
            else "has an empty context; quote the passage."
        )
    times = normal(context).count(normal(was)) if was else 0
    if times == 1:
        return ""
    if not was:
        return f"puts something in and doesn't say where; put {OPEN}{CLOSE} at the place in its context."
    return (
        f"has a context in which “{was}” doesn't stand; quote the passage that it is in."
        if times == 0
        else f"has a context in which “{was}” stands {times} times; put {OPEN} and {CLOSE} around the one meant."
    )


def dump(decisions: Iterable[Decision]) -> str:
    """The decisions as TOML: one entry a block, one key a line, so that two editors' files merge."""
    blocks = []
    for decision in decisions:
        lines = ["[[decision]]"]
        for key in ORDER:
            value = getattr(decision, key)
            if isinstance(value, date):
                lines.append(f"{key} = {value.isoformat()}")
            elif value is not None and (value or key in ("was", "becomes", "context", "comment")):
                lines.append(f"{key} = {_quoted(value)}")
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def _quoted(text: str) -> str:
    """A TOML string in which what can't be seen is written as an escape."""
    short = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    shown = (
        short.get(character) or (character if character.isprintable() else _escape(character)) for character in text
    )
    return f'"{"".join(shown)}"'


def _escape(character: str) -> str:
    return f"\\u{ord(character):04X}" if ord(character) <= 0xFFFF else f"\\U{ord(character):08X}"


def resolve(document: Document, findings: Sequence[Finding], decisions: Sequence[Decision]) -> Resolved:
    """What decisions say of a document and of what was found in it, both as they stand in the file."""
    passages = [Passage(document.source, block) for block in document.blocks]
    whole = Passage(document.source)
    path = beside(Path(document.source.path)).as_posix()
    stale: list[Stale] = []
    guards: list[Choice] = []
    done: list[Decision] = []
    made: list[tuple[Decision, Choice]] = []
    for decision in dict.fromkeys(decisions):
        choice, reason = _choice(decision, passages, whole, findings)
        if choice is None:
            stale.append(Stale(decision, reason, path))
            guards += (Choice(span, exact=True) for span in _standing(decision.was, passages, whole))
            continue
        if decision.verdict is Verdict.ACCEPTED and choice.fix is None:
            done.append(decision)
        made.append((decision, choice))
    agreed: list[Choice] = []
    for decision, choice in made:
        if any(_differ(choice, other) for _, other in made):
            stale.append(Stale(decision, "two decisions on these words differ; keep one of them", path))
            guards.append(Choice(choice.span, exact=True))
        else:
            agreed.append(choice)
    choices = (*agreed, *dict.fromkeys(guards))
    rejected, answered, left = [], [], []
    for finding in findings:
        if any(choice.exact and _mends(choice, finding) for choice in choices):
            answered.append(finding)
        elif any(choice.answers(finding) or choice.refuses(finding, document.source.text) for choice in choices):
            rejected.append(finding)
        else:
            left.append(finding)
    return Resolved(choices, tuple(rejected), tuple(answered), tuple(left), tuple(stale), tuple(done))


def _differ(one: Choice, other: Choice) -> bool:
    """Whether two decisions on one place can't both be followed."""
    if one is other or not (one.fix or other.fix):
        return False
    same = one.span == other.span or one.span.overlaps(other.span)
    return same and (
        (one.fix is not None and other.fix is not None) or (one.check == other.check and one.exact != other.exact)
    )


def _mends(choice: Choice, finding: Finding) -> bool:
    """Whether an accepted decision answers a finding: one of its check, or one whose fixes edit what it edits."""
    if choice.answers(finding):
        return True
    if choice.fix is None:
        return False
    if not finding.fixes:
        return choice.span.contains(finding.span)
    theirs = [edit.span for fix in finding.fixes for edit in fix.edits]
    return any(touch(edit.span, span) for edit in choice.fix.edits for span in theirs)


def _choice(
    decision: Decision, passages: Sequence[Passage], whole: Passage, findings: Sequence[Finding]
) -> tuple[Choice | None, str]:
    """The choice that a decision is here, or none and why."""
    accepted = decision.verdict is Verdict.ACCEPTED
    # Readers fold spaces, so a change of spaces or of a quote's shape is looked up in the file's own characters.
    shape = accepted and normal(decision.was) == normal(decision.becomes or "")
    now, then = _places(decision, [whole] if shape else passages)
    if not now and not then:
        now, then = _places(decision, [whole])
    if len(now) > 1 or (not now and len(then) > 1):
        return None, f"its context stands {max(len(now), len(then))} times in the draft; quote more of the passage"
    if not now and not then:
        return None, "its context no longer stands in the draft; quote the passage as it is now, or remove the decision"
    if not now:
        return Choice(then[0].span, decision.check, exact=True), ""
    place = now[0]
    if not accepted:
        return Choice(place.span, decision.check, refused=_refused(place, decision, whole.text)), ""
    fix, possible = place.fix(decision.was, decision.becomes or "")
    if not possible:
        return None, "there is markup between the words; quote context and words as the file has them"
    choice = Choice(place.span, decision.check, fix, exact=True)
    near = [finding for finding in findings if fix and _mends(choice, finding)]
    near.sort(key=lambda finding: decision.check not in finding.checks)
    return Choice(place.span, decision.check, fix, near[0] if near else None, exact=True), ""


def _refused(place: Place, decision: Decision, text: str) -> Edit | None:
    """The wording that a rejection turned down, as an edit of the file; none where it doesn't say."""
    fix, _ = place.fix(decision.was, decision.becomes) if decision.becomes is not None else (None, False)
    if fix is None:
        return None
    span = Span(min(place.span.start, fix.edits[0].span.start), max(place.span.end, fix.edits[-1].span.end))
    return Edit(span, stretch(text, span, fix.edits))


def _standing(was: str, passages: Iterable[Passage], whole: Passage) -> Iterator[Span]:
    """Wherever the words stand in the draft, in prose or else in the file; what is no words only as it was written."""
    places = [place for passage in passages for place in passage.find("", was, "")] or whole.find("", was, "")
    return (place.span for place in places if place.text == was or re.search(r"\w", was))


def _places(decision: Decision, passages: Iterable[Passage]) -> tuple[list[Place], list[Place]]:
    """Where the decision's words stand as they were, and where they stand as they are to be.

    Where one reading lies within the other, the longer one is meant: “a” made “a b” is done where “a b” stands.
    """
    before, after = _split(decision)
    becomes = decision.becomes if decision.verdict is Verdict.ACCEPTED else None
    if becomes is not None and normal(becomes) == normal(decision.was):
        becomes = None  # the same place; `Place.fix` tells whether it is done
    now: dict[Span, Place] = {}
    then: dict[Span, Place] = {}
    for passage in passages:
        was = list(passage.find(before, decision.was, after))
        new = list(passage.find(before, becomes, after)) if becomes is not None else []
        now |= {place.span: place for place in was if not any(_within(place, other) for other in new)}
        then |= {place.span: place for place in new if not any(_within(place, other) for other in was)}
    return list(now.values()), list(then.values())


def _within(one: Place, other: Place) -> bool:
    return other.context != one.context and other.context.contains(one.context)


def _split(decision: Decision) -> tuple[str, str]:
    """What stands before and behind the words in the context."""
    if OPEN in decision.context:
        before, _, after = re.split(f"[{OPEN}{CLOSE}]", decision.context)
        return before, after
    context, starts, ends = normalised(decision.context)
    wanted = normal(decision.was)
    at = context.index(wanted)
    return decision.context[: starts[at]], decision.context[ends[at + len(wanted) - 1] :]
