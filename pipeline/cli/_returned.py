"""A Word file that came back: its decisions put beside the draft that it was made of."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from pipeline import decisions
from pipeline.cli._output import say, write
from pipeline.errors import UnreadableDraft
from pipeline.run import Run, default_folder
from pipeline.source import Source
from pipeline.source import read as read_source


def take(path: Path, drafts: Sequence[Path]) -> bool:
    """Put what was decided in a Word file into the decisions beside its draft; whether to look at something again.

    The draft is the one that is named, or the one of its name where it was, beside the Word file, or in the drafts'
    folder. Raises BadDecisions for a file that isn't one of ours, and UnreadableDraft where there is no such draft.
    """
    from pipeline import tracked

    with Run([drafts[0]] if drafts else [path.parent]) as run:
        reading = tracked.read(path, run.engines)
        draft = drafts[0] if drafts else _found(path, Path(reading.draft), run)
        text = read_source(draft).text
        beside = decisions.beside(draft)
        recorded = decisions.load(beside)
        merged = decisions.merge((), recorded, reading.decisions)
        document = run.linter.read(Source(draft.as_posix(), text))
        write(beside, decisions.dump(decisions.ordered(document, merged.decisions)).encode("utf-8"))
        stale = decisions.resolve(document, (), merged.decisions).stale
    number = len([each for each in merged.decisions if each not in recorded])
    say(f"{beside}: {number} decision{'' if number == 1 else 's'} from {path}, {reading.open} left open")
    if text != reading.document.source.text:
        say(f"{draft}: has been changed since {path} was made.")
    told = [*reading.again, *(f"{beside}: {each.sentence}" for each in merged.conflicts)]
    differing = {each for conflict in merged.conflicts for each in (conflict.ours, conflict.theirs)}
    told += [each.sentence for each in stale if each.decision not in differing]
    for sentence in told:
        say(sentence)
    return bool(told)


def _found(path: Path, sent: Path, run: Run) -> Path:
    """The draft that a Word file was made of."""
    places = [sent, path.with_name(sent.name)]
    with suppress(UnreadableDraft):  # a house without a drafts' folder
        places.append(default_folder(run.config) / sent.name)
    found = next((each for each in places if each.is_file()), None)
    if found is None:
        raise UnreadableDraft(f"{path}: its draft “{sent}” isn't there; name it: copydesk decisions {path.name} DRAFT.")
    return found
