"""A file report's points, principles and score, worked out from its findings: whatever hides or changes one comes here after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import attrgetter

from tonelint.finding import Finding
from tonelint.names import PRINCIPLES
from tonelint.report import FileReport, Suppressed, Unused
from tonelint.score import Weight, penalties, rewards, score


def tallied(report: FileReport, findings: Sequence[Finding], strengths: Sequence[Finding]) -> FileReport:
    """Return a report with these findings and strengths, in order and with their points, and the score that they make."""
    findings, strengths = (sorted(some, key=attrgetter("order")) for some in (findings, strengths))
    taken, given = _with_points(findings, penalties(_weights(findings))), _with_points(strengths, rewards(_weights(strengths)))
    return replace(
        report,
        score=score([finding.points for finding in taken], [finding.points for finding in given]),
        principles=_principles((*taken, *given)),
        findings=tuple(taken),
        strengths=tuple(given),
    )


def hidden(report: FileReport, suppressed: Sequence[Suppressed], unused: Sequence[Unused] = ()) -> FileReport:
    """Return a report without some of its findings and strengths, which it counts as suppressed, and with what hid nothing."""
    if not (suppressed or unused):
        return report
    gone = {id(one.finding) for one in suppressed}
    left = tallied(
        report, [one for one in report.findings if id(one) not in gone], [one for one in report.strengths if id(one) not in gone]
    )  # fmt: skip
    return replace(
        left,
        suppressed=tuple(sorted((*report.suppressed, *suppressed), key=lambda one: one.finding.order)),
        unused=tuple(sorted((*report.unused, *unused), key=lambda one: one.place)),
    )


def _weights(findings: Sequence[Finding]) -> list[Weight]:
    return [Weight(finding.rule, finding.worth) for finding in findings]


def _with_points(findings: Sequence[Finding], points: Sequence[int]) -> list[Finding]:
    return [replace(finding, points=worth) for finding, worth in zip(findings, points, strict=True)]


def _principles(findings: Iterable[Finding]) -> tuple[tuple[str, int], ...]:
    points = dict.fromkeys(PRINCIPLES, 0)
    for finding in findings:
        points[finding.principle] = points.get(finding.principle, 0) + finding.points
    return tuple(points.items())
