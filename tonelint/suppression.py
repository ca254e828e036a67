"""What directives hide: findings that begin in their scope, of the rules and principles that they name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tonelint.dataclass import dataclass
from tonelint.finding import Finding, Place
from tonelint.message import Directive
from tonelint.policy import Policy
from tonelint.report import FileReport, HiddenBy, Suppressed, Unused
from tonelint.tally import hidden
from tonelint.text import Region

# A directive by its place, and one of its names.
_Use = tuple[Region, str]


@dataclass(frozen=True, slots=True)
class Case:
    """A message as it was judged: its report with nothing hidden, its directives, and what was in force for it."""

    report: FileReport
    directives: tuple[Directive, ...]
    policy: Policy

    @classmethod
    def of(cls, report: FileReport, directives: Iterable[Directive], policy: Policy) -> Case:
        """Return a case whose directives go by the names that rules have now."""
        now = policy.ruleset.now
        return cls(report, tuple(replace(one, names=tuple(dict.fromkeys(map(now, one.names)))) for one in directives), policy)


def suppressed(cases: Sequence[Case]) -> Iterator[FileReport]:
    """Yield the report of each message of one source with its findings hidden, and with the directives that hid nothing.

    In a catalogue a directive may speak of several messages: it is unused when it hides nothing in any, and is told once.
    """
    gone = [list(_hidden(case)) for case in cases]
    used = {use for one in gone for _, uses in one for use in uses}
    idle = _idle(cases, used)
    for case, one in zip(cases, gone, strict=True):
        regions = dict.fromkeys(directive.region for directive in case.directives)
        unused = [idle.pop(region) for region in regions if region in idle]
        yield hidden(case.report, [finding for finding, _ in one], unused)


def _hidden(case: Case) -> Iterator[tuple[Suppressed, list[_Use]]]:
    """Yield each finding and strength that is hidden, with all that hides it; the directive of the smallest scope says why."""
    base = case.report.source.base.offset
    for finding in (*case.report.findings, *case.report.strengths):
        at = finding.place.start.offset - base
        hiding = [one for one in case.directives if one.scope.start <= at < one.scope.end and _named(finding, one)]
        if hiding:
            nearest = min(hiding, key=lambda one: one.scope.end - one.scope.start)
            by = HiddenBy.FRONT_MATTER if nearest.is_front else HiddenBy.COMMENT
            uses = [(one.region, name) for one in hiding for name in _named(finding, one)]
            yield Suppressed(finding, by, nearest.reason), uses


def _named(finding: Finding, directive: Directive) -> list[str]:
    return [name for name in directive.names if name in (finding.rule, finding.principle)]


def _idle(cases: Sequence[Case], used: set[_Use]) -> dict[Region, Unused]:
    """Return the directives with names that hide nothing though all that they may hide was looked for."""
    verbs: dict[Region, str] = {}
    names: defaultdict[Region, dict[str, None]] = defaultdict(dict)
    for case in cases:
        searched = _searched(case)
        for one in case.directives:
            idle = (name for name in one.names if one.is_judged and name in searched and (one.region, name) not in used)
            names[one.region].update(dict.fromkeys(idle))
            verbs[one.region] = one.verb
    lines = cases[0].report.source.lines
    return {
        region: Unused(
            Place(lines.position(region.start), lines.position(region.end)), f"this {verb} of {', '.join(names[region])} hides nothing"
        )
        for region, verb in verbs.items()
        if names[region]
    }


def _searched(case: Case) -> set[str]:
    """Return the rules that the message was searched for, and the principles of which no rule was left out of the run."""
    skipped = {one.rule for one in case.report.skipped}
    rules = {rule.id for rule in case.policy.ruleset.rules} - skipped
    left = {rule.id for rule in case.policy.left if rule.file.default == "on"}
    return rules | (_principles(rules) - _principles(left))


def _principles(rule_ids: Iterable[str]) -> set[str]:
    return {rule_id.split("/", 1)[0] for rule_id in rule_ids}
