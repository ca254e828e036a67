"""A template as a tree: text, values, and choices between branches. Tags need not balance: what is open at the end ends there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from tonelint.message import FieldKind, MergeField
from tonelint.templates.control import Act, Step, Test, step_of, test_of
from tonelint.templates.kinds import merge_field
from tonelint.templates.tags import Tag, find_tags
from tonelint.text import Span


@dataclass(frozen=True, slots=True)
class Copy:
    """Text of the template that is shown as it stands."""

    span: Span


@dataclass(frozen=True, slots=True)
class Value:
    """A tag that stays in the text as a merge field; `fallback` are the words it shows when there is no value."""

    field: MergeField
    fallback: Span | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    """What is shown when a condition holds; without a condition, when none before it did."""

    test: Test | None
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Branches of which at most one is shown."""

    branches: tuple[Branch, ...]


Node = Copy | Value | Choice

_VANISHING = frozenset(
    [Act.OPEN, Act.ELIF, Act.ELSE, Act.CASE, Act.WHEN, Act.LOOP, Act.WRAP, Act.HIDE, Act.CLOSE, Act.NOTHING]
)  # fmt: skip
# Nothing is nested deeper, and no choice has more branches: a file that says so is not meant to be read.
_DEEPEST = 40
_MOST_BRANCHES = 60
_NEVER = Test("", "never")
_ALWAYS = Test("", None)
_OPENING = frozenset([Act.OPEN, Act.CASE, Act.LOOP, Act.WRAP, Act.HIDE])
_STRING = r"\"(?:[^\"\\\n]|\\.){0,600}\"|'(?:[^'\\\n]|\\.){0,600}'"
# {{ _("words") }}, {% trans "words" %}, {{ "words"|trans }}
_SPOKEN = re.compile(
    rf"(?:(?:n?gettext|_e?|__|esc_html_+e?|translate|trans|t|lang)\s*[( ]\s*(?P<a>{_STRING})|^(?P<b>{_STRING})\s*\|\s*(?:trans|t|translate)\b)"
)
# name ? "Hi #{name}," : "Hi there,"
_SIDE = rf"(?:{_STRING}|[\w.()@$]+)"
_TERNARY = re.compile(rf"(?P<test>[^\"'\n]{{1,200}}?)\s*\?\s+(?P<yes>{_SIDE})\s*:\s*(?P<no>{_SIDE})\s*\Z")


@dataclass
class _Frame:
    """An open tag: the branches ended so far, and the one that is being read."""

    word: str
    test: Test | None
    branches: list[Branch] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    subject: Test | None = None

    def turn(self, test: Test | None) -> None:
        """End the branch and start the next."""
        if len(self.branches) >= _MOST_BRANCHES:
            return
        self.branches.append(Branch(self.test, tuple(self.nodes)))
        self.nodes, self.test = [], test


def parse(text: str) -> tuple[Node, ...]:
    """Return the tree of a text. All spans are of this text."""
    return _Tree(text).read(Span(0, len(text)), find_tags(text))


def fields_of(nodes: tuple[Node, ...]) -> list[MergeField]:
    """Return the merge fields of a tree in the order of the text."""
    found: list[MergeField] = []
    for node in nodes:
        if isinstance(node, Value):
            found.append(node.field)
        elif isinstance(node, Choice):
            found += (inner for branch in node.branches for inner in fields_of(branch.nodes))
    return found


