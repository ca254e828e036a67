"""The measured accuracy of the built-in rules, from the file that `benchmarks/accuracy.py --write` makes."""

from __future__ import annotations

import json

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
    file = built_in() / "accuracy.json"
    rates = json.loads(file.read_text(encoding="utf-8"))["rules"].get(rule_id) if file.is_file() else None
    if rates is None:
        return None
    test = rates["test"]
    return Figures(test["recall"], test["false_alarms"], test["positives"], test["lookalikes"])
