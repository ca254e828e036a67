"""What is in force for one message: the rules, as a configuration and options make them, and what was decided beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tonelint.config.files import Layer
from tonelint.config.force import InForce
from tonelint.config.keys import ConfigFile, Settings
from tonelint.decode import Located
from tonelint.errors import InvalidFileError, Problem, TonelintError, near
from tonelint.finding import Severity
from tonelint.report import USUAL_BAR, Bar
from tonelint.rulefile import Rule
from tonelint.ruleset import RuleSet

_FAIL_ON = {"error": Severity.ERROR, "warning": Severity.WARNING, "suggestion": Severity.SUGGESTION, "never": None}


@dataclass(frozen=True)
class Policy:
    """The rules in force for a message and the bar that it must reach.

    `situation` goes over the message's own; `usual` is the situation of a message that says none itself.
    """

    ruleset: RuleSet
    situation: str | None = None
    usual: str | None = None
    bar: Bar = USUAL_BAR


def policy_of(force: InForce, ruleset: RuleSet) -> Policy:
    """Return what layers make of a rule set. Raises InvalidFileError or TonelintError when they name rules that do not exist."""
    _check(force.layers, ruleset)
    force = InForce(tuple(_today(layer, ruleset) for layer in force.layers))
    values = force.values
    kept = tuple(_adjusted(rule, values) for rule in ruleset.rules if _is_in_force(rule, force.layers))
    score = None if values.min_score is None else round(values.min_score * 10)
    *files, options = force.layers
    given = options.said.situation
    usual = next((layer.said.situation for layer in reversed(files) if layer.said.situation), None)
    bar = Bar(_FAIL_ON[values.fail_on or "error"], score, bool(values.fail_on_drop))
    return Policy(replace(ruleset, rules=kept), given, usual, bar)


def _today(layer: Layer, ruleset: RuleSet) -> Layer:
    """Return what a layer says with the names that rules have now."""
    said, now = layer.said, ruleset.now
    return replace(
        layer,
        said=replace(
            said,
            select=None if said.select is None else tuple(map(now, said.select)),
            ignore=tuple(map(now, said.ignore)),
            enable=tuple(map(now, said.enable)),
            severity={now(name): severity for name, severity in said.severity.items()},
            points={now(name): points for name, points in said.points.items()},
        ),
    )


def _is_in_force(rule: Rule, layers: Iterable[Layer]) -> bool:
    """Tell whether the layers put a rule in force: the last word on it counts, its own name more than its principle's."""
    is_on = rule.file.default == "on"
    is_ignored = False
    for layer in layers:
        said = layer.said
        if said.select is not None:
            is_on = rule.id in said.select or (rule.principle in said.select and rule.file.default == "on")
        if _names(rule, said.enable):
            is_on, is_ignored = True, False
        if rule.id in (said.select or ()):
            is_ignored = False
        is_ignored = is_ignored or _names(rule, said.ignore)
    return is_on and not is_ignored


def _names(rule: Rule, names: Iterable[str]) -> bool:
    return any(name in (rule.id, rule.principle) for name in names)


def _adjusted(rule: Rule, values: ConfigFile) -> Rule:
    """Return a rule with the severity and points that are said for it; a strength has no severity to change."""
    severity, points = values.severity.get(rule.id), values.points.get(rule.id)
    file = rule.file
    if severity is not None and not rule.is_strength:
        file = replace(file, severity=severity, severity_in={})
    if points is not None:
        file = replace(file, points=points)
    return rule if file is rule.file else replace(rule, file=file)


def _check(layers: Iterable[Layer], ruleset: RuleSet) -> None:
    names, ids = ruleset.names(), [*(rule.id for rule in ruleset.rules), *ruleset.renamed]
    problems: list[Problem] = []
    unknown: list[str] = []
    for layer in layers:
        for name, known, what in _named(layer.said, names, ids):
            message = f"unknown {what} '{name}'{near(name, known)}"
            if layer.text:
                where = Located.of(name)
                problems.append(Problem(layer.text.path, where.line, where.column, message))
            else:
                unknown.append(message)
    if unknown:
        raise TonelintError("\n".join(unknown))
    if problems:
        raise InvalidFileError(set(problems))


def _named(said: Settings, names: list[str], ids: list[str]) -> Iterator[tuple[str, list[str], str]]:
    """Yield every name that is none, with those that there are."""
    for given, known, what in (
        ((*(said.select or ()), *said.ignore, *said.enable), names, "rule or principle"),
        ((*said.severity, *said.points), ids, "rule"),
    ):
        yield from ((name, known, what) for name in given if name not in known)
