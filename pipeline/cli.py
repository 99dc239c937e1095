"""The commands. Only this module reads arguments, prints and exits: 0 clean, 1 findings, 2 could not run."""

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline import __version__, plugins, reporters
from pipeline import fix as fixing
from pipeline.engines import Engines
from pipeline.errors import CopydeskError, Refused, UnknownName, UnreadableDraft
from pipeline.files import write_atomically
from pipeline.finding import Report, Revision, Severity
from pipeline.run import Run, visible

if TYPE_CHECKING:
    from pipeline.registry import Named
    from pipeline.works import Work

app = typer.Typer(
    name="copydesk",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Lint, edit and publish review essays.\n\n"
    "A writer runs `copydesk lint`, an editor opens what `copydesk report` writes, and `copydesk publish` makes "
    "HTML, EPUB and PDF.",
)

FORMATS = reporters.formats()
"""What `lint` prints, each with what it is for; the editor's page is what `report` writes."""

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Drafts or folders of drafts (Markdown or .txt); - is standard input. Without any, the drafts folder.",
        show_default=False,
    ),
]
Select = Annotated[list[str] | None, typer.Option("--select", help="Run only these checks or stages.", metavar="CHECK")]
Ignore = Annotated[
    list[str] | None, typer.Option("--ignore", help="Leave these checks or stages out.", metavar="CHECK")
]
EngineName = Annotated[
    str | None, typer.Option("--engine", help="Who runs LanguageTool's rules.", metavar="embedded|languagetool")
]
Server = Annotated[
    str | None, typer.Option("--server", help="A LanguageTool server, for --engine languagetool.", metavar="URL")
]
StdinName = Annotated[
    str, typer.Option("--stdin-name", help="What standard input is called; .txt is read as a pasted text.")
]


def main() -> None:
    """Run the command line; an error that a user can mend is one sentence and exit code 2."""
    try:
        app(prog_name="copydesk")
    except CopydeskError as error:
        _say(str(error))
        sys.exit(2)
    except BrokenPipeError:  # `copydesk lint | head` is no error
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"copydesk {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", is_eager=True, callback=_version)
    ] = False,
) -> None:
    pass


@app.command(epilog="Examples: copydesk lint | copydesk lint essay.md --select spelling | pbpaste | copydesk lint -")
def lint(
    paths: Paths = None,
    format: Annotated[str, typer.Option("--format", help=f"One of {', '.join(FORMATS)}.")] = "text",  # noqa: A002
    select: Select = None,
    ignore: Ignore = None,
    advice: Annotated[bool, typer.Option("--advice", help="Show matters of taste as well.")] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="Count the findings of each check instead.")] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file.", metavar="FILE")] = None,
    engine: EngineName = None,
    server: Server = None,
    stdin_name: StdinName = "-",
) -> None:
    """Print what a copy editor would mark.

    Exits 0 where there are no errors, 1 where there are some, 2 where a draft could not be read or the engine that was
    asked for does not run. A check whose engine is not installed is named as not run.
    """
    reporter = _reporter(format)
    if statistics and format != "text":
        raise UnknownName(f"--statistics is a table of text; leave --format {format} out.")
    with _run(paths, select, ignore, engine, server) as run:
        reports = [_open(run, run.report(each), advice) for each in run.sources(sys.stdin.buffer, stdin_name)]
        for sentence in run.idle(reports):
            _say(sentence)
    if statistics:
        rendered = plugins.load("pipeline.reporters", "text").statistics(reports)
    elif format == "text":
        rendered = reporter.render(reports, colour=output is None and _colour())
    else:
        rendered = reporter.render(reports)
    _put(rendered, output)
    raise typer.Exit(_exit_code(reports))


