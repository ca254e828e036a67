"""tonelint test: run the examples in rule files."""

from __future__ import annotations

import click

from tonelint import examples, ruleset
from tonelint.engine import Engine


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
def test(paths: tuple[str, ...]) -> int:
    """Run the examples in rule files: the built-in ones, or those of PATHS (a rule author's test runner)."""
    built_in = {rule.id for rule in ruleset.load().rules}
    every = ruleset.load(paths)
    chosen = [rule for rule in every.rules if not paths or rule.id not in built_in]
    problems = list(examples.run(Engine(every), chosen))
    for problem in problems:
        click.echo(str(problem))
    count = sum(len(rule.file.examples.bad) + len(rule.file.examples.good) for rule in chosen)
    click.echo(f"{len(chosen)} rules, {count} examples, {len(problems)} problems")
    return int(bool(problems))
