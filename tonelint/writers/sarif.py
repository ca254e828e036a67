"""SARIF 2.1.0, for GitHub code scanning, Azure DevOps and the viewers of editors: https://docs.oasis-open.org/sarif/sarif/v2.1.0.

Strengths are no results: GitHub shows a result of the kind "pass" as an alert, like any other. They are counted beside the
score. A result has `fixes` where its rule knows words that fit as they are; most of what rules suggest is advice to a writer.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import Any, TextIO

from tonelint import __version__
from tonelint.discovery import STDIN
from tonelint.finding import Finding, Place, Severity
from tonelint.report import FileError, FileReport, HiddenBy, Report, RuleInfo, Suppressed, Unused
from tonelint.writers.fingerprints import Identified, identified
from tonelint.writers.gfm import prose
from tonelint.writers.paths import from_root, uri
from tonelint.writers.streaming import dump
from tonelint.writers.style import Style, clean, short
from tonelint.writers.wording import advice

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "note"}
# GitHub takes no longer description.
_DESCRIPTION = 1024
# GitHub's upload computes "primaryLocationLineHash" itself, and warns of every other value that it finds under that name.
_FINGERPRINT = "tonelint/v1"


def write(report: Report, stream: TextIO, style: Style) -> None:
    """Write the report as one SARIF log with one run."""
    del style
    dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report)]}, stream)
    stream.write("\n")


def _run(report: Report) -> dict[str, Any]:
    rules = [rule for rule in report.rules if rule.severity is not None]
    artifacts = _Artifacts(report)
    indices = {rule.id: index for index, rule in enumerate(rules)}
    return {
        "tool": {
            "driver": {"name": "tonelint", "version": __version__, "semanticVersion": __version__, "rules": [_rule(rule) for rule in rules]}
        },
        "invocations": [_invocation(report)],
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The root of the repository, or the folder of the run."}}},
        "artifacts": artifacts.listed(),
        "results": (_result(one, indices, artifacts) for one in identified(report)),
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "properties": {"model": report.model},
    }


def _rule(rule: RuleInfo) -> dict[str, Any]:
    principle = rule.id.split("/", 1)[0]
    return {
        "id": rule.id,
        "shortDescription": {"text": short(rule.message, _DESCRIPTION)},
        "fullDescription": {"text": short(rule.why, _DESCRIPTION)},
        "help": _help(rule),
        "defaultConfiguration": {"level": _level(rule.severity)},
        "properties": {"principle": principle, "points": rule.points / 10, "tags": [principle]},
    }


def _help(rule: RuleInfo) -> dict[str, str]:
    text, markdown = [rule.why], [prose(rule.why)]
    if rule.suggestion:
        text.append(f"Better: {rule.suggestion}")
        markdown.append(f"**Better:** {prose(rule.suggestion)}")
    if rule.references:
        text.append("\n".join(("References:", *(f"- {reference}" for reference in rule.references))))
        markdown.append("\n".join(("References:", "", *(f"- {prose(reference)}" for reference in rule.references))))
    return {"text": "\n\n".join(text), "markdown": "\n\n".join(markdown)}


def _level(severity: Severity | None) -> str:
    return _LEVELS[severity] if severity else "none"


def _result(one: Identified, indices: dict[str, int], artifacts: _Artifacts) -> dict[str, Any]:
    finding = one.finding
    index = {"ruleIndex": indices[finding.rule]} if finding.rule in indices else {}
    path = one.file.source.path
    return {
        "ruleId": finding.rule,
        **index,
        "level": _level(finding.severity),
        "message": {"text": clean(advice(finding))},
        "locations": [
            {"physicalLocation": {"artifactLocation": artifacts.location(path), "region": _region(finding.place)}},
        ],
        "partialFingerprints": {_FINGERPRINT: one.fingerprint},
        **_fixes(finding, artifacts.location(path)),
        "suppressions": [_suppression(one.suppressed)] if one.suppressed else [],
        "properties": _properties(one.file, finding),
    }


def _fixes(finding: Finding, location: dict[str, Any]) -> dict[str, Any]:
    if finding.fix is None:
        return {}
    new = {"deletedRegion": _region(finding.fix.place), "insertedContent": {"text": finding.fix.text}}
    return {"fixes": [{"artifactChanges": [{"artifactLocation": location, "replacements": [new]}]}]}


def _properties(file: FileReport, finding: Finding) -> dict[str, Any]:
    optional = {"message": file.label, "like": finding.like, "origin": finding.origin}
    return {
        "points": finding.points / 10,
        "part": finding.part,
        "text": clean(finding.text),
        **{key: clean(value) for key, value in optional.items() if value},
    }


def _suppression(suppressed: Suppressed) -> dict[str, str]:
    kind = "external" if suppressed.by is HiddenBy.BASELINE else "inSource"
    return {"kind": kind, **({"justification": clean(suppressed.reason)} if suppressed.reason else {})}


def _region(place: Place) -> dict[str, int]:
    start, end = place.start, place.end
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "charOffset": start.offset,
        "charLength": end.offset - start.offset,
    }


class _Artifacts:
    """The files of a run, each once, with the numbers of the reports on their messages."""

    def __init__(self, report: Report) -> None:
        self._files = report.files
        self._numbers: dict[str, array[int]] = {}
        for number, file in enumerate(report.files):
            self._numbers.setdefault(from_root(file.source.path), array("Q")).append(number)
        self._indices = {where: index for index, where in enumerate(self._numbers)}

    def listed(self) -> Iterator[dict[str, Any]]:
        """Yield each file with what is said of its messages."""
        for where, numbers in self._numbers.items():
            messages = (_message(self._files[number]) for number in numbers)
            yield {"location": _location(where), "roles": ["analysisTarget"], "properties": {"messages": messages}}

    def location(self, path: str) -> dict[str, Any]:
        """Return where a file is, with its index."""
        return {**_location(path), "index": self._indices[from_root(path)]}


def _location(path: str) -> dict[str, Any]:
    if path == STDIN:
        return {"uri": STDIN, "description": {"text": "Standard input."}}
    address = uri(path)
    return {"uri": address} if address.startswith("file:") else {"uri": address, "uriBaseId": "%SRCROOT%"}


def _message(file: FileReport) -> dict[str, Any]:
    return {
        **({"message": clean(file.label)} if file.label else {}),
        "situation": file.situation.name,
        "score": file.score / 10,
        "strengths": len(file.strengths),
    }


def _invocation(report: Report) -> dict[str, Any]:
    """Return how the run went. A suppression that hides nothing is a matter of how the tool was set, not of the text."""
    return {
        "executionSuccessful": not report.errors,
        "toolExecutionNotifications": [_unread(error) for error in report.errors],
        "toolConfigurationNotifications": (_unused(file, unused) for file in report.files for unused in file.unused),
    }


def _unread(error: FileError) -> dict[str, Any]:
    region = {"region": {"startLine": error.line, "startColumn": error.column or 1}} if error.line else {}
    location = {"physicalLocation": {"artifactLocation": _location(error.path), **region}}
    return {"level": "error", "message": {"text": clean(error.message)}, "locations": [location]}


def _unused(file: FileReport, unused: Unused) -> dict[str, Any]:
    location = {"physicalLocation": {"artifactLocation": _location(file.source.path), "region": _region(unused.place)}}
    return {"level": "warning", "message": {"text": clean(unused.what)}, "locations": [location]}
