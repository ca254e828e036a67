"""ratio: some words far outnumber others in one message."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Annotated

from tonelint.checks.base import Compiling, Hit, Judge, Pattern, View
from tonelint.dataclass import dataclass
from tonelint.message import SectionKind
from tonelint.regexes import regex

_COUNTED = (SectionKind.OPENING, SectionKind.BODY, SectionKind.CLOSING, SectionKind.POSTSCRIPT)
_WORD = regex(r"\w+")


@dataclass(frozen=True)
class RatioOptions:
    """Some words that far outnumber others in one message."""

    these: Annotated[tuple[str, ...], "the words that are too many"]
    those: Annotated[tuple[str, ...], "the words that they are compared with"]
    least: Annotated[int, "only when there are so many of the first in all"]
    times: Annotated[float, "so many times as often as the others is too often"]

    def compile(self, context: Compiling) -> Sequence[Pattern | Judge]:
        """Compile to one judge."""
        del context
        return [Ratio(self)]


@dataclass(frozen=True)
class Ratio:
    """The compiled check; the anchor is the first sentence with one of the words."""

    options: RatioOptions
    patterns: tuple[Pattern, ...] = ()

    def judge(self, view: View) -> Iterator[Hit]:
        """Yield the anchor when the first words outnumber the others."""
        own = [sentence for sentence in view.sentences if sentence.section in _COUNTED]
        counts = Counter(word for sentence in own for word in _WORD.findall(sentence.words.text))
        these = sum(counts[word] for word in self.options.these)
        those = sum(counts[word] for word in self.options.those)
        if these < self.options.least or these < self.options.times * those:
            return
        first = next(s for s in own if any(word in s.vocabulary for word in self.options.these))
        yield Hit(first.span, first.part, first)
