"""tonelint new-rule: a rule file to begin with."""

from __future__ import annotations

import difflib
import os

import click

from tonelint.cli.schema import written
from tonelint.errors import TonelintError, writing
from tonelint.names import PRINCIPLES
from tonelint.rule import ID
from tonelint.shipped import built_in
from tonelint.skeleton import skeleton

FOLDER = "tonelint-rules"
# A principle as near as this to one of ours is a slip of the hand, not one of a team's own.
_SLIP = 0.8


@click.command("new-rule")
@click.argument("rule", metavar="PRINCIPLE/NAME")
@click.option("--to", "folder", metavar="FOLDER", default=FOLDER, show_default=True, help="Folder of your own rules.")
@click.option("--kind", type=click.Choice(["problem", "strength"]), default="problem", show_default=True, help="What the rule finds.")
@click.option("--check", type=click.Choice(["phrase", "clause", "absent"]), default="phrase", show_default=True, help="How it finds it.")
def new_rule(rule: str, folder: str, kind: str, check: str) -> None:
    """Write a small rule that works, with every key explained, to be made your own."""
    _check_id(rule)
    if (kind, check) == ("strength", "absent"):
        message = "a strength is something that is there: phrase or clause"
        raise click.BadParameter(message, param_hint="--check")
    folder = folder.rstrip("/") or folder
    path = f"{folder}/{rule}.yml"
    _write(path, skeleton(rule, f"{kind}-{check}", folder), "x")
    _write(f"{folder}/rule.schema.json", written("rule"), "w")
    click.echo(f"{path}: a small rule that works; make it yours (rule.schema.json beside it is for your editor)")
    click.echo(f"next: tonelint test {folder}")
    click.echo(f"then: tonelint check --rules {folder}")


def _check_id(rule: str) -> None:
    principle, _, name = rule.partition("/")
    if not ID.fullmatch(rule):
        message = f"an id is principle/name in lower case, got '{rule}'"
        raise TonelintError(message)
    slip = difflib.get_close_matches(principle, PRINCIPLES, n=1, cutoff=_SLIP)
    if slip and principle not in PRINCIPLES:
        message = f"unknown principle '{principle}'; did you mean '{slip[0]}'?"
        raise TonelintError(message)
    if (built_in() / principle / f"{name}.yml").is_file():
        message = f"the rule '{rule}' is built in (see `tonelint explain {rule}`): give yours another name"
        raise TonelintError(message)


def _write(path: str, text: str, mode: str) -> None:
    with writing(path):
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, mode, encoding="utf-8", newline="\n") as stream:
                stream.write(text)
        except FileExistsError:
            message = f"{path}: exists already"
            raise TonelintError(message) from None
