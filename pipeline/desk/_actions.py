"""What the editor does at the desk: save decisions, see a draft as it will be published, publish it, and apply.

Each raises CopydeskError with a sentence for the editor where it can't be done, and then nothing was done.
"""

import glob
import re
import time
from base64 import b64encode
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from pipeline import decisions, exporters, files, fix, published, source
from pipeline import publish as publishing
from pipeline.decisions import Decision, Resolved
from pipeline.desk._desk import Desk, Draft
from pipeline.desk._shelf import digest
from pipeline.errors import BadDecisions, CopydeskError, Refused
from pipeline.exporters import Vetted
from pipeline.finding import Report
from pipeline.reporters import html
from pipeline.reporters.html import Served

HALF = re.compile("[\ud800-\udfff]")
"""A surrogate: half of a character of UTF-16, which JSON can have and UTF-8 can't."""

LEFT_OVER = 600.0
"""The age in seconds at which a half-written file is nobody's: a save takes a few milliseconds."""

STYLE, SCRIPT = "review.css", "review.js"


class Conflict(CopydeskError):
    """Somebody else changed the file meanwhile; it was left as it is."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What came of publishing a draft: the files that were written, and a sentence for each thing to know."""

    sentences: tuple[str, ...]
    written: tuple[str, ...]
    held: bool


_saving = Lock()


def page(desk: Desk, draft: Draft, root: str) -> str | None:
    """The draft's review page, its addresses beginning with `root`; None where it was not linted yet."""
    while True:
        base = digest(desk.record(draft))
        view = desk.view(draft)
        if view is None:
            return None
        report, resolved = view
        served = Served(f"{root}/{draft.place.key}", f"{root}/{STYLE}", f"{root}/{SCRIPT}")
        made = html.render([report], {report.path: resolved}, served)
        if base == digest(desk.record(draft)):
            return made  # what it shows and what it says that it shows are one state of the file


def save(desk: Desk, draft: Draft, base: str, entries: Sequence[Mapping[str, Any]]) -> str:
    """Write the decisions of a draft, all of them, and give the file's new digest.

    `base` is the digest of the file that they were made from. Raises Conflict where the file is another by now, and
    BadDecisions for an entry that a file may not have.
    """
    path = draft.place.record
    recorded = decisions.from_entries(entries, path)
    settled = draft.settled
    if settled is not None and settled.report.document is not None:
        recorded = decisions.ordered(settled.report.document, recorded)
    data = written(recorded, path)
    with _saving:
        there = desk.record(draft)
        if there != data and digest(there) != base:
            raise Conflict(
                f"{path.name} was changed by somebody else since this page was loaded, so nothing was saved. "
                "Load it, and decide again what differs."
            )
        if there != data and (there is not None or recorded):
            try:
                files.write_atomically(path, data)
                _sweep(path)
            except OSError as error:
                raise Refused(f"{path}: could not be written ({error.strerror}); nothing was saved.") from None
        saved = digest(desk.record(draft))
    desk.look()
    return saved


def _sweep(path: Path) -> None:
    """Take away what saves that were killed have left beside the file: halves that nobody reads."""
    for part in path.parent.glob(f".{glob.escape(path.name)}.*.part"):
        with suppress(OSError):
            if time.time() - part.stat().st_mtime > LEFT_OVER:
                part.unlink()


def written(recorded: Sequence[Decision], path: Path) -> bytes:
    """The bytes of a decisions file. Raises BadDecisions for half a character, which no file can have."""
    text = decisions.dump(recorded)
    if any(
        HALF.search(part)
        for each in recorded
        for part in (each.was, each.becomes or "", each.context, each.comment, each.who)
    ):
        raise BadDecisions(f"{path}: there is half a character in a decision; type its words again.")
    return text.encode("utf-8")


