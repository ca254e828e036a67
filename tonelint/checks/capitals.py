"""capitals: words shouted in capitals. Names, codes and abbreviations are not, so an everyday word must be among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tonelint.checks.base import Anchors, Compiling, Judge, Parsed, Pattern
from tonelint.checks.terms import compile_terms
from tonelint.text import Span

_WORD = r"(?:[A-Z]{2,}(?:['-][A-Z]+)*|[IA])"
_FIGURE = r"[£$€]?\d[\d.,]*%?"
_JOINT = r"(?:,? |: | - |-|/|, )(?:& )?"
_RUN = re.compile(rf"(?<![\w'&])(?:{_WORD}|{_FIGURE}){_JOINT}(?:(?:{_WORD}|{_FIGURE}){_JOINT})*{_WORD}(?![\w'])!*")
_SHOUTED = re.compile(r"(?<![\w'])[A-Z]{2,}(?:'[A-Z]+)?(?![\w'])")
_LETTERS = re.compile(r"[A-Z]+(?:'[A-Z]+)?")


@dataclass(frozen=True)
class CapitalsOptions:
    """A run of words in capitals that holds one of `words`; or two of `apart` in a sentence of small letters."""

    words: tuple[str, ...]
    apart: tuple[str, ...] = ()

    def compile(self, context: Compiling) -> Sequence[Pattern | Judge]:
        """Compile to one pattern."""
        words, apart = compile_terms(self.words, context), compile_terms(self.apart, context)
        return [Capitals(words.words if words else frozenset(), apart.words if apart else frozenset())]


@dataclass(frozen=True)
class Capitals:
    """The compiled check; it marks the run, or from the first shouted word to the last."""

    words: frozenset[str]
    apart: frozenset[str]
    anchors: Anchors = ()
    needs_parse: bool = False

    def find(self, parsed: Parsed) -> Iterator[Span]:
        """Yield the runs in a sentence, and what is shouted apart."""
        folded = parsed.sentence.folded
        for match in _RUN.finditer(folded.text):
            if any(word.lower() in self.words for word in _LETTERS.findall(match.group())):
                yield folded.span(match.start(), match.end())
        if self.apart and any(letter.islower() for letter in folded.text):
            shouted = [match for match in _SHOUTED.finditer(folded.text) if match.group().lower() in self.apart]
            if len(shouted) > 1:
                yield folded.span(shouted[0].start(), shouted[-1].end())