@app.command(epilog="Examples: copydesk fix essay.md --diff | copydesk fix essay.md | copydesk fix - < essay.md")
def fix(
    paths: Paths = None,
    unsafe: Annotated[
        bool, typer.Option("--unsafe", help="Apply the likely fixes too, not only the safe ones.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Print what would change, and write nothing.")] = False,
    select: Select = None,
    ignore: Ignore = None,
    engine: EngineName = None,
    server: Server = None,
    stdin_name: StdinName = "-",
) -> None:
    """Apply the fixes that a copy editor would not ask about.

    Standard input is fixed to standard output. Exits 1 where errors are left.
    """
    left: list[Report] = []
    with _run(paths, select, ignore, engine, server) as run:
        for each in run.sources(sys.stdin.buffer, stdin_name):
            report = run.report(each)
            if report.document is None:
                _say(f"error: {report.error}")
                left.append(report)
                continue
            for stale in run.resolve(report).stale:
                _say(stale.sentence)
            try:
                revision = run.revise(report, unsafe=unsafe, decided=False)
                piped = report.path == stdin_name
                if diff:
                    _put(fixing.diff(revision.before.text, revision.after, report.path), None)
                elif piped:
                    _put(revision.after, None)
                else:
                    fixing.write(Path(report.path), revision)
            except Refused as error:
                left.append(Report(report.path, error=str(error)))
                _say(f"error: {error}")
                continue
            left.append(replace(report, findings=revision.left))
            _say(_done(revision, report.path, diff))
    raise typer.Exit(_exit_code(left))


@app.command(epilog="Example: copydesk report drafts/essay.md -o review/")
def report(
    paths: Paths = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The folder to write to; beside each draft where left out.")
    ] = None,
    advice: Annotated[bool, typer.Option("--advice", help="Show matters of taste as well.")] = False,
    select: Select = None,
    ignore: Ignore = None,
    engine: EngineName = None,
    server: Server = None,
    stdin_name: StdinName = "-",
) -> None:
    """Write the editor's report: the essay with every change in its place and its reason, one HTML page a draft."""
    from pipeline import publish as publishing

    failed = False
    written: dict[Path, str] = {}
    with _run(paths, select, ignore, engine, server) as run:
        for each in run.sources(sys.stdin.buffer, stdin_name):
            made = run.report(each)
            path = Path(made.path)
            target = (output or path.parent) / f"{path.stem.lstrip('-') or 'stdin'}.review.html"
            if made.document is None or target in written:
                _say(f"error: {made.error or f'{made.path} and {written[target]} have one name; rename one of them.'}")
                failed = True
                continue
            written[target] = made.path
            page = publishing.review(run, made, advice=advice)
            _put(page, target)
            typer.echo(target.as_posix())
    raise typer.Exit(2 if failed else 0)


@app.command(epilog="Examples: copydesk publish | copydesk publish essay.txt --gate none -o site --to html --to pdf")
def publish(
    paths: Paths = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The folder to write to; output where left out.")
    ] = None,
    gate: Annotated[
        str | None,
        typer.Option("--gate", help="Hold drafts with unresolved errors back, or none.", metavar="errors|none"),
    ] = None,
    to: Annotated[list[str] | None, typer.Option("--to", help="Only this format: html, epub, pdf.")] = None,
    select: Select = None,
    ignore: Ignore = None,
    engine: EngineName = None,
    server: Server = None,
    stdin_name: StdinName = "-",
) -> None:
    """Lint and correct drafts in memory, and write HTML, EPUB, PDF and a review page of each.

    Exits 0 where all is published, 1 where a draft is held back or something in it can't be published, 2 where one
    could not be read or made.
    """
    from pipeline import publish as publishing
    from pipeline import published

    with _run(paths, select, ignore, engine, server, gate) as run:
        folder = output or _near(run.config.root / run.config.output)
        sources = list(run.sources(sys.stdin.buffer, stdin_name))
        with published.bar(len(sources)) as bar:
            outcomes = []
            for outcome in publishing.publish(
                run, sources, folder, gate=run.config.gate, formats=to or (), progress=bar.step
            ):
                outcomes.append(outcome)
                bar.done()
    _put(published.table(outcomes, colour=_colour()), None)
    for sentence in published.troubles(outcomes):
        _say(sentence)
    raise typer.Exit(published.exit_code(outcomes))


