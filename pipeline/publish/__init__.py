"""A folder of drafts → output: each draft read, linted, mended in memory, and exported, with a page for the editor.

`output/NAME/` gets `NAME.html`, `NAME.epub`, `NAME.pdf`, their pictures, `review.html`, and `manifest.json`, which says
what was made of which source; `assemble` makes a site of all that stands there. Drafts are published one after the
other: nearly all the time goes to the language model, which has threads for every core, and several processes would
each load it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline import addresses, exporters, outputs, site
from pipeline.decisions import Stale
from pipeline.errors import CopydeskError
from pipeline.exporters import Vetted, Web
from pipeline.finding import Finding, Report, Revision, Severity
from pipeline.publish._review import defaults, settings, shown, stands
from pipeline.publish._review import for_publishing as for_publishing
from pipeline.publish._review import preview as preview
from pipeline.publish._review import reviewed as reviewed
from pipeline.publish._review import reviews as reviews
from pipeline.reporters import html
from pipeline.run import Run, visible
from pipeline.source import Source

assemble = site.assemble
"""Make the site of all that stands in an output folder: what a run does last."""

PAGE = ".html"
"""The suffix of the page that is read on the site, and links what lies beside it: it is made last."""

REVIEW = "review.html"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one draft.

    `found` are the errors and queries of the draft as it stands, what can't be published among them, and `fixed` counts
    those of them that what is published no longer has; what the editor turned down is in `found` alone. `reworded`
    counts the editor's own wordings, which no check asked for, and `asked` what is left for the editor: errors and
    queries, and the decisions that are `stale`. `written` are the files made, in order. `held` says why a draft was
    held back, empty where it wasn't; `failures` say what could not be made, and why.
    """

    path: str
    report: Report
    found: tuple[Finding, ...] = ()
    fixed: int = 0
    reworded: int = 0
    asked: int = 0
    written: tuple[Path, ...] = ()
    held: str = ""
    failures: tuple[str, ...] = ()
    stale: tuple[Stale, ...] = ()


def publish(
    run: Run,
    sources: Sequence[Source | Report],
    output: Path,
    *,
    gate: str = "errors",
    formats: Sequence[str] = (),
    among: Sequence[str] = (),
    progress: Callable[[str, str], None] = lambda path, step: None,
) -> Iterator[Outcome]:
    """Publish drafts one by one; what goes wrong with one stops no other.

    `sources` are what `run.sources()` gives, and reports of drafts that the same run has linted already. With the gate
    `errors` a draft with an error that was neither mended nor decided, or whose front matter is not complete, gets its
    review page and no export; with `none` it is exported all the same. `formats` are names of exporters, all where
    there are none. `among` are the paths of all drafts of the folder, where these are only some: their folders are not
    written to. `progress` is told the draft and what is being done with it. Raises UnknownName for a format that isn't
    there and BadConfiguration for a SOURCE_DATE_EPOCH that is no number.
    """
    chosen = tuple(formats) or exporters.names()
    for name in chosen:
        exporters.suffix(name)
    defaults(run)
    names: dict[str, list[str]] = {}
    for path in dict.fromkeys((*(each.path for each in sources), *among)):
        names.setdefault(folder_name(path).casefold(), []).append(path)
    for each in sources:
        if sentence := _refused(each, names[folder_name(each.path).casefold()]):
            unread = each if isinstance(each, Report) else Report(each.path, error=sentence)
            yield Outcome(each.path, unread, failures=(sentence,))
        else:
            yield _one(run, each, output, gate, chosen, progress)


def _refused(draft: Source | Report, same: Sequence[str]) -> str:
    """Why a draft is not published at all, empty where it is; `same` are the drafts that have one folder with it."""
    path, name = draft.path, folder_name(draft.path).casefold()
    if isinstance(draft, Report) and draft.document is None:
        return draft.error or f"{path}: could not be read."
    if len(same) > 1:
        return f"{path}: {' and '.join(same)} would be written to one folder; rename one of them."
    if f"{name}.html" == REVIEW:
        return f"{path}: its page would be written over by the editor's, {REVIEW}; rename the draft."
    if name in addresses.TAKEN:
        return f"{path}: the site has pages of its own at {folder_name(path)}; rename the draft."
    return ""


