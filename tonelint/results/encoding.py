"""Outcomes as plain data for JSON, and back: whatever is not as we write it is a ValueError, for a checkout may bring any file.

A record is a list of its fields in order. What nearly all records of a run share stands once, in `Common`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tonelint.finding import Finding
from tonelint.groups import Group, Outcome
from tonelint.report import Bar, FileError, FileReport, HiddenBy, SituationFound, Suppressed, Unused
from tonelint.results.common import Common
from tonelint.results.findings import Findings, Later, as_columns
from tonelint.results.records import INT, SEVERITIES, as_place, checked, place_as_data, records, signatures, wrong
from tonelint.source import Source
from tonelint.text import Position

_PAIR = signatures(str, str)
_ERROR = signatures(int, str, INT, INT)
_REPORT = signatures(int, list, str, list, int, list, list, int, int, list, int, str, list, list)
_SOURCE = signatures(str, bool, int)
_SITUATION = signatures(str, str, list)
_BAR = signatures(int, INT, bool)
_HIDDEN = signatures(str, str)
_UNUSED = signatures(*[int] * 6, str)


def encoded(outcome: Outcome, group: Group, common: Common, most: int) -> str | None:
    """Return an outcome as JSON; None when there are more than `most` characters of it."""
    number = {name: index for index, name in enumerate((*group.names, *group.paths))}
    reports: list[str] = []
    for report in outcome.reports:
        reports.append(_json([number[report.source.path], *_report(report, common)]))
        most -= len(reports[-1])
        if most < 0:
            return None
    rest = _json(_beside_reports(outcome, number))
    return f"[[{','.join(reports)}],{rest[1:]}" if len(rest) <= most else None


def _json(data: list[Any]) -> str:
    return json.dumps(data, separators=(",", ":"))


def _beside_reports(outcome: Outcome, number: Mapping[str, int]) -> list[Any]:
    return [
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
            tuple([FileError(names[path], *rest) for path, *rest in records(errors, _ERROR)]),
            tuple([(names[path], names[other]) for path, other in twins]),
            tuple([names[path] for path in empty]),
            as_pairs(renamed),
        )
    except (TypeError, LookupError, ValueError, AttributeError, OverflowError) as error:
        message = f"no outcome: {error}"
        raise ValueError(message) from None


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(map(_text, values))


def _text(value: Any) -> str:
    if type(value) is not str:
        raise wrong(value)
    return value


def as_pairs(rows: Any) -> tuple[tuple[str, str], ...]:
    """Return pairs of texts. Raises ValueError when they are none."""
    return tuple([(first, second) for first, second in records(rows, _PAIR)])


def _report(report: FileReport, common: Common) -> list[Any]:
    source, situation, bar = report.source, report.situation, report.bar
    return [
        [source.text, source.is_sent, source.base.line],
        report.format,
        [situation.name, situation.source, list(situation.evidence)],
        report.score,
        [value for pair in report.principles for value in pair],
        as_columns([*report.findings, *report.strengths, *(one.finding for one in report.suppressed)], common),
        len(report.findings),
        len(report.strengths),
        [[one.by.value, one.reason] for one in report.suppressed],
        common.number_of(report.skipped),
        report.label,
        [[*place_as_data(unused.place), unused.what] for unused in report.unused],
        [bar.severity or 0, bar.score, bar.drop],
    ]


def _as_report(row: Any, names: Sequence[str], common: Common) -> FileReport:
    name, source, form, situation, score, principles, columns, faults, strengths, hidden, *rest = checked(row, _REPORT)
    skipped, label, unused, bar = rest
    text, is_sent, first = checked(source, _SOURCE)
    told, by, evidence = checked(situation, _SITUATION)
    severity, least, drop = checked(bar, _BAR)
    findings = Findings(columns, common)
    shown = faults + strengths
    if not 0 <= faults <= shown == len(findings) - len(hidden):
        raise wrong(row)
    findings.look_at_lines(shown, first, first + text.count("\n"))
    return FileReport(
        Source(names[name], text, is_sent, Position(first, 1, 0)),
        form,
        SituationFound(told, by, _texts(evidence)),
        score,
        _principles(principles),
        tuple(findings.made(0, faults)),
        Later(findings, faults, shown),
        _suppressed(findings.made(shown, len(findings)), hidden) if hidden else (),
        common.skipped[skipped],
        label,
        tuple([Unused(as_place(one[:6]), one[6]) for one in records(unused, _UNUSED)]),
        Bar(SEVERITIES[severity], least, drop),
    )


def _suppressed(findings: Sequence[Finding], hidden: Any) -> tuple[Suppressed, ...]:
    return tuple([Suppressed(one, HiddenBy(by), why) for one, (by, why) in zip(findings, records(hidden, _HIDDEN), strict=True)])


def _principles(values: Any) -> tuple[tuple[str, int], ...]:
    names, points = values[::2], values[1::2]
    if set(map(type, names)) - {str} or set(map(type, points)) - {int}:
        raise wrong(values)
    return tuple(zip(names, points, strict=True))
