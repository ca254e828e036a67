"""Parts of a mail that follow each other are one body: its greeting may stand in the first and its signature in the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tonelint.message import Part
from tonelint.sourcemap import Slice, SourceMap
from tonelint.text import Region, Span

_BETWEEN = "\n\n"


def joined(parts: Sequence[Part]) -> Part:
    """Return some parts as one, in their order, which is that of the source."""
    return parts[0] if len(parts) == 1 else _Joining(parts).part()


class _Joining:
    """Moves what the parts hold to its place in the whole."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = [part for part in parts if part.map.slices] or list(parts[:1])

    def part(self) -> Part:
        slices: list[Slice] = []
        texts: list[str] = []
        moved: list[Part] = []
        at = 0
        for part in self.parts:
            if texts:
                border = part.map.slices[0].region.start
                slices.append(Slice(Span(at, at + len(_BETWEEN)), Region(border, border), copied=False))
                texts.append(_BETWEEN)
                at += len(_BETWEEN)
            slices += (replace(piece, span=_moved(piece.span, at)) for piece in part.map.slices)
            texts.append(part.text)
            moved.append(_shifted(part, at))
            at += len(part.text)
        return Part(
            self.parts[0].role,
            "".join(texts),
            SourceMap(tuple(slices)),
            tuple(block for part in moved for block in part.blocks),
            tuple(field for part in moved for field in part.fields),
            tuple(origin for part in moved for origin in part.origins),
        )


def _shifted(part: Part, by: int) -> Part:
    return replace(
        part,
        blocks=tuple(replace(block, span=_moved(block.span, by)) for block in part.blocks),
        fields=tuple(replace(field, span=_moved(field.span, by)) for field in part.fields),
        origins=tuple(replace(origin, span=_moved(origin.span, by)) for origin in part.origins),
    )


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