@app.command(name="import", epilog="Example: copydesk import essay.docx notes.html")
def import_(
    files: Annotated[list[Path], typer.Argument(help="Word, OpenDocument, HTML or text files.")],
) -> None:
    """Make a Markdown draft of each file, beside it, its pictures in NAME-pictures; nothing is overwritten."""
    from pipeline import intake

    failed = False
    with Engines() as engines:
        for path in files:
            target = path.with_suffix(".md")
            try:
                if os.path.lexists(target):
                    raise Refused(f"{target}: is there already; move it away, or rename {path.name}.")
                imported = intake.import_draft(path, engines)
                intake.write(imported, target)
                typer.echo(target.as_posix())
                for name in imported.left:
                    _say(f"{path}: the picture “{name}” could not be brought; put it beside the draft.")
                if path.suffix == ".txt":
                    _say(f"{path}: stays as it is; move it away before you publish, for both are drafts of one name.")
            except CopydeskError as error:
                _say(f"error: {error}")
                failed = True
    raise typer.Exit(2 if failed else 0)


@app.command(epilog="Examples: copydesk works | copydesk works essay.md --write | copydesk works --format json")
def works(
    paths: Paths = None,
    format: Annotated[str, typer.Option("--format", help="text or json.")] = "text",  # noqa: A002
    write: Annotated[
        bool, typer.Option("--write", help="Ask of each work that works.toml lacks, and write it there.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Write the sure ones without asking.")] = False,
    stdin_name: StdinName = "-",
) -> None:
    """Show the works that the drafts name: of which kind, why, and where.

    Nothing is written unless --write or --yes asks for it, and then works.toml only grows.
    """
    from pipeline import registry

    if format not in ("text", "json"):
        raise UnknownName(f"There is no format “{format}”; the formats are text, json.")
    if write and not yes and not _asks():
        raise Refused("--write asks, and there is no terminal to ask on; give --yes to write the sure ones.")
    failed = False
    drafts = []
    with Run(paths or ()) as run:
        for each in run.sources(sys.stdin.buffer, stdin_name):
            try:
                if isinstance(each, Report):
                    raise UnreadableDraft(each.error or f"{each.path}: could not be read.")
                document = run.linter.read(each)
            except UnreadableDraft as error:
                _say(f"error: {error}")
                failed = True
                continue
            drafts.append((document, run.linter.works(document)))
    found = registry.together(drafts)
    _put(registry.as_json(found) if format == "json" else registry.table(found, colour=_colour()), None)
    if write or yes:
        lacking = list(registry.unrecorded(found))
        chosen = [each.work for each in lacking if each.certain] if yes else _confirmed(lacking)
        if chosen:
            registry.record(run.config.works_path, chosen)
        _say(f"{_near(run.config.works_path)}: {len(chosen)} work{'' if len(chosen) == 1 else 's'} added")
    raise typer.Exit(2 if failed else 0)


def _asks() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty()


def _confirmed(works: Sequence["Named"]) -> list["Work"]:
    """The works that the user wants written down, each with the kind that the user says."""
    from pipeline.house import kinds

    chosen: list[Work] = []
    for each in works:
        kind = each.work.kind
        choices = "y, n, another kind, or q to stop" if kind else "a kind, n, or q to stop"
        question = f"{each.work.title}: {kind or 'of which kind?'} ({each.reason}; {len(each.places)}×) [{choices}]"
        while True:
            answer = typer.prompt(question, default="n" if kind is None else "y", show_default=True, err=True).strip()
            said = kinds.named(answer)
            if answer in ("n", "q") or said or (answer == "y" and kind):
                break
            _say(f"“{answer}” is no kind; the kinds are {', '.join(kinds.Kind)}.")
        if answer == "q":
            break
        if answer != "n":
            chosen.append(replace(each.work, kind=said or kind))
    return chosen


@app.command(epilog="Examples: copydesk learn archive/ | copydesk learn 2023/ 2024/ -o house.npz")
def learn(
    folders: Annotated[
        list[Path], typer.Argument(help="Back issues: drafts, or folders of them.", metavar="FOLDER...")
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="The file to write; the configuration's `learned`, or house.npz beside it."
        ),
    ] = None,
) -> None:
    """Learn a house's own words, and which word its places want, from its back issues."""
    from pipeline import learn as learning
    from pipeline.house import learned, weights

    with Run(folders) as run:
        texts = []
        for each in run.sources():
            if isinstance(each, Report):
                raise UnreadableDraft(each.error or f"{each.path}: could not be read.")
            texts.append("\n".join(block.text for block in run.linter.read(each).running()))
        made = learning.back_issues(texts, weights.shipped())
        root = run.config.root if run.config.path else Path.cwd()
        target = output or root / (run.config.learned or "house.npz")
        named = root / run.config.learned if run.config.learned else None
    data = learned.dump(made)
    _write(target, data)
    typer.echo(
        f"{_near(target).as_posix()}: {made.running:,} words of {made.texts} drafts read; "
        f"own words: {len(made.words):,}; weights: {len(made.weights.keys):,}"
    )
    if named is None or named.resolve() != target.resolve():
        _say(f'For lint to use it, write learned = "{target.name}" into [tool.copydesk].')


