"""likeness: a sentence that reads like labelled texts, for meanings that no list of words reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tonelint.checks.base import Compiling, Judge, LikenessPattern, Pattern
from tonelint.errors import near
from tonelint.likeness import examples


@dataclass(frozen=True)
class LikenessOptions:
    """`to`: the scale, named like the rule whose labelled texts it was learned from.

    `least` and `most`: the scores that fit, from 0 to 1; 0.5 is the bar of the scale. With `least: 0` and a small `most` in
    `unless`, a match is dropped whose sentence does not read like the labelled texts at all.
    """

    to: str
    least: float = 0.5
    most: float = 1.0

    def compile(self, context: Compiling) -> Sequence[Pattern | Judge]:
        """Compile to one pattern; a scale that was never learned is a problem at its own place."""
        if self.to not in examples():
            context.problem(self.to, f"unknown scale '{self.to}'{near(self.to, examples())}")
        return [LikenessPattern(str(self.to), self.least, self.most)]
