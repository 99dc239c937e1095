"""A folder of drafts → output: each draft read, linted, mended in memory, and exported, with a page for the editor.

`output/NAME/` gets `NAME.html`, `NAME.epub`, `NAME.pdf`, their pictures, `review.html`, and `manifest.json`, which says
what was made of which source; `assemble` makes a site of all that stands there. Drafts are published one after the
other: nearly all the time goes to the language model, which has threads for every core, and several processes would
each load it.
"""

import datetime
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline import addresses, exporters, outputs, reporters, site, typeset
from pipeline.compare import Comparison
from pipeline.decisions import Resolved, Stale
from pipeline.document import Document
from pipeline.errors import BadConfiguration, CopydeskError
from pipeline.exporters import Settings, Vetted, Web, Work
from pipeline.finding import Applicability, Finding, Report, Revision, Severity
from pipeline.registry import CERTAIN
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
    _defaults(run)
    names: dict[str, list[str]] = {}
    for path in dict.fromkeys((*(each.path for each in sources), *among)):
        names.setdefault(folder_name(path).casefold(), []).append(path)
    for each in sources:
        name = folder_name(each.path)
        same = names[name.casefold()]
        if isinstance(each, Report) and each.document is None:
            yield Outcome(each.path, each, failures=(each.error or f"{each.path}: could not be read.",))
        elif len(same) > 1:
            sentence = f"{each.path}: {' and '.join(same)} would be written to one folder; rename one of them."
            yield Outcome(each.path, Report(each.path, error=sentence), failures=(sentence,))
        elif f"{name}.html".casefold() == REVIEW:
            sentence = f"{each.path}: its page would be written over by the editor's, {REVIEW}; rename the draft."
            yield Outcome(each.path, Report(each.path, error=sentence), failures=(sentence,))
        elif name.casefold() in addresses.TAKEN:
            sentence = f"{each.path}: the site has pages of its own at {name}; rename the draft."
            yield Outcome(each.path, Report(each.path, error=sentence), failures=(sentence,))
        else:
            yield _one(run, each, output, gate, chosen, progress)


def review(run: Run, report: Report, *, advice: bool = False) -> str:
    """The editor's page of a draft: what the checks found, what can't be published, and what was decided of it."""
    return reviews(run, [report], advice=advice).decode("utf-8")


def reviews(
    run: Run, reports: Sequence[Report], *, kind: str = "html", advice: bool = False, since: Comparison | None = None
) -> bytes:
    """The same review of some drafts, of any kind that there is; `html` and `docx` take one draft.

    `since` is what the writer has changed, for the kinds that show it. Raises UnknownName for a kind that isn't there,
    and what that kind raises.
    """
    reporters.suffix(kind)
    shown = [reviewed(run, report, advice=advice) for report in reports]
    resolved = {report.path: each for report, each in shown}
    settings = _settings(run, reports[0].path) if reports else None
    offered = {"engines": run.engines, "settings": settings, "since": since}
    return reporters.report(kind, [report for report, _ in shown], resolved, **offered)


def reviewed(run: Run, report: Report, *, advice: bool = False) -> tuple[Report, Resolved]:
    """What is on the editor's page of a draft, and what was decided of it.

    The findings are those of the report and what can't be published.
    """
    assert report.document is not None, "a draft that was read"
    problems = visible(for_publishing(run, report), advice=advice)
    return _shown(report, problems, advice=advice), _answered(run.resolve(report), report, run.revise(report))


def for_publishing(run: Run, report: Report) -> tuple[Finding, ...]:
    """What stands in the way of publishing a draft, beside what the checks found: of its fields, markup and pictures.

    A key of the front matter that is none of the fields is advice; all else is an error. Raises BadConfiguration.
    """
    assert report.document is not None, "a draft that was read"
    return exporters.vet(report.document, _settings(run, report.path)).problems


def preview(run: Run, path: str, text: str) -> Vetted:
    """What is exported of a draft that reads `text` once it is mended. Raises CopydeskError."""
    mended = run.linter.read(Source(path, text))
    settings = replace(_settings(run, path), mentions=_named(run, mended))
    return exporters.vet(typeset.published(mended, run.config.house(Path(path)), run.linter.read), settings)


