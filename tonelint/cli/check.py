"""tonelint check: lint files, folders or standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TextIO

import click

from tonelint import discovery, ruleset
from tonelint.cli.options import exclude_option, input_format_option, keys_option, select_options, situation_option
from tonelint.engine import Engine, check_options
from tonelint.errors import InvalidFileError, NoKeysError, Problem, TonelintError
from tonelint.finding import Severity
from tonelint.message import Message
from tonelint.nlp import model_name
from tonelint.readers import Wanted, read_file
from tonelint.report import FileError, Report
from tonelint.twins import Twins, in_order
from tonelint.writers import WRITERS
from tonelint.writers.style import Style, clean

_FAIL_ON = {"error": Severity.ERROR, "warning": Severity.WARNING, "suggestion": Severity.SUGGESTION}


@dataclass(frozen=True, slots=True)
class Bar:
    """What fails a run: a finding of that severity or above, or a score under the least one."""

    severity: Severity | None
    score: float | None

    def fails(self, report: Report) -> bool:
        """Tell whether the report is under the bar."""
        if self.severity is not None and any(f.severity is not None and f.severity >= self.severity for f in report.findings()):
            return True
        return self.score is not None and any(file.score < self.score * 10 for file in report.files)


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--format", "format_", type=click.Choice(list(WRITERS)), default="text", show_default=True, help="Form of the report.")
@click.option("--output", type=click.Path(dir_okay=False), metavar="FILE", help="Write the report to a file.")
@select_options
@exclude_option
@situation_option
@input_format_option
@keys_option
@click.option(
    "--fail-on", type=click.Choice([*_FAIL_ON, "never"]), default="error", show_default=True, help="Severity that makes the run fail."
)
@click.option("--min-score", type=click.FloatRange(0, 100), metavar="N", help="Fail when a message scores less.")
@click.option("--no-config", is_flag=True, help="Read no configuration file (there is none yet; for scripts that last).")
@click.option("--broad", is_flag=True, help="Also mark what only reads like labelled texts: more is found, and more of it is wrong.")
@click.option("--no-cache", is_flag=True, help="Compile the rules anew, and keep nothing for the next run.")
@click.option("--stdin-filename", metavar="NAME", help="Name of what comes on standard input; it tells the format.")
@click.option("--color/--no-color", default=None, help="Colour, whatever the terminal is.")
@click.option("--quiet", "-q", is_flag=True, help="Findings and summary only.")
@click.option("--verbose", "-v", is_flag=True, help="Also the rules that the situation switched off.")
def check(  # noqa: PLR0913 - click hands each option over as an argument
    *,
    paths: tuple[str, ...],
    format_: str,
    output: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    extra: tuple[str, ...],
    exclude: tuple[str, ...],
    situation: str | None,
    input_format: str | None,
    keys: tuple[str, ...],
    fail_on: str,
    min_score: float | None,
    no_config: bool,
    broad: bool,
    no_cache: bool,
    stdin_filename: str | None,
    color: bool | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Lint messages: files, folders, globs, or "-" for standard input. Without a path, the current folder."""
    del no_config
    every = ruleset.load(extra, cached=not no_cache, broad=broad)
    chosen = every.chosen(select, ignore)
    report = _lint(Run(every, paths or (".",), situation, Wanted(input_format, keys), stdin_filename, exclude), Engine(chosen))
    _write(report, format_, output, Style(color=color, quiet=quiet, verbose=verbose))
    for error in report.errors:
        click.echo(clean(str(error)), err=True)
    if report.errors:
        return 2
    return int(Bar(_FAIL_ON.get(fail_on), min_score).fails(report))


@dataclass
class Run:
    """One run over paths; errors gather while the messages are read."""

    ruleset: ruleset.RuleSet
    paths: tuple[str, ...]
    situation: str | None
    wanted: Wanted
    stdin_filename: str | None
    exclude: tuple[str, ...] = ()
    errors: list[FileError] = field(default_factory=list)
    twins: Twins = field(default_factory=Twins)

    def messages(self) -> Iterator[Message]:
        """Yield the messages of all paths; what cannot be read becomes an error, and the rest goes on."""
        found, self.errors = discovery.discover(self.paths, wanted=self.wanted, exclude=self.exclude)
        for path in in_order(found):
            try:
                yield from self._of_file(path)
            except OSError as error:
                self.errors.append(FileError.unreadable(path, error))
            except InvalidFileError as error:
                self.errors += (_as_error(path, problem) for problem in error.problems)
            except NoKeysError as error:
                # A catalogue that a folder held may well have nothing of what is asked for.
                self.errors += [FileError(path, str(error))] if path in self.paths else []
            except TonelintError as error:
                self.errors.append(FileError(path, str(error)))

    def _of_file(self, path: str) -> Iterator[Message]:
        name = self.stdin_filename if path == discovery.STDIN and self.stdin_filename else path
        with discovery.opened(path) as stream:
            for message in self.twins.own(name, self._sound(path, read_file(name, stream, self.wanted))):
                check_options(message, self.ruleset)
                yield message

    def _sound(self, path: str, found: Iterator[Message | Problem]) -> Iterator[Message]:
        for item in found:
            if isinstance(item, Problem):
                self.errors.append(_as_error(path, item))
            else:
                yield item


def _as_error(path: str, problem: Problem) -> FileError:
    return FileError(path, problem.what, problem.line, problem.column)


def _lint(run: Run, engine: Engine) -> Report:
    reports = sorted(engine.lint(run.messages(), run.situation), key=lambda file: file.source.path)
    return Report(
        tuple(reports),
        tuple(sorted(run.errors, key=lambda error: (error.path, error.line or 0, error.column or 0))),
        model_name(),
        tuple(sorted(run.twins.found)),
    )


def _write(report: Report, format_: str, output: str | None, style: Style) -> None:
    if output is None:
        stream: TextIO = sys.stdout
        WRITERS[format_](report, stream, style)
        return
    try:
        with open(output, "w", encoding="utf-8", newline="\n") as stream:
            WRITERS[format_](report, stream, style)
    except OSError as error:
        message = f"{output}: cannot be written: {(error.strerror or str(error)).lower()}"
        raise TonelintError(message) from None