def chapter(run: Run, report: Report, gate: str) -> tuple[Vetted | None, str]:
    """What is exported of a draft that was linted, or why it is held back. Raises CopydeskError."""
    assert report.document is not None, "a draft that was read"
    revision = run.revise(report)
    held = _held(revision, exporters.vet(report.document, settings(run, report.path)).holding, gate)
    return (None, held) if held else (preview(run, report.path, revision.after), "")


def folder_name(path: str) -> str:
    """The name of a draft's folder and files: its own without the suffix."""
    return Path(path).stem.lstrip("-.") or "draft"


def _one(
    run: Run,
    draft: Source | Report,
    output: Path,
    gate: str,
    formats: Sequence[str],
    progress: Callable[[str, str], None],
) -> Outcome:
    """Publish one draft."""
    path = draft.path
    report = Report(path)
    try:
        progress(path, "lint")
        report = run.report(draft)
        if report.document is None:
            return Outcome(path, report, failures=(report.error or f"{path}: could not be read.",))
        resolved = run.resolve(report)
        progress(path, "fix")
        revision = run.revise(report)
        asked = exporters.vet(report.document, settings(run, path))
        problems = visible(asked.problems, advice=False)
        held = _held(revision, asked.holding, gate)
        page, decided = shown(run, report, problems)
        made: dict[str, bytes] = {REVIEW: html.render([page], {path: decided}).encode("utf-8")}
        failures: tuple[str, ...] = ()
        said: dict[str, Any] = {}
        if not held:
            exported, said, failures = _exports(run, path, revision.after, formats, progress)
            made |= exported
        progress(path, "write")
        said |= outputs.made_of(report.document.source, run.config)
        written = outputs.write(output / folder_name(path), made, said)
    except CopydeskError as error:
        return Outcome(path, report, failures=(str(error),))
    except OSError as error:
        sentence = f"{error.filename}: could not be written ({error.strerror}); publish {path} again when it can be."
        return Outcome(path, report, failures=(sentence,))
    found = visible(report.findings, advice=False)
    return Outcome(
        path,
        report,
        found=(*found, *problems),
        fixed=sum(not stands(each, revision) and each not in resolved.rejected for each in found),
        reworded=sum(applied.finding is None for applied in revision.applied),
        asked=len(visible(revision.left, advice=False)) + len(problems) + len(resolved.stale),
        written=written,
        held=held,
        failures=failures,
        stale=resolved.stale,
    )


def _exports(
    run: Run, path: str, text: str, formats: Sequence[str], progress: Callable[[str, str], None]
) -> tuple[dict[str, bytes], dict[str, Any], tuple[str, ...]]:
    """A draft that reads `text` once it is mended, in each format: the files, what the manifest has, what failed."""
    vetted = preview(run, path, text)
    web = Web(folder_name(path), base_url=run.config.base_url)
    made: dict[str, bytes] = {}
    failures = []
    for name in sorted(formats, key=lambda name: exporters.suffix(name) == PAGE):
        progress(path, name)
        try:
            exported = exporters.export(name, replace(vetted, web=web), run.engines)
        except CopydeskError as error:
            failures.append(str(error))
        else:
            made[web.name + exporters.suffix(name)] = exported
            web = replace(web, formats=(*web.formats, exporters.suffix(name)))
    made |= {name: picture.data for name, picture in vetted.pictures.items()}
    said = {"review": site.entry(replace(vetted, web=web), run.engines)} if web.formats else {}
    return made, said, tuple(failures)


def _held(revision: Revision, problems: Sequence[Finding], gate: str) -> str:
    """Why a draft is held back; empty where it is published. `problems` are those that hold it back."""
    if gate == "none":
        return ""
    errors = [finding for finding in revision.left if finding.severity is Severity.ERROR]
    reasons = ((errors, "neither mended nor decided"), (problems, "in its front matter or pictures"))
    said = []
    for found, what in reasons:
        if found:
            line = revision.before.position(found[0].span.start).line
            number = "1 error is" if len(found) == 1 else f"{len(found)} errors are"
            said.append(f"{number} {what} (line {line}: {found[0].check})")
    return ", and ".join(said)
