"""The variants of a template: what each of its readers sees, branch by branch and never two branches of one choice at once.

A variant is an assignment of the conditions' variables. Variants are made until every branch with words in it has been
shown once, in the order of the text; the same condition, or its opposite, has one answer all through a variant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tonelint.draft import Draft, Weaver
from tonelint.templates.branches import Branch, Choice, Copy, Node, Value, fields_of, parse
from tonelint.templates.control import Test
from tonelint.templates.kinds import merge_field
from tonelint.templates.tags import find_tags
from tonelint.text import Span

# More readers than these are not told apart; what was left unread is said.
MOST = 8

_OTHER = "\0other"
_MARKUP = re.compile(r"<[^>]*>")
_WORDS = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Variant:
    """One reading of a template. `about` says which branches it took; `focus`: only what lies there is new in it."""

    draft: Draft
    about: str = ""
    focus: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Variants:
    """All readings of a template, and how many branches none of them shows."""

    drafts: tuple[Variant, ...]
    unread: int = 0


_Answers = dict[str, str | bool]
_Path = tuple[Branch, tuple[Test, ...]]


def variants(draft: Draft, *, is_sent: bool = False) -> Variants:
    """Return the variants of a draft, at least one. A message that was sent has none: its tags are there to be seen."""
    if is_sent:
        leaks = (merge_field(draft.text, tag)[0] for tag in find_tags(draft.text))
        return Variants((Variant(replace(draft, fields=tuple(leaks))),))
    nodes = parse(draft.text)
    draft = replace(draft, fields=tuple(fields_of(nodes)))
    # What asks for two answers at once is shown to nobody.
    paths = [path for path in _paths(draft.text, nodes, ()) if _cover([path]) is not None]
    unseen = list(range(len(paths)))
    words = {value.field.span: value.fallback for value in _values(nodes) if value.fallback and _says(draft.text, value.fallback)}
    made: list[Variant] = []
    spoken: list[Variant] = []
    while len(made) < MOST and (unseen or not made):
        answers = _cover([paths[number] for number in unseen]) or {}
        numbers = {id(paths[number][0]): number for number in unseen}
        shown, told = _Walk(Weaver(draft), dict(answers), numbers), _Walk(Weaver(draft), dict(answers), {}, words)
        shown.write(nodes)
        made.append(Variant(shown.weaver.draft(), _about(shown.answers)))
        unseen = [number for number in unseen[1:] if number not in shown.shown]
        told.write(nodes)
        if told.focus:
            spoken.append(Variant(told.weaver.draft(), "fallback words", tuple(told.focus)))
    return Variants((*made, *spoken), len(unseen))


def _paths(text: str, nodes: tuple[Node, ...], above: tuple[Test, ...]) -> Iterator[_Path]:
    """Yield every branch that has words or values of its own, with the conditions that must hold for it to be shown."""
    for node in nodes:
        if not isinstance(node, Choice):
            continue
        failed: tuple[Test, ...] = ()
        for branch in node.branches:
            needs = (*above, *failed, *((branch.test,) if branch.test else ()))
            if any(isinstance(inner, Value) or (isinstance(inner, Copy) and _says(text, inner.span)) for inner in branch.nodes):
                yield branch, needs
            yield from _paths(text, branch.nodes, needs)
            failed = (*failed, branch.test.opposite()) if branch.test else failed


def _says(text: str, span: Span) -> bool:
    return bool(_WORDS.search(_MARKUP.sub(" ", text[span.start : span.end])))


def _cover(paths: list[_Path]) -> _Answers | None:
    """Return answers under which the first of some branches is shown, and as many of the others as go with it."""
    answers: _Answers | None = None if paths else {}
    for _, needs in paths:
        tried = dict(answers or {})
        if all(_agrees(test, tried) for test in needs):
            answers = tried
        elif answers is None:
            return None
    return answers


def _agrees(test: Test, answers: _Answers) -> bool:
    """Make a condition hold; False when the answers given so far forbid it."""
    if test.key and test.key not in answers:
        answers[test.key] = test.wanted if test.value is None else (test.value if test.wanted else _OTHER)
    return _holds(test, answers)


def _holds(test: Test, answers: _Answers) -> bool:
    """Tell whether a condition holds; a variable that nobody asked for yet answers yes."""
    if not test.key:
        return (test.value is None) == test.wanted
    answer = answers.setdefault(test.key, True if test.value is None else test.value)
    is_so = answer is not False if test.value is None else answer in (test.value, True)
    return is_so == test.wanted


@dataclass
class _Walk:
    """Writes one variant. `numbers`: the branches to be noted when they are shown. `words`: what fields show instead, once each."""

    weaver: Weaver
    answers: _Answers
    numbers: dict[int, int]
    words: dict[Span, Span] = field(default_factory=dict)
    shown: set[int] = field(default_factory=set)
    focus: list[Span] = field(default_factory=list)

    def write(self, nodes: tuple[Node, ...]) -> None:
        """Write what some nodes show."""
        for node in nodes:
            if isinstance(node, Copy):
                self.weaver.copy(node.span.start, node.span.end)
            elif isinstance(node, Value):
                self._value(node)
            elif taken := next((b for b in node.branches if b.test is None or _holds(b.test, self.answers)), None):
                self.shown |= {self.numbers[id(taken)]} if id(taken) in self.numbers else set()
                self.write(taken.nodes)

    def _value(self, node: Value) -> None:
        span = self.words.pop(node.field.span, None)
        if span:
            self.focus.append(Span(self.weaver.length, self.weaver.length + len(span)))
        span = span or node.field.span
        self.weaver.copy(span.start, span.end)


def _about(answers: _Answers) -> str:
    said = {True: "yes", False: "no", _OTHER: "other"}
    return ", ".join(f"{key}: {said.get(answer, answer)}" for key, answer in answers.items())


def _values(nodes: tuple[Node, ...]) -> Iterator[Value]:
    for node in nodes:
        if isinstance(node, Value):
            yield node
        elif isinstance(node, Choice):
            for branch in node.branches:
                yield from _values(branch.nodes)
