"""Outcomes as plain data for JSON, and back: whatever is not as we write it is a ValueError, for a checkout may bring any file.

A record is a list of its fields in order. What nearly all records of a run share stands once, in `Common`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tonelint.finding import Finding, Fix, Place, Severity
from tonelint.groups import LINES, Group, Outcome
from tonelint.message import Source
from tonelint.report import Bar, FileError, FileReport, HiddenBy, RuleInfo, SituationFound, Skipped, Suppressed, Unused
from tonelint.text import Position


@dataclass
class Common:
    """What the outcomes under one configuration share. `rules`: all that are in force; `skipped`: the lists of those not applied."""

    rules: tuple[RuleInfo, ...]
    renamed: tuple[tuple[str, str], ...] = ()
    skipped: list[tuple[Skipped, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._by_id = {rule.id: number for number, rule in enumerate(self.rules)}
        self._numbers = {skipped: number for number, skipped in enumerate(self.skipped)}
        self._severities = {severity.value: severity for severity in Severity}

    def number_of(self, skipped: tuple[Skipped, ...]) -> int:
        """Return the number of a list of rules that were not applied, which is kept if it is new."""
        if skipped not in self._numbers:
            self._numbers[skipped] = len(self.skipped)
            self.skipped.append(skipped)
        return self._numbers[skipped]

    def rule(self, rule_id: str) -> int:
        """Return the number of a rule."""
        return self._by_id[rule_id]

    def severity(self, value: int | None) -> Severity | None:
        """Return a severity by its value."""
        return None if value is None else self._severities[value]


def encoded(outcome: Outcome, group: Group, common: Common) -> list[Any]:
    """Return an outcome as data."""
    number = {name: index for index, name in enumerate((*group.names, *group.paths))}
    return [
        [[number[report.source.path], *_report(report, common)] for report in outcome.reports],
        [[number[error.path], error.message, error.line, error.column] for error in outcome.errors],
        [[number[path], number[other]] for path, other in outcome.twins],
        [number[path] for path in outcome.empty],
        [list(names) for names in outcome.renamed],
    ]


def decoded(data: Any, group: Group, common: Common) -> Outcome:
    """Return an outcome from data. Raises ValueError when it is none."""
    names = (*group.names, *group.paths)
    try:
        reports, errors, twins, empty, renamed = data
        return Outcome(
            tuple([_as_report(row, names, common) for row in reports]),
            tuple([FileError(names[row[0]], *_checked(row[1:], (str,), _INT, _INT)) for row in errors]),
            tuple([(names[path], names[other]) for path, other in twins]),
            tuple([names[path] for path in empty]),
            as_pairs(renamed),
        )
    except (TypeError, LookupError, ValueError, AttributeError, OverflowError) as error:
        message = f"no outcome: {error}"
        raise ValueError(message) from None


_NONE = type(None)
_INT = (int, _NONE)
_STR = (str, _NONE)


def _checked(row: Sequence[Any], *kinds: tuple[type, ...]) -> Sequence[Any]:
    if type(row) is not list or len(row) != len(kinds) or any(type(value) not in kind for value, kind in zip(row, kinds, strict=True)):
        message = f"not as it was written: {row!r:.80}"
        raise ValueError(message)
    return row


def as_pairs(rows: Any) -> tuple[tuple[str, str], ...]:
    """Return pairs of texts. Raises ValueError when they are none."""
    return tuple([(first, second) for first, second in (_checked(row, (str,), (str,)) for row in rows)])


def _report(report: FileReport, common: Common) -> list[Any]:
    source, situation, bar = report.source, report.situation, report.bar
    return [
        [source.text, source.is_sent, source.base.line],
        report.format,
        [situation.name, situation.source, list(situation.evidence)],
        report.score,
        [list(pair) for pair in report.principles],
        [_finding(finding, common) for finding in report.findings],
        [_finding(finding, common) for finding in report.strengths],
        [[_finding(one.finding, common), one.by.value, one.reason] for one in report.suppressed],
        common.number_of(report.skipped),
        report.label,
        [[*_place(unused.place), unused.what] for unused in report.unused],
        [bar.severity, bar.score, bar.drop],
    ]


_REPORT = ((int,), (list,), (str,), (list,), (int,), (list,), (list,), (list,), (list,), (int,), (str,), (list,), (list,))


def _as_report(row: Any, names: Sequence[str], common: Common) -> FileReport:
    name, source, form, situation, score, principles, findings, strengths, hidden, skipped, label, unused, bar = _checked(row, *_REPORT)
    text, is_sent, first = _checked(source, (str,), (bool,), (int,))
    told, by, evidence = _checked(situation, (str,), (str,), (list,))
    severity, least, drop = _checked(bar, _INT, _INT, (bool,))
    read = _Findings(common, first, first + text.count("\n"))
    return FileReport(
        Source(names[name], text, is_sent, Position(first, 1, 0)),
        form,
        SituationFound(told, by, tuple(_checked(evidence, *[(str,)] * len(evidence)))),
        score,
        tuple([(principle, points) for principle, points in (_checked(pair, (str,), (int,)) for pair in principles)]),
        tuple(map(read.shown, findings)),
        tuple(map(read.shown, strengths)),
        tuple([Suppressed(read.finding(one), HiddenBy(what), _checked([why], (str,))[0]) for one, what, why in hidden]),
        common.skipped[skipped],
        label,
        tuple([Unused(_as_place(one[:6]), *_checked(one[6:], (str,))) for one in unused]),
        Bar(common.severity(severity), least, drop),
    )


def _place(place: Place) -> list[int]:
    start, end = place.start, place.end
    return [start.line, start.column, start.offset, end.line, end.column, end.offset]


_PLACE = (int,) * 6


def _as_place(row: Any) -> Place:
    if tuple(map(type, row)) != _PLACE or min(row[0], row[1], row[3], row[4]) < 1:
        message = f"no place: {row!r:.80}"
        raise ValueError(message)
    return Place(Position(row[0], row[1], row[2]), Position(row[3], row[4], row[5]))


def _finding(finding: Finding, common: Common) -> list[Any]:
    number = common.rule(finding.rule)
    rule, fix = common.rules[number], finding.fix
    is_usual = (finding.message, finding.suggestion) == (rule.message, rule.suggestion)
    return [
        number,
        _place(finding.place),
        finding.text,
        finding.part,
        None if is_usual else [finding.message, finding.suggestion],
        finding.severity,
        finding.worth,
        finding.points,
        finding.like,
        finding.origin,
        finding.sentence,
        [*_place(fix.place), fix.text, fix.instead] if fix else None,
    ]


_FINDING = ((int,), (list,), (str,), (str,), (list, _NONE), _INT, (int,), (int,), _STR, _STR, (str,), (list, _NONE))


@dataclass(frozen=True, slots=True)
class _Findings:
    """Reads the findings of a report, whose source has the lines from `first` to `last`."""

    common: Common
    first: int
    last: int

    def shown(self, row: Any) -> Finding:
        """Return a finding whose lines are shown, so that they must be there."""
        finding = self.finding(row)
        place = finding.place
        if not finding.origin and not self.first <= place.start.line <= min(place.end.line, place.start.line + LINES - 1) <= self.last:
            message = f"lines that are not there: {place}"
            raise ValueError(message)
        return finding

    def finding(self, row: Any) -> Finding:
        number, place, text, part, words, severity, worth, points, like, origin, sentence, fix = _checked(row, *_FINDING)
        rule, at = self.common.rules[number], _as_place(place)
        if words is None:
            message, suggestion = rule.message, rule.suggestion
        else:
            message, suggestion = _checked(words, (str,), _STR)
        kind = self.common.severity(severity)
        better = None if fix is None else Fix(_as_place(fix[:6]), *_checked(fix[6:], (str,), (str,)))
        return Finding(rule.id, at, text, part, message, suggestion, kind, worth, points, like, origin, sentence, better)
