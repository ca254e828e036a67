"""What a check is. A check's options are a frozen dataclass, whose fields are the keys that a rule file may use.

Two kinds. A *pattern* finds spans in one sentence; it tells the words it cannot do without, so that most sentences are
never looked at. A *judge* looks at the whole message and at what its own patterns found.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from operator import attrgetter, itemgetter
from typing import Generic, Protocol, TypeGuard, TypeVar

from tonelint import likeness
from tonelint.dataclass import dataclass
from tonelint.elements import Anchors
from tonelint.grammar.clauses import Clause
from tonelint.grammar.tokens import Parse
from tonelint.lazy import Many
from tonelint.message import Anatomy, Message, Part, SectionKind
from tonelint.phrases import WordLists
from tonelint.sentences import Sentence
from tonelint.text import Span

Name = TypeVar("Name")
Problem = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Hit:
    """A span of prose that a check found, in a sentence or, for a whole message, in a part.

    `scale`: the scale by which the sentence reads like labelled texts, when nothing else found it. `absence`: what is
    pointed at is where something is missing. `of_message`: a judge found it, so the span is only where to look. `share`: how
    much of it there is, from 0 to 1, where a judge can tell. `is_mild`: something else in the message makes it less grave.
    """

    span: Span
    part: Part
    sentence: Sentence | None = None
    scale: str | None = None
    absence: bool = False
    of_message: bool = False
    share: float | None = None
    is_mild: bool = False

    @property
    def place(self) -> tuple[int, int, int]:
        """Where it stands in the order of the message; what stands in no sentence comes first."""
        return (self.sentence.index if self.sentence else -1, self.span.start, self.span.end)


class Hits(Many[Hit]):
    """What one pattern found in the sentences of a message. A hit is made when it is asked for: most never are."""

    def __init__(self) -> None:
        self._sentences: list[Sentence] = []
        self._offsets = array("Q")

    def add(self, sentence: Sentence, spans: Iterable[Span]) -> None:
        """Add spans in a sentence."""
        for span in spans:
            self._sentences.append(sentence)
            self._offsets.extend((span.start, span.end))

    def one(self, number: int) -> Hit:
        """Make a hit."""
        sentence = self._sentences[number]
        return Hit(Span(*self._offsets[2 * number : 2 * number + 2]), sentence.part, sentence)

    def __len__(self) -> int:
        return len(self._sentences)


@dataclass(frozen=True)
class Parsed:
    """A sentence with its parse and clauses; the parse is made only for patterns that need one."""

    sentence: Sentence
    parse: Parse | None = None
    clauses: tuple[Clause, ...] = ()


class Pattern(Protocol):
    """Finds spans in a sentence, in one of several ways. Of every set of a way's anchors a word must be in the sentence."""

    @property
    def ways(self) -> Sequence[Sequence[Anchors]]:
        """The ways in which the pattern may match, each with conditions, one of which must hold: words that it cannot do without."""
        ...

    @property
    def needs_parse(self) -> bool:
        """Tell whether the pattern looks at the parse."""
        ...

    def find(self, parsed: Parsed, ways: Iterable[int]) -> Iterator[Span]:
        """Yield the spans of prose that match in one of some ways, given by their numbers."""
        ...


class GrammarPattern(Pattern, Protocol):
    """A pattern that looks at the parse, which is made only of sentences that it could match in by their words."""

    def could_match(self, sentence: Sentence) -> bool:
        """Tell whether a sentence with a word of each set of anchors is worth a parse."""
        ...


@dataclass(frozen=True)
class LikenessPattern:
    """Sentences whose score on a scale lies in a range. A score costs a thousand times what a word does: the view is asked."""

    scale: str
    least: float
    most: float
    needs_parse: bool = False
    ways: Sequence[Sequence[Anchors]] = ()

    def fits(self, sentence: Sentence) -> bool:
        """Tell whether the score of a sentence lies in the range."""
        return self.least <= likeness.load().score(sentence.words.text, self.scale) <= self.most

    def find(self, parsed: Parsed, ways: Iterable[int]) -> Iterator[Span]:
        """Raise TypeError: no sentence is scored before something else was found in its message."""
        message = "a likeness pattern is not searched for: ask the view"
        raise TypeError(message, parsed, ways)


