"""From prose back to the source: every character of prose knows the characters of the file it came from.

The model is a list of slices that touch one another, as SQLFluff keeps for rendered templates: a *copied* slice has the
same characters on both sides, any other slice (an entity, a joined line break) stands for its whole region.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from tonelint.dataclass import dataclass
from tonelint.text import Region, Span


@dataclass(frozen=True, slots=True)
class Slice:
    """A stretch of prose and the region it stands for; `copied` when they are equal character for character."""

    span: Span
    region: Region
    copied: bool


class SourceMap:
    """Maps spans of prose to regions of the source. Slices must start at 0 and touch; regions must not go backwards."""

    def __init__(self, slices: tuple[Slice, ...]) -> None:
        end = 0
        source = Region(0, 0)
        for piece in slices:
            # What is not copied may share a region with what is before it: two characters of one entity, for example.
            first = source.end if piece.copied else source.start
            if piece.span.start != end or piece.region.start < first or piece.region.end < source.end:
                message = f"slices of a source map must touch and go forward: {piece}"
                raise ValueError(message)
            if piece.copied and len(piece.span) != piece.region.end - piece.region.start:
                message = f"a copied slice has one length on both sides: {piece}"
                raise ValueError(message)
            end, source = piece.span.end, piece.region
        self.slices = slices
        self._starts = [piece.span.start for piece in slices]

    @classmethod
    def shifted(cls, length: int, by: int) -> SourceMap:
        """Return the map of prose that stands in the source as it is, `by` characters further on."""
        return cls((Slice(Span(0, length), Region(by, by + length), copied=True),) if length else ())

    def region(self, span: Span) -> Region:
        """Return the region of a span: from its first character's slice to its last character's."""
        if not self.slices:
            return Region(0, 0)
        start = self._start(span.start)
        return Region(start, max(start, self._end(span.end - 1) if len(span) else start))

    def span(self, region: Region) -> Span | None:
        """Return the span that stands for exactly that region; None when there is none."""
        inner = [piece for piece in self.slices if piece.region.start < region.end and region.start < piece.region.end]
        if not inner:
            return None
        first, last = inner[0], inner[-1]
        start = first.span.start + max(0, region.start - first.region.start) if first.copied else first.span.start
        end = last.span.end - max(0, last.region.end - region.end) if last.copied else last.span.end
        found = Span(start, end)
        return found if self.region(found) == region else None

    def then(self, outer: SourceMap) -> SourceMap:
        """Return the map through this one and then the outer one, whose prose is this one's source. Linear in both."""
        if len(outer.slices) == 1 and outer.slices[0].copied and outer.slices[0].region.start == 0:
            # Below this one the text stands as in the file.
            return self
        pieces: list[Slice] = []
        for piece in self.slices:
            inner = Span(piece.region.start, piece.region.end)
            if not piece.copied:
                pieces.append(Slice(piece.span, outer.region(inner), copied=False))
                continue
            shift = piece.span.start - inner.start
            for below in outer.within(inner):
                lo, hi = max(inner.start, below.span.start), min(inner.end, below.span.end)
                region = outer.region(Span(lo, hi)) if below.copied else below.region
                pieces.append(Slice(Span(lo + shift, hi + shift), region, below.copied))
        return SourceMap(tuple(pieces))

    def within(self, span: Span) -> Iterator[Slice]:
        """Yield the slices that share a character with a span of the prose."""
        for number in range(max(0, bisect_right(self._starts, span.start) - 1), len(self.slices)):
            if self.slices[number].span.start >= span.end:
                return
            if self.slices[number].span.overlaps(span):
                yield self.slices[number]

    def _at(self, offset: int) -> Slice:
        return self.slices[max(0, bisect_right(self._starts, offset) - 1)]

    def _start(self, offset: int) -> int:
        piece = self._at(offset)
        if piece.copied or offset >= piece.span.end:
            return min(piece.region.end, piece.region.start + offset - piece.span.start)
        return piece.region.start

    def _end(self, last: int) -> int:
        piece = self._at(last)
        return piece.region.start + last - piece.span.start + 1 if piece.copied else piece.region.end
