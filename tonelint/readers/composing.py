"""What the readers share: a draft becomes the variants of one message, each with its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tonelint.draft import Draft
from tonelint.message import Block, BlockKind, Message, Part, PartRole, Source
from tonelint.readers.front_matter import FrontMatter
from tonelint.templates.variants import Variant, variants
from tonelint.text import Region, Span


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader made of one variant: parts in the order in which they meet the reader's eye, and header lines."""

    parts: tuple[Part, ...]
    headers: tuple[tuple[str, str], ...] = ()


def compose(source: Source, name: str, front: FrontMatter, draft: Draft, read: Callable[[Draft], Read]) -> tuple[Message, ...]:
    """Return the variants of a message, at least one; two that read the same are one. `read` makes parts of a draft."""
    every = variants(draft, is_sent=source.is_sent)
    subjects = [(PartRole(key), variants(Draft.of(source, region.start, region.end)).drafts) for key, region in front.texts]
    notes = (f"{every.unread} more branches are not read: there are too many to tell apart",) if every.unread else ()
    made: dict[tuple[object, ...], Message] = {}
    for number, variant in enumerate(every.drafts):
        found = read(variant.draft)
        fronts = (line_part(role, drafts[min(number, len(drafts) - 1)].draft) for role, drafts in subjects)
        parts = (*fronts, *(part for part in found.parts if part.role not in [role for role, _ in subjects]))
        message = Message(
            source, name, parts, found.headers, front.situation, front.ignore,
            variant=variant.about if len(every.drafts) > 1 else "", focus=tuple(_regions(variant)), notes=notes,
        )  # fmt: skip
        made.setdefault(tuple((part.role, part.text) for part in parts), message)
    return tuple(made.values())


def _regions(variant: Variant) -> Iterator[Region]:
    return (variant.draft.map.region(span) for span in variant.focus)


def line_part(role: PartRole, draft: Draft) -> Part:
    """Return a part of one line, such as a subject."""
    return draft.part(role, (Block(BlockKind.HEADING, Span(0, len(draft.text))),) if draft.text.strip() else ())
