"""Clauses: who does what to whom, in one frame whatever the sentence looks like.

A frame is made for every verb of a parse, with its subjects and objects in their active places: passives are turned
round, the subject of "we want to help" is lent to "help", a coordinated verb borrows the subject of the first one, and
a relative clause takes the noun that it describes as the argument that it lacks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from functools import cached_property

from tonelint.dataclass import dataclass
from tonelint.grammar.inflection import PASTS
from tonelint.grammar.roles import is_opening_name
from tonelint.grammar.tokens import Parse, Token

# One of these is in every clause that is negated, a condition, in the future or perfect; the past and the present need no word.
NEGATORS = frozenset({"not", "n't", "never", "no", "without", "hardly", "neither", "nor", "nobody", "nothing", "none"})
CONDITIONS = frozenset({"if", "unless", "whether", "should", "once", "until", "when", "whenever", "provided", "in case"})
FUTURE = frozenset({"will", "'ll", "wo", "shall"})
PERFECT = frozenset({"have", "has", "'ve", "'s", "had", "'d"})
_PAST = frozenset({"VBD", "VBN"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_OBJECTS = ("dobj", "dative", "oprd")
_COMPLEMENTS = ("attr", "acomp", "oprd", "xcomp", "ccomp", "pcomp")


@dataclass(frozen=True)
class Clause:
    """One verb with its arguments. `passive` tells how it was written; subjects and objects are the active ones."""

    parse: Parse
    verb: Token
    subjects: tuple[Token, ...]
    objects: tuple[Token, ...]
    passive: bool
    auxiliaries: tuple[Token, ...] = field(default=())

    @cached_property
    def complements(self) -> tuple[Token, ...]:
        """What the verb says of its subject or opens to: adjectives, nouns after be, open clauses."""
        return tuple(self.parse.children(self.verb, *_COMPLEMENTS))

    @cached_property
    def prepositional(self) -> dict[str, list[Token]]:
        """The nouns and verbs under each preposition of the verb."""
        found: dict[str, list[Token]] = {}
        hosts = [self.verb, *self.objects, *(c for c in self.complements if not c.is_verb)]
        for host in hosts:
            for preposition in self.parse.children(host, "prep", "agent", "dative", "prt"):
                found.setdefault(preposition.lower, []).extend(self.parse.children(preposition, "pobj", "pcomp"))
        return found

    @cached_property
    def modifiers(self) -> tuple[Token, ...]:
        """Adverbs, particles and other small words that hang on the verb."""
        return tuple(self.parse.children(self.verb, "advmod", "prt", "npadvmod", "intj", "neg", "mark", "advcl"))

    @cached_property
    def is_negated(self) -> bool:
        """Negated itself ("don't wait"), or under a negated word ("no need to hurry")."""
        return any(_has_negator(self.parse, token) for token in self._chain())

    @cached_property
    def is_question(self) -> bool:
        """Stands in a sentence that ends with a question mark."""
        return any(token.text == "?" for token in self.parse.tokens[-2:])

    @cached_property
    def is_conditional(self) -> bool:
        """Under "if", "unless", "should you ..." and the like, itself or through a verb above it."""
        return any(
            child.lower in CONDITIONS and child.dep in ("mark", "advmod", "aux") and (child.lower != "should" or child.i < 1)
            for token in self._chain()
            for child in self.parse.children(token)
        )

    @cached_property
    def is_imperative(self) -> bool:
        """A base form without a subject, where a sentence or a coordinated clause starts."""
        if not (self._is_passive_command if self.passive else self.verb.tag in ("VB", "VBP") and not self.subjects):
            return False
        if any(a.tag in ("TO", "MD") for a in self.auxiliaries) or self.verb.dep in ("aux", "auxpass"):
            return False
        return self.verb.dep in ("ROOT", "conj", "ccomp", "parataxis", "dep")

    @property
    def _is_passive_command(self) -> bool:
        """Of "don't get left behind" and "be warned" the small word tells that they are commands; "were told" is none."""
        return not self.objects and any(a.dep == "auxpass" and a.lower in ("get", "be") for a in self.auxiliaries)

    @cached_property
    def modal(self) -> str | None:
        """The modal verb of the clause, if it has one."""
        return next((a.lower for a in self.auxiliaries if a.tag == "MD"), None)

    @cached_property
    def tense(self) -> str:
        """One of past, perfect, present, future."""
        if self.modal in FUTURE:
            return "future"
        helping = {a.lower for a in self.auxiliaries}
        # "we'd lose it" and "we'd be told" would, "we'd lost it" had; "we've been losing it" is perfect, too.
        having = helping & (PERFECT if "be" not in helping else PERFECT - {"'d"})
        if having and (self.verb.tag in _PAST or "been" in helping):
            return "perfect"
        past = (
            self.verb.tag == "VBD"
            or (self.verb.tag == "VBP" and self.verb.lower in PASTS)
            or not helping.isdisjoint(("was", "were", "did"))
        )
        return "past" if past else "present"

    def _chain(self) -> Iterator[Token]:
        """Yield the verb, its complements that carry its meaning, and the words it is the complement of."""
        token: Token | None = self.verb
        for _ in range(3):
            if token is None:
                return
            yield token
            climbs = token.dep in ("xcomp", "ccomp", "acl", "pcomp", "conj", "relcl", "advcl", "prep")
            token = self.parse.head(token) if climbs and token.dep not in ("relcl", "advcl") else None


def clauses(parse: Parse) -> Iterator[Clause]:
    """Yield a clause for every verb of a parse, auxiliaries left out."""
    for token in parse.tokens:
        if (token.is_verb and token.dep not in ("aux", "auxpass", "amod")) or (
            token.dep == "ROOT" and not token.is_verb and parse.children(token, *_SUBJECTS)
        ):
            yield _clause(parse, token)


def _clause(parse: Parse, verb: Token) -> Clause:
    auxiliaries = tuple(_auxiliaries(parse, verb))
    passive = any(c.dep in ("nsubjpass", "auxpass") for c in parse.children(verb))
    subjects = list(_subjects(parse, verb))
    objects = [o for child in parse.children(verb, *_OBJECTS) for o in _object(parse, child)]
    if passive:
        agents = [p for a in parse.children(verb, "agent") for p in parse.children(a, "pobj")]
        subjects, objects = agents, [*subjects, *objects]
    objects += _gap(parse, verb, subjects, objects)
    return Clause(parse, verb, _with_conjuncts(parse, subjects), _with_conjuncts(parse, objects), passive, auxiliaries)


def _auxiliaries(parse: Parse, verb: Token) -> Iterator[Token]:
    own = parse.children(verb, "aux", "auxpass")
    yield from own
    head = parse.head(verb)
    if not own and verb.dep == "conj" and head is not None and head.is_verb:
        yield from parse.children(head, "aux", "auxpass")


def _subjects(parse: Parse, verb: Token) -> Iterator[Token]:
    """Yield the subjects of a verb: its own, or the one it shares with the verb that it depends on."""
    if verb.i == 1 and verb.dep == "ROOT" and parse.tokens[0].dep != "nsubj" and is_opening_name(parse, parse.tokens[0]):
        yield parse.tokens[0]
        return
    token: Token | None = verb
    for _ in range(4):
        if token is None:
            return
        own = parse.children(token, *_SUBJECTS)
        if own:
            for subject in own:
                yield from _antecedent(parse, token, subject)
            return
        if token.dep == "xcomp":
            controllers = [c for c in parse.children(parse.tokens[token.head], "dobj", "dative") if c.i < token.i]
            if controllers:
                yield from controllers
                return
        elif token.dep in ("acl", "relcl"):
            yield parse.tokens[token.head]
            return
        elif token.dep not in ("conj", "pcomp", "advcl", "prep", "ccomp") or _is_new_imperative(parse, token):
            return
        token = parse.head(token)


def _is_new_imperative(parse: Parse, token: Token) -> bool:
    """Tell "we're open, so come by", whose second verb is a command, from "we open and close at six"."""
    if token.tag != "VB" or token.dep not in ("conj", "ccomp"):
        return False
    head = parse.head(token)
    return head is not None and head.tag in ("VBZ", "VBD", "VBN", "VBG") and not parse.children(token, "aux")


def _antecedent(parse: Parse, verb: Token, subject: Token) -> Iterator[Token]:
    if verb.dep == "relcl" and subject.tag in ("WDT", "WP"):
        yield parse.tokens[verb.head]
    yield subject


def _object(parse: Parse, child: Token) -> Iterator[Token]:
    if child.tag in ("IN", "TO"):
        yield from parse.children(child, "pobj")
    else:
        yield child


def _gap(parse: Parse, verb: Token, subjects: list[Token], objects: list[Token]) -> list[Token]:
    """Return the noun that a relative clause describes where the clause lacks an object ("the team you love")."""
    if verb.dep != "relcl" or objects:
        return []
    described = parse.tokens[verb.head]
    return [] if described in subjects else [described]


def _with_conjuncts(parse: Parse, heads: list[Token]) -> tuple[Token, ...]:
    found: list[Token] = []
    for head in heads:
        stack = [head]
        while stack:
            top = stack.pop()
            if top not in found:
                found.append(top)
                stack += [c for c in parse.children(top, "conj") if not c.is_verb]
    return tuple(found)


def _has_negator(parse: Parse, token: Token) -> bool:
    if token.lower in NEGATORS:
        return True
    # "Don't get left behind": the parse hangs the "n't" on the small word of the passive.
    for child in (*parse.children(token), *(c for a in parse.children(token, "auxpass") for c in parse.children(a, "neg"))):
        if child.dep in ("neg", "det", "advmod", "preconj", "cc", "mark", "prep") and child.lower in NEGATORS:
            return True
        if child.dep in ("nsubj", "nsubjpass", "dobj", "attr") and (
            child.lower in NEGATORS or any(c.lower == "no" for c in parse.children(child, "det"))
        ):
            return True
    head = parse.head(token)
    return head is not None and token.dep in ("acl", "pcomp") and any(c.lower in NEGATORS for c in parse.children(head))
