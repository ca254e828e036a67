"""What an expression shows: the words of its strings as copy, each side of a ternary as a branch, and values as merge fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tonelint.dataclass import dataclass
from tonelint.message import FieldKind, MergeField
from tonelint.regexes import regex
from tonelint.templates.conditions import Condition, condition_of
from tonelint.templates.fields import merge_field
from tonelint.templates.literals import STRING, is_copy, literal
from tonelint.templates.nodes import Branch, Choice, Node, Value
from tonelint.templates.tags import Tag
from tonelint.text import Span

# An expression in an expression in an expression: nobody writes more, but a hostile file does.
_DEEPEST = 6
_TOKEN = regex(
    rf"(?P<string>{STRING})|(?P<open>[(\[{{])|(?P<close>[)\]}}])"
    r"|(?P<mark>\?\?|\?\.|\?:|\|\||::|[~,]|\s[+.](?=\s)|\+(?=[\"'])|(?<=[\"'])\+|\?|:|\bif\b|\belse\b)"
)
_JOINTS = ("~", "+", ".")
# gettext and its kin: {{ _("words") }}, {% trans "words" %}, <?php esc_html_e('words') ?>
_SPEAKING = regex(
    r"(?<![\w\"'])(?:(?P<plural>ngettext|_n|nt)|(?P<words_only>gettext|_[ex]?|__|esc_(?:html|attr)_+[ex]?|trans)|translate|trans_choice|t|tr|l|lang|loc"
    rf"|i18n|unsubscribe|manage_preferences)(?:\s*\(\s*|\s+(?:s=)?)(?P<words>{STRING})(?:\s*,?\s*(?P<more>{STRING}))?"
)
_HELPER = regex(rf"(?!image|date|number|strftime|format|render)[\w.:]+[( ]\s*(?::\w+,\s*)?(?P<words>{STRING})")
_CALL = regex(r"(?P<name>iif|if|concat|printf|sprintf|format)\b\s*", re.I)
_ECHO = regex(r"(?:echo|print)\b\s*")
_ANY_WORD = regex(r"[A-Za-z]?[a-z’'-]+[.,:!?]?")
_WHOLE = regex(STRING)
_ASIDE = regex(r"\|\s*(?:asset|img|image|file|url|date|time|strftime)")
_HELPING = ("erb", "erb-value", "php-value", "php")
PLURAL = Condition("plural")


_Nodes = tuple[Node, ...] | None
_Marks = Sequence[re.Match[str]]


def shown_by(text: str, tag: Tag, *, guarded: bool = False) -> tuple[Node, ...]:
    """Return what a tag that writes something shows."""
    echo = _ECHO.match(text, tag.inner.start, tag.inner.end)
    inner = _bare(text, Span(echo.end(), tag.inner.end) if echo else tag.inner)
    tag = tag if inner == tag.inner else replace(tag, inner=inner)
    return _Expression(text, tag, guarded).read(tag.inner)


def spoken_by(text: str, tag: Tag) -> tuple[Node, ...] | None:
    """Return the words that a tag takes from a catalogue by their text or by a key; None when it does not."""
    return _Expression(text, tag).spoken(tag.inner)


@dataclass(frozen=True, slots=True)
class _Expression:
    """Reads one tag. A reader of a form returns None when the expression is of another form."""

    text: str
    tag: Tag
    guarded: bool = False
    depth: int = 0

    def read(self, span: Span) -> tuple[Node, ...]:
        span = _bare(self.text, span)
        if self.depth > _DEEPEST or not re.search(r"[\"'`]", self.text[span.start : span.end]):
            return self._value(span)
        marks = list(_marks(self.text, span))
        deeper = replace(self, depth=self.depth + 1)
        for reader in (deeper.ternary, deeper.conditional, deeper.joined, deeper.called, deeper.quoted, deeper.spoken, deeper.helped):
            nodes = reader(span, marks)
            if nodes is not None:
                return nodes
        return self._value(span)

    def ternary(self, span: Span, marks: _Marks) -> _Nodes:
        """Read `name ? "Hi #{name}," : "Hi there,"`."""
        question = next((n for n, mark in enumerate(marks) if mark.group() == "?" and self._asks(mark)), None)
        if question is None:
            return None
        nested = 0
        for mark in marks[question + 1 :]:
            nested += (mark.group() == "?") - (mark.group() == ":")
            if nested < 0:
                asked, yes = Span(span.start, marks[question].start()), Span(marks[question].end(), mark.start())
                return self._choice(asked, yes, Span(mark.end(), span.end))
        return None

    def conditional(self, span: Span, marks: _Marks) -> _Nodes:
        """Read `"Hi " + name if name else "Hi there"`."""
        if_ = next((mark for mark in marks if mark.group() == "if" and mark.start() > span.start), None)
        if if_ is None:
            return None
        else_ = next((mark for mark in marks if mark.group() == "else" and mark.start() > if_.end()), None)
        asked = Span(if_.end(), else_.start() if else_ else span.end)
        return self._choice(asked, Span(span.start, if_.start()), Span(else_.end(), span.end) if else_ else None)

    def joined(self, span: Span, marks: _Marks) -> _Nodes:
        """Read `"Hi " ~ name ~ ","`."""
        joints = [mark for mark in marks if mark.group().strip() in _JOINTS]
        if not joints:
            return None
        starts = [span.start, *(joint.end() for joint in joints)]
        ends = [*(joint.start() for joint in joints), span.end]
        return tuple(node for start, end in zip(starts, ends, strict=True) for node in self.read(Span(start, end)))

    def called(self, span: Span, _: _Marks) -> _Nodes:
        """Read the calls that show what they are given: IIF(test, yes, no), printf("Hi %s", name), concat(...)."""
        call = _CALL.match(self.text, span.start, span.end)
        if call is None:
            return None
        arguments = self._arguments(_bare(self.text, Span(call.end(), span.end)))
        if call["name"].lower() in ("if", "iif"):
            return self._choice(*arguments) if len(arguments) == 3 else None  # noqa: PLR2004 - test, yes and no
        if call["name"].lower() == "concat":
            return tuple(node for argument in arguments for node in self.read(argument))
        first, more = arguments[0], tuple(self.text[one.start : one.end] for one in arguments[1:])
        whole = _WHOLE.match(self.text, first.start, first.end)
        if whole and is_copy(whole.group()):
            return literal(self.text, Span(*whole.span()), more or tuple(self.text[whole.end() : first.end].split()))
        return self.spoken(first, (), more)

    def quoted(self, span: Span, marks: _Marks) -> _Nodes:
        """Read a string, filtered or not: `"words"|upper`. A key of a catalogue hides words that are elsewhere."""
        first = marks[0] if marks and marks[0].lastgroup == "string" and marks[0].start() == span.start else None
        if first is None:
            return None
        rest = self.text[first.end() : span.end].strip()
        # What stands beside other words is a word, whatever it looks like: `name ? name : "friend"`.
        if is_copy(first.group()) or (not rest and self.depth > 1):
            return None if _ASIDE.match(rest) or re.match(r"[=!<>?]", rest) else literal(self.text, Span(*first.span()), (rest,))
        return (self._elsewhere(span),) if re.match(r"\|\s*(?:trans|t|translate)\b", rest) else None

    def spoken(self, span: Span, _: _Marks = (), more: tuple[str, ...] = ()) -> _Nodes:
        """Read a call of a translating function."""
        found = _SPEAKING.search(self.text, span.start, span.end)
        if found is None:
            return None
        # gettext is given the words themselves, the others mostly a key.
        if not is_copy(found["words"]) and not (found["words_only"] and _ANY_WORD.fullmatch(found["words"][1:-1])):
            return (self._elsewhere(span),)
        one = literal(self.text, Span(*found.span("words")), more or (self.text[found.end() : self.tag.inner.end],))
        if found["plural"] and found["more"]:
            return (Choice((Branch(PLURAL.opposite(), one), Branch(None, literal(self.text, Span(*found.span("more")))))),)
        return one

    def helped(self, span: Span, _: _Marks) -> _Nodes:
        """Read the text that a helper of Ruby or PHP is given: `link_to "View your order", url`."""
        found = _HELPER.match(self.text, span.start, span.end) if self.tag.syntax in _HELPING else None
        return literal(self.text, Span(*found.span("words"))) if found and " " in found["words"].strip("\"' ") else None

    def _choice(self, asked: Span, yes: Span, no: Span | None = None) -> _Nodes:
        condition = condition_of(self.text[asked.start : asked.end])
        inside = replace(self, guarded=True)
        branches = [Branch(condition, inside.read(yes)), *([Branch(None, inside.read(no))] if no else [])]
        is_plain = all(isinstance(node, Value) and node.field.kind is not FieldKind.CONTROL for one in branches for node in one.nodes)
        return None if is_plain else (Choice(tuple(branches)),)

    def _asks(self, mark: re.Match[str]) -> bool:
        # In Ruby a method may end in "?": "name.present? ? a : b".
        before, after = self.text[mark.start() - 1 : mark.start()], self.text[mark.end() : mark.end() + 1]
        return before.isspace() or before in "\"')]" or after in "\"'"

    def _value(self, span: Span) -> tuple[Node, ...]:
        if not len(span):
            return ()
        tag = self.tag if span == self.tag.inner else replace(self.tag, span=span, inner=span, text=self.text[span.start : span.end])
        found, fallback = merge_field(self.text, tag)
        return (Value(replace(found, guarded=True) if self.guarded else found, fallback),)

    def _elsewhere(self, span: Span) -> Value:
        """Return a field for words that stand in another file."""
        return Value(MergeField(self.tag.span if span == self.tag.inner else span, FieldKind.CONTROL))

    def _arguments(self, span: Span) -> list[Span]:
        commas = [mark for mark in _marks(self.text, span) if mark.group() == ","]
        starts = [span.start, *(comma.end() for comma in commas)]
        ends = [*(comma.start() for comma in commas), span.end]
        return [_bare(self.text, Span(start, end)) for start, end in zip(starts, ends, strict=True)]


def _marks(text: str, span: Span) -> Iterator[re.Match[str]]:
    """Yield the strings and operators outside all brackets."""
    depth = 0
    for mark in _TOKEN.finditer(text, span.start, span.end):
        if mark.lastgroup in ("open", "close"):
            depth = max(0, depth + (1 if mark.lastgroup == "open" else -1))
        elif not depth:
            yield mark


def _bare(text: str, span: Span) -> Span:
    """Return an expression without white space and brackets around it."""
    start, end = span.start, span.end
    for _ in range(_DEEPEST):
        inner = text[start:end]
        start, end = start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip(" \t\r\n;"))
        if start >= end - 1 or text[start] != "(" or text[end - 1] != ")" or not _closes_last(text, start, end):
            break
        start, end = start + 1, end - 1
    return Span(start, max(start, end))


def _closes_last(text: str, start: int, end: int) -> bool:
    depth = 0
    for mark in _TOKEN.finditer(text, start, end):
        depth += (mark.lastgroup == "open") - (mark.lastgroup == "close")
        if not depth and mark.end() < end:
            return False
    return not depth
