"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from tonelint.readers import FORMATS
from tonelint.rulefile import SITUATIONS

F = TypeVar("F", bound=Callable[..., Any])


def select_options(command: F) -> F:
    """Add --select, --ignore and --rules."""
    for option in (
        click.option("--rules", "extra", metavar="PATH", multiple=True, help="More rule files, or a folder of them (repeatable)."),
        click.option("--ignore", metavar="RULE", multiple=True, help="Leave this rule or principle out (repeatable)."),
        click.option("--select", metavar="RULE", multiple=True, help="Only this rule or principle (repeatable)."),
    ):
        command = option(command)
    return command


def exclude_option(command: F) -> F:
    """Add --exclude."""
    return click.option(
        "--exclude", metavar="GLOB", multiple=True, help="Leave out files whose path matches, such as those to staff (repeatable)."
    )(command)


def input_format_option(command: F) -> F:
    """Add --input-format."""
    return click.option(
        "--input-format", type=click.Choice(FORMATS), help="Format of the files, instead of working it out from name and content."
    )(command)


def keys_option(command: F) -> F:
    """Add --keys."""
    return click.option(
        "--keys",
        metavar="PATTERN",
        multiple=True,
        help="Keys of catalogues (.po, YAML, JSON) that are mail copy: '*_mailer.**' (repeatable).",
    )(command)


def situation_option(command: F) -> F:
    """Add --situation."""
    return click.option("--situation", type=click.Choice(SITUATIONS), help="What the messages are for, instead of working it out.")(command)
