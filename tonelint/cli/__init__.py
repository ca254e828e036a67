"""The command line: one file a command. The only room that knows click.

Exit codes: 0 clean, 1 findings at the bar or a score under it, 2 the user's mistake, 3 a bug of ours.
"""

from __future__ import annotations

import gc
import os
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import NoReturn, TextIO

import click

from tonelint import __version__
from tonelint.errors import RenamedWarning, TonelintError, near
from tonelint.lazy import DamagedError

CLEAN, FOUND, MISTAKE, BUG, INTERRUPTED = 0, 1, 2, 3, 130

# More threads than one only make such small arithmetic slower; they are read when numpy and spaCy are loaded.
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


# The commands, each with the line that the help shows of it; a module is imported when its command is called.
COMMANDS = {
    "check": "Lint messages: files, folders, globs, or standard input.",
    "baseline": "Accept the findings of today, so that only new ones fail.",
    "explain": "Say what a rule marks, why, and how to switch it off.",
    "rules": "List the rules in force, by principle.",
    "test": "Run the examples in rule files.",
    "parse": "Show what tonelint makes of a message.",
    "files": "List the files that check would read, and those it would leave.",
    "config": "Show what is in force for a file, and where it is said.",
    "init": "Write a configuration to start from, a hook, a job for CI.",
    "new-rule": "Write a small rule that works, to be made yours.",
    "schema": "Write the JSON Schema of rules, configuration or report.",
    "completion": "Write what makes a shell complete commands and rules.",
}


class _Commands(click.Group):
    """The commands, imported one by one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        name = cmd_name.replace("-", "_")
        found: click.Command | None = getattr(import_module(f"tonelint.cli.{name}"), name) if cmd_name in COMMANDS else None
        return found

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-") and not ctx.resilient_parsing:
            ctx.fail(f"no such command '{args[0]}'{near(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="tonelint")
def cli() -> None:
    """Lint how you treat the people you write to."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    for variable in _THREADS:
        os.environ.setdefault(variable, "1")
    # The compiled rules are hundreds of thousands of objects that stay: to look for garbage among them often costs a tenth.
    gc.set_threshold(200_000, 20, 100)
    # Who closes a stream does not want what is written to it.
    sys.stdout, sys.stderr = (stream or open(os.devnull, "w", encoding="utf-8") for stream in (sys.stdout, sys.stderr))  # noqa: SIM115
    code = run(arguments)
    # A command that looked for nothing has compiled nothing.
    if "tonelint.regexes" in sys.modules:
        sys.modules["tonelint.regexes"].keep()
    _leave(code)


def _leave(code: int) -> NoReturn:
    """End the process at once: to take down all modules and rules one by one on the way out takes a tenth of a short run.

    Who watches the program (a debugger, a profiler) still has its turn, and does the usual thing.
    """
    if sys.gettrace() or sys.getprofile():
        sys.exit(code)
    for stream in (sys.stdout, sys.stderr):
        # What cannot be written now could not be written on the usual way out either.
        with suppress(OSError, ValueError):
            if stream:
                stream.flush()
    os._exit(code)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    try:
        return _run(arguments)
    except DamagedError:
        cache = import_module("tonelint.cache")
        cache.drop()
    try:
        click.echo(f"note: rules kept in {cache.folder()} were damaged, and are made anew", err=True)
        return _run(arguments)
    except DamagedError:
        click.echo(f"{cache.folder()}: rules kept there are damaged; remove it, or name another folder in TONELINT_CACHE", err=True)
        return MISTAKE


def _run(arguments: Sequence[str] | None) -> int:
    """Run it once. Raises DamagedError when what it is made of cannot be read."""
    try:
        with _renames_told():
            code = cli.main(args=list(arguments) if arguments is not None else None, prog_name="tonelint", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
        return MISTAKE
    except click.ClickException as error:
        error.show()
        return MISTAKE
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone (as with `| head`); that is no failure of ours.
        sys.stdout = None
        return CLEAN
    except DamagedError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever is no mistake of the user is a bug of ours, told as one
        mistake = _mistake(error)
        if mistake is None:
            import_module("traceback").print_exc()
        click.echo(mistake or "tonelint: this is a bug; please report it with the lines above", err=True)
        return MISTAKE if mistake else BUG
    return code if isinstance(code, int) else CLEAN


def _mistake(error: Exception) -> str | None:
    """Return what tells somebody of a mistake of theirs; None when it is none."""
    if isinstance(error, TonelintError):
        return str(error)
    if isinstance(error, UnicodeEncodeError):
        where = f"standard output takes {error.encoding}, which has no {error.object[error.start]!a}"
        return f"{where}; set PYTHONIOENCODING=utf-8 in the environment"
    # A file without a name is standard output: those of names are told of by who opens them.
    if isinstance(error, OSError) and error.filename is None:
        return f"standard output cannot be written: {error.strerror or error}"
    return None


@contextmanager
def _renames_told() -> Iterator[None]:
    """Tell once, in a line on standard error, of each rule that was named as it was called before."""
    with warnings.catch_warnings():
        warnings.simplefilter("default", RenamedWarning)
        usual = warnings.showwarning

        def show(
            message: Warning | str, category: type[Warning], filename: str, lineno: int, file: TextIO | None = None, line: str | None = None
        ) -> None:
            if issubclass(category, RenamedWarning):
                click.echo(f"note: {message}", err=True)
            else:
                usual(message, category, filename, lineno, file, line)

        warnings.showwarning = show
        yield
