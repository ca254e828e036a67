"""tonelint files: which files a check would read, as what, and which it would leave."""

from __future__ import annotations

import json
from typing import Any

import click

from tonelint import discovery
from tonelint.cli.options import config_options, exclude_option, project_of, reading_options
from tonelint.errors import TonelintError
from tonelint.readers import HEAD, format_of_file
from tonelint.report import FileError
from tonelint.writers.style import clean

_LEFT, _EXCLUDED = "left", "excluded"


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@config_options
@exclude_option
@reading_options
@click.option("--left", is_flag=True, help="Only the files that a check leaves.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Form of the list.")
def files(paths: tuple[str, ...], format_: str, *, left: bool, **options: Any) -> int:
    """List the files that `check` would read, each with its format, and those it would leave."""
    project = project_of(options)
    paths = project.paths(paths)
    found, errors = discovery.discover(paths)
    rows: list[tuple[str, str]] = []
    for path in found:
        if project.excludes(path):
            rows.append((path, _EXCLUDED))
            continue
        try:
            with discovery.opened(path) as stream:
                rows.append((path, format_of_file(path, stream.read(HEAD), project.wanted(path), named=path in paths) or _LEFT))
        except OSError as problem:
            errors.append(FileError.unreadable(path, problem))
        except TonelintError as problem:
            errors.append(FileError(path, str(problem)))
    rows = [row for row in rows if not left or row[1] in (_LEFT, _EXCLUDED)]
    if format_ == "json":
        listed = [{"path": path, "format": None if name in (_LEFT, _EXCLUDED) else name} for path, name in rows]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
    else:
        for path, name in rows:
            click.echo(f"{name:<9} {clean(path)}")
    for error in errors:
        click.echo(clean(str(error)), err=True)
    return 2 if errors else 0
