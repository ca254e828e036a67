"""A template as a tree: text, values, and choices between branches. Tags need not balance: what is open at the end ends there."""

from __future__ import annotations

import re
from dataclasses import field, replace

from tonelint.dataclass import dataclass
from tonelint.directives import mentions
from tonelint.message import FieldKind, MergeField
from tonelint.regexes import regex
from tonelint.templates.comments import inside
from tonelint.templates.conditions import ALWAYS, NEVER, Condition
from tonelint.templates.control import step_of
from tonelint.templates.expressions import PLURAL, shown_by, spoken_by
from tonelint.templates.kinds import kind_of
from tonelint.templates.nodes import Branch, Choice, Copy, Node, Note, Value
from tonelint.templates.steps import BARE, Act, Step
from tonelint.templates.tags import Tag
from tonelint.templates.widening import widened
from tonelint.text import Span

# Nothing is nested deeper: a file that says so is not meant to be read.
_DEEPEST = 40
_OPENING = frozenset([Act.OPEN, Act.CASE, Act.LOOP, Act.WRAP, Act.HIDE])
_TURNING = frozenset([Act.OPEN, Act.CASE, Act.LOOP])
# {% trans name=user.first_name %}, {% with total=order.sum %}, {% set who = order.customer %}
_BOUND = regex(r"(?<![\w.])(?P<name>[A-Za-z_]\w*)\s*=\s*(?P<path>\"[^\"]*\"|'[^']*'|[^\s,=\"'][^\s,\"']*)")
_MARKUP = regex(r"[\"'](?:<[^>]*>|[^\w<])*[\"']")
_MACRO = regex(r"macro\s+(?P<one>\w+)|(?:from\b.*?\bimport|import\b.*?\bas)\s+(?P<many>[\w, ]+)", re.S)
_CALL = regex(r"(?P<name>\w+)(?:\.\w+)?\s*\(")
_TRANSLATED = regex(r"(?:trans|translate|t|lang)\s+[\"']")


@dataclass
class _Frame:
    """An open tag: the branches ended so far, and the one that is being read. `subject`: what the cases are compared with."""

    act: Act = Act.WRAP
    word: str = ""
    condition: Condition | None = ALWAYS
    subject: Condition | None = None
    branches: list[Branch] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    bound: dict[str, str] = field(default_factory=dict)

    def turn(self, condition: Condition | None) -> None:
        """End the branch and start the next."""
        self.branches.append(Branch(self.condition, tuple(self.nodes)))
        self.nodes, self.condition = [], condition

    def choice(self) -> Choice:
        """Return the branches, the last one ended."""
        return Choice((*self.branches, Branch(self.condition, tuple(self.nodes))))


def parse(text: str, tags: list[Tag]) -> tuple[Node, ...]:
    """Return the tree of a text with its tags. All spans are of this text."""
    return _Tree(text).read(tags)


