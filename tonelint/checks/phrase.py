"""phrase: folded words with alternatives, gaps, lists and inflection (the language is in tonelint/phrases.py)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tonelint.checks.base import Anchors, Compiling, Judge, Parsed, Pattern
from tonelint.phrases import Phrase, PhraseError, compile_phrase
from tonelint.text import Span


@dataclass(frozen=True)
class PhrasePattern:
    """One compiled phrase."""

    phrase: Phrase
    needs_parse: bool = False

    @property
    def anchors(self) -> Anchors:
        """The words that the phrase cannot do without."""
        return self.phrase.anchors

    def find(self, parsed: Parsed) -> Iterator[Span]:
        """Yield the matches in the folded words of a sentence."""
        folded = parsed.sentence.words
        for first, end in self.phrase.find(parsed.sentence.line):
            start = end - len(folded.text[first:end].lstrip(" ,'\"*_("))
            # A match of marks alone ("____" for any word) keeps them.
            yield folded.span(start if start < end else first, end)


@dataclass(frozen=True)
class PhraseOptions:
    """Phrases, any of which matches."""

    phrases: tuple[str, ...]

    def compile(self, context: Compiling) -> Sequence[Pattern | Judge]:
        """Compile each phrase; a phrase that cannot be read is a problem at its own place."""
        found: list[Pattern | Judge] = []
        for phrase in self.phrases:
            try:
                found.append(PhrasePattern(compile_phrase(phrase, context.lists)))
            except PhraseError as error:
                context.problem(phrase, str(error))
        return found
