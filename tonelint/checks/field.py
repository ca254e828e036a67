"""field: a merge field of some kind, without a fallback, or left raw in a message that was sent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from tonelint.checks.base import Compiling, Hit, Judge, Pattern, View
from tonelint.dataclass import dataclass
from tonelint.message import FieldKind, MergeField, Message, Part, PartRole
from tonelint.regexes import regex

_BEFORE_CALL = regex(r"[a-z'’],\s\Z")
# What a mail program writes when a message leaves, and what it writes with a figure in it; a template may name its sender.
_LEFT = frozenset(["received", "delivered-to", "return-path", "message-id"])
_LEFT_AT = frozenset(["date", "sent", "mime-version"])
_AFTER_CALL = regex(r"[.!?](?!\w)|,\s(?![{%*\[<])")


@dataclass(frozen=True)
class FieldOptions:
    """Merge fields of some kind, without a fallback, or left raw in a message that was sent."""

    kind: Annotated[tuple[FieldKind, ...], "what the field puts into the text; any but control, if none is named"] = ()
    fallback: Annotated[Literal["any", "missing"], "whether only one is marked that could have a fallback and has none"] = "any"
    sent: Annotated[Literal["any", "yes", "no"], "whether the message has left"] = "any"
    greets: Annotated[bool, "whether only one is marked that calls the reader: in the greeting, or between commas"] = False

    def compile(self, context: Compiling) -> Sequence[Pattern | Judge]:
        """Compile to one judge."""
        del context
        return [FieldJudge(self)]


@dataclass(frozen=True)
class FieldJudge:
    """The compiled check; it marks the field."""

    options: FieldOptions
    patterns: tuple[Pattern, ...] = ()

    def judge(self, view: View) -> Iterator[Hit]:
        """Yield the fields that fit."""
        if self.options.sent != "any" and (self.options.sent == "yes") != _has_left(view.message):
            return
        for part in view.message.parts:
            for merge_field in part.fields:
                calls = merge_field.span == view.anatomy.greeting.name_span or _is_called(part, merge_field)
                if self._fits(merge_field) and (calls or not self.options.greets):
                    yield Hit(merge_field.span, part)

    def _fits(self, merge_field: MergeField) -> bool:
        kinds = self.options.kind or tuple(kind for kind in FieldKind if kind is not FieldKind.CONTROL)
        if merge_field.kind not in kinds:
            return False
        if self.options.fallback == "any":
            return True
        return merge_field.can_fall_back and merge_field.fallback is None and not merge_field.guarded


def _has_left(message: Message) -> bool:
    """Tell whether a message was sent: by its file, or by the header lines of a mail that was saved as text."""
    if message.source.is_sent:
        return True
    headers = dict(message.headers)
    dated = any(name in _LEFT_AT and any(map(str.isdigit, value)) for name, value in headers.items())
    return "from" in headers and (dated or not _LEFT.isdisjoint(headers))


def _is_called(part: Part, merge_field: MergeField) -> bool:
    """Tell whether a field stands where a person is called: "Thank you, {{ name }}, for". A list of names calls nobody."""
    start, end = merge_field.span.start, merge_field.span.end
    if part.role is PartRole.SUBJECT and not part.text[:start].strip():
        return part.text.startswith(", ", end)
    return bool(_BEFORE_CALL.search(part.text[max(0, start - 3) : start]) and _AFTER_CALL.match(part.text, end))