class _Tree:
    """Reads tags into nodes."""

    def __init__(self, text: str) -> None:
        self.text = text

    def read(self, span: Span, tags: list[Tag]) -> tuple[Node, ...]:
        frames = [_Frame("", None)]
        steps = [(tag, step_of(tag)) for tag in tags]
        at = span.start
        for tag, step, whole in self._widened(steps):
            self._copy(frames[-1], at, whole.start)
            self._apply(frames, tag, step)
            at = whole.end
        self._copy(frames[-1], at, span.end)
        while len(frames) > 1:
            _close(frames)
        return tuple(frames[0].nodes)

    def _copy(self, frame: _Frame, start: int, end: int) -> None:
        if start < end:
            frame.nodes.append(Copy(Span(start, end)))

    def _widened(self, steps: list[tuple[Tag, Step]]) -> list[tuple[Tag, Step, Span]]:
        """Return the tags with what goes with them: the line, where there is nothing on it but tags that show nothing."""
        widened: list[tuple[Tag, Step, Span]] = []
        groups: list[list[int]] = []
        for number, (tag, step) in enumerate(steps):
            widened.append((tag, step, tag.span))
            if step.act not in _VANISHING:
                continue
            previous = groups[-1] if groups else None
            follows = previous and previous[-1] == number - 1 and not self.text[steps[number - 1][0].span.end : tag.span.start].strip(" \t")
            if previous and follows:
                previous.append(number)
            else:
                groups.append([number])
        for group in groups:
            first, last = steps[group[0]][0].span, steps[group[-1]][0].span
            line = self.text[max(self.text.rfind("\n", 0, first.start), self.text.rfind("\r", 0, first.start)) + 1 : first.start]
            end = re.compile(r"[ \t]*(?:\r\n|\r|\n|\Z)").match(self.text, last.end)
            if line.strip(" \t") or not end:
                continue
            tag, step, _ = widened[group[0]]
            widened[group[0]] = (tag, step, Span(first.start - len(line), tag.span.end))
            tag, step, whole = widened[group[-1]]
            widened[group[-1]] = (tag, step, Span(whole.start, end.end()))
        return widened

    def _apply(self, frames: list[_Frame], tag: Tag, step: Step) -> None:
        top = frames[-1]
        if step.act is Act.VALUE:
            top.nodes += self._value(tag, guarded=any(f.test and f.test not in (_ALWAYS, _NEVER) for f in frames))
        elif step.act is Act.OPAQUE:
            spoken = self._spoken(tag)
            top.nodes += spoken or [Value(MergeField(tag.span, FieldKind.CONTROL))]
        elif step.act in _OPENING and len(frames) > _DEEPEST:
            return
        elif step.act is Act.OPEN:
            frames.append(_Frame(step.word, step.test))
        elif step.act in (Act.LOOP, Act.WRAP):
            spoken = self._spoken(tag) if step.act is Act.WRAP else []
            if spoken:
                top.nodes += spoken
            else:
                frames.append(_Frame(step.word, _ALWAYS))
        elif step.act is Act.HIDE:
            frames.append(_Frame(step.word, _NEVER))
        elif step.act is Act.CASE:
            frames.append(_Frame(step.word, _NEVER, subject=step.test))
        elif len(frames) > 1:
            _turn_or_close(frames, step)

    def _value(self, tag: Tag, *, guarded: bool) -> list[Node]:
        spoken = self._spoken(tag)
        if spoken:
            return spoken
        ternary = _TERNARY.match(self.text, tag.inner.start, tag.inner.end) if "?" in tag.text else None
        if ternary and any(ternary[name][0] in "\"'" for name in ("yes", "no")):
            test = test_of(ternary["test"])
            branches = [Branch(wanted, self._literal(ternary.span(name), tag)) for name, wanted in (("yes", test), ("no", None))]
            return [Choice(tuple(branches))]
        found, fallback = merge_field(self.text, tag)
        return [Value(replace(found, guarded=guarded), fallback)]

    def _spoken(self, tag: Tag) -> list[Node]:
        """Return the words of a string that the tag shows, translated or not."""
        match = _SPOKEN.search(self.text, tag.inner.start, tag.inner.end)
        if not match:
            return []
        group = "a" if match["a"] else "b"
        # One word is a key of a catalogue, or a path: "emails.greeting".
        return list(self._literal(match.span(group), tag)) if " " in match[group].strip() else []

    def _literal(self, place: tuple[int, int], tag: Tag) -> tuple[Node, ...]:
        """Read one side of a ternary: a string with tags of its own inside, or a value."""
        start, end = place
        if self.text[start] not in "\"'":
            found, fallback = merge_field(self.text, replace(tag, span=Span(start, end), inner=Span(start, end), text=self.text[start:end]))
            return (Value(replace(found, guarded=True), fallback),)
        inner = self.text[start + 1 : end - 1]
        tags = [replace(one, span=_moved(one.span, start + 1), inner=_moved(one.inner, start + 1)) for one in find_tags(inner)]
        return _Tree(self.text).read(Span(start + 1, end - 1), tags)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _turn_or_close(frames: list[_Frame], step: Step) -> None:
    top = frames[-1]
    if step.act is Act.ELIF:
        top.turn(step.test)
    elif step.act is Act.ELSE:
        top.turn(None)
    elif step.act is Act.WHEN:
        is_default = step.word == "default" or step.test is None or step.test.value is None
        top.turn(None if is_default or top.subject is None or step.test is None else Test(top.subject.key, step.test.value))
    elif step.act is Act.CLOSE:
        depth = next((n for n in range(len(frames) - 1, 0, -1) if not step.word or _pairs(frames[n].word, step.word)), 0)
        while depth and len(frames) > depth:
            _close(frames)


def _pairs(opened: str, closed: str) -> bool:
    return not opened or opened == closed or (opened in ("forelse", "foreach", "for") and closed.startswith("for"))


def _close(frames: list[_Frame]) -> None:
    frame = frames.pop()
    last = Branch(frame.test, tuple(frame.nodes))
    frames[-1].nodes.append(Choice((*frame.branches, last)))
