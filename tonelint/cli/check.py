"""tonelint check: lint files, folders or standard input."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TextIO

import click

from tonelint.cli.options import config_options, exclude_option, project_of, reading_options, rule_options, situation_option
from tonelint.cli.progress import progress
from tonelint.cli.recording import Recorder
from tonelint.cli.watching import changes
from tonelint.dataclass import dataclass
from tonelint.errors import near, writing
from tonelint.git import changed_since
from tonelint.linting import Plan, lint, planned
from tonelint.regexes import regex
from tonelint.report import Report
from tonelint.results.keeping import Results, folder_of
from tonelint.results.lastrun import LastRun, Written
from tonelint.task import Task
from tonelint.writers import REPEATABLE, SHOWING, WRITERS
from tonelint.writers.page import is_plain, width_of
from tonelint.writers.style import Style, clean

if TYPE_CHECKING:
    from tonelint.baseline.entries import Baseline
    from tonelint.project import Project

_FORMAT = regex(r"[a-z]+")


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--format", "format_", type=click.Choice(list(WRITERS)), help="Form of the report.  [default: text]")
@click.option(
    "--output", metavar="[FORMAT=]FILE", multiple=True, help="Write the report, or one more in another format, to a file (repeatable)."
)
@click.option("--statistics", "format_", flag_value="statistics", help="Count the findings by rule (as --format statistics).")
@config_options
@rule_options
@exclude_option
@click.option("--since", metavar="REVISION", help="Only files that changed since this git revision, such as origin/main.")
@situation_option
@reading_options
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "suggestion", "never"]),
    help="Severity that makes the run fail.  [default: error]",
)
@click.option("--min-score", type=click.FloatRange(0, 100), metavar="N", help="Fail when a message scores less.")
@click.option("--baseline", metavar="FILE", help="Leave out the findings that this baseline accepts (see tonelint baseline).")
@click.option(
    "--fail-on-drop", is_flag=True, default=None, help="Fail when a message scores less than when it was accepted in the baseline."
)
@click.option(
    "--broad", is_flag=True, default=None, help="Also mark what only reads like labelled texts: more is found, and more of it is wrong."
)
@click.option("--no-cache", is_flag=True, help="Lint all anew, and keep no results for the next run.")
@click.option(
    "--cache-dir", metavar="DIR", envvar="TONELINT_CACHE_DIR", help="Where results are kept.  [default: .tonelint_cache in the project]"
)
@click.option("--jobs", "-j", type=click.IntRange(min=1), metavar="N", help="How many processes lint.  [default: as many as pay]")
@click.option("--stdin-filename", metavar="NAME", help="Name of what comes on standard input; it tells the format.")
@click.option("--watch", is_flag=True, help="Check again what changes, until it is interrupted.")
@click.option("--color/--no-color", default=None, help="Colour, whatever the terminal is.")
@click.option("--quiet", "-q", is_flag=True, help="Findings and summary only.")
@click.option("--verbose", "-v", is_flag=True, help="Also the rules that the situation switched off.")
def check(  # noqa: PLR0913 - click hands each option over as an argument
    *,
    paths: tuple[str, ...],
    format_: str | None,
    output: tuple[str, ...],
    since: str | None,
    no_cache: bool,
    jobs: int | None,
    stdin_filename: str | None,
    watch: bool,
    color: bool | None,
    quiet: bool,
    verbose: bool,
    **options: Any,
) -> int:
    """Lint messages: files, folders, globs, or "-" for standard input. Without a path, those of the configuration, or this folder."""
    project = project_of(options)
    only = None if since is None else changed_since(since)
    written = Output(_forms(format_, output), Style(color=color, quiet=quiet, verbose=verbose))
    shows = any(form in SHOWING for form, _ in written.forms)
    results = None if no_cache or shows else Results(folder_of(project), project, lambda line: click.echo(clean(line), err=True))
    task = Task(project, project.paths(paths), stdin_filename, only, _accepted(project), shows=shows, results=results, jobs=jobs)
    return _watch(task, written) if watch else _check(task, written)


@dataclass(frozen=True)
class Output:
    """The reports to write, each a format and a file (None: standard output), and how they are to look."""

    forms: Sequence[tuple[str, str | None]]
    style: Style


def _check(task: Task, output: Output) -> int:
    plan = planned(task)
    last = _last_run(task, plan, output)
    if last and (known := last.read()):
        sys.stdout.write(known.data.decode("utf-8", "surrogatepass"))
        return known.code
    with progress(shown=not output.style.quiet) as tell:
        report = lint(replace(task, tell=tell), plan)
    code = 2 if report.errors else int(report.fails)
    recorder = Recorder(sys.stdout) if last else None
    _write(report, output.forms, recorder or sys.stdout, output.style)
    for error in report.errors:
        click.echo(clean(str(error)), err=True)
    # What is told on standard error is told by a run that lints.
    if last and recorder and recorder.data is not None and not (report.errors or task.work.renamed):
        last.write(Written(recorder.data, code))
    return code


def _last_run(task: Task, plan: Plan, output: Output) -> LastRun | None:
    """Return the place of what the last run wrote; None for a run that writes elsewhere, or depends on more than we can tell."""
    if not task.results or task.baseline or plan.errors or len(output.forms) > 1 or not is_plain(sys.stdout, output.style):
        return None
    form, file = output.forms[0]
    if file or form not in REPEATABLE:
        return None
    stream = (sys.stdout.encoding, sys.stdout.errors, width_of(output.style))
    return task.results.last_run(plan.groups, task.paths, form, output.style, stream)


def _accepted(project: Project) -> Baseline | None:
    """Return the baseline that is in force here, if there is one."""
    values = project.here.values
    if not (values.baseline or values.fail_on_drop):
        return None
    from tonelint.baseline.file import accepted_by  # noqa: PLC0415 - takes time to import

    return accepted_by(project)


def _watch(task: Task, output: Output) -> int:
    """Check the files of a task, and each of them again when it has changed. Ends by an interrupt only."""
    for changed in changes(lambda: task.files()[0]):
        click.clear()
        _check(replace(task, paths=tuple(changed)), output)
        click.echo("\nwatching; Ctrl-C ends it", err=True)
    return 0


def _forms(format_: str | None, output: tuple[str, ...]) -> list[tuple[str, str | None]]:
    """Return the reports to write, each a format and a file (None: standard output)."""
    forms: list[tuple[str, str | None]] = []
    for value in output:
        name, equals, file = value.partition("=")
        if equals and name in WRITERS and file:
            forms.append((name, file))
        elif format_ is None and _FORMAT.fullmatch(name) and equals:
            message = f"unknown format '{name}'{near(name, WRITERS)}"
            raise click.BadParameter(message, param_hint="--output")
        else:
            forms.append((format_ or "text", value))
    plain = any("=" not in value for value in output)
    return [*([] if plain else [(format_ or "text", None)]), *forms]


def _write(report: Report, forms: Sequence[tuple[str, str | None]], stdout: TextIO, style: Style) -> None:
    for name, file in forms:
        if file is None:
            WRITERS[name](report, stdout, style)
            continue
        with writing(file), open(file, "w", encoding="utf-8", newline="\n") as stream:
            WRITERS[name](report, stream, style)
