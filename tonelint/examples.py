"""Running the examples of rule files: they are the rules' tests and their documentation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tonelint.engine import Engine
from tonelint.errors import Problem
from tonelint.message import Message
from tonelint.readers import plain
from tonelint.report import FileReport
from tonelint.rule import Example, Rule
from tonelint.source import Source

LEAST = 6


def run(engine: Engine, rules: Iterable[Rule]) -> Iterator[Problem]:
    """Yield a problem for every example that does not do what its rule file says, at the example's line."""
    for rule in rules:
        examples = [*((e, True) for e in rule.file.examples.bad), *((e, False) for e in rule.file.examples.good)]
        yield from _too_few(rule)
        reports = engine.lint(message for example, _ in examples for message in _messages(rule, example))
        for (example, is_bad), report in zip(examples, reports, strict=True):
            today = replace(example, also=tuple(engine.ruleset.now(name) for name in example.also))
            for what in _judge(rule, today, report, is_bad=is_bad):
                yield Problem(rule.path, example.line, 1, what)


def _messages(rule: Rule, example: Example) -> Iterator[Message]:
    for message in plain.read(Source(rule.path, example.text)):
        yield replace(message, situation=example.situation) if example.situation else message


def _too_few(rule: Rule) -> Iterator[Problem]:
    for name, examples in (("bad", rule.file.examples.bad), ("good", rule.file.examples.good)):
        if len({example.text for example in examples}) < LEAST:
            yield Problem(rule.path, 1, 1, f"{rule.id} needs at least {LEAST} different {name} examples")


def _judge(rule: Rule, example: Example, report: FileReport, *, is_bad: bool) -> Iterator[str]:
    every = (*report.findings, *report.strengths)
    own = tuple(finding.text for finding in every if finding.rule == rule.id)
    if is_bad and not own:
        yield f"{rule.id} does not mark this bad example: {example.text[:60]!r}"
    elif is_bad and example.marks and own != tuple(" ".join(mark.split()) for mark in example.marks):
        yield f"{rule.id} marks {', '.join(map(repr, own))}, not {', '.join(map(repr, example.marks))}"
    elif not is_bad and own:
        yield f"{rule.id} marks {own[0]!r} in this good example: {example.text[:60]!r}"
    others = {finding.rule for finding in report.findings} - {rule.id}
    if not is_bad:
        for other in sorted(others - set(example.also)):
            yield f"{other} marks this good example; if it is right, name it under 'also'"
