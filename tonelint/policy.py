"""What is in force for one message: the rules, as a configuration and options make them, and what was decided beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from tonelint.config.files import Layer
from tonelint.config.force import InForce
from tonelint.config.keys import ConfigFile, Settings
from tonelint.dataclass import dataclass
from tonelint.errors import InvalidFileError, Problem, TonelintError, near
from tonelint.finding import Severity
from tonelint.located import Located
from tonelint.report import USUAL_BAR, Bar
from tonelint.rule import Rule
from tonelint.ruleset import RuleSet

_FAIL_ON = {"error": Severity.ERROR, "warning": Severity.WARNING, "suggestion": Severity.SUGGESTION, "never": None}


@dataclass(frozen=True)
class Policy:
    """The rules in force for a message and the bar that it must reach.

    `situation` goes over the message's own; `usual` is the situation of a message that says none itself. `left`: the rules
    that a configuration or an option leaves out.
    """

    ruleset: RuleSet
    situation: str | None = None
    usual: str | None = None
    bar: Bar = USUAL_BAR
    left: tuple[Rule, ...] = ()


@dataclass(frozen=True)
class Standing:
    """Whether a rule is in force, and who said so last: a layer, under a key, by a name. No layer: nobody did."""

    is_on: bool
    layer: Layer | None = None
    key: str = ""
    name: str = ""

    @property
    def is_by_option(self) -> bool:
        """Tell whether an option of the command says it."""
        return self.layer is not None and self.layer.text is None

    @property
    def origin(self) -> str:
        """Where it is said, as "tonelint.toml:3"; empty when nobody did."""
        if self.layer is None:
            return ""
        return self.layer.origin_of(self.key, self.name) if self.name else self.layer.origin(self.key)


def policy_of(force: InForce, ruleset: RuleSet) -> Policy:
    """Return what layers make of a rule set.

    Raises InvalidFileError or TonelintError when any layer of their configuration names rules that do not exist.
    """
    _check(force.every, ruleset)
    force = today(force, ruleset)
    values = force.values
    is_on = {rule.id: standing(rule, force.layers).is_on for rule in ruleset.rules}
    kept = tuple(adjusted(rule, values) for rule in ruleset.rules if is_on[rule.id])
    left = tuple(rule for rule in ruleset.rules if not is_on[rule.id])
    score = None if values.min_score is None else round(values.min_score * 10)
    *files, options = force.layers
    given = options.said.situation
    usual = next((layer.said.situation for layer in reversed(files) if layer.said.situation), None)
    bar = Bar(_FAIL_ON[values.fail_on or "error"], score, bool(values.fail_on_drop))
    return Policy(replace(ruleset, rules=kept), given, usual, bar, left)


def today(force: InForce, ruleset: RuleSet) -> InForce:
    """Return layers with the names that rules have now."""

    def now(name: str) -> str:
        new = ruleset.now(name)
        return name if new == name else Located.of(name).saying(new)

    def renamed(layer: Layer) -> Layer:
        said = layer.said
        said = replace(
            said,
            select=None if said.select is None else tuple(map(now, said.select)),
            ignore=tuple(map(now, said.ignore)),
            enable=tuple(map(now, said.enable)),
            severity={now(name): severity for name, severity in said.severity.items()},
            points={now(name): points for name, points in said.points.items()},
        )
        return replace(layer, said=said)

    return InForce(tuple(map(renamed, force.layers)), force.every)


def standing(rule: Rule, layers: Iterable[Layer]) -> Standing:
    """Tell whether layers put a rule in force: the last word on it counts, and its own name more than its principle's."""
    wanted, ignored = Standing(rule.file.default == "on"), None
    for layer in layers:
        said = layer.said
        if said.select is not None:
            wanted = Standing(_wants(said.select, rule), layer, "select")
        if _wants(said.enable, rule):
            wanted = Standing(is_on=True, layer=layer, key="enable")
        named = (*(said.select or ()), *said.enable)
        if rule.id in named or (ignored and ignored.name in named):
            ignored = None
        for name in said.ignore:
            if name == rule.id or (name == rule.principle and rule.id not in named and not ignored):
                ignored = Standing(is_on=False, layer=layer, key="ignore", name=name)
    return ignored or wanted


def adjusted(rule: Rule, values: ConfigFile) -> Rule:
    """Return a rule with the severity and points that are said for it."""
    severity, points = values.severity.get(rule.id), values.points.get(rule.id)
    file = rule.file
    if severity is not None:
        file = replace(file, severity=severity, severity_in={})
        rule = replace(rule, milder_with=())
    if points is not None:
        file = replace(file, points=points)
    return rule if file is rule.file else replace(rule, file=file)


def _wants(names: Iterable[str], rule: Rule) -> bool:
    """Tell whether names put a rule in force: one that is off by default must be named itself."""
    return rule.id in names or (rule.principle in names and rule.file.default == "on")


def _check(layers: Iterable[Layer], ruleset: RuleSet) -> None:
    names, strengths = ruleset.names(), {rule.id: rule.is_strength for rule in ruleset.rules}
    strengths |= {old: strengths.get(new, False) for old, new in ruleset.renamed.items()}
    problems: list[Problem] = []
    unknown: list[str] = []
    for layer in layers:
        for name, what in _wrong(layer.said, names, strengths):
            if layer.text:
                where = Located.of(name)
                problems.append(Problem(layer.text.path, where.line, where.column, what))
            else:
                unknown.append(what)
    if unknown:
        raise TonelintError("\n".join(unknown))
    if problems:
        raise InvalidFileError(set(problems))


def _wrong(said: Settings, names: Sequence[str], strengths: Mapping[str, bool]) -> Iterator[tuple[str, str]]:
    """Yield every name that cannot stand where it does, and why. `strengths`: by the id of a rule, whether it is one."""
    for name in (*(said.select or ()), *said.ignore, *said.enable):
        if name not in names:
            yield name, f"unknown rule or principle '{name}'{near(name, names)}"
    for name in (*said.severity, *said.points):
        if name not in strengths:
            yield name, f"unknown rule '{name}'{near(name, strengths)}"
    for name in said.severity:
        if strengths.get(name):
            yield name, f"'{name}' is a strength, and has no severity"
