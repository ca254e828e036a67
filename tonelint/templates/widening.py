"""What goes with a tag: the white space that it says to drop, and its line where nothing else stands on it."""

from __future__ import annotations

from collections.abc import Sequence

from tonelint.templates.steps import Act, Step
from tonelint.templates.tags import Tag
from tonelint.text import Span

_SHOWN = frozenset([Act.VALUE, Act.OPAQUE])
# Only these drop all white space beside them: in ERB the same mark speaks of one line break.
_TRIMMING = frozenset(["curly", "raw-curly", "block", "toolkit"])


def widened(text: str, tags: Sequence[Tag], steps: Sequence[Step]) -> list[Span]:
    """Return what each tag takes out of the text; the spans are in order and do not overlap."""
    starts = [tag.span.start for tag in tags]
    ends = [tag.span.end for tag in tags]
    for first, last in _alone(text, tags, steps):
        # Where white space is dropped by marks, these settle which line break stays.
        if tags[first].trims[0] or tags[last].trims[1]:
            continue
        starts[first] = _line_start(text, starts[first])
        ends[first:last] = starts[first + 1 : last + 1]
        ends[last] = _line_end(text, ends[last])
    for number, tag in enumerate(tags):
        if tag.syntax not in _TRIMMING:
            continue
        before, after = (ends[number - 1] if number else 0), (starts[number + 1] if number + 1 < len(tags) else len(text))
        if tag.trims[0]:
            starts[number] = min(starts[number], before + len(text[before : tag.span.start].rstrip()))
        if tag.trims[1]:
            gap = text[tag.span.end : after]
            ends[number] = max(ends[number], after - len(gap.lstrip()))
    return [Span(start, end) for start, end in zip(starts, ends, strict=True)]


def _alone(text: str, tags: Sequence[Tag], steps: Sequence[Step]) -> list[tuple[int, int]]:
    """Return the runs of tags, by their first and last number, that show nothing and have a line of their own."""
    runs: list[tuple[int, int]] = []
    first = -1
    at = 0
    for number, tag in enumerate(tags):
        gap = text[at : tag.span.start]
        opens_line = (not gap.strip(" \t") and not at) or gap.rstrip(" \t").endswith(("\n", "\r"))
        if opens_line:
            first = number
        elif gap.strip(" \t"):
            first = -1
        if steps[number].act in _SHOWN:
            first = -1
        at = tag.span.end
        following = tags[number + 1].span.start if number + 1 < len(tags) else len(text)
        if first >= 0 and _ends_line(text, at, following):
            runs.append((first, number))
            first = -1
    return runs


def _ends_line(text: str, at: int, following: int) -> bool:
    gap = text[at:following].lstrip(" \t")
    return gap.startswith(("\n", "\r")) or (not gap and following == len(text))


def _line_start(text: str, at: int) -> int:
    while at and text[at - 1] in " \t":
        at -= 1
    return at


def _line_end(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t":
        at += 1
    return at + (2 if text.startswith("\r\n", at) else 1) if at < len(text) else at