def rendered(desk: Desk, draft: Draft) -> str:
    """The page that readers will have, with what is decided by now; its pictures are in it.

    It does not wait for a lint: while one is under way, what was decided and the fixes of one pass are in it.
    """
    vetted = desk.worker.ask(lambda: publishing.preview(desk.run, str(draft.place.path), _mended(desk, draft)))
    exported = desk.worker.ask(lambda: exporters.export("html", vetted, desk.run.engines))
    return _enclosed(exported.decode("utf-8"), vetted)


def _mended(desk: Desk, draft: Draft) -> str:
    settled = draft.settled
    if settled is not None and draft.current:
        return settled.revision.after
    known = desk.view(draft)
    report, resolved = known or (Report(str(draft.place.path), draft.document), Resolved())
    if report.document is None:
        raise Refused(f"{draft.place.path}: has not been read yet; look again in a moment.")
    if known is None:
        resolved = decisions.resolve(report.document, (), decisions.load(draft.place.record))
    return fix.revise(report, desk.run.linter.read, choices=resolved.choices).after


def _enclosed(page: str, vetted: Vetted) -> str:
    """The page as a sandboxed frame can show it.

    Its pictures are data, for it has no origin that could ask for them. Links lead to a window of their own, which the
    frame may not open: the page stays where it is, and only its own footnotes are gone to.
    """

    def shown(match: re.Match[str]) -> str:
        picture = vetted.pictures.get(match["name"])
        if picture is None:
            return match[0]
        return f'{match["before"]}src="data:{picture.media_type};base64,{b64encode(picture.data).decode()}"'

    page = re.sub(r'(?P<before><img\b[^>]*?\s)src="(?P<name>[^"]*)"', shown, page)
    return re.sub(r'<a (?=[^>]*?\bhref="(?!#))', '<a target="_blank" ', page)


def export(desk: Desk, draft: Draft, formats: Sequence[str]) -> Exported:
    """Publish a draft into the house's output folder, in these formats or in all, once it is linted, and the site.

    Raises UnknownName for a format that isn't there.
    """
    for name in formats:
        exporters.suffix(name)
    settled = desk.settled(draft)
    output = desk.run.config.root / desk.run.config.output
    among = [str(each.place.path) for each in desk.drafts.values()]

    def publish() -> tuple[publishing.Outcome, tuple[str, ...]]:
        (outcome,) = publishing.publish(
            desk.run,
            [settled.report],
            output,
            gate=desk.run.config.gate,
            formats=formats,
            among=among,
            progress=lambda _, step: desk.say(draft, f"publishing: {step}"),
        )
        return outcome, publishing.assemble(desk.run, output) if outcome.written else ()

    try:
        outcome, about_site = desk.worker.ask(publish)
    finally:
        desk.say(draft, "")
    root = desk.run.config.root
    written = tuple(_near(path, root) for path in outcome.written)
    folder = _near(output / publishing.folder_name(outcome.path), root)
    done = () if outcome.held or not written else (f"Written to {folder}.",)
    return Exported((*done, *published.troubles([outcome]), *about_site), written, bool(outcome.held))


def _near(path: Path, root: Path) -> str:
    """A path from the house's folder."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def apply(desk: Desk, draft: Draft, text: str, base: str) -> tuple[str, str]:
    """Write what was accepted into the draft, to the byte, and give a sentence and the draft's new digest.

    `text` and `base` are the digests of the draft and of the decisions that the editor saw. Raises Conflict where one
    of them is another by now, and Refused where the draft can't be written.
    """
    with _saving:
        path = draft.place.guard(draft.place.path)
        read = source.read(path)
        if digest(read.text.encode("utf-8")) != text or digest(desk.record(draft)) != base:
            raise Conflict(f"{path.name} or its decisions have changed since you looked; look at them again.")
        revision, resolved = desk.worker.ask(lambda: desk.run.follow(read))
        fix.write(path, revision)
    desk.look()
    number = len(revision.applied)
    said = f"{number} decision{'' if number == 1 else 's'} applied to {path.name}."
    return " ".join((said, *(each.sentence for each in resolved.stale))), digest(revision.after.encode("utf-8"))
