"""GitLab's Code Quality report, which its merge requests show: https://docs.gitlab.com/ci/testing/code_quality/."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple, TextIO

from tonelint.finding import Severity
from tonelint.report import Report
from tonelint.writers.fingerprints import Identified, digest, identified
from tonelint.writers.paths import from_root, shown
from tonelint.writers.streaming import dump
from tonelint.writers.style import Style, clean
from tonelint.writers.wording import told

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.SUGGESTION: "info"}
_UNREAD, _UNUSED = "tonelint/could-not-be-read", "tonelint/unused-suppression"


def write(report: Report, stream: TextIO, style: Style) -> None:
    """Write a JSON list with an item for every unreadable path, finding and unused suppression; an empty list when all is well."""
    del style
    found = (_issue(one) for one in identified(report) if one.suppressed is None)
    dump(chain(_noted(_unread(report)), found, _noted(_unused(report))), stream)
    stream.write("\n")


class _Note(NamedTuple):
    """What is said of a run beside its findings."""

    check: str
    severity: str
    path: str
    what: str
    begin: int
    end: int


def _unread(report: Report) -> Iterator[_Note]:
    for error in report.errors:
        yield _Note(_UNREAD, "blocker", shown(error.path), clean(error.message), error.line or 1, error.line or 1)


def _unused(report: Report) -> Iterator[_Note]:
    for file in report.files:
        for unused in file.unused:
            place = unused.place
            yield _Note(_UNUSED, "info", shown(file.source.path), clean(unused.what), place.start.line, place.end.line)


def _noted(notes: Iterable[_Note]) -> Iterator[dict[str, Any]]:
    times: Counter[tuple[str, str, str]] = Counter()
    for note in notes:
        key = (note.path, note.check, note.what)
        times[key] += 1
        yield _item(note, digest(*key, str(times[key])))


def _issue(one: Identified) -> dict[str, Any]:
    finding, path = one.finding, shown(one.file.source.path)
    severity = _SEVERITIES[finding.severity] if finding.severity else "info"
    note = _Note(finding.rule, severity, path, told(finding), finding.place.start.line, finding.place.end.line)
    return _item(note, digest(from_root(one.file.source.path), one.fingerprint))


def _item(note: _Note, fingerprint: str) -> dict[str, Any]:
    return {
        # GitLab shows no check_name, so that the description must say it too.
        "description": f"{note.check}: {note.what}",
        "check_name": note.check,
        "fingerprint": fingerprint,
        "severity": note.severity,
        "location": {"path": note.path, "lines": {"begin": note.begin, "end": note.end}},
    }
