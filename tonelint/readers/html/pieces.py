"""The tags around a piece of a template that has a place in another template: {% block %}, {% macro %}."""

from __future__ import annotations

from collections.abc import Iterator

from tonelint.draft import Draft
from tonelint.message import FieldKind
from tonelint.regexes import regex
from tonelint.text import Span

_TAG = regex(r"\{%[-+]?\s*(?P<end>end)?(?:block|macro)\b")
# No more blanks than these stand between a tag and the end of its line.
_MARGIN = 200


def pieces(draft: Draft) -> Iterator[tuple[Span, bool]]:
    """Yield the tags that begin or end a piece with lines of its own, and whether they end it. "Dear {% block name %}" begins none."""
    text = draft.text
    found = ((one.span, _TAG.match(text, one.span.start)) for one in draft.fields if one.kind is FieldKind.CONTROL)
    tags = [(span, match["end"] is not None) for span, match in found if match]
    ends = (Span(0, 0), False), *tags, (Span(len(text), len(text)), False)
    for (before, _), (span, is_end), (after, _) in zip(ends, tags, ends[2:], strict=False):
        gap = text[span.end : min(after.start, span.end + _MARGIN)] if is_end else text[max(before.end, span.start - _MARGIN) : span.start]
        gap = gap.strip(" \t")
        if not gap or gap[0 if is_end else -1] in "\r\n<>":
            yield span, is_end
