"""The score of a message: 80 plus the points of its findings and strengths, exactly, in tenths of a point.

Let r be what the findings of one rule weigh: points p for the first, p/2 for the second, p/4 for the third, and so on.
A principle's findings weigh B tanh(R/B) for R = the sum of r and B the budget; the whole message loses
L = C tanh(S/C), where S is the sum over principles and C the most that can be lost, rounded down to tenths, and one
tenth more for every finding. tanh is near to the identity for small losses and never reaches its bound, so one habit
cannot eat the score; the tenth for each finding makes every fault show. L grows strictly with every finding, so
removing one raises the score. A finding's own points are what it adds to L when findings are taken heaviest first.

Strengths add up, the second of a rule for half, and stop at 20 points.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

START = 800
MOST_GAINED = 200
MOST_LOST = 760
BUDGET = 400


@dataclass(frozen=True, slots=True)
class Weight:
    """A finding or strength as the score sees it: its rule and the points of the rule file, in tenths."""

    rule: str
    points: int

    @property
    def principle(self) -> str:
        """The principle whose budget it falls under."""
        return self.rule.split("/", 1)[0]


def penalties(findings: Sequence[Weight]) -> list[int]:
    """Return the points (tenths, below zero) of each finding, in the order given."""
    order = sorted(range(len(findings)), key=lambda i: (-findings[i].points, findings[i].rule, i))
    points = [0] * len(findings)
    seen: Counter[str] = Counter()
    raw: dict[str, float] = {}
    before = 0
    for number, i in enumerate(order, start=1):
        finding = findings[i]
        raw[finding.principle] = raw.get(finding.principle, 0.0) + finding.points / 2 ** seen[finding.rule]
        seen[finding.rule] += 1
        lost = _lost(raw) + number
        points[i] = before - lost
        before = lost
    return points


def _lost(raw: dict[str, float]) -> int:
    total = math.fsum(BUDGET * math.tanh(raw[name] / BUDGET) for name in sorted(raw))
    return math.floor(MOST_LOST * math.tanh(total / MOST_LOST))


def rewards(strengths: Sequence[Weight]) -> list[int]:
    """Return the points (tenths, zero or more) of each strength, in the order given."""
    order = sorted(range(len(strengths)), key=lambda i: (-strengths[i].points, strengths[i].rule, i))
    points = [0] * len(strengths)
    seen: Counter[str] = Counter()
    gained = 0
    for i in order:
        worth = strengths[i].points >> seen[strengths[i].rule]
        seen[strengths[i].rule] += 1
        points[i] = min(worth, MOST_GAINED - gained)
        gained += points[i]
    return points


def score(penalties: Sequence[int], rewards: Sequence[int]) -> int:
    """Return the score in tenths: 800 plus all points."""
    return START + sum(penalties) + sum(rewards)
