"""Which findings of a run a baseline accepts, and which of its entries stand for nothing any more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from tonelint.baseline.entries import Baseline, Entry, entries_of, folder_of, spot_of
from tonelint.baseline.renames import renames
from tonelint.baseline.today import InForce, Today
from tonelint.dataclass import dataclass
from tonelint.report import Dead, FileReport, HiddenBy, Suppressed
from tonelint.shelf import shelved
from tonelint.tally import hidden
from tonelint.versions import version_key


@dataclass(frozen=True)
class Match:
    """A baseline held against a run.

    `baseline`: under the names that its files have now. `accepted`: how many of today's findings are in it, `left`: how many of
    its own are not there today, as far as the run can tell. `moved`: files by their old name.
    """

    baseline: Baseline
    accepted: Counter[Entry]
    left: Counter[Entry]
    moved: dict[str, str]


def matched(baseline: Baseline, today: Today) -> Match:
    """Hold a baseline against what a run found."""
    names = renames(baseline, today)
    baseline = baseline.moved(names)
    accepted = baseline.entries & today.found.entries
    left = baseline.entries - accepted
    for entry, twin in _twins(today.found.entries - accepted, left):
        count = min(today.found.entries[entry] - accepted[entry], left[twin])
        accepted[entry] += count
        left[twin] -= count
    judged = Counter({entry: count for entry, count in left.items() if count and (entry.path in baseline.gone or today.judges(entry))})
    return Match(baseline, accepted, judged, names)


def _twins(more: Counter[Entry], left: Counter[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Yield findings, each with what another version of its message has of the same.

    With both in a run only the richer one reports it; a hook that sees the other alone must know it, too.
    """
    versions: dict[tuple[str, ...], list[str]] = {}
    for path in sorted({entry.path for entry in left}):
        versions.setdefault(version_key(path) or (), []).append(path)
    for entry in sorted(more):
        key = version_key(entry.path)
        for path in versions.get(key, ()) if key else ():
            yield entry, entry._replace(path=path)


def applied(baseline: Baseline, reports: Collection[FileReport], in_force: InForce) -> tuple[Sequence[FileReport], tuple[Dead, ...]]:
    """Return reports without the findings that a baseline accepts, and its dead entries."""
    match = matched(baseline, Today.of(reports, in_force, baseline.path))
    accepted = match.accepted.copy()
    dead = tuple(Dead(entry.path, entry.rule, entry.text, match.left[entry]) for entry in sorted(match.left))
    return shelved(_without(report, match.baseline, accepted) for report in reports), dead


def _without(report: FileReport, baseline: Baseline, accepted: Counter[Entry]) -> FileReport:
    """Return a report without what is accepted, which is counted down: of more than there were, the last ones are new."""
    folder = folder_of(baseline.path)
    known = [finding for finding, entry in zip(report.findings, entries_of(report, folder), strict=True) if _take(entry, accepted)]
    left = hidden(report, [Suppressed(finding, HiddenBy.BASELINE) for finding in known])
    return replace(left, score_before=report.score, score_accepted=baseline.scores.get(spot_of(report, folder)))


def _take(entry: Entry, accepted: Counter[Entry]) -> bool:
    if accepted[entry] < 1:
        return False
    accepted[entry] -= 1
    return True
