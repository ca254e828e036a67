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
from tonelint.config.force import InForce
from tonelint.dataclass import dataclass
from tonelint.names import PRINCIPLES
from tonelint.packs import BUILT_IN
from tonelint.policy import Standing, adjusted, standing, today
from tonelint.rule import Rule, RuleFile
from tonelint.writers.style import Style
from tonelint.writers.terminal import console_for


@click.command()
@config_options
@rule_options
@situation_option
@click.option("--format", "format_", type=click.Choice(["table", "json"]), default="table", show_default=True)
def rules(*, format_: str, **options: Any) -> None:
    """List the rules by principle: what a configuration changed, what it or a situation switches off, and whose they are."""
    project = project_of(options)
    policy = project.policy_in(project.here)
    every = project.rules_of(project.here)
    force = today(project.here, every)
    situation = policy.situation or policy.usual
    rows = [_row(rule, force, situation) for rule in sorted(every.rules, key=_order)]
    # What the options of this very command leave out was not asked for.
    rows = [row for row in rows if row.standing.is_on or not row.standing.is_by_option]
    if format_ == "json":
        click.echo(json.dumps([_data(row) for row in rows], indent=2, ensure_ascii=False))
        return
    console = console_for(sys.stdout, Style())
    for principle, group in groupby(rows, key=lambda row: row.rule.principle):
        table = Table(title=principle, title_justify="left", title_style="bold", box=None, padding=(0, 2, 0, 0), show_header=False)
        for row in group:
            file = row.rule.file
            said = "\n".join([str(file.message), *_states(row)])
            table.add_row(row.rule.id.split("/")[1], _kind(file), Text(said), style="dim" if _off(row) else "")
        console.print(table)
        console.print()


@dataclass(frozen=True)
class _Row:
    """A rule as it is in force, or would be. `situation` is that which switches it off; `changed`: where its values come from."""

    rule: Rule
    standing: Standing
    situation: str | None
    changed: dict[str, str]


def _row(rule: Rule, force: InForce, situation: str | None) -> _Row:
    is_off = situation and (situation in rule.file.not_when or (rule.file.when and situation not in rule.file.when))
    changed = {key: origin for key in ("severity", "points") if (origin := force.origin_of(key, rule.id))}
    return _Row(adjusted(rule, force.values), standing(rule, force.layers), situation if is_off else None, changed)


def _order(rule: Rule) -> tuple[int, str, bool, str]:
    place = PRINCIPLES.index(rule.principle) if rule.principle in PRINCIPLES else len(PRINCIPLES)
    return (place, rule.principle, rule.is_strength, rule.id)


def _kind(file: RuleFile) -> str:
    return file.severity.label if file.severity else "strength"


def _off(row: _Row) -> str | None:
    """Say what switches a rule off, if anything does."""
    if not row.standing.is_on:
        return row.standing.origin or "default"
    return f"situation {row.situation}" if row.situation else None


def _states(row: _Row) -> list[str]:
    off = _off(row)
    if off:
        states = ["off by default" if off == "default" else f"off in {off}"]
    else:
        states = [f"{key} from {origin}" for key, origin in row.changed.items()]
    return [*states, *([] if row.rule.origin == BUILT_IN else [f"rule from {row.rule.origin}"])]


def _data(row: _Row) -> dict[str, Any]:
    file = row.rule.file
    return {
        "id": row.rule.id,
        "kind": file.kind,
        "severity": file.severity.label if file.severity else None,
        "severity_in": {name: severity.label for name, severity in file.severity_in.items()},
        "points": file.points,
        "message": str(file.message),
        "basis": file.basis,
        "evidence": file.evidence,
        "when": list(file.when),
        "not_when": list(file.not_when),
        "in_force": not _off(row),
        "off": _off(row),
        "changed": row.changed,
        "path": row.rule.path,
        "origin": row.rule.origin,
    }
