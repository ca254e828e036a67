"""What is linted as one: a file, or the versions of one message. What comes of it depends on nothing else in the run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from tonelint.dataclass import dataclass
from tonelint.report import FileError, FileReport, Skipped
from tonelint.source import Source
from tonelint.text import Position
from tonelint.versions import in_order, version_key

# As many lines of the source as a report shows of one finding.
LINES = 3


@dataclass(frozen=True, slots=True)
class Group:
    """The paths of the versions of a message, the richest first, and the names that they go by in the report."""

    paths: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comes of a group: the reports on its messages, and as in a report of a run its errors, twins and empty files.

    `renamed`: the names in its messages that rules had before, each with the one of now.
    """

    reports: Sequence[FileReport] = ()
    errors: tuple[FileError, ...] = ()
    twins: tuple[tuple[str, str], ...] = ()
    empty: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()


def grouped(paths: Iterable[str], name: Callable[[str], str]) -> list[Group]:
    """Return the groups of the files of a run. `name`: what a path goes by."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for path in in_order(paths):
        called = name(path)
        groups.setdefault(version_key(called) or ("", called), []).append(path)
    return [Group(tuple(group), tuple(map(name, group))) for group in groups.values()]


def without_text(report: FileReport, skipped: tuple[Skipped, ...]) -> FileReport:
    """Return a report whose source has only the lines that its findings stand in, at their numbers; a run may have many texts.

    `skipped`: the same as its own, which is the same for many messages.
    """
    source, numbers = report.source, set[int]()
    for finding in (*report.findings, *report.strengths):
        if not finding.origin:
            start = finding.place.start.line
            numbers.update(range(start, min(finding.place.end.line, start + LINES - 1) + 1))
    first, last = min(numbers, default=source.base.line), max(numbers, default=source.base.line)
    text = "\n".join(source.lines.line(number) if number in numbers else "" for number in range(first, last + 1))
    kept = Source(source.path, text, source.is_sent, Position(first, 1, 0))
    return replace(report, source=kept, skipped=skipped)
