"""Parts that follow each other are one body: its greeting may stand in the first and its signature in the last."""

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
            slices += (replace(piece, span=piece.span.moved(at)) for piece in part.map.slices)
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
            hard_lines=all(part.hard_lines for part in moved),
        )


def _shifted(part: Part, by: int) -> Part:
    return replace(
        part,
        blocks=tuple(replace(block, span=block.span.moved(by)) for block in part.blocks),
        fields=tuple(field.moved(by) for field in part.fields),
        origins=tuple(replace(origin, span=origin.span.moved(by)) for origin in part.origins),
    )
