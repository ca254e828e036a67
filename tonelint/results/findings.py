"""Findings as columns, for a run may have tens of thousands: a column is looked at as a whole, in a tenth of the time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, overload

from tonelint.finding import Finding, Fix, Place
from tonelint.groups import LINES
from tonelint.results.common import Common
from tonelint.results.records import LIST, SEVERITIES, STR, as_place, checked, place_as_data, records, signatures, wrong
from tonelint.text import Position

# The columns: rule, place, severity and worth, which are natural numbers, points, and then text, part and sentence.
_NATURAL = 9
_COLUMNS = [*[{int}] * (_NATURAL + 1), *[{str}] * 3]
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


class Findings:
    """Findings that were kept: all of it is looked at here, and they are made when they are asked for.

    Raises ValueError, TypeError or LookupError when the data is not as we write it.
    """

    def __init__(self, data: Any, common: Common) -> None:
        columns, rare = data
        self._columns: list[Any] = columns or [[]] * len(_COLUMNS)
        self._common = common
        if columns:
            self._look(columns)
        self._rare = {number: (_words(words), like, origin, _fix(fix)) for number, words, like, origin, fix in records(rare, _RARE)}
        if not all(0 <= number < len(self) for number in self._rare):
            raise wrong(rare)

    def _look(self, columns: Sequence[Any]) -> None:
        kinds = [set(map(type, column)) for column in columns]
        sizes = set(map(len, columns))
        rules, *_, severities, _worth, _points, _text, _part, _sentence = columns
        is_sound = kinds == _COLUMNS and len(sizes) == 1 and min(map(min, columns[:_NATURAL])) >= 0
        if not (is_sound and max(rules) < len(self._common.rules) and SEVERITIES.keys() >= set(severities)):
            raise wrong(columns)

    def __len__(self) -> int:
        return len(self._columns[0])

    def look_at_lines(self, count: int, first: int, last: int) -> None:
        """Raise ValueError unless a source with the lines from `first` to `last` has those that a report shows of the first `count`."""
        for number, (start, end) in enumerate(zip(self._columns[1][:count], self._columns[4], strict=False)):
            is_encoded = number in self._rare and self._rare[number][2]
            if not (first <= start <= min(end, start + LINES - 1) <= last or is_encoded):
                raise wrong([start, end])

    def made(self, start: int, stop: int) -> list[Finding]:
        """Return those of numbers from `start` to before `stop`."""
        rules, line, column, offset, last, end, after, *others = (values[start:stop] for values in self._columns)
        infos = map(self._common.rules.__getitem__, rules)
        places = map(Place, map(Position, line, column, offset), map(Position, last, end, after))
        found = [
            Finding(rule.id, place, text, part, rule.message, rule.suggestion, SEVERITIES[severity], worth, points, None, None, sentence)
            for rule, place, severity, worth, points, text, part, sentence in zip(infos, places, *others, strict=True)
        ]
        for number, (words, like, origin, fix) in self._rare.items():
            if start <= number < stop:
                one = found[number - start]
                message, suggestion = words or (one.message, one.suggestion)
                found[number - start] = replace(one, message=message, suggestion=suggestion, like=like, origin=origin, fix=fix)
        return found


class Later(Sequence[Finding]):
    """Some of the findings that were kept, made when they are asked for: many outputs do not tell of strengths."""

    def __init__(self, findings: Findings, start: int, stop: int) -> None:
        self._of = findings, start, stop

    @cached_property
    def _made(self) -> list[Finding]:
        findings, start, stop = self._of
        return findings.made(start, stop)

    def __len__(self) -> int:
        _, start, stop = self._of
        return stop - start

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> list[Finding]: ...
    def __getitem__(self, index: int | slice) -> Finding | list[Finding]:
        return self._made[index]

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._made)


def _words(words: Any) -> tuple[str, str | None] | None:
    return tuple(checked(words, _WORDS)) if words else None


def _fix(fix: Any) -> Fix | None:
    return Fix(as_place(checked(fix, _FIX)[:6]), fix[6], fix[7]) if fix else None
