"""The command line: one file a command. The only room that knows click.

Exit codes: 0 clean, 1 findings at the bar or a score under it, 2 the user's mistake, 3 a bug of ours.
"""

from __future__ import annotations

import os
import sys
import traceback
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

import click

from tonelint import __version__
from tonelint.cli import baseline, check, completion, config, explain, files, init, new_rule, parse, rules, schema, test
from tonelint.errors import RenamedWarning, TonelintError

CLEAN, FOUND, MISTAKE, BUG, INTERRUPTED = 0, 1, 2, 3, 130

# More threads than one only make such small arithmetic slower; they are read when numpy and spaCy are loaded.
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="tonelint")
def cli() -> None:
    """Lint how you treat the people you write to."""


for command in (
    check.check,
    baseline.baseline,
    explain.explain,
    rules.rules,
    test.test,
    parse.parse,
    files.files,
    config.config,
    init.init,
    new_rule.new_rule,
    schema.schema,
    completion.completion,
):
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    for variable in _THREADS:
        os.environ.setdefault(variable, "1")
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
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
    except TonelintError as error:
        click.echo(str(error), err=True)
        return MISTAKE
    except BrokenPipeError:
        # The reader of our output has gone (as with `| head`); that is no failure of ours.
        sys.stdout = None
        return CLEAN
    except Exception:  # noqa: BLE001 - whatever is left is a bug of ours, told as one
        traceback.print_exc()
        click.echo("tonelint: this is a bug; please report it with the lines above", err=True)
        return BUG
    return code if isinstance(code, int) else CLEAN


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
