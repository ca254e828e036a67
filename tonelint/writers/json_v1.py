"""The JSON report, version 1: a contract that other programs read (docs/json-report.md). Keys are only ever added."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO

from tonelint import __version__
from tonelint.finding import Finding, Place, Severity
from tonelint.report import FileError, FileReport, Report, Suppressed
from tonelint.text import Position
from tonelint.writers.streaming import dump
from tonelint.writers.style import Style

VERSION = 1


def write(report: Report, stream: TextIO, style: Style) -> None:
    """Write the report as one JSON document and a line end."""
    del style
    dump(_document(report, map(message_as_data, report.files)), stream)
    stream.write("\n")


def as_data(report: Report) -> dict[str, Any]:
    """Return the report as plain data, ready for any serialiser."""
    return _document(report, list(map(message_as_data, report.files)))


def _document(report: Report, files: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {
        "version": VERSION,
        "tool": {"name": "tonelint", "version": __version__, "model": report.model},
        "files": files,
        "errors": [_error(error) for error in report.errors],
        "twins": [{"path": path, "of": other} for path, other in report.twins],
        "empty": list(report.empty),
        "dead_entries": [{"path": dead.path, "rule": dead.rule, "text": dead.text, "count": dead.count} for dead in report.dead],
        "summary": _summary(report),
    }


def _error(error: FileError) -> dict[str, Any]:
    place = {"line": error.line, "column": error.column} if error.line else {}
    return {"path": error.path, "message": error.message, **place}


def message_as_data(file: FileReport) -> dict[str, Any]:
    """Return the report of one message as plain data."""
    situation = file.situation
    return {
        "path": file.source.path,
        **({"message": file.label} if file.label else {}),
        "format": file.format,
        "situation": {"name": situation.name, "source": situation.source, "evidence": list(situation.evidence)},
        "score": file.score / 10,
        **_scores(file),
        "principles": {name: {"points": points / 10} for name, points in file.principles},
        "findings": [_finding(finding) for finding in file.findings],
        "strengths": [_strength(strength) for strength in file.strengths],
        "suppressed": len(file.suppressed),
        "suppressions": [_suppressed(suppressed) for suppressed in file.suppressed],
        "unused_suppressions": [{"region": _region(unused.place), "message": unused.what} for unused in file.unused],
        "skipped": [{"rule": skipped.rule, "reason": skipped.reason} for skipped in file.skipped],
    }


def _scores(file: FileReport) -> dict[str, float]:
    scores = (("score_before_baseline", file.score_before), ("score_accepted", file.score_accepted))
    return {key: score / 10 for key, score in scores if score is not None}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.label if finding.severity else None,
        "points": finding.points / 10,
        "part": finding.part,
        "text": finding.text,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "region": _region(finding.place),
        **({"fix": {"region": _region(finding.fix.place), "text": finding.fix.text}} if finding.fix else {}),
        **_optional(finding),
    }


def _strength(strength: Finding) -> dict[str, Any]:
    return {
        "rule": strength.rule,
        "points": strength.points / 10,
        "text": strength.text,
        "region": _region(strength.place),
        "part": strength.part,
        **_optional(strength),
    }


def _suppressed(suppressed: Suppressed) -> dict[str, Any]:
    finding = suppressed.finding
    reason = {"reason": suppressed.reason} if suppressed.reason else {}
    return {"rule": finding.rule, "by": suppressed.by.value, **reason, "text": finding.text, "region": _region(finding.place)}


def _optional(finding: Finding) -> dict[str, str]:
    return {key: value for key, value in (("like", finding.like), ("origin", finding.origin)) if value}


def _region(place: Place) -> dict[str, Any]:
    return {"start": _position(place.start), "end": _position(place.end)}


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column, "offset": position.offset}


def _summary(report: Report) -> dict[str, Any]:
    scores = report.sums.scores
    mean = round(sum(scores) / len(scores)) / 10 if scores else None
    return {
        "files": len(scores),
        "score": {"mean": mean, "lowest": min(scores) / 10 if scores else None},
        **{severity.label: report.count(severity) for severity in sorted(Severity, reverse=True)},
    }
