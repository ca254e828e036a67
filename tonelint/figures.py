"""The measured accuracy of the built-in rules, from the files that `benchmarks/accuracy.py` and `benchmarks/wild.py` make."""

from __future__ import annotations

import json
from typing import Any

from tonelint.dataclass import dataclass
from tonelint.shipped import built_in


@dataclass(frozen=True, slots=True)
class Figures:
    """How a rule did on labelled texts that it was not mended on: shares from 0 to 1, and how many texts there were."""

    recall: float
    false_alarms: float
    positives: int
    lookalikes: int


def figures_of(rule_id: str) -> Figures | None:
    """Return the figures of a rule; None when it has no labelled texts."""
    rates = _read("accuracy.json").get("rules", {}).get(rule_id)
    if rates is None:
        return None
    test = rates["test"]
    return Figures(test["recall"], test["false_alarms"], test["positives"], test["lookalikes"])


@dataclass(frozen=True, slots=True)
class Judged:
    """How many findings of a rule on real mail readers judged, and how many of those are true."""

    judged: int
    true: int


def judged_of(rule_id: str) -> Judged | None:
    """Return what readers said of a rule's findings on real mail; None when none was judged."""
    counts = _read("wild.json").get(rule_id)
    return None if counts is None else Judged(counts["judged"], counts["true"])


def _read(name: str) -> dict[str, Any]:
    file = built_in() / name
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return found
