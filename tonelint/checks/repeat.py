"""repeat: the same thing in several sentences running."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from tonelint.checks.base import Compiling, Hit, Judge, Options, Pattern, View, only_patterns
from tonelint.dataclass import dataclass
from tonelint.sentences import Sentence
from tonelint.text import Span


@dataclass(frozen=True)
class RepeatOptions:
    """The same thing in sentences one after the other."""

    any: Annotated[tuple[Options, ...], "checks, one of which is found in each of the sentences"]
    run: Annotated[int, "so many sentences running are too many"]

    def compile(self, context: Compiling) -> Sequence[Pattern | Judge]:
        """Compile to one judge."""
        return [Repeat(self.run, only_patterns(self.any, context))]


@dataclass(frozen=True)
class Repeat:
    """The compiled check; it marks from the first sentence of a run to the last."""

    run: int
    patterns: tuple[Pattern, ...]

    def judge(self, view: View) -> Iterator[Hit]:
        """Yield every run that is long enough."""
        indexes = {hit.sentence.index for hit in view.hits(self.patterns) if hit.sentence}
        run: list[Sentence] = []
        for sentence in [*view.sentences, None]:
            if sentence and sentence.index in indexes and (not run or run[-1].part is sentence.part):
                run.append(sentence)
                continue
            if len(run) >= self.run:
                yield Hit(Span(run[0].span.start, run[-1].span.end), run[0].part, run[0])
            run = [sentence] if sentence and sentence.index in indexes else []