@app.command(epilog="Examples: copydesk explain | copydesk explain spelling/unknown-word")
def explain(
    check: Annotated[str | None, typer.Argument(help="A check's id, or a stage.", metavar="CHECK")] = None,
) -> None:
    """Print a check's page: why, examples, and whether its fix is safe. Without a name, the table of all."""
    from pipeline import explain as explaining

    _put(explaining.page(check) if check else explaining.table(), None)


@app.command()
def doctor() -> None:
    """Say what is installed, whether each engine finds a known error, and where the configuration comes from."""
    from pipeline import config
    from pipeline import doctor as examining

    lines = list(examining.examine(config.load(Path.cwd())))
    typer.echo(examining.render(lines), nl=False)
    raise typer.Exit(int(any(line.good is False for line in lines)))


@app.command(epilog="Example: copydesk init my-reviews")
def init(
    folder: Annotated[Path, typer.Argument(help="The house's folder; made where it is not there.")] = Path(),
) -> None:
    """Write what a new house begins with: configuration, names.txt, works.toml and CI. Nothing is overwritten."""
    from pipeline import starter

    for name, written in starter.start(folder):
        typer.echo(f"{'wrote' if written else 'is there, left alone:'} {(folder / name).as_posix()}")


def _run(
    paths: list[Path] | None,
    select: list[str] | None,
    ignore: list[str] | None,
    engine: str | None,
    server: str | None,
    gate: str | None = None,
) -> Run:
    """The run that the options ask for; what was left out comes from the configuration."""
    return Run(
        paths or (),
        select=select or (),
        ignore=ignore or (),
        engine=engine or "",
        server=server or "",
        gate=gate or "",
    )


def _reporter(name: str) -> Any:
    """The reporter of a format. Raises UnknownName."""
    if name not in FORMATS:
        raise UnknownName(f"There is no format “{name}”; the formats are {', '.join(FORMATS)}.")
    return plugins.load("pipeline.reporters", name)


def _colour() -> bool:
    """Whether standard output is a terminal that wants colours (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _put(text: str, output: Path | None) -> None:
    """Write to a file or to standard output, as it is."""
    if output is None:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
        return
    _write(output, text.encode("utf-8"))


def _write(output: Path, data: bytes) -> None:
    """Write a file whole, in a folder that is made where it isn't there."""
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(output, data)
    except OSError as error:
        raise CopydeskError(
            f"{output}: could not be written ({error.strerror}); choose a place that you may write to."
        ) from None


def _near(path: Path) -> Path:
    """A path as short as it can be said from here."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _open(run: Run, report: Report, advice: bool) -> Report:
    """The report without what the editor has decided, and without advice where it is not asked for."""
    if report.document is None:
        return report
    resolved = run.resolve(report)
    for stale in resolved.stale:
        _say(stale.sentence)
    return replace(report, findings=visible(resolved.open, advice=advice))


def _done(revision: Revision, path: str, planned: bool) -> str:
    """What a revision did and what it left, in a sentence."""
    done, left = len(revision.applied), sum(each.severity is not Severity.ADVICE for each in revision.left)
    verb = "would be applied" if planned else "applied"
    return f"{path}: {done} fix{'' if done == 1 else 'es'} {verb}, {left} finding{'' if left == 1 else 's'} left"


def _say(text: str) -> None:
    """A sentence for the user, beside the results."""
    typer.echo(text, err=True)


def _exit_code(reports: Sequence[Report]) -> int:
    if any(report.error for report in reports):
        return 2
    return int(any(report.count(Severity.ERROR) for report in reports))
