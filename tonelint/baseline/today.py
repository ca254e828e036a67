"""What a run found, in the form of a baseline that accepts it all, and how far the run can tell what is not there any more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping

from tonelint.baseline.entries import Baseline, Entry, Spot, entries_of, folder_of, spot_of
from tonelint.dataclass import dataclass
from tonelint.report import FileReport
from tonelint.versions import in_order, version_key

InForce = Callable[[str], frozenset[str]]


@dataclass(frozen=True)
class Today:
    """The baseline of a run, and the ids of the rules that were in force for each file that it read.

    `is_partial`: rules were left out by hand, so that the scores say nothing.
    """

    found: Baseline
    rules: Mapping[str, frozenset[str]]
    is_partial: bool = False

    @classmethod
    def of(cls, reports: Collection[FileReport], in_force: InForce, path: str, *, is_partial: bool = False) -> Today:
        """Return what some reports say, for the baseline at a path. No finding of theirs may be hidden by a baseline.

        `in_force`: the rules for the path of a source.
        """
        folder = folder_of(path)
        entries = Counter(entry for report in reports for entry in entries_of(report, folder))
        scores = {spot_of(report, folder): report.score for report in reports}
        rules: dict[str, frozenset[str]] = {}
        same: dict[frozenset[str], frozenset[str]] = {}
        for report in reports:
            name = spot_of(report, folder).path
            applied = in_force(report.source.path) - {skipped.rule for skipped in report.skipped}
            both = applied & rules.get(name, applied)
            rules[name] = same.setdefault(both, both)
        return cls(Baseline(path, entries, _comparable(scores)), rules, is_partial)

    @property
    def paths(self) -> frozenset[str]:
        """The files that were read."""
        return frozenset(self.rules)

    def judges(self, entry: Entry) -> bool:
        """Tell whether the run would have found again what an entry stands for: its file was read, its rule in force."""
        return entry.rule in self.rules.get(entry.path, ())


def _comparable(scores: Mapping[Spot, int]) -> dict[Spot, int]:
    """Return the scores that another run can be held against.

    Of two versions of a message the poorer one is judged by what it says beside the other: its score depends on the run.
    """
    richest = {version_key(path) or path: path for path in reversed(in_order({spot.path for spot in scores}))}
    return {spot: score for spot, score in scores.items() if richest[version_key(spot.path) or spot.path] == spot.path}
