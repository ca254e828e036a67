"""What is in force for one message: the rules, as a configuration and options make them, and what was decided beside them."""

from __future__ import annotations

from dataclasses import dataclass

from tonelint.report import USUAL_BAR, Bar
from tonelint.ruleset import RuleSet


@dataclass(frozen=True)
class Policy:
    """The rules in force for a message and the bar that it must reach.

    `situation` goes over the message's own; `usual` is the situation of a message that says none itself.
    """

    ruleset: RuleSet
    situation: str | None = None
    usual: str | None = None
    bar: Bar = USUAL_BAR
