"""What the outcomes under one configuration have in common, which is kept once."""

from __future__ import annotations

from dataclasses import field

from tonelint.dataclass import dataclass
from tonelint.report import RuleInfo, Skipped


@dataclass
class Common:
    """What the outcomes under one configuration share. `rules`: all that are in force; `skipped`: the lists of those not applied."""

    rules: tuple[RuleInfo, ...]
    renamed: tuple[tuple[str, str], ...] = ()
    skipped: list[tuple[Skipped, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._by_id = {rule.id: number for number, rule in enumerate(self.rules)}
        self._numbers = {skipped: number for number, skipped in enumerate(self.skipped)}

    def number_of(self, skipped: tuple[Skipped, ...]) -> int:
        """Return the number of a list of rules that were not applied, which is kept if it is new."""
        if skipped not in self._numbers:
            self._numbers[skipped] = len(self.skipped)
            self.skipped.append(skipped)
        return self._numbers[skipped]

    def rule(self, rule_id: str) -> int:
        """Return the number of a rule."""
        return self._by_id[rule_id]
