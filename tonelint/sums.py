"""The reports of a run in numbers, gathered in one pass: of a mailbox they lie in a file, and are read for each pass."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable
from dataclasses import field
from typing import TYPE_CHECKING

from tonelint.dataclass import dataclass
from tonelint.finding import Severity

if TYPE_CHECKING:
    from tonelint.report import FileReport


@dataclass
class Sums:
    """What the reports of a run come to. `scores`: in tenths, in the order of the reports; `paths`: those of their files.

    `found`: the findings by severity, `failing`: those of them at or above the bar of their message. `failed`: the messages
    that fail, `under`: those under the least score, `dropped`: those below the accepted one.
    """

    scores: array[int] = field(default_factory=lambda: array("q"))
    paths: set[str] = field(default_factory=set)
    found: Counter[Severity | None] = field(default_factory=Counter)
    failing: Counter[Severity | None] = field(default_factory=Counter)
    strengths: int = 0
    hidden: int = 0
    unused: int = 0
    failed: int = 0
    under: int = 0
    dropped: int = 0

    @classmethod
    def of(cls, reports: Iterable[FileReport]) -> Sums:
        """Return what some reports come to."""
        sums = cls()
        for report in reports:
            sums.add(report)
        return sums

    def add(self, report: FileReport) -> None:
        """Add a report."""
        self.scores.append(report.score)
        self.paths.add(report.source.path)
        self.found.update(finding.severity for finding in report.findings)
        self.failing.update(finding.severity for finding in report.failing)
        self.strengths += len(report.strengths)
        self.hidden += len(report.suppressed)
        self.unused += len(report.unused)
        self.failed += report.fails
        self.under += report.is_under_least_score
        self.dropped += report.has_dropped
