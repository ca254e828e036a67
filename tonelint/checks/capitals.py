"""capitals: words shouted in capitals. Names, codes and abbreviations are not, so an everyday word must be among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

from tonelint.checks.base import Compiling, Judge, Parsed, Pattern
from tonelint.checks.terms import compile_terms
from tonelint.dataclass import dataclass
from tonelint.elements import Anchors
from tonelint.regexes import regex
from tonelint.text import Span

_WORD = r"(?:[A-Z]{2,}(?:['-][A-Z]+)*|[IA])"
_FIGURE = r"[£$€]?\d[\d.,]*%?"
_JOINT = r"(?:,? |: | - |-|/|, )(?:& )?"
_RUN = regex(rf"(?<![\w'&/])(?:{_WORD}|{_FIGURE}){_JOINT}(?:(?:{_WORD}|{_FIGURE}){_JOINT})*{_WORD}(?![\w'&])!*")
_SHOUTED = regex(r"(?<![\w'])[A-Z]{2,}(?:'[A-Z]+)?(?![\w'])")
_SPACED = regex(r"(?<![\w'])(?:[A-Z] ){3,}[A-Z](?![\w'])")
_WHOLE_WORDS = regex(r"[A-Z]+(?:['-][A-Z]+)*")
_LAST_ARTICLE = regex(r"(?:: | - |, | )A$")
_HOUR = regex(r"\d [AP]M\b")
_CLOCK = frozenset({"DAY", "DAYS", "HOUR", "HOURS", "HR", "HRS", "MINUTE", "MINUTES", "MIN", "MINS", "SECOND", "SECONDS", "SEC", "SECS"})
_PRICED = regex(r"[£$€%]")
# what follows the title of a film, a programme or a page
_TITLED = regex(r"[\"')]{0,2} \( ?(?:https?:|\d)")
_SENTENCE_LONG = 8
_SHORT = 3


@dataclass(frozen=True)
class CapitalsOptions:
    """A run of words in capitals that holds one of `words`; or two of `apart` in a sentence of small letters.

    A word that is spaced out ("S A L E") is a run too. Titles and labels are made of `joining` words and names: those
    count in a run only when it is long or ends in "!".
    """

    words: Annotated[tuple[str, ...], "everyday words, one of which a run of capitals must hold"]
    apart: Annotated[tuple[str, ...], "words of which two in capitals within one sentence of small letters are marked"] = ()
    joining: Annotated[tuple[str, ...], "those of the words that count only in a long run, or one that ends in '!'"] = ()

    def compile(self, context: Compiling) -> Sequence[Pattern | Judge]:
        """Compile to one pattern."""
        words, apart, joining = (
            frozenset(terms.words) if terms else frozenset()
            for terms in (compile_terms(listed, context) for listed in (self.words, self.apart, self.joining))
        )
        return [Capitals(words, apart, joining)]


@dataclass(frozen=True)
class Capitals:
    """The compiled check; it marks the run, or from the first shouted word to the last."""

    words: frozenset[str]
    apart: frozenset[str]
    joining: frozenset[str] = frozenset()
    needs_parse: bool = False
    ways: Sequence[Sequence[Anchors]] = (((),),)

    def find(self, parsed: Parsed, ways: Iterable[int] = (0,)) -> Iterator[Span]:
        """Yield the runs in a sentence, and what is shouted apart."""
        del ways
        folded = parsed.sentence.folded
        for match in _RUN.finditer(folded.text):
            run = _LAST_ARTICLE.sub("", match.group())
            if self._is_shouted(run) and not _TITLED.match(folded.text, match.end()):
                yield folded.span(match.start(), match.start() + len(run))
        for match in _SPACED.finditer(folded.text):
            spelt = match.group().replace(" ", "").lower()
            if any(spelt.startswith(word) for word in self.words if len(word) > _SHORT):
                yield folded.span(match.start(), match.end())
        if self.apart and any(letter.islower() for letter in folded.text):
            shouted = [match for match in _SHOUTED.finditer(folded.text) if match.group().lower() in self.apart]
            if len(shouted) > 1:
                yield folded.span(shouted[0].start(), shouted[-1].end())

    def _is_shouted(self, run: str) -> bool:
        said = _WHOLE_WORDS.findall(_HOUR.sub("", run))
        if not said or all(word in _CLOCK for word in said):
            return False
        if len(said) == 1 and not _PRICED.search(run) and said[0].lower() not in self.apart:
            return False
        if len(said) == 1 and run.startswith(said[0]):
            return False
        counts = self.words if run.endswith("!") or len(said) >= _SENTENCE_LONG else self.words - self.joining
        return any(word.lower() in counts for word in said)
