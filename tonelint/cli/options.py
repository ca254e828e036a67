"""Options that several commands share, and the project that they make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any, TypeVar

import click

from tonelint import globs
from tonelint.cli.completion import RuleName
from tonelint.config.keys import ConfigFile
from tonelint.names import SITUATIONS
from tonelint.project import Project
from tonelint.readers import FORMATS

F = TypeVar("F", bound=Callable[..., Any])
_KEYS = frozenset(field.name for field in fields(ConfigFile))


def _options(*options: Callable[[F], F]) -> Callable[[F], F]:
    def add(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return add


config_options: Callable[[Any], Any] = _options(
    click.option("--config", metavar="FILE", help="The configuration file, instead of the one nearest to each file."),
    click.option("--no-config", is_flag=True, help="Read no configuration file."),
)
pack_option: Callable[[Any], Any] = click.option(
    "--pack", "packs", metavar="NAME", multiple=True, help="An installed pack of rules (repeatable)."
)
rule_options: Callable[[Any], Any] = _options(
    click.option("--select", metavar="RULE", type=RuleName(), multiple=True, help="Only this rule or principle (repeatable)."),
    click.option("--ignore", metavar="RULE", type=RuleName(), multiple=True, help="Leave this rule or principle out (repeatable)."),
    click.option("--rules", metavar="PATH", multiple=True, help="More rule files, or a folder of them (repeatable)."),
    pack_option,
)
situation_option: Callable[[Any], Any] = click.option(
    "--situation", type=click.Choice(SITUATIONS), help="What the messages are for, instead of working it out."
)
exclude_option: Callable[[Any], Any] = click.option(
    "--exclude", metavar="GLOB", multiple=True, help="Leave out files whose path matches, such as those to staff (repeatable)."
)
reading_options: Callable[[Any], Any] = _options(
    click.option(
        "--input-format", type=click.Choice(FORMATS), help="Format of the files, instead of working it out from name and content."
    ),
    click.option(
        "--keys",
        metavar="PATTERN",
        multiple=True,
        help="Keys of catalogues (.po, YAML, JSON) that are mail copy: '*_mailer.**' (repeatable).",
    ),
)


def project_of(options: dict[str, Any]) -> Project:
    """Return the project of a command: its options over the configurations, which are read when a file asks for them.

    `options` are a command's by name; those that are keys of the configuration are taken as such, an empty one says nothing.
    """
    said = {name: value for name, value in options.items() if name in _KEYS and value not in (None, ())}
    if options.get("config") and options.get("no_config"):
        message = "--config and --no-config cannot both be given"
        raise click.UsageError(message)
    for pattern in said.get("exclude", ()):
        wrong = globs.mistake(pattern)
        if wrong:
            raise click.BadParameter(wrong, param_hint="--exclude")
    return Project(ConfigFile(**said), options.get("config"), bool(options.get("no_config")))
