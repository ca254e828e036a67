"""What a baseline becomes after another run: without what is gone (counts only fall), or with all that the run found."""

from __future__ import annotations

from collections import Counter

from tonelint.baseline.entries import Baseline, Spot
from tonelint.baseline.matching import Match, matched
from tonelint.baseline.today import Today
from tonelint.dataclass import dataclass


@dataclass(frozen=True)
class Change:
    """What an update did: entries taken out, counts lowered, scores raised, files found under another name."""

    removed: int
    lowered: int
    raised: int
    moved: int


def updated(baseline: Baseline, today: Today) -> tuple[Baseline, Change]:
    """Return a baseline without what the run no longer found, and with the scores that rose. Nothing is added."""
    match = matched(baseline, today)
    entries = match.baseline.entries - match.left
    old = _still_there(match, today)
    scores = old if today.is_partial else {spot: max(score, today.found.scores.get(spot, score)) for spot, score in old.items()}
    removed = len(match.baseline.entries) - len(entries)
    raised = sum(score > old[spot] for spot, score in scores.items())
    return Baseline(baseline.path, entries, scores), Change(removed, len(match.left) - removed, raised, len(match.moved))


def renewed(baseline: Baseline, today: Today) -> Baseline:
    """Return a baseline of all that the run found. Of what it did not look at, what was accepted before stays."""
    match = matched(baseline, today)
    old = match.baseline
    kept = Counter({entry: count for entry, count in old.entries.items() if entry.path not in today.paths | old.gone})
    if today.is_partial:
        kept += Counter({e: count for e, count in old.entries.items() if e.path in today.paths and not today.judges(e)})
        return Baseline(baseline.path, today.found.entries + kept, _still_there(match, today))
    return Baseline(baseline.path, today.found.entries + kept, {**_still_there(match, today), **today.found.scores})


def _still_there(match: Match, today: Today) -> dict[Spot, int]:
    """Return the scores of the messages that are still there, as far as the run can tell."""
    gone, found = match.baseline.gone, today.found.scores
    return {
        spot: score
        for spot, score in match.baseline.scores.items()
        if (spot in found if spot.path in today.paths else spot.path not in gone)
    }
