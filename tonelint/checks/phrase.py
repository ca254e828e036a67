"""phrase: folded words with alternatives, gaps, lists and inflection (the language is in tonelint/phrases.py)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tonelint.archive import Pieces
from tonelint.checks.base import Compiling, Judge, Parsed, Pattern
from tonelint.elements import Anchors
from tonelint.phrases import Phrase, PhraseError, compile_phrase
from tonelint.text import Span


@dataclass(frozen=True)
class PhrasePattern:
    """Compiled phrases, any of which may match; each is a way of its own."""

    phrases: Sequence[Phrase]
    needs_parse: bool = False

    @property
    def ways(self) -> Sequence[Sequence[Anchors]]:
        """The words that each of the phrases cannot do without."""
        return [phrase.ways for phrase in self.phrases]

    def find(self, parsed: Parsed, ways: Iterable[int]) -> Iterator[Span]:
        """Yield the matches of some of the phrases in the folded words of a sentence, each phrase's without doubles."""
        folded, line = parsed.sentence.words, parsed.sentence.line
        for way in ways:
            spans = []
            for first, end in self.phrases[way].find(line):
                start = end - len(folded.text[first:end].lstrip(" ,'\"*_("))
                # A match of marks alone ("____" for any word) keeps them.
                spans.append(folded.span(start if start < end else first, end))
            yield from dict.fromkeys(spans) if len(spans) > 1 else spans


@dataclass(frozen=True)
class PhraseOptions:
    """Phrases, any of which matches."""

    phrases: tuple[str, ...]

    def compile(self, context: Compiling) -> Sequence[Pattern | Judge]:
        """Compile the phrases to one pattern; a phrase that cannot be read is a problem at its own place."""
        found: list[Phrase] = []
        for phrase in self.phrases:
            try:
                found.append(compile_phrase(phrase, context.lists))
            except PhraseError as error:
                context.problem(phrase, str(error))
        return [PhrasePattern(Pieces(found))]