class _Tree:
    """Reads tags into nodes."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._frames = [_Frame()]
        self._macros: set[str] = set()

    def read(self, tags: list[Tag]) -> tuple[Node, ...]:
        steps = [step_of(tag) for tag in tags]
        at = 0
        for tag, step, whole in zip(tags, steps, widened(self._text, tags, steps), strict=True):
            self._copy(at, whole.start)
            self._apply(tag, step)
            at = whole.end
        self._copy(at, len(self._text))
        while len(self._frames) > 1:
            self._close()
        return tuple(self._frames[0].nodes)

    def _copy(self, start: int, end: int) -> None:
        if start < end:
            self._frames[-1].nodes.append(Copy(Span(start, end)))

    def _apply(self, tag: Tag, step: Step) -> None:
        words = inside(tag)
        if words is not None:
            self._frames[-1].nodes += [Note(tag.span, words)] if mentions(tag.text) else []
        elif step.act is Act.VALUE or (step.word == BARE + "end" and not self._is_open(step.word)):
            self._frames[-1].nodes += self._shown(tag)
        elif step.act is Act.OPAQUE or (step.act is Act.WRAP and _TRANSLATED.match(tag.text)):
            spoken = spoken_by(self._text, tag)
            self._frames[-1].nodes += [Value(MergeField(tag.span, FieldKind.CONTROL))] if spoken is None else spoken
            self._note_macros(tag)
        elif step.act in _OPENING:
            if len(self._frames) <= _DEEPEST:
                self._open(step, tag)
        elif step.act is Act.CLOSE:
            self._close_to(step.word)
        elif step.act is Act.PLURAL:
            self._plural()
        elif step.act is not Act.NOTHING:
            self._turn(step)
        elif tag.text.startswith(("set ", "assign ")):
            self._frames[0].bound.update(_bindings(tag))

    def _shown(self, tag: Tag) -> tuple[Node, ...]:
        call = _CALL.match(tag.text)
        if call and call["name"] in self._macros:
            return (Value(MergeField(tag.span, FieldKind.CONTROL)),)
        guarded = any(frame.act in (Act.OPEN, Act.CASE) for frame in self._frames)
        nodes = shown_by(self._text, tag, guarded=guarded)
        path = next((frame.bound[tag.text] for frame in reversed(self._frames) if tag.text in frame.bound), "")
        if not path:
            return nodes
        # A name for a piece of markup, as translators are given it, shows no word.
        kind = FieldKind.CONTROL if _MARKUP.fullmatch(path) else kind_of(path)
        if kind is not FieldKind.OTHER:
            return tuple(replace(node, field=replace(node.field, kind=kind)) if isinstance(node, Value) else node for node in nodes)
        return nodes

    def _note_macros(self, tag: Tag) -> None:
        """Remember what is a macro: what its call writes stands elsewhere."""
        if macro := _MACRO.match(tag.text):
            self._macros.update(re.findall(r"\w+", macro["one"] or macro["many"]))

    def _open(self, step: Step, tag: Tag) -> None:
        conditions = {Act.WRAP: ALWAYS, Act.HIDE: NEVER, Act.CASE: NEVER}
        subject = step.condition if step.act is Act.CASE else None
        self._frames.append(_Frame(step.act, step.word, conditions.get(step.act, step.condition or ALWAYS), subject))
        if step.act in (Act.WRAP, Act.LOOP):
            self._frames[-1].bound = _bindings(tag)

    def _turn(self, step: Step) -> None:
        """Go to the next branch of the innermost tag that has branches."""
        depth = next((n for n in range(len(self._frames) - 1, 0, -1) if self._frames[n].act in _TURNING), 0)
        if not depth:
            return
        while len(self._frames) > depth + 1:
            self._close()
        top = self._frames[-1]
        condition = step.condition if step.act is Act.ELIF else None
        if step.act is Act.WHEN and step.condition and top.subject:
            condition = Condition(top.subject.key, step.condition.value)
        top.turn(condition)

    def _plural(self) -> None:
        top = self._frames[-1]
        if len(self._frames) > 1 and top.act is Act.WRAP and not top.branches:
            top.condition = PLURAL.opposite()
            top.turn(None)

    def _close_to(self, word: str) -> None:
        """Close the innermost tag that a word ends, with all that is open in it."""
        depth = next((n for n in range(len(self._frames) - 1, 0, -1) if _pairs(self._frames[n].word, word)), 0)
        while depth and len(self._frames) > depth:
            self._close()

    def _is_open(self, word: str) -> bool:
        return any(_pairs(frame.word, word) for frame in self._frames[1:])

    def _close(self) -> None:
        frame = self._frames.pop()
        self._frames[-1].nodes.append(frame.choice())


def _pairs(opened: str, closed: str) -> bool:
    if closed == BARE + "end":
        return opened.startswith(BARE)
    opened = opened.removeprefix(BARE)
    return not opened or not closed or opened == closed or (opened.startswith("for") and closed.startswith("for"))


def _bindings(tag: Tag) -> dict[str, str]:
    """Return the names that a tag gives to values, each with the path of its value."""
    return {found["name"]: found["path"] for found in _BOUND.finditer(tag.text)} if tag.syntax == "block" else {}
