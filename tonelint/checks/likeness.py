"""likeness: a sentence that reads like labelled texts, for meanings that no list of words reaches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from tonelint.checks.base import Compiling, Judge, LikenessPattern, Pattern
from tonelint.dataclass import dataclass
from tonelint.errors import near
from tonelint.likeness import examples


@dataclass(frozen=True)
class LikenessOptions:
    """A sentence that reads like labelled texts.

    With `least: 0` and a small `most` in `unless`, a match is dropped whose sentence does not read like them at all.
    """

    to: Annotated[str, "the scale, named like the rule whose labelled texts it was learned from"]
    least: Annotated[float, "the least score that fits, from 0 to 1; 0.5 is the bar of the scale"] = 0.5
    most: Annotated[float, "the highest score that fits, from 0 to 1"] = 1.0

    def compile(self, context: Compiling) -> Sequence[Pattern | Judge]:
        """Compile to one pattern; a scale that was never learned is a problem at its own place."""
        if self.to not in examples():
            context.problem(self.to, f"unknown scale '{self.to}'{near(self.to, examples())}")
        return [LikenessPattern(str(self.to), self.least, self.most)]
