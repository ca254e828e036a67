"""The result of a run, as data: writers turn it into text, JSON and the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tonelint.finding import Finding, Severity
from tonelint.message import Source


@dataclass(frozen=True, slots=True)
class SituationFound:
    """What the message is for; `source` is detected, front matter or option, `evidence` the words that decided."""

    name: str
    source: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A rule that was not applied to a message, and why."""

    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class FileReport:
    """What is to be said of one message. `score` and `principles` are tenths of a point; `label` tells it from others of its file."""

    source: Source
    format: str
    situation: SituationFound
    score: int
    principles: tuple[tuple[str, int], ...]
    findings: tuple[Finding, ...]
    strengths: tuple[Finding, ...]
    suppressed: int
    skipped: tuple[Skipped, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class FileError:
    """A path that could not be linted, and one line that says why; line and column count from 1 where they are known."""

    path: str
    message: str
    line: int | None = None
    column: int | None = None

    @classmethod
    def unreadable(cls, path: str, error: OSError) -> FileError:
        """Return the error of a file that the system does not let us read."""
        return cls(path, f"cannot be read: {(error.strerror or str(error)).lower()}")

    def __str__(self) -> str:
        place = f":{self.line}:{self.column}" if self.line else ""
        return f"{self.path}{place}: {self.message}"


@dataclass(frozen=True, slots=True)
class Report:
    """All messages of a run by path, and the paths that could not be read.

    `twins`: files that say only what another of the run says, each with that other.
    """

    files: tuple[FileReport, ...]
    errors: tuple[FileError, ...]
    model: str
    twins: tuple[tuple[str, str], ...] = ()

    def findings(self) -> Iterator[Finding]:
        """Yield the problems of all files, not the strengths."""
        for file in self.files:
            yield from file.findings

    def count(self, severity: Severity) -> int:
        """Return how many findings have exactly that severity."""
        return sum(finding.severity is severity for finding in self.findings())