@dataclass(frozen=True)
class View:
    """What a judge sees: the message, its anatomy, its sentences and the hits of each pattern in order."""

    message: Message
    anatomy: Anatomy
    sentences: Sequence[Sentence]
    found: Mapping[int, Sequence[Hit]] = field(repr=False)

    def hits(self, patterns: Sequence[Pattern]) -> list[Hit]:
        """Return the hits of some patterns in the order of the message."""
        hits: list[Hit] = []
        for pattern in patterns:
            if found := self.found.get(id(pattern)):
                hits += found
            elif isinstance(pattern, LikenessPattern):
                hits += self._alike(pattern)
        return sorted(hits, key=attrgetter("place")) if len(hits) > 1 else hits

    def _alike(self, pattern: LikenessPattern) -> Iterator[Hit]:
        for sentence in self.sentences:
            if sentence.section is not SectionKind.THREAD and pattern.fits(sentence):
                yield Hit(sentence.span, sentence.part, sentence, pattern.scale)


class Owners(Generic[Name]):
    """The way from patterns to those who ask for them, so that what was found leads to them and to nobody else.

    What reads like labelled texts is scored and not found, so whoever asks for that is always among them.
    """

    def __init__(self, owners: Iterable[tuple[Name, Iterable[Pattern]]]) -> None:
        self._always: list[tuple[int, Name, Pattern]] = []
        self._owned: dict[int, list[tuple[int, Name, Pattern]]] = {}
        asked = ((name, pattern) for name, patterns in owners for pattern in patterns)
        for number, (name, pattern) in enumerate(asked):
            is_scored = isinstance(pattern, LikenessPattern)
            (self._always if is_scored else self._owned.setdefault(id(pattern), [])).append((number, name, pattern))

    def of(self, view: View) -> dict[Name, list[Pattern]]:
        """Return those for whom something may have been found in a message, each with the patterns that may have, in order."""
        asked = [*self._always, *(one for pattern in view.found for one in self._owned.get(pattern, ()))]
        patterns: dict[Name, list[Pattern]] = {}
        for _, name, pattern in sorted(asked, key=itemgetter(0)):
            patterns.setdefault(name, []).append(pattern)
        return patterns


class Judge(Protocol):
    """Looks at a whole message."""

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """The patterns that the judge wants to be told the hits of."""
        ...

    def judge(self, view: View) -> Iterator[Hit]:
        """Yield what is to be reported, usually once and at an anchor."""
        ...


@dataclass(frozen=True, slots=True)
class Compiling:
    """What a check may use while its options are compiled; `problem(where, what)` notes a mistake at an option."""

    path: str
    lists: WordLists
    problem: Problem


class Options(Protocol):
    """The options of a check; compiling them gives patterns, or one judge."""

    def compile(self, context: Compiling) -> Sequence[Pattern | Judge]:
        """Return the patterns or judges that the options stand for."""
        ...


def is_pattern(check: Pattern | Judge) -> TypeGuard[Pattern]:
    """Tell a pattern from a judge."""
    return hasattr(check, "find")


def is_grammatical(pattern: Pattern) -> TypeGuard[GrammarPattern]:
    """Tell a pattern that looks at the parse from one that looks at words."""
    return pattern.needs_parse


def is_judge(check: Pattern | Judge) -> TypeGuard[Judge]:
    """Tell a judge from a pattern."""
    return hasattr(check, "judge")


def only_patterns(specs: Sequence[Options], context: Compiling) -> tuple[Pattern, ...]:
    """Compile checks that must all be patterns, as those inside a judge."""
    found: list[Pattern] = []
    for spec in specs:
        for check in spec.compile(context):
            if is_pattern(check):
                found.append(check)
            else:
                context.problem(getattr(spec, "where", ""), "a check of whole messages cannot stand inside another check")
    return tuple(found)
