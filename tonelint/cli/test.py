"""tonelint test: run the examples in rule files."""

from __future__ import annotations

import click

from tonelint import examples, ruleset
from tonelint.cli.options import pack_option
from tonelint.engine import Engine
from tonelint.packs import BUILT_IN


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@pack_option
def test(paths: tuple[str, ...], packs: tuple[str, ...]) -> int:
    """Run the examples in rule files: the built-in ones, or those of PATHS and packs (a rule author's test runner)."""
    every = ruleset.load(paths, packs=packs)
    chosen = [rule for rule in every.rules if not (paths or packs) or rule.origin != BUILT_IN]
    problems = list(examples.run(Engine(every), chosen))
    for problem in problems:
        click.echo(str(problem))
    count = sum(len(rule.file.examples.bad) + len(rule.file.examples.good) for rule in chosen)
    click.echo(f"{len(chosen)} rules, {count} examples, {len(problems)} problems")
    return int(bool(problems))
