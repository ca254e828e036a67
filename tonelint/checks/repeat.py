"""repeat: the same thing in several sentences running."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from tonelint.checks.base import Compiling, Hit, Judge, Options, Pattern, View, only_patterns
from tonelint.dataclass import dataclass
from tonelint.message import Part
from tonelint.regexes import regex
from tonelint.sentences import Sentence
from tonelint.text import Span

_ADDRESS_ABOVE = regex(r"\bhttps?://\S+\s+\Z")
_ADDRESS_BELOW = regex(r"\s+https?://\S+\s*?(?:\n|\Z)")
_ADDRESS_LENGTH = 200


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
            if len(run) >= self.run and not _is_listed(run[0].part, span := Span(run[0].span.start, run[-1].span.end)):
                yield Hit(span, run[0].part, run[0])
            run = [sentence] if sentence and sentence.index in indexes else []


def _is_listed(part: Part, span: Span) -> bool:
    """Tell the title of a page in a list of links: an address stands on the line above it and on the line below."""
    above, below = part.text[max(0, span.start - _ADDRESS_LENGTH) : span.start], part.text[span.end : span.end + _ADDRESS_LENGTH]
    return bool(_ADDRESS_ABOVE.search(above) and _ADDRESS_BELOW.match(below))
