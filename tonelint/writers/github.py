"""Annotations on GitHub, by workflow commands, and the Markdown report as the summary of the job's step."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TextIO

from tonelint.discovery import STDIN
from tonelint.errors import writing
from tonelint.finding import Finding, Place, Severity
from tonelint.report import FileError, FileReport, Report, Unused
from tonelint.writers import markdown
from tonelint.writers.paths import shown
from tonelint.writers.style import Style, clean
from tonelint.writers.wording import WORST_FIRST, summary, told

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "notice"}


def write(report: Report, stream: TextIO, style: Style) -> None:
    """Write a command for every unreadable path and finding, worst first since GitHub shows ten of a kind, and a line that counts all.

    Where GitHub names a file for the summary of the step, the Markdown report is appended to it.
    """
    del style
    stream.writelines(_unread(error) for error in report.errors)
    for severity in WORST_FIRST:
        found = ((file, finding) for file in report.files for finding in file.findings if finding.severity is severity)
        stream.writelines(_finding(_COMMANDS[severity], file, finding) for file, finding in found)
    stream.writelines(_unused(file, unused) for file in report.files for unused in file.unused)
    stream.write(f"tonelint: {summary(report)}\n")
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        _append(path, report)


def command(name: str, properties: Mapping[str, str | int], message: str) -> str:
    """Return one workflow command, in which properties and message read as they were given."""
    listed = ",".join(f"{key}={_in_property(str(value))}" for key, value in properties.items())
    return f"::{name}{' ' * bool(listed)}{listed}::{_in_message(message)}\n"


def _in_message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _in_property(text: str) -> str:
    return _in_message(text).replace(":", "%3A").replace(",", "%2C")


def _finding(name: str, file: FileReport, finding: Finding) -> str:
    return _annotation(name, finding.rule, file.source.path, _lines(finding.place), told(finding))


def _unused(file: FileReport, unused: Unused) -> str:
    return _annotation("notice", "unused suppression", file.source.path, _lines(unused.place), clean(unused.what))


def _unread(error: FileError) -> str:
    lines = {"line": error.line, "col": error.column or 1} if error.line else {}
    return _annotation("error", "could not be read", error.path, lines, clean(error.message))


def _lines(place: Place) -> dict[str, int]:
    """Return the lines of a place, and the columns when it is in one line: GitHub drops those of two."""
    lines = {"line": place.start.line, "endLine": place.end.line}
    columns = {"col": place.start.column, "endColumn": place.end.column}
    return lines | columns if place.start.line == place.end.line else lines


def _annotation(name: str, title: str, path: str, lines: dict[str, int], what: str) -> str:
    """Return one command. There is no file to show in standard input, and the log shows the message alone: the place is in it too."""
    where = shown(path)
    properties: dict[str, str | int] = {} if path == STDIN else {"file": where, **lines}
    place = "".join(f":{lines[key]}" for key in ("line", "col") if key in lines)
    return command(name, {**properties, "title": title}, f"{where}{place}: {what}")


def _append(path: str, report: Report) -> None:
    """Append the Markdown report to the summary of the step, unless another output of this run has done so."""
    text = markdown.text(report)
    with writing(path), open(path, "a+", encoding="utf-8", errors="replace", newline="\n") as stream:
        stream.seek(0)
        before = stream.read()
        if not before.endswith(text):
            # What stands there already, perhaps of another program, must not swallow the headline.
            stream.write(text if not before or before.endswith("\n\n") else f"\n\n{text}")
