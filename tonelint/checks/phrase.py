"""phrase: folded words with alternatives, gaps, lists and inflection (the language is in tonelint/language.py)."""

from __future__ import annotations

import itertools
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from tonelint.checks.base import Compiling, Judge, Parsed, Pattern
from tonelint.dataclass import dataclass
from tonelint.elements import Anchors
from tonelint.phrase import Phrase
from tonelint.phrases import Phrases, read_phrases
from tonelint.text import Span


@dataclass(frozen=True)
class PhrasePattern:
    """Compiled phrases, any of which may match; each alternative of each is a way. `firsts`: the first way of each phrase."""

    phrases: Sequence[Phrase]
    firsts: array[int]
    needs_parse: bool = False

    @property
    def ways(self) -> Sequence[Sequence[Anchors]]:
        """The words that each of the alternatives cannot do without."""
        return [conditions for phrase in self.phrases for conditions in phrase.ways]

    def find(self, parsed: Parsed, ways: Iterable[int]) -> Iterator[Span]:
        """Yield the matches of some alternatives in the folded words of a sentence, each phrase's without doubles."""
        folded, line = parsed.sentence.words, parsed.sentence.line
        for number, alternatives in self._by_phrase(ways).items():
            spans = []
            for first, end in self.phrases[number].find(line, alternatives):
                start = end - len(folded.text[first:end].lstrip(" ,'\"*_("))
                # A match of marks alone ("____" for any word) keeps them.
                spans.append(folded.span(start if start < end else first, end))
            yield from dict.fromkeys(spans) if len(spans) > 1 else spans

    def _by_phrase(self, ways: Iterable[int]) -> dict[int, list[int]]:
        """Return ways, which come in order, as the numbers of phrases and those of their alternatives."""
        found: dict[int, list[int]] = {}
        for way in ways:
            phrase = bisect_right(self.firsts, way) - 1
            found.setdefault(phrase, []).append(way - self.firsts[phrase])
        return found


def _pattern(phrases: Phrases) -> PhrasePattern:
    firsts = itertools.accumulate((phrase.count for phrase in phrases[:-1]), initial=0)
    return PhrasePattern(phrases, array("I", firsts if phrases else ()))


@dataclass(frozen=True)
class PhraseOptions:
    """Phrases, any of which matches."""

    phrases: tuple[str, ...]

    def compile(self, context: Compiling) -> Sequence[Pattern | Judge]:
        """Compile the phrases to one pattern; a phrase that cannot be read is a problem at its own place."""
        return [_pattern(read_phrases(self.phrases, context.lists, context.problem))]
