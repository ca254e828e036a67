"""tonelint rules: the rules in force, by principle."""

from __future__ import annotations

import json
import sys
from itertools import groupby
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from tonelint.cli.options import config_options, project_of, rule_options, situation_option
from tonelint.names import PRINCIPLES
from tonelint.packs import BUILT_IN
from tonelint.policy import policy_of
from tonelint.rulefile import Rule
from tonelint.writers.style import Style
from tonelint.writers.text import console_for


@click.command()
@config_options
@rule_options
@situation_option
@click.option("--format", "format_", type=click.Choice(["table", "json"]), default="table", show_default=True)
def rules(*, situation: str | None, format_: str, **options: Any) -> None:
    """List the rules in force, by principle, what a situation switches off, and where those come from that are not built in."""
    project = project_of(options)
    force = project.here
    chosen = sorted(policy_of(force, project.rules_of(force)).ruleset.rules, key=_order)
    if format_ == "json":
        click.echo(json.dumps([_data(rule, situation) for rule in chosen], indent=2, ensure_ascii=False))
        return
    console = console_for(sys.stdout, Style())
    for principle, group in groupby(chosen, key=lambda rule: rule.id.split("/")[0]):
        table = Table(title=principle, title_justify="left", title_style="bold", box=None, padding=(0, 2, 0, 0), show_header=False)
        for rule in group:
            table.add_row(Text(rule.id.split("/")[1]), Text(_kind(rule)), Text(_remarks(rule, situation)), Text(str(rule.file.message)))
        console.print(table)
        console.print()


def _order(rule: Rule) -> tuple[int, bool, str]:
    principle = rule.id.split("/")[0]
    return (PRINCIPLES.index(principle) if principle in PRINCIPLES else len(PRINCIPLES), rule.is_strength, rule.id)


def _kind(rule: Rule) -> str:
    return rule.file.severity.label if rule.file.severity else "strength"


def _remarks(rule: Rule, situation: str | None) -> str:
    return ", ".join(filter(None, (_state(rule, situation), "" if rule.origin == BUILT_IN else rule.origin)))


def _state(rule: Rule, situation: str | None) -> str:
    is_off = situation and (situation in rule.file.not_when or (rule.file.when and situation not in rule.file.when))
    return f"off in {situation}" if is_off else ""


def _data(rule: Rule, situation: str | None) -> dict[str, Any]:
    file = rule.file
    return {
        "id": rule.id,
        "kind": file.kind,
        "severity": file.severity.label if file.severity else None,
        "severity_in": {name: severity.label for name, severity in file.severity_in.items()},
        "points": file.points,
        "message": str(file.message),
        "basis": file.basis,
        "evidence": file.evidence,
        "when": list(file.when),
        "not_when": list(file.not_when),
        "in_force": not _state(rule, situation),
        "path": rule.path,
        "origin": rule.origin,
    }
