"""tonelint baseline: accept what is found today, so that only what is new fails from now on."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import click

from tonelint.baseline.entries import Baseline
from tonelint.baseline.file import ConflictError, read, write
from tonelint.baseline.renewing import Change, renewed, updated
from tonelint.baseline.today import Today
from tonelint.cli.options import config_options, exclude_option, project_of, reading_options, rule_options, situation_option
from tonelint.cli.progress import progress
from tonelint.discovery import STDIN
from tonelint.errors import TonelintError
from tonelint.linting import lint
from tonelint.task import Task
from tonelint.writers.style import clean, plural

DEFAULT = "tonelint-baseline.json"


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@click.option("--output", metavar="FILE", help=f"The baseline; its folder is where its paths begin.  [default: {DEFAULT}]")
@click.option("--update", is_flag=True, help="Take out what is no longer found, add nothing.")
@click.option("--renew", is_flag=True, help="Accept today's findings anew.")
@config_options
@rule_options
@exclude_option
@situation_option
@reading_options
def baseline(*, paths: tuple[str, ...], output: str | None, update: bool, renew: bool, **options: Any) -> int:
    """Accept the findings of today, so that `check --baseline` fails on new ones only. Without a path, as for check."""
    if STDIN in paths:
        message = "what comes on standard input has no path to accept findings for"
        raise click.UsageError(message)
    project = project_of(options)
    place = output or project.here.values.baseline or DEFAULT
    old = _old(place, project.rules_of(project.here).now, update=update, renew=renew)
    with progress(shown=True) as tell:
        report = lint(Task(project, project.paths(paths), tell=tell, shows=False))
    today = Today.of(report.files, project.in_force, place, is_partial=bool(options["select"] or options["ignore"]))
    for error in report.errors:
        click.echo(clean(str(error)), err=True)
    if not report.files:
        message = "no message could be read: nothing is written"
        raise TonelintError(message)
    if old and update:
        new, change = updated(old, today)
        told = _told(change)
    else:
        new = renewed(old, today) if old else today.found
        messages = sum(bool(file.findings) for file in report.files)
        told = f"accepted {plural(today.found.entries.total(), 'finding')} in {plural(messages, 'message')}"
    write(new)
    click.echo(f"{clean(place)}: {told}")
    return 2 if report.errors else 0


def _old(output: str, now: Callable[[str], str], *, update: bool, renew: bool) -> Baseline | None:
    """Return the baseline that is there; None when there is none to go on from."""
    if update and renew:
        message = "--update adds nothing, --renew accepts all: give one of them"
        raise click.UsageError(message)
    if not update and not os.path.lexists(output):
        return None
    if not (update or renew):
        message = f"{output} is there already: --update takes out what is no longer found, --renew accepts today's findings anew"
        raise TonelintError(message)
    try:
        return read(output, now)
    except ConflictError as conflict:
        if update:
            raise
        click.echo(f"{clean(str(conflict))}; of both sides nothing is kept", err=True)
        return None


def _told(change: Change) -> str:
    parts = [
        f"removed {plural(change.removed, 'entry that no longer matches', 'entries that no longer match')}" if change.removed else "",
        f"lowered {change.lowered}" if change.lowered else "",
        f"raised {plural(change.raised, 'score')}" if change.raised else "",
        f"moved {plural(change.moved, 'file')}" if change.moved else "",
    ]
    return ", ".join(filter(None, parts)) or "every entry still matches"
