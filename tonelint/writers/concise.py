"""One line a finding, as compilers write them: editors and grep know this form.

winback.txt:3:1: error sincerity/false-intimacy -13.9: An organisation can't ... [WE'VE MISSED YOU]
"""

from __future__ import annotations

from typing import TextIO

from tonelint.report import Report
from tonelint.writers.style import Style, clean, signed
from tonelint.writers.wording import all_hidden, score_shortfalls


def write(report: Report, stream: TextIO, style: Style) -> None:
    """Write a line for every finding, and one for whatever else fails a message or is to be mended in it.

    Paths that could not be read go to standard error, as for every format.
    """
    del style
    for file in report.files:
        path = clean(file.source.path)
        stream.writelines(f"{path}:1:1: error: {reason}\n" for reason in score_shortfalls(file))
        for finding in file.findings:
            start = finding.place.start
            label = finding.severity.label if finding.severity else "strength"
            stream.write(
                f"{path}:{start.line}:{start.column}: {label} {finding.rule} {signed(finding.points)}: "
                f"{finding.message} [{clean(finding.text)}]{f' ({finding.origin})' if finding.origin else ''}\n"
            )
        for unused in file.unused:
            start = unused.place.start
            stream.write(f"{path}:{start.line}:{start.column}: note: {clean(unused.what)}\n")
    if told := all_hidden(report):
        stream.write(f"{told}\n")
