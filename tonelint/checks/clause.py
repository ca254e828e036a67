"""clause: who does what to whom. Roles, words and lists in the places of a clause frame, however it is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import field
from functools import cached_property
from typing import Annotated, Literal

from tonelint.archive import Pieces
from tonelint.checks.base import Compiling, Judge, Parsed, Pattern
from tonelint.checks.terms import Terms, compile_terms
from tonelint.dataclass import dataclass
from tonelint.elements import Anchors
from tonelint.grammar.clauses import CONDITIONS, FUTURE, NEGATORS, PERFECT, Clause
from tonelint.grammar.pieces import run_of
from tonelint.grammar.tokens import Parse, Token
from tonelint.line import Line
from tonelint.phrases import Anchored, read_phrases
from tonelint.regexes import regex
from tonelint.sentences import Sentence
from tonelint.text import Span

Switch = Literal["yes", "no", "any"]
Tense = Literal["past", "perfect", "present", "future"]
Mark = Literal["clause", "verb", "sentence"]

# Behind a plain word a question mark is a token of its own; what is glued to other marks is left to the parser.
_QUESTION = regex(r"(?:^|\s)[A-Za-z]+\?$")


@dataclass(frozen=True)
class ClauseOptions:
    """Who does what to whom, on the dependency parse. What is left out may be anything."""

    verb: Annotated[tuple[str, ...], "verbs, found in every form: `[miss, love]`, `@list`"] = ()
    subject: Annotated[tuple[str, ...], "who does it: `sender`, `reader`, `customers`, words, `@list`, `something`, `nothing`"] = ()
    object: Annotated[
        tuple[str, ...], "whom or what it is done to: `sender`, `reader`, `customers`, words, `@list`, `something`, `nothing`"
    ] = ()
    complement: Annotated[tuple[str, ...], "the head word of what follows be, feel, want: be *sorry*, want *to help*"] = ()
    preposition: Annotated[
        dict[str, tuple[str, ...]], "prepositions, each with what stands under it: `{about: reader, for: [inconvenience]}`"
    ] = field(default_factory=dict)
    adverb: Annotated[tuple[str, ...], "adverbs and particles of the verb: `[out, now]`"] = ()
    opens: Annotated[ClauseOptions | None, "a clause under this one: `{verb: want, opens: {verb: help, object: reader}}`"] = None
    has: Annotated[tuple[str, ...], "phrases, one of which must be in the sentence"] = ()
    lacks: Annotated[tuple[str, ...], "phrases, none of which may be in the sentence"] = ()
    modal: Annotated[tuple[str, ...], "modal verbs, one of which goes with the verb: `[can, may]`"] = ()
    tense: Annotated[tuple[Tense, ...], "the tenses that it may have"] = ()
    negated: Annotated[Switch, "whether it is negated"] = "no"
    question: Annotated[Switch, "whether it is a question"] = "any"
    conditional: Annotated[Switch, "whether it is a condition"] = "any"
    imperative: Annotated[Switch, "whether it is a command"] = "any"
    passive: Annotated[Switch, "whether it is in the passive voice"] = "any"
    mark: Annotated[Mark, "what is marked: from the first matched phrase to the last, the verb, or the sentence"] = "clause"

    def compile(self, context: Compiling) -> Sequence[Pattern | Judge]:
        """Compile the options to one pattern."""
        return [ClausePattern(Pieces([_frame(self, context)]))]


@dataclass(frozen=True)
class Frame:
    """Compiled options."""

    options: ClauseOptions
    verb: Terms | None
    subject: Terms | None
    object: Terms | None
    complement: Terms | None
    adverb: Terms | None
    prepositions: tuple[tuple[str, Terms], ...]
    opens: Frame | None
    has: Anchored
    lacks: Anchored

    @cached_property
    def anchors(self) -> Anchors:
        """The words that a sentence needs for the frame to match in it."""
        found = [*self.clause_anchors()]
        if self.has.anchors and all(self.has.anchors):
            found.append(frozenset().union(*(anchors[0] for anchors in self.has.anchors)))
        return tuple(sorted(found, key=len))

    def clause_anchors(self) -> Iterator[frozenset[str]]:
        """Yield the words that the parse needs for the frame to fit one of its clauses."""
        places = (self.verb, self.subject, self.object, self.complement, self.adverb, *(terms for _, terms in self.prepositions))
        yield from (anchor for place in places if place and (anchor := place.anchor))
        yield from (frozenset({name.split()[-1]}) for name, terms in self.prepositions if not terms.nothing)
        yield from (frozenset(map(run_of, words)) for words in _words_of_switches(self.options))
        if self.opens:
            yield from self.opens.clause_anchors()


def _words_of_switches(options: ClauseOptions) -> Iterator[Collection[str]]:
    """Yield sets of tokens, one of each of which is in every clause that is said as the options ask."""
    if options.negated == "yes":
        yield NEGATORS
    if options.conditional == "yes":
        yield CONDITIONS
    if options.modal:
        yield options.modal
    if options.tense and not {"past", "present"}.intersection(options.tense):
        yield frozenset().union(*(FUTURE if tense == "future" else PERFECT for tense in options.tense))


def _frame(options: ClauseOptions, context: Compiling) -> Frame:
    prepositions = tuple((str(name), terms) for name, texts in options.preposition.items() if (terms := compile_terms(texts, context)))
    return Frame(
        options,
        compile_terms(options.verb, context),
        compile_terms(options.subject, context),
        compile_terms(options.object, context),
        compile_terms(options.complement, context),
        compile_terms(options.adverb, context),
        prepositions,
        _frame(options.opens, context) if options.opens else None,
        Anchored.of(read_phrases(options.has, context.lists, context.problem)),
        Anchored.of(read_phrases(options.lacks, context.lists, context.problem)),
    )


@dataclass(frozen=True)
class ClausePattern:
    """A frame to be found among the clauses of a parsed sentence; the one item of `frames`, read when it is first asked for."""

    frames: Sequence[Frame]
    needs_parse: bool = True

    @property
    def ways(self) -> Sequence[Sequence[Anchors]]:
        """One way, with the words that the frame cannot do without."""
        return [[self.frame.anchors]]

    @property
    def frame(self) -> Frame:
        """The frame."""
        return self.frames[0]

    def could_match(self, sentence: Sentence) -> bool:
        """Tell whether the frame may be in a sentence, by its words and its last mark."""
        return _may_ask(self.frame.options.question, sentence.for_parser.text) and _fits_words(self.frame, sentence.line)

    def find(self, parsed: Parsed, ways: Iterable[int] = (0,)) -> Iterator[Span]:
        """Yield the span of every clause that fits: from the first matched phrase to the last, or as `mark` says."""
        del ways
        found = [matched for clause in parsed.clauses if (matched := fit(self.frame, clause, parsed.clauses)) is not None]
        # Phrases cost more than clauses, and few of those fit.
        if found and _fits_words(self.frame, parsed.sentence.line):
            yield from self._telling(parsed.sentence, [self._mark(parsed, matched) for matched in found])

    def _telling(self, sentence: Sentence, spans: list[Span]) -> list[Span]:
        """Return, of several clauses, those that hold what the sentence had to have: "order *today* and get a cup" presses once."""
        if len(spans) < 2 or not self.frame.has.phrases:  # noqa: PLR2004
            return spans
        had = [sentence.words.span(*place) for matches in self.frame.has.matches(sentence.line) for place in matches]
        return [span for span in spans if any(span.covers(other) for other in had)] or spans

    def _mark(self, parsed: Parsed, matched: list[tuple[int, int]]) -> Span:
        if self.frame.options.mark == "sentence":
            return parsed.sentence.span
        tokens = parsed.parse.tokens if parsed.parse else ()
        if self.frame.options.mark == "verb":
            matched = matched[:1]
        first, last = min(start for start, _ in matched), max(end for _, end in matched)
        span = parsed.sentence.for_parser.span(tokens[first].start, tokens[last].end)
        return span if self.frame.options.mark == "verb" else self._with_words(parsed.sentence, span)

    def _with_words(self, sentence: Sentence, span: Span) -> Span:
        """Return the span with the words that the sentence had to have, when those follow it: "email us *right away*"."""
        found = [next(matches, None) for matches in self.frame.has.matches(sentence.line)]
        had = [sentence.words.span(*place) for place in found if place]
        after = [other.end for other in had if other.start >= span.start]
        return Span(span.start, max([span.end, *after]))


def _may_ask(question: Switch, text: str) -> bool:
    """Tell whether a text may be a question, or none, as is wanted."""
    return "?" in text if question == "yes" else not (question == "no" and _QUESTION.search(text))


def _fits_words(frame: Frame, line: Line) -> bool:
    return (not frame.has.phrases or frame.has.are_in(line)) and not frame.lacks.are_in(line)


def fit(frame: Frame, clause: Clause, all_clauses: Sequence[Clause]) -> list[tuple[int, int]] | None:
    """Return the token ranges that the places of a frame matched in a clause, the verb's first; None when it does not fit."""
    if frame.verb and frame.verb.match(clause.parse, _verb_heads(clause)) is None:
        return None
    if not _switches_fit(frame.options, clause):
        return None
    matched = [_verb_range(clause)]
    places = [
        (frame.subject, clause.subjects),
        (frame.object, clause.objects),
        (frame.complement, (*clause.complements, *_deep_complements(clause))),
        (frame.adverb, clause.modifiers),
        *((terms, clause.prepositional.get(name, [])) for name, terms in frame.prepositions),
    ]
    for terms, heads in places:
        if terms is None:
            continue
        head = terms.match(clause.parse, heads)
        if head is None and not (terms.nothing and not heads):
            return None
        if head is not None:
            matched.append(_range(clause.parse, head))
    if frame.opens:
        below = _opened(frame.opens, clause, all_clauses)
        if below is None:
            return None
        matched += below
    return matched


