"""tonelint schema: JSON Schema of the files that people write and of the report that programs read."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import click

from tonelint.config.schema import config_schema
from tonelint.ruleschema import rule_schema, situation_schema, words_schema
from tonelint.schema import Output, Schema
from tonelint.writers import json_shape

SCHEMAS: Mapping[str, Callable[[], Schema]] = {
    "rule": rule_schema,
    "words": words_schema,
    "situation": situation_schema,
    "config": config_schema,
    "report": lambda: Output().document(json_shape.Report, "The JSON report of tonelint, version 1"),
}


@click.command()
@click.argument("name", type=click.Choice(list(SCHEMAS)))
def schema(name: str) -> None:
    """Print the JSON Schema (2020-12) of rule files, word lists, situations, the configuration or the JSON report."""
    click.echo(written(name), nl=False)


def written(name: str) -> str:
    """Return a schema as the text of a file."""
    return json.dumps(SCHEMAS[name](), ensure_ascii=False, indent=2) + "\n"
