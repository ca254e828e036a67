"""tonelint config: what is in force for a file, and where each value comes from."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any

import click

from tonelint.cli.options import config_options, project_of
from tonelint.config.force import MERGED, InForce
from tonelint.finding import Severity
from tonelint.writers.style import clean


@click.command()
@click.argument("file", required=False)
@config_options
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Form of the answer.")
def config(file: str | None, format_: str, **options: Any) -> None:
    """Show what is in force for FILE, or for this folder, and where each value comes from."""
    project = project_of(options)
    force = project.of(file) if file else project.here
    # Names of rules are only known once the rules are.
    project.check(force)
    is_excluded = bool(file and project.excludes(file))
    said = [(name.replace("_", "-"), value, origin) for name in MERGED for value, origin in _said(force, name)]
    if format_ == "json":
        data = {"file": file, "excluded": is_excluded, "values": [{"key": k, "value": v, "from": o} for k, v, o in said]}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    if is_excluded:
        click.echo(f"{clean(file or '')} is excluded: no check reads it")
    if not said:
        click.echo("no configuration: everything is as it comes")
    shown = [(clean(f"{key} = {json.dumps(value, ensure_ascii=False)}"), origin) for key, value, origin in said]
    width = min(60, max((len(text) for text, _ in shown), default=0))
    for text, origin in shown:
        click.echo(f"{text:<{width}}  # {clean(origin)}")


def _said(force: InForce, name: str) -> list[tuple[Any, str]]:
    return [(_plain(value), origin) for value, origin in force.origins(name)]


def _plain(value: Any) -> Any:
    """Return a value as JSON has it."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Severity):
        return value.label
    if is_dataclass(value):
        return {item.name: _plain(said) for item in fields(value) if (said := getattr(value, item.name)) not in ((), None)}
    return value
