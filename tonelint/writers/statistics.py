"""The findings of a run by rule, the commonest first: what to mend first in a repository of many messages."""

from __future__ import annotations

from collections import Counter
from typing import TextIO

from tonelint.report import Report
from tonelint.writers.style import Style, plural, signed, whole
from tonelint.writers.wording import all_hidden


def write(report: Report, stream: TextIO, style: Style) -> None:
    """Write a line for every rule that found something, and one for all of them."""
    del style
    findings = Counter(finding.rule for finding in report.findings())
    messages = Counter(rule for file in report.files for rule in {finding.rule for finding in file.findings})
    points: Counter[str] = Counter()
    for finding in report.findings():
        points[finding.rule] += finding.points
    labels = {finding.rule: finding.severity.label for finding in report.findings() if finding.severity}
    width = max((len(rule) for rule in findings), default=0)
    if findings:
        stream.write(f"{'findings':>8}  {'messages':>8}  {'points':>8}  {'severity':<10}  rule\n")
    for rule, count in sorted(findings.items(), key=lambda item: (-item[1], item[0])):
        line = f"{count:>8}  {messages[rule]:>8}  {signed(points[rule]):>8}  {labels[rule]:<10}  {rule:<{width}}"
        stream.write(f"{line.rstrip()}\n")
    stream.write(f"{plural(sum(findings.values()), 'finding')} in {plural(len(report.files), 'message')}{_score(report)}\n")
    if told := all_hidden(report):
        stream.write(f"{told}\n")


def _score(report: Report) -> str:
    scores = sorted(report.sums.scores)
    if not scores:
        return ""
    return f"; score: mean {whole(round(sum(scores) / len(scores)))}, median {whole(scores[len(scores) // 2])}, lowest {whole(scores[0])}"
