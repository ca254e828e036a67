"""Outcomes as plain data for JSON, and back: whatever is not as we write it is a ValueError, for a checkout may bring any file.

A record is a list of its fields in order. What nearly all records of a run share stands once, in `Common`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
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
            tuple([FileError(names[path], *rest) for path, *rest in (_checked(row, _ERROR) for row in errors)]),
            tuple([(names[path], names[other]) for path, other in twins]),
            tuple([names[path] for path in empty]),
            as_pairs(renamed),
        )
    except (TypeError, LookupError, ValueError, AttributeError, OverflowError) as error:
        message = f"no outcome: {error}"
        raise ValueError(message) from None


_NONE = type(None)
_Signatures = frozenset[tuple[type, ...]]


def _signatures(*kinds: type | tuple[type, ...]) -> _Signatures:
    """Return all that the types of a record may be, given the type or the types of each field."""
    return frozenset(product(*(kind if isinstance(kind, tuple) else (kind,) for kind in kinds)))


_INT, _STR, _LIST = (int, _NONE), (str, _NONE), (list, _NONE)
_PAIR = _signatures(str, str)
_ERROR = _signatures(int, str, _INT, _INT)
_REPORT = _signatures(int, list, str, list, int, list, list, list, list, int, str, list, list)
_SOURCE = _signatures(str, bool, int)
_SITUATION = _signatures(str, str, list)
_BAR = _signatures(_INT, _INT, bool)
_HIDDEN = _signatures(list, str, str)
_UNUSED = _signatures(*[int] * 6, str)
_FINDING = _signatures(*[int] * 7, str, str, _LIST, _INT, int, int, _STR, _STR, str, _LIST)
_WORDS = _signatures(str, _STR)
_FIX = _signatures(*[int] * 6, str, str)


def _checked(row: Any, signatures: _Signatures) -> Any:
    if tuple(map(type, row)) not in signatures:
        message = f"not as it was written: {row!r:.80}"
        raise ValueError(message)
    return row


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(map(_text, values))


def _text(value: Any) -> str:
    if type(value) is not str:
        message = f"no text: {value!r:.80}"
        raise ValueError(message)
    return value


def as_pairs(rows: Any) -> tuple[tuple[str, str], ...]:
    """Return pairs of texts. Raises ValueError when they are none."""
    return tuple([(first, second) for first, second in (_checked(row, _PAIR) for row in rows)])


def _report(report: FileReport, common: Common) -> list[Any]:
    source, situation, bar = report.source, report.situation, report.bar
    return [
        [source.text, source.is_sent, source.base.line],
        report.format,
        [situation.name, situation.source, list(situation.evidence)],
        report.score,
        [value for pair in report.principles for value in pair],
        [_finding(finding, common) for finding in report.findings],
        [_finding(finding, common) for finding in report.strengths],
        [[_finding(one.finding, common), one.by.value, one.reason] for one in report.suppressed],
        common.number_of(report.skipped),
        report.label,
        [[*_place(unused.place), unused.what] for unused in report.unused],
        [bar.severity, bar.score, bar.drop],
    ]


def _as_report(row: Any, names: Sequence[str], common: Common) -> FileReport:
    name, source, form, situation, score, principles, findings, strengths, hidden, skipped, label, unused, bar = _checked(row, _REPORT)
    text, is_sent, first = _checked(source, _SOURCE)
    told, by, evidence = _checked(situation, _SITUATION)
    severity, least, drop = _checked(bar, _BAR)
    read = _Findings(common, first, first + text.count("\n"))
    return FileReport(
        Source(names[name], text, is_sent, Position(first, 1, 0)),
        form,
        SituationFound(told, by, _texts(evidence)),
        score,
        _principles(principles),
        tuple(map(read.shown, findings)),
        tuple(map(read.shown, strengths)),
        tuple([Suppressed(read.finding(one), HiddenBy(by), why) for one, by, why in (_checked(row, _HIDDEN) for row in hidden)]),
        common.skipped[skipped],
        label,
        tuple([Unused(_as_place(one[:6]), one[6]) for one in (_checked(row, _UNUSED) for row in unused)]),
        Bar(common.severity(severity), least, drop),
    )


def _place(place: Place) -> list[int]:
    start, end = place.start, place.end
    return [start.line, start.column, start.offset, end.line, end.column, end.offset]


def _principles(values: Any) -> tuple[tuple[str, int], ...]:
    names, points = values[::2], values[1::2]
    if set(map(type, names)) - {str} or set(map(type, points)) - {int}:
        message = f"no points of principles: {values!r:.80}"
        raise ValueError(message)
    return tuple(zip(names, points, strict=True))


def _as_place(row: Sequence[int]) -> Place:
    if min(row) < 0:
        message = f"no place: {row!r:.80}"
        raise ValueError(message)
    return Place(Position(row[0], row[1], row[2]), Position(row[3], row[4], row[5]))


def _finding(finding: Finding, common: Common) -> list[Any]:
    number = common.rule(finding.rule)
    rule, fix = common.rules[number], finding.fix
    is_usual = (finding.message, finding.suggestion) == (rule.message, rule.suggestion)
    return [
        number,
        *_place(finding.place),
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


@dataclass(frozen=True, slots=True)
class _Findings:
    """Reads the findings of a report, whose source has the lines from `first` to `last`."""

    common: Common
    first: int
    last: int

    def shown(self, row: Any) -> Finding:
        """Return a finding whose lines are shown, so that they must be there."""
        finding = self.finding(row)
        first, last = row[1], min(row[4], row[1] + LINES - 1)
        if not finding.origin and not self.first <= first <= last <= self.last:
            message = f"lines that are not there: {row!r:.80}"
            raise ValueError(message)
        return finding

    def finding(self, row: Any) -> Finding:
        number, *place, text, part, words, severity, worth, points, like, origin, sentence, fix = _checked(row, _FINDING)
        rule = self.common.rules[number]
        message, suggestion = _checked(words, _WORDS) if words else (rule.message, rule.suggestion)
        kind = self.common.severity(severity)
        better = Fix(_as_place(_checked(fix, _FIX)[:6]), fix[6], fix[7]) if fix else None
        return Finding(rule.id, _as_place(place), text, part, message, suggestion, kind, worth, points, like, origin, sentence, better)
