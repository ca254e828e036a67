"""What the tests of suppression share: a file linted, and what comes of each finding, directive and mistake, line by line."""

import io

from tonelint.engine import Engine, checked
from tonelint.errors import Problem
from tonelint.policy import Policy
from tonelint.readers import PLAIN, read_file
from tonelint.rulefile import read_rule
from tonelint.ruleset import RuleSet

RULE = """\
id: own/{word}
severity: warning
points: 5
message: A push.
why: A reason.
any:
  - phrase: ["{word}"]
{more}
examples: {{bad: ["a"], good: ["b"]}}
"""
UNSIGNED = """\
id: whole/unsigned
severity: warning
points: 5
message: Nobody signs.
why: A reason.
any:
  - absent: {signature: [person], fragment: true}
examples: {bad: ["a"], good: ["b"]}
"""

IGNORE = "tonelint: ignore own/hurry"
HIDDEN, SHOWN = "`own/hurry` is hidden by comment", "`own/hurry` is reported"


def three(rules):
    """Return rules that mark "hurry", "sale" but in a notice, and a message that nobody signs."""
    texts = (RULE.format(word="hurry", more=""), RULE.format(word="sale", more="not-when: [notice]"), UNSIGNED)
    own = tuple(read_rule(f"{number}.yml", text, rules.lists)[0] for number, text in enumerate(texts))
    return RuleSet(own, rules.lists, rules.situations)


def engine_of_three(rules):
    return Engine(three(rules))


def pushes(engine, path, text, **options):
    """Return the outcome but for the signature that most of these texts lack."""
    return [one for one in outcome(engine, path, text, **options) if "whole/unsigned` is reported" not in one[1]]


def outcome(engine, path, text, *, wanted=PLAIN, left=(), situation=None):
    """Return pairs of a line and what is said of it, in order; `left` are rules that the run was not asked for."""
    rules = engine.ruleset
    every = RuleSet((*rules.rules, *left), rules.lists, rules.situations)
    data = text if isinstance(text, bytes) else text.encode()
    said, mistakes, messages = [], set(), []
    for item in read_file(path, io.BytesIO(data), wanted):
        message, problems = (None, [item]) if isinstance(item, Problem) else checked(item, every)
        mistakes |= {(problem.line, f"error in column {problem.column}: {problem.what}") for problem in problems}
        messages += [message] if message else []
    for report in engine.lint(messages, lambda _: Policy(rules, situation, left=tuple(left))):
        found = (*report.findings, *report.strengths)
        said += ((finding.place.start.line, f"`{finding.rule}` is reported") for finding in found)
        for one in report.suppressed:
            reason = f": {one.reason}" if one.reason else ""
            said.append((one.finding.place.start.line, f"`{one.finding.rule}` is hidden by {one.by.value}{reason}"))
        said += ((unused.place.start.line, unused.what) for unused in report.unused)
    return sorted([*said, *mistakes])