def chapter(run: Run, report: Report, gate: str) -> tuple[Vetted | None, str]:
    """What is exported of a draft that was linted, or why it is held back. Raises CopydeskError."""
    assert report.document is not None, "a draft that was read"
    revision = run.revise(report)
    held = _held(revision, exporters.vet(report.document, _settings(run, report.path)).holding, gate)
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
        resolved = _answered(resolved, report, revision)
        asked = exporters.vet(report.document, _settings(run, path))
        problems = visible(asked.problems, advice=False)
        held = _held(revision, asked.holding, gate)
        made: dict[str, bytes] = {REVIEW: html.render([_shown(report, problems)], {path: resolved}).encode("utf-8")}
        failures: list[str] = []
        said: dict[str, Any] = {}
        if not held:
            vetted = preview(run, path, revision.after)
            web = Web(folder_name(path), base_url=run.config.base_url)
            for name in sorted(formats, key=lambda name: exporters.suffix(name) == PAGE):
                progress(path, name)
                try:
                    exported = exporters.export(name, replace(vetted, web=web), run.engines)
                except CopydeskError as error:
                    failures.append(str(error))
                else:
                    made[web.name + exporters.suffix(name)] = exported
                    web = replace(web, formats=(*web.formats, exporters.suffix(name)))
            made |= _pictures(vetted)
            if web.formats:
                said["review"] = site.entry(replace(vetted, web=web), run.engines)
        progress(path, "write")
        said |= outputs.made_of(report.document.source, run.config)
        written = outputs.write(output / folder_name(path), made, said)
    except CopydeskError as error:
        return Outcome(path, report, failures=(str(error),))
    except OSError as error:
        sentence = f"{error.filename}: could not be written ({error.strerror}); publish {path} again when it can be."
        return Outcome(path, report, failures=(sentence,))
    found = visible(report.findings, advice=False)
    left = {(finding.check, finding.span) for finding in revision.left}
    return Outcome(
        path,
        report,
        found=(*found, *problems),
        fixed=sum((each.check, each.span) not in left and each not in resolved.rejected for each in found),
        reworded=sum(applied.finding is None for applied in revision.applied),
        asked=len(visible(revision.left, advice=False)) + len(problems) + len(resolved.stale),
        written=written,
        held=held,
        failures=tuple(failures),
        stale=resolved.stale,
    )


def _answered(resolved: Resolved, report: Report, revision: Revision) -> Resolved:
    """What was decided, with the findings answered that are gone because of what was decided or mended beside them.

    Those whose own safe fix mends them are no decisions.
    """
    left = {(finding.check, finding.span) for finding in revision.left}
    gone = tuple(
        finding
        for finding in report.findings
        if (finding.check, finding.span) not in left
        and not (finding.fix and finding.fix.applicability is Applicability.SAFE)
        and finding not in resolved.rejected
    )
    return replace(resolved, answered=tuple(dict.fromkeys((*resolved.answered, *gone))))


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


def _shown(report: Report, problems: Sequence[Finding], *, advice: bool = False) -> Report:
    findings = sorted((*visible(report.findings, advice=advice), *problems), key=lambda finding: finding.span)
    return replace(report, findings=tuple(findings))


def _defaults(run: Run) -> dict[str, Any]:
    """The front matter that stands in for what a draft lacks; a date comes from SOURCE_DATE_EPOCH, never the clock."""
    defaults = dict(run.config.defaults)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch and "date" not in defaults:
        try:
            defaults["date"] = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
        except (ValueError, OverflowError, OSError):
            raise BadConfiguration(
                f"SOURCE_DATE_EPOCH is “{epoch}”; it must be a number of seconds since 1970."
            ) from None
    return defaults


def _settings(run: Run, path: str) -> Settings:
    """What vetting needs beside the draft: its folder, what stands in for its missing fields, and the works."""
    return Settings(Path(path).parent, _defaults(run), run.config.works)


def _named(run: Run, document: Document) -> tuple[Work, ...]:
    """The works that a draft names, as far as a file records them or their kind is sure."""
    return tuple(
        Work(each.title, each.kind or "", each.creator, str(each.year or ""), each.key)
        for each in run.linter.works(document)
        if each.recorded or (each.kind and each.sure >= CERTAIN)
    )


def _pictures(vetted: Vetted) -> dict[str, bytes]:
    return {name: picture.data for name, picture in vetted.pictures.items()}
