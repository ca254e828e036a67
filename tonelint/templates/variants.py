"""The variants of a template: what each of its readers sees, branch by branch and never two branches of one choice at once.

Variants are made until every branch with words in it has been shown once, in the order of the text; the same condition, or
its opposite, has one answer all through a variant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace

from tonelint.dataclass import dataclass
from tonelint.directives import Comment
from tonelint.draft import Draft, Weaver
from tonelint.message import FieldKind
from tonelint.source import Source
from tonelint.templates.branches import parse
from tonelint.templates.comments import unclosed
from tonelint.templates.conditions import Answers, Condition
from tonelint.templates.fields import merge_field
from tonelint.templates.nodes import Branch, Choice, Copy, Node, Note, Value, notes_of, values_of
from tonelint.templates.readings import Variant, Variants
from tonelint.templates.tags import find_tags
from tonelint.templates.visible import Visible
from tonelint.text import Span

# More readers than these are not told apart; what was left unread is said.
MOST = 8
# How many conditions are tried for one variant, so that a file of conditions stays linear.
_TRIES = 20_000
_UNCLOSED = "this comment has no end, so that everybody sees it: close it"


def variants(draft: Draft, source: Source) -> Variants:
    """Return the variants of a draft, at least one. A message that was sent has none: its tags are there to be seen."""
    tags = find_tags(draft.text, source.delimiters)
    if source.is_sent:
        leaks = (merge_field(draft.text, tag)[0] for tag in tags)
        return Variants((Variant(replace(draft, fields=tuple(leaks))),))
    open_ended = tuple(Comment.of(draft, *places, fault=_UNCLOSED) for places in unclosed(draft.text, tags, source.delimiters))
    if not tags:
        return Variants((Variant(draft),), comments=open_ended)
    nodes = parse(draft.text, tags)
    comments = {note.span: Comment.of(draft, note.span, note.inner) for note in notes_of(nodes)}
    draft = replace(draft, fields=tuple(value.field for value in values_of(nodes)))
    visible = Visible(draft.text, tags)
    paths = list(_paths(nodes, visible, Answers(), None))
    words = {value.field.span: value.fallback for value in values_of(nodes) if value.fallback and visible.says(value.fallback)}
    unseen = list(range(len(paths)))
    shown: list[tuple[Variant, dict[str, str]]] = []
    spoken: list[Variant] = []
    while len(shown) < MOST and (unseen or not shown):
        answers = _cover([paths[number] for number in unseen])
        walk = _Walk(Weaver(draft), answers, {id(paths[number].branch): number for number in unseen})
        walk.write(nodes)
        seen = tuple(comments[span] for span in walk.notes)
        shown.append((Variant(walk.weaver.draft(), comments=seen), answers.told()))
        unseen = [number for number in unseen[1:] if number not in walk.shown]
        told = _Walk(Weaver(draft), answers, {}, words)
        if words:
            told.write(nodes)
        if told.focus:
            spoken.append(Variant(told.weaver.draft(), "fallback words", tuple(told.focus), seen))
    return Variants((*_labelled(shown), *spoken), len(unseen), (*comments.values(), *open_ended))


@dataclass(frozen=True, slots=True)
class _Path:
    """A branch with words or values of its own, and the chain of conditions that must hold for it to be shown."""

    branch: Branch
    needs: _Need | None


@dataclass(frozen=True, slots=True)
class _Need:
    """A condition, and those before it."""

    condition: Condition
    before: _Need | None

    def conditions(self) -> list[Condition]:
        """Return all conditions of the chain, the outermost first."""
        found: list[Condition] = []
        need: _Need | None = self
        while need:
            found.append(need.condition)
            need = need.before
        return found[::-1]


def _paths(nodes: tuple[Node, ...], visible: Visible, answers: Answers, needs: _Need | None) -> Iterator[_Path]:
    """Yield the branches to be shown. What asks for two answers at once is shown to nobody."""
    for node in nodes:
        if not isinstance(node, Choice):
            continue
        start, chain = answers.mark, needs
        for branch in node.branches:
            before, own = answers.mark, chain
            if branch.condition:
                own = _Need(branch.condition, chain)
            if branch.condition is None or answers.learn(branch.condition):
                if any(_is_seen(inner, visible) for inner in branch.nodes):
                    yield _Path(branch, own)
                yield from _paths(branch.nodes, visible, answers, own)
            answers.forget(before)
            if branch.condition is None or not answers.learn(branch.condition.opposite()):
                break
            chain = _Need(branch.condition.opposite(), chain)
        answers.forget(start)


def _is_seen(node: Node, visible: Visible) -> bool:
    if isinstance(node, Value):
        return node.field.kind is not FieldKind.CONTROL and visible.shows(node.field.span)
    return isinstance(node, Copy) and visible.says(node.span)


def _cover(paths: list[_Path]) -> Answers:
    """Return answers under which the first of some branches is shown, and as many of the others as go with it."""
    answers = Answers()
    tries = 0
    for path in paths:
        mark = answers.mark
        needs = path.needs.conditions() if path.needs else []
        tries += len(needs)
        if not all(answers.learn(condition) for condition in needs):
            answers.forget(mark)
        if tries > _TRIES:
            break
    return answers


@dataclass
class _Walk:
    """Writes one variant. `numbers`: the branches to be noted when they are shown. `words`: what fields show instead."""

    weaver: Weaver
    answers: Answers
    numbers: dict[int, int]
    words: dict[Span, Span] = field(default_factory=dict)
    shown: set[int] = field(default_factory=set)
    notes: list[Span] = field(default_factory=list)
    focus: list[Span] = field(default_factory=list)

    def write(self, nodes: tuple[Node, ...]) -> None:
        """Write what some nodes show."""
        for node in nodes:
            if isinstance(node, Copy):
                self.weaver.copy(node.span.start, node.span.end)
            elif isinstance(node, Value):
                self._value(node)
            elif isinstance(node, Note):
                self.notes.append(node.span)
            elif taken := next((b for b in node.branches if b.condition is None or self.answers.holds(b.condition)), None):
                if id(taken) in self.numbers:
                    self.shown.add(self.numbers[id(taken)])
                self.write(taken.nodes)

    def _value(self, node: Value) -> None:
        # Each fallback is read once, in the first variant that shows its field.
        span = self.words.pop(node.field.span, None)
        if span:
            self.focus.append(Span(self.weaver.length, self.weaver.length + len(span)))
        span = span or node.field.span
        self.weaver.copy(span.start, span.end)


def _labelled(shown: list[tuple[Variant, dict[str, str]]]) -> Iterator[Variant]:
    """Yield the variants under what tells them from each other."""
    told = [answers for _, answers in shown]
    keys = [key for key in dict.fromkeys(key for answers in told for key in answers) if len({answers.get(key) for answers in told}) > 1]
    for variant, answers in shown:
        yield replace(variant, about=", ".join(f"{key}: {answers[key]}" for key in keys if key in answers))
