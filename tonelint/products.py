"""Names of a team's own, such as those of its products: "Last Chance Jeans" hurries nobody.

A name is read like a merge field: the sentence keeps a noun in its place, and the words of the name are not judged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from tonelint.message import FieldKind, MergeField, Message, Part
from tonelint.regexes import regex
from tonelint.text import Span

_APOSTROPHE = regex("['’]")


def with_products(message: Message, names: Sequence[str]) -> Message:
    """Return a message in which the names, as they are written or in capitals, are marked as such."""
    if not names:
        return message
    expression = _expression(tuple(names))
    return replace(message, parts=tuple(_marked(part, expression) for part in message.parts))


@cache
def _expression(names: tuple[str, ...]) -> re.Pattern[str]:
    written = sorted({form for name in names for form in (name, name.upper())}, key=lambda form: (-len(form), form))
    return re.compile("|".join(rf"(?<!\w){_loosely(form)}(?!\w)" for form in written))


def _loosely(name: str) -> str:
    """Return the expression of a name, whose words may stand on two lines and whose apostrophes may be curly."""
    return r"\s+".join(_APOSTROPHE.sub("['’]", re.escape(word)) for word in name.split())


def _marked(part: Part, expression: re.Pattern[str]) -> Part:
    found = [Span(*match.span()) for match in expression.finditer(part.text)]
    names = tuple(MergeField(span, FieldKind.OWN) for span in found if not any(span.overlaps(field.span) for field in part.fields))
    return replace(part, names=names) if names else part
