"""Searching sentences for the patterns of a rule set, with as little work as possible.

Every pattern tells the words it cannot do without. An index from its rarest words finds the patterns that a sentence
may match at all; a sentence is parsed only when one of those needs a parse. The filter never loses a match.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from tonelint import likeness
from tonelint.checks.base import Hit, LikenessPattern, Parsed, Pattern
from tonelint.checks.tokens import Matcher, RawPattern
from tonelint.errors import InvalidFileError, Problem
from tonelint.grammar.clauses import clauses
from tonelint.message import SectionKind
from tonelint.nlp import LOCK, Parser
from tonelint.sentences import Sentence

Found = dict[int, list[Hit]]
Scores = dict[str, list[float]]

# Words in most sentences: a poor key for the index.
_COMMON = frozenset(
    ["a", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "do", "for", "from", "get", "has", "have",
     "here", "i", "if", "in", "is", "it", "just", "like", "make", "more", "my", "no", "not", "of", "on", "one", "or", "our",
     "out", "so", "that", "the", "their", "there", "they", "this", "to", "up", "us", "was", "we", "what", "when", "will", "with",
     "you", "your"]
)  # fmt: skip


class Search:
    """The patterns of a rule set with their index. `filtered=False` looks at every pattern in every sentence."""

    def __init__(self, patterns: Iterable[Pattern], *, filtered: bool = True) -> None:
        unique = {id(pattern): pattern for pattern in patterns}
        self._patterns = list(unique.values())
        self._index: dict[str, list[Pattern]] = {}
        self._always: list[Pattern] = []
        for pattern in self._patterns:
            if isinstance(pattern, LikenessPattern):
                continue
            if pattern.anchors and filtered:
                for word in min(pattern.anchors, key=_cost):
                    self._index.setdefault(word, []).append(pattern)
            else:
                self._always.append(pattern)
        self._filtered = filtered
        self.parser = Parser(frozenset().union(*(p.attributes for p in self._patterns if isinstance(p, RawPattern))))

    def find(self, messages: Sequence[Sequence[Sentence]]) -> list[Found]:
        """Return, for each message's sentences, the hits by the identity of the pattern."""
        work = [[(s, list(self._candidates(s))) for s in sentences if s.section is not SectionKind.THREAD] for sentences in messages]
        to_parse = [s for sentences in work for s, patterns in sentences if any(p.needs_parse for p in patterns)]
        with LOCK:
            parses = self.parser.parse([s.for_parser.text for s in to_parse])
            parsed = {id(s): Parsed(s, parse, tuple(clauses(parse))) for s, parse in zip(to_parse, parses, strict=True)}
            return [self._hits(sentences, parsed) for sentences in work]

    def scores(self, messages: Sequence[Sequence[Sentence]]) -> list[Scores]:
        """Return, for each message's sentences, their scores on every scale that a pattern asks for."""
        scales = {pattern.scale for pattern in self._patterns if isinstance(pattern, LikenessPattern)}
        texts = [sentence.words.text for sentences in messages for sentence in sentences]
        if not scales or not texts:
            return [{} for _ in messages]
        table = likeness.load().scores(texts, sorted(scales))
        ends = list(itertools.accumulate(len(sentences) for sentences in messages))
        return [{scale: column[end - len(m) : end] for scale, column in table.items()} for m, end in zip(messages, ends, strict=True)]

    def _candidates(self, sentence: Sentence) -> Iterator[Pattern]:
        yield from self._always
        vocabulary = sentence.vocabulary
        seen: set[int] = set()
        for word in vocabulary:
            for pattern in self._index.get(word, ()):
                if id(pattern) not in seen:
                    seen.add(id(pattern))
                    if not any(anchor.isdisjoint(vocabulary) for anchor in pattern.anchors):
                        yield pattern

    def _hits(self, sentences: Sequence[tuple[Sentence, list[Pattern]]], parsed: dict[int, Parsed]) -> Found:
        found: Found = {}
        for sentence, patterns in sentences:
            view = parsed.get(id(sentence)) or Parsed(sentence)
            for pattern in patterns:
                spans = pattern.find_in(view, self._matchers[id(pattern)]) if isinstance(pattern, RawPattern) else pattern.find(view)
                hits = [Hit(span, sentence.part, sentence) for span in dict.fromkeys(spans)]
                if hits:
                    found.setdefault(id(pattern), []).extend(hits)
        return found

    @cached_property
    def _matchers(self) -> dict[int, Matcher]:
        """The matchers of all raw patterns, made together so that every one that spaCy refuses is told at once."""
        matchers: dict[int, Matcher] = {}
        problems: list[Problem] = []
        for pattern in self._patterns:
            if isinstance(pattern, RawPattern):
                make = self.parser.token_matcher if pattern.kind == "tokens" else self.parser.dependency_matcher
                try:
                    matchers[id(pattern)] = make([list(pattern.pattern)])
                except ValueError as error:
                    what = " ".join(str(error).split())
                    problems.append(Problem(pattern.path, pattern.where.line, pattern.where.column, f"spaCy refuses this pattern: {what}"))
        if problems:
            raise InvalidFileError(problems)
        return matchers


def _cost(anchor: frozenset[str]) -> int:
    return len(anchor) + 100 * len(anchor & _COMMON)