def _verb_heads(clause: Clause) -> list[Token]:
    return [clause.verb]


def _verb_range(clause: Clause) -> tuple[int, int]:
    near = [t.i for t in (*clause.auxiliaries, *clause.parse.children(clause.verb, "neg", "prt")) if abs(t.i - clause.verb.i) < 6]  # noqa: PLR2004
    return min([*near, clause.verb.i]), max([*near, clause.verb.i])


def _deep_complements(clause: Clause) -> Iterator[Token]:
    """Yield coordinated complements ("sorry and ashamed")."""
    for complement in clause.complements:
        yield from clause.parse.children(complement, "conj")


def _switches_fit(options: ClauseOptions, clause: Clause) -> bool:
    switches = (
        (options.negated, "is_negated"),
        (options.question, "is_question"),
        (options.conditional, "is_conditional"),
        (options.imperative, "is_imperative"),
        (options.passive, "passive"),
    )
    if any(switch != "any" and (switch == "yes") != getattr(clause, name) for switch, name in switches):
        return False
    if options.modal and clause.modal not in options.modal:
        return False
    return not options.tense or clause.tense in options.tense


def _range(parse: Parse, head: Token) -> tuple[int, int]:
    """Return the tokens of a phrase without the clauses and asides that hang on it."""
    first = last = head.i
    for child in parse.children(head):
        if child.dep in ("relcl", "acl", "appos", "punct", "advcl", "cc", "conj", "ccomp", "nsubj", "aux", "mark", "dep"):
            continue
        below = [token.i for token in parse.subtree(child)]
        first, last = min(first, *below), max(last, *below)
    return first, last


def _opened(frame: Frame, clause: Clause, all_clauses: Sequence[Clause]) -> list[tuple[int, int]] | None:
    """Find the clause under this one, through its complements and prepositions."""
    parse = clause.parse
    below = {t.i for child in parse.children(clause.verb) if child.dep not in ("nsubj", "nsubjpass", "conj") for t in parse.subtree(child)}
    for other in all_clauses:
        if other.verb.i in below:
            matched = fit(frame, other, all_clauses)
            if matched is not None:
                return matched
    return None
