"""What the embedding API gives back: plain values that stay as they are, whatever becomes of the reports that they are made from."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Literal

from tonelint import finding as inner
from tonelint import report
from tonelint.finding import Severity
from tonelint.report import FileError
from tonelint.writers.json_v1 import as_data, message_as_data

_LABELS: Mapping[Severity | None, Literal["suggestion", "warning", "error"]] = {
    Severity.SUGGESTION: "suggestion",
    Severity.WARNING: "warning",
    Severity.ERROR: "error",
}


@dataclass(frozen=True, kw_only=True)
class _Mark:
    rule: str
    message: str
    points: float
    text: str
    part: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def principle(self) -> str:
        """The first half of the rule's id, such as "freedom"."""
        return self.rule.partition("/")[0]


@dataclass(frozen=True, kw_only=True)
class Strength(_Mark):
    """Something good in a message. What it says is as in a `Finding`; its `points` are 0 or above."""


@dataclass(frozen=True, kw_only=True)
class Finding(_Mark):
    """Something that a reader may take amiss.

    `rule`: its id, such as "freedom/urgency". `severity`: "suggestion", "warning" or "error". `message`: what is wrong, in a
    sentence; `suggestion`: what to do about it. `points`: what it takes from the score, below 0.

    `text`: the words as a reader sees them, tags gone and white space folded. In the source they stand from `start` to `end`
    (offsets from 0, the end exclusive), which is from `line` and `column` to `end_line` and `end_column` (both from 1); all
    count characters. `part`: where in the message: "subject", "greeting", "opening", "body", "button", "signature" ...

    `fix`: offsets of the source from which to which a text may be put as it is, and that text; None where no words are known
    that fit.
    """

    severity: Literal["suggestion", "warning", "error"]
    suggestion: str | None
    fix: tuple[int, int, str] | None = None


@dataclass(frozen=True, kw_only=True)
class MessageReport:
    """What is to be said of one message.

    `path`: the file it is in, as given; `label`: which one of several in it (the number of a mail, the key in a catalogue), else
    empty. `format`: what it was read as. `situation`: what it is for, such as "apology", or "unknown". `score`: 80 and all the
    points of its findings and strengths; `principles`: the points by principle. `fails`: whether it is under its bar, which is
    "no error" unless a configuration says otherwise.
    """

    path: str
    label: str
    format: str
    situation: str
    score: float
    principles: Mapping[str, float]
    findings: tuple[Finding, ...]
    strengths: tuple[Strength, ...]
    fails: bool
    _data: dict[str, Any] = field(repr=False, compare=False)

    def to_dict(self) -> dict[str, Any]:
        """Return the message as it stands under `files` in the JSON report (docs/json-report.md)."""
        return deepcopy(self._data)


@dataclass(frozen=True, kw_only=True)
class Report:
    """What is to be said of many files: the messages in them by path, and the paths that could not be read.

    `fails`: whether any message does.
    """

    messages: tuple[MessageReport, ...]
    errors: tuple[FileError, ...]
    fails: bool
    _data: dict[str, Any] = field(repr=False, compare=False)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON report, version 1 (docs/json-report.md)."""
        return deepcopy(self._data)


def report_of(found: report.Report) -> Report:
    """Return the public form of a report."""
    return Report(messages=tuple(map(message_of, found.files)), errors=found.errors, fails=found.fails, _data=as_data(found))


def message_of(found: report.FileReport, *, before: int = 0) -> MessageReport:
    """Return the public form of a report about one message; `before`: how many characters stand before what was read."""
    return MessageReport(
        path=found.source.path,
        label=found.label,
        format=found.format,
        situation=found.situation.name,
        score=found.score / 10,
        principles={name: points / 10 for name, points in found.principles},
        findings=tuple(_finding(one, before) for one in found.findings),
        strengths=tuple(Strength(**_mark(one, before)) for one in found.strengths),
        fails=found.fails,
        _data=message_as_data(found),
    )


def _finding(found: inner.Finding, before: int) -> Finding:
    put = found.fix
    fix = (put.place.start.offset + before, put.place.end.offset + before, put.text) if put else None
    return Finding(**_mark(found, before), severity=_LABELS[found.severity], suggestion=found.suggestion, fix=fix)


def _mark(found: inner.Finding, before: int) -> dict[str, Any]:
    start, end = found.place.start, found.place.end
    return {
        "rule": found.rule,
        "message": found.message,
        "points": found.points / 10,
        "text": found.text,
        "part": found.part,
        "start": start.offset + before,
        "end": end.offset + before,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
    }
