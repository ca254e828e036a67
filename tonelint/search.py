"""Searching sentences for the patterns of a rule set, with as little work as possible.

An index of the words that patterns cannot do without (`index.py`) tells which of them a sentence may match at all, and
pieces of text tell it for regular expressions; a sentence is parsed only when one of those needs a parse. The filter never
loses a match.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from tonelint.checks.base import Hits, Parsed, Pattern, is_grammatical
from tonelint.checks.literals import plain
from tonelint.checks.regex import RegexPattern
from tonelint.checks.tokens import Matcher, RawPattern
from tonelint.dataclass import dataclass
from tonelint.errors import InvalidFileError, Problem
from tonelint.grammar.clauses import clauses
from tonelint.grammar.pieces import with_pieces
from tonelint.index import WAYS, Index, Way, index_of
from tonelint.message import SectionKind
from tonelint.nlp import LOCK, Parser
from tonelint.quantities import signs
from tonelint.repeats import Key, Repeats, Spans, key_of
from tonelint.sentences import Sentence
from tonelint.text import Span

# So many sentences are searched together, and so many parses are there at a time, at most.
_TOGETHER = 64

Found = dict[int, Hits]
# Patterns by their numbers, each with the ways in which it may match.
_Candidates = dict[int, list[int]]


@dataclass(frozen=True, slots=True)
class _New:
    """A sentence that is not known: its key, and what it may match."""

    key: Key
    candidates: _Candidates


class Search:
    """The patterns of a rule set with their index. `filtered=False` looks at every pattern in every sentence."""

    def __init__(self, patterns: Iterable[Pattern], index: Index | None = None, *, filtered: bool = True) -> None:
        used = {id(pattern): pattern for pattern in patterns}
        if index is None or not filtered or not used.keys() <= {id(pattern) for pattern in index.patterns}:
            index = index_of(used.values(), filtered=filtered)
        self._index = index
        self._filtered = filtered
        self._used = {number: pattern for number, pattern in enumerate(index.patterns) if id(pattern) in used}
        self._raw = [pattern for pattern in used.values() if isinstance(pattern, RawPattern)]
        self._repeats = Repeats()
        self.parser = Parser(frozenset().union(*(pattern.attributes for pattern in self._raw)))

    def find(self, messages: Sequence[Sequence[Sentence]]) -> list[Found]:
        """Return, for each message's sentences, the hits by the identity of the pattern."""
        found: list[Found] = [defaultdict(Hits) for _ in messages]
        work = ((hits, *one) for hits, sentences in zip(found, messages, strict=True) for one in self._work(sentences))
        # Parses are large: only those of some sentences are there at a time.
        while batch := list(itertools.islice(work, _TOGETHER)):
            to_parse = [s for _, s, what in batch if isinstance(what, _New) and any(self._asks_for_parse(n, s) for n in what.candidates)]
            with LOCK:
                parses = zip(to_parse, self.parser.parse([s.for_parser.text for s in to_parse]), strict=True)
                parsed = {id(s): Parsed(s, parse, tuple(clauses(parse))) for s, parse in parses}
                for hits, sentence, what in batch:
                    spans = self._found(parsed.get(id(sentence)) or Parsed(sentence), what) if isinstance(what, _New) else what
                    for pattern, some in spans.items():
                        hits[pattern].add(sentence, some)
        return found

    def _work(self, sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, _New | Spans]]:
        """Yield the sentences of a message that are looked at, each with what it may match, or else with what is known of it."""
        looked_at = [(sentence, key_of(sentence)) for sentence in sentences if sentence.section is not SectionKind.THREAD]
        known = [self._repeats.get(key, sentence) for sentence, key in looked_at]
        texts = [plain(sentence.folded.text) for (sentence, _), spans in zip(looked_at, known, strict=True) if spans is None]
        regexes = zip(texts, self._index.regexes.candidates(texts), strict=True)
        for (sentence, key), spans in zip(looked_at, known, strict=True):
            yield sentence, self._new(sentence, key, *next(regexes)) if spans is None else spans

    def _new(self, sentence: Sentence, key: Key, text: str, regexes: Iterable[int]) -> _New:
        words = with_pieces(sentence.vocabulary) | signs(sentence.words.text)
        ways = self._index.candidates(words).union(number * WAYS for number in regexes if self._may_be_in(text, number))
        return _New(key, {number: own for number, own in _by_pattern(ways).items() if number in self._used})

    def _may_be_in(self, text: str, number: int) -> bool:
        """Tell whether a regular expression may be in a text made plain."""
        pattern = self._used.get(number)
        return isinstance(pattern, RegexPattern) and (not self._filtered or pattern.could_match(text))

    def _found(self, parsed: Parsed, new: _New) -> Spans:
        """Return what is found in a sentence that was not known, which it is from now on."""
        spans = dict(self._search(parsed, new.candidates))
        self._repeats.put(new.key, parsed.sentence, spans)
        parsed.sentence.let_go()
        return spans

    def _asks_for_parse(self, number: int, sentence: Sentence) -> bool:
        pattern = self._used[number]
        return is_grammatical(pattern) and (not self._filtered or pattern.could_match(sentence))

    def _search(self, parsed: Parsed, candidates: _Candidates) -> Iterator[tuple[int, Sequence[Span]]]:
        """Yield what the patterns find that a sentence may match, by their identities."""
        for number, ways in candidates.items():
            pattern = self._used[number]
            if isinstance(pattern, RawPattern):
                spans: Iterable[Span] = pattern.find_in(parsed, self._matchers[id(pattern)])
            else:
                spans = pattern.find(parsed, ways)
            if found := list(spans if len(ways) > 1 else dict.fromkeys(spans)):
                yield id(pattern), found

    @cached_property
    def _matchers(self) -> dict[int, Matcher]:
        """The matchers of all raw patterns, made together so that every one that spaCy refuses is told at once."""
        matchers: dict[int, Matcher] = {}
        problems: list[Problem] = []
        for pattern in self._raw:
            make = self.parser.token_matcher if pattern.kind == "tokens" else self.parser.dependency_matcher
            try:
                matchers[id(pattern)] = make([list(pattern.pattern)])
            except ValueError as error:
                what = " ".join(str(error).split())
                problems.append(Problem(pattern.path, pattern.where.line, pattern.where.column, f"spaCy refuses this pattern: {what}"))
        if problems:
            raise InvalidFileError(problems)
        return matchers


def _by_pattern(ways: Iterable[Way]) -> _Candidates:
    """Return ways by their patterns, both in the order of their numbers."""
    found: _Candidates = defaultdict(list)
    for way in sorted(ways):
        found[way // WAYS].append(way % WAYS)
    return found
