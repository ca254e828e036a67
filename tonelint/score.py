"""The score of a message: 80 plus the points of its findings and strengths, exactly, in tenths of a point.

Let r be what the findings of one rule weigh: points p for the first, p/2 for the second, p/4 for the third, and so on.
A principle's findings weigh B tanh(R/B) for R = the sum of r and B the budget; the whole message loses
L = C tanh(S/C), where S is the sum over principles and C the most that can be lost, rounded down to tenths, and one
tenth more for every finding. tanh is near to the identity for small losses and never reaches its bound, so one habit
cannot eat the score; the tenth for each finding makes every fault show. L grows strictly with every finding, so
removing one raises the score. A finding's own points are what it adds to L when findings are taken heaviest first.

Strengths add up in the same way to G = D tanh(T/D) and a tenth for each of the first thirty, without budgets of their
own; D is chosen so that 20 points are never passed.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from tonelint.dataclass import dataclass

START = 800
MOST_GAINED = 200
MOST_LOST = 760
BUDGET = 400
_COUNTED_STRENGTHS = 30


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
    return [-points for points in _shares(findings, _lost)]


def rewards(strengths: Sequence[Weight]) -> list[int]:
    """Return the points (tenths, zero or more) of each strength, in the order given."""
    return _shares(strengths, _gained)


def _shares(weights: Sequence[Weight], worth: Callable[[Mapping[str, float], int], int]) -> list[int]:
    """Return what each weight adds to the worth of all, when they are taken heaviest first."""
    order = sorted(range(len(weights)), key=lambda i: (-weights[i].points, weights[i].rule, i))
    shares = [0] * len(weights)
    seen: Counter[str] = Counter()
    raw: dict[str, float] = {}
    before = 0
    for number, i in enumerate(order, start=1):
        weight = weights[i]
        raw[weight.principle] = raw.get(weight.principle, 0.0) + weight.points / 2 ** seen[weight.rule]
        seen[weight.rule] += 1
        now = worth(raw, number)
        shares[i], before = now - before, now
    return shares


def _lost(raw: Mapping[str, float], count: int) -> int:
    total = math.fsum(BUDGET * math.tanh(raw[name] / BUDGET) for name in sorted(raw))
    return math.floor(MOST_LOST * math.tanh(total / MOST_LOST)) + count


def _gained(raw: Mapping[str, float], count: int) -> int:
    bound = MOST_GAINED - _COUNTED_STRENGTHS
    return math.floor(bound * math.tanh(math.fsum(raw[name] for name in sorted(raw)) / bound)) + min(count, _COUNTED_STRENGTHS)


def score(penalties: Sequence[int], rewards: Sequence[int]) -> int:
    """Return the score in tenths: 800 plus all points."""
    return START + sum(penalties) + sum(rewards)
