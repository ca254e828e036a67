"""One line a finding, as compilers write them: editors and grep know this form.

winback.txt:3:1: error sincerity/false-intimacy -13.9: An organisation can't ... [WE'VE MISSED YOU]
"""

from __future__ import annotations

from typing import TextIO

from tonelint.report import Report
from tonelint.writers.style import Style, clean, signed


def write(report: Report, stream: TextIO, style: Style) -> None:
    """Write a line for every finding; errors go to standard error, as for every format."""
    del style
    for file in report.files:
        for finding in file.findings:
            start = finding.place.start
            label = finding.severity.label if finding.severity else "strength"
            stream.write(
                f"{clean(file.source.path)}:{start.line}:{start.column}: {label} {finding.rule} {signed(finding.points)}: "
                f"{finding.message} [{clean(finding.text)}]{f' ({finding.origin})' if finding.origin else ''}\n"
            )
