"""Findings as columns, for a run may have tens of thousands: a column is looked at as a whole, in a tenth of the time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tonelint.finding import Finding, Fix, Place
from tonelint.groups import LINES
from tonelint.results.common import Common
from tonelint.results.records import LIST, SEVERITIES, STR, as_place, checked, place_as_data, records, signatures, wrong
from tonelint.text import Position

# The columns: rule, place, severity and worth, which are natural numbers, points, and then text, part and sentence.
_NATURAL = 9
_COLUMNS = (*[int] * (_NATURAL + 1), *[str] * 3)
# What few findings have: the number of the finding, words that are not its rule's, what it is like, its origin and its fix.
_RARE = signatures(int, LIST, STR, STR, LIST)
_WORDS = signatures(str, STR)
_FIX = signatures(*[int] * 6, str, str)


def as_columns(findings: Sequence[Finding], common: Common) -> list[Any]:
    """Return findings as data: columns, and a record for each that has what few have."""
    columns = map(list, zip(*(_usual(finding, common) for finding in findings), strict=True))
    rare = ([number, *_rare(finding, common)] for number, finding in enumerate(findings))
    return [list(columns), [row for row in rare if row[1:] != [None] * 4]]


def _usual(finding: Finding, common: Common) -> tuple[Any, ...]:
    number, severity = common.rule(finding.rule), finding.severity or 0
    numbers = (number, *place_as_data(finding.place), severity, finding.worth, finding.points)
    return (*numbers, finding.text, finding.part, finding.sentence)


def _rare(finding: Finding, common: Common) -> list[Any]:
    rule, fix = common.rules[common.rule(finding.rule)], finding.fix
    is_usual = (finding.message, finding.suggestion) == (rule.message, rule.suggestion)
    words = None if is_usual else [finding.message, finding.suggestion]
    return [words, finding.like, finding.origin, [*place_as_data(fix.place), fix.text, fix.instead] if fix else None]


def from_columns(data: Any, common: Common) -> list[Finding]:
    """Return findings from data. Raises ValueError, TypeError or LookupError when it is none."""
    columns, rare = data
    found = _found(columns, common) if columns else []
    for number, words, like, origin, fix in records(rare, _RARE):
        if number < 0:
            raise wrong(rare)
        message, suggestion = checked(words, _WORDS) if words else (found[number].message, found[number].suggestion)
        better = Fix(as_place(checked(fix, _FIX)[:6]), fix[6], fix[7]) if fix else None
        found[number] = replace(found[number], message=message, suggestion=suggestion, like=like, origin=origin, fix=better)
    return found


def _found(columns: Sequence[Any], common: Common) -> list[Finding]:
    for column, kind in zip(columns, _COLUMNS, strict=True):
        if set(map(type, column)) != {kind}:
            raise wrong(column)
    if min(map(min, columns[:_NATURAL])) < 0:
        raise wrong(columns)
    numbers, *place, severities, worths, points, texts, parts, sentences = columns
    rules = [common.rules[number] for number in numbers]
    places = map(Place, map(Position, *place[:3]), map(Position, *place[3:]))
    kinds = map(SEVERITIES.__getitem__, severities)
    return [
        Finding(rule.id, place, text, part, rule.message, rule.suggestion, severity, worth, added, None, None, sentence)
        for rule, place, text, part, severity, worth, added, sentence in zip(
            rules, places, texts, parts, kinds, worths, points, sentences, strict=True
        )
    ]


def all_shown(findings: Sequence[Finding], first: int, last: int) -> None:
    """Raise ValueError unless a source with the lines from `first` to `last` has those that a report shows of findings."""
    for finding in findings:
        start, end = finding.place
        if not (finding.origin or first <= start.line <= min(end.line, start.line + LINES - 1) <= last):
            raise wrong(finding.place)
