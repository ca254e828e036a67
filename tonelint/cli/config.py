"""tonelint config: what is in force for a file, and where each value comes from."""

from __future__ import annotations

import json
import os
from dataclasses import fields, is_dataclass
from typing import Any

import click

from tonelint.cli.options import config_options, project_of
from tonelint.config.force import MERGED
from tonelint.finding import Severity
from tonelint.located import key_of
from tonelint.writers.style import clean


@click.command()
@click.argument("path", required=False)
@config_options
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Form of the answer.")
def config(path: str | None, format_: str, **options: Any) -> None:
    """Show what is in force for the file or folder PATH, or for this folder, and where each value comes from."""
    project = project_of(options)
    is_file = path is not None and not os.path.isdir(path)
    force = project.of(path) if path and is_file else project.at(path or os.curdir)
    # Names of rules are only known once the rules are.
    project.policy_in(force)
    is_excluded = bool(path and is_file and project.excludes(path))
    said = [(key_of(name), _plain(value), origin) for name in MERGED for value, origin in force.origins(name)]
    if format_ == "json":
        data = {"path": path, "excluded": is_excluded, "values": [{"key": k, "value": v, "from": o} for k, v, o in said]}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    if is_excluded:
        click.echo(f"{clean(path or '')} is excluded: no check reads it")
    if not said:
        click.echo("no configuration: everything is as it comes")
    shown = [(clean(f"{key} = {json.dumps(value, ensure_ascii=False)}"), origin) for key, value, origin in said]
    width = min(60, max((len(text) for text, _ in shown), default=0))
    for text, origin in shown:
        click.echo(f"{text:<{width}}  # {clean(origin)}")


def _plain(value: Any) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, Severity):
        return value.label
    if is_dataclass(value):
        return {item.name: _plain(said) for item in fields(value) if (said := getattr(value, item.name)) not in ((), None)}
    return value
