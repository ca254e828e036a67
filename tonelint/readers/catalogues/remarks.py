"""Comments of a catalogue itself that speak to this program, each with the entry that it speaks of. JSON has none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from tonelint.directives import NAME, Comment, mentions
from tonelint.draft import Draft
from tonelint.readers import yaml_comments
from tonelint.readers.catalogues.entry import Entry
from tonelint.regexes import regex
from tonelint.source import Source
from tonelint.text import Region, Span

_PO_COMMENT = regex(rf"^[ \t]*#(?:\.|(?=[ \t]))[ \t]*(?P<words>{NAME}\b[^\r\n]*)", re.I | re.M)
# The line that begins an entry, in use or not; those with its texts; and what stands below them.
_PO_ENTRY = regex(r"^[ \t]*(?:#~[ \t]*)?msg(?:ctxt|id)\b", re.M)
_PO_TEXT = regex(r"^[ \t]*msgstr\b", re.M)
_PO_NEXT = regex(r"^[ \t]*(?:#|msgctxt\b|msgid\b)", re.M)
# "body: |", with what says how it is read.
_BLOCK_BEGINS = regex(r"[|>][-+\d]*[ \t]*\Z")


def po(source: Source, _: Sequence[Entry]) -> Iterator[Comment]:
    """Yield those of a .po file; all forms of a plural are one entry."""
    text = source.text
    if not mentions(text):
        return
    entries, texts, borders = ([match.start() for match in each.finditer(text)] for each in (_PO_ENTRY, _PO_TEXT, _PO_NEXT))
    for match in _PO_COMMENT.finditer(text):
        start = _first(entries, match.end(), len(text))
        end = _first(borders, _first(texts, start, len(text)), len(text))
        is_in_use = not text[start:end].lstrip().startswith("#")
        target = Region(start, end) if is_in_use else Region(match.end(), match.end())
        yield Comment(Region(*match.span()), Draft.of(source, *match.span("words")), target)


def _first(offsets: Sequence[int], at: int, otherwise: int) -> int:
    """Return the first of some offsets that is not before another one."""
    number = bisect_left(offsets, at)
    return offsets[number] if number < len(offsets) else otherwise


def yaml(source: Source, entries: Sequence[Entry]) -> Iterator[Comment]:
    """Yield those of a YAML file; one at the end of a line speaks of the value in its line."""
    regions = sorted(one.draft.map.region(Span(0, len(one.draft.text))) for one in entries if one.draft.text)
    starts = [region.start for region in regions]
    for comment in yaml_comments.comments(source):
        at = comment.region.start
        number = bisect_left(starts, at)
        if number and _is_beside(source.text[regions[number - 1].end : at]):
            number -= 1
        yield replace(comment, target=regions[number] if number < len(regions) else Region(at, at))


def _is_beside(between: str) -> bool:
    """Tell by what stands between a value and a comment that they share a line, and that no other value begins in it."""
    return not re.search(r"[\r\n]", between) and not _BLOCK_BEGINS.search(between)


REMARKS: dict[str, Callable[[Source, Sequence[Entry]], Iterator[Comment]]] = {"po": po, "yaml": yaml}
