"""capitals: words shouted in capitals. Names, codes and abbreviations are not, so an everyday word must be among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

from tonelint.archive import Pieces
from tonelint.checks.base import Compiling, Judge, Parsed, Pattern
from tonelint.checks.terms import compile_terms
from tonelint.dataclass import dataclass
from tonelint.elements import Anchors
from tonelint.regexes import regex
from tonelint.text import Span

_WORD = r"(?:[A-Z]{2,}(?:['.-][A-Z]+)*|[IA])"
_FIGURE = r"[£$€]?\d[\d.,]*%?"
_JOINT = r"(?:,? |: | - |-|/|, )(?:& )?"
_RUN = regex(rf"(?<![\w'&/])(?:{_WORD}|{_FIGURE}){_JOINT}(?:(?:{_WORD}|{_FIGURE}){_JOINT})*{_WORD}(?![\w'&])!*")
_SHOUTED = regex(r"(?<![\w'])[A-Z]{2,}(?:'[A-Z]+)?(?![\w'])")
_SPACED = regex(r"(?<![\w'])(?:[A-Z] ){3,}[A-Z](?![\w'])")
_WHOLE_WORDS = regex(r"[A-Z]+(?:['.-][A-Z]+)*")
_LAST_ARTICLE = regex(r"(?:: | - |, | )A$")
_HOUR = regex(r"\d [AP]M\b")
_CLOCK = frozenset({"DAY", "DAYS", "HOUR", "HOURS", "HR", "HRS", "MINUTE", "MINUTES", "MIN", "MINS", "SECOND", "SECONDS", "SEC", "SECS"})
# what only leads up to the words: "NOTE: ONLY the fields of a shift"
_LABEL = regex(r"(?:NOTE|NB|PS|TIP|HINT|FYI|ADMIN|TODO|FIXME): ")
# what follows the title of a film, a programme, a book or a page: its address, price, hour or year, channel, author
_HOUR_OR_YEAR = r"(?:\d{1,2}(?:[.:]\d\d| ?[ap]m|[.:]\d\d ?[ap]m)|(?:19|20)\d\d\b)"
_TITLED = regex(
    rf"[\"')?]{{0,3}} (?:\( ?(?:https?:|[£$€]?\d[\d.]*p?\)|(?:[A-Z]+\d*, ?)?{_HOUR_OR_YEAR})|on (?:Network|Channel|Radio|Screen|Stage) ?\d"
    r"|by (?!\w+day\b)[A-Z][a-z]+ [A-Z][a-z])"
)
# a day that has a name, in a sentence of small letters: "Friday is CYCLE TO SCHOOL DAY"
_NAMED_DAY = regex(r"[A-Z]{2,}(?: [A-Z]+)+ (?:DAY|WEEK|MONTH|AWARDS|FESTIVAL|CONFERENCE|SUMMIT)")
_NO_NAME = regex(
    r"\b(?:YOUR|OUR|MY|THE|AN|LAST|FINAL|SALES?|SAVINGS|ONLY|EVERY|EACH|THIS|NEXT|BIG|BIGGEST|BEST|ONE|WHOLE|PER|FREE|OFF|DEAL)\b"
)
# what a template's author is to put in
_PLACEHOLDER = regex(r"(?:YOUR|INSERT)(?: [A-Z]+)* (?:URL|LINK|NAME|LOGO|TEXT|ADDRESS|COMPANY|IMAGE|PHOTO|TITLE|DATE|COPY|MESSAGE) HERE")
_SENTENCE_LONG = 8
_SHORT = 3
_FEWEST = 2
_VOWEL = regex(r"[AEIOUY]")


@dataclass(frozen=True)
class CapitalsOptions:
    """A run of words in capitals that holds one of `words`; or two of `apart` in a sentence of small letters.

    A word that is spaced out ("S A L E") is a run too. Titles and labels are made of `joining` words and names: those
    count in a run only when it is long or ends in "!". One everyday word beside figures and abbreviations is no run.
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
        return [Capitals(Pieces([(words, apart, joining)]))]


@dataclass(frozen=True)
class Capitals:
    """The compiled check; it marks the run, or from the first shouted word to the last.

    `sets`: the words, those apart and those joining, as in the options; the one item, read when it is first asked for.
    """

    sets: Sequence[tuple[frozenset[str], frozenset[str], frozenset[str]]]
    needs_parse: bool = False
    ways: Sequence[Sequence[Anchors]] = (((),),)

    @property
    def words(self) -> frozenset[str]:
        """The everyday words."""
        return self.sets[0][0]

    @property
    def apart(self) -> frozenset[str]:
        """The words of which two are enough."""
        return self.sets[0][1]

    @property
    def joining(self) -> frozenset[str]:
        """The words that count only in some runs."""
        return self.sets[0][2]

    def find(self, parsed: Parsed, ways: Iterable[int] = (0,)) -> Iterator[Span]:
        """Yield the runs in a sentence, and what is shouted apart."""
        del ways
        folded = parsed.sentence.folded
        for match in _RUN.finditer(folded.text):
            run = _LAST_ARTICLE.sub("", match.group())
            label = _LABEL.match(run)
            skipped = label.end() if label else 0
            span = folded.span(match.start() + skipped, match.start() + len(run))
            if self._is_shouted(run[skipped:]) and not _is_name(run, folded.text[: match.start()], folded.text[match.end() :]):
                yield span
        for match in _SPACED.finditer(folded.text):
            spelt = match.group().replace(" ", "").lower()
            if any(spelt.startswith(word) for word in self.words if len(word) > _SHORT):
                yield folded.span(match.start(), match.end())
        if any(letter.islower() for letter in folded.text):
            shouted = [match for match in _SHOUTED.finditer(folded.text) if match.group().lower() in self.apart]
            if len(shouted) > 1:
                yield folded.span(shouted[0].start(), shouted[-1].end())

    def _is_shouted(self, run: str) -> bool:
        said = _WHOLE_WORDS.findall(_HOUR.sub("", run))
        if all(word in _CLOCK for word in said):
            return False
        is_exclaimed = run.endswith("!")
        if len(said) == 1 and (run.startswith(said[0]) or not is_exclaimed):
            return False
        if not is_exclaimed and sum(map(self._is_word, said)) < _FEWEST:
            return False
        counts = self.words if is_exclaimed or len(said) >= _SENTENCE_LONG else self.words - self.joining
        return any(word.lower() in counts for word in said)

    def _is_word(self, said: str) -> bool:
        """Tell a word from an abbreviation: "OSX", "BTS"."""
        return said.lower() in self.words or (len(said) > _SHORT and bool(_VOWEL.search(said)))


def _is_name(run: str, before: str, after: str) -> bool:
    """Tell a title that is cited, a day that has a name, and a gap in a template."""
    if _TITLED.match(after) or _PLACEHOLDER.fullmatch(run):
        return True
    is_in_prose = before[-2:-1].islower() and before.endswith(" ")
    return is_in_prose and bool(_NAMED_DAY.fullmatch(run)) and not _NO_NAME.search(run)
