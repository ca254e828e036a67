"""What the readers share: a draft becomes the variants of one message, each with its parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tonelint.draft import Draft
from tonelint.message import Block, BlockKind, Message, Part, PartRole, Source
from tonelint.readers import named_blocks
from tonelint.readers.front_matter import FrontMatter
from tonelint.templates.variants import variants
from tonelint.text import Span


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader made of one variant: parts in the order in which they meet the reader's eye, and header lines."""

    parts: tuple[Part, ...]
    headers: tuple[tuple[str, str], ...] = ()


def compose(source: Source, name: str, front: FrontMatter, draft: Draft, read: Callable[[Draft], Read]) -> tuple[Message, ...]:
    """Return the variants of a message, at least one; two that read the same are one. `read` makes parts of a draft."""
    every = variants(draft, source)
    fronts = [(PartRole(key), variants(Draft.of(source, region.start, region.end), source).drafts) for key, region in front.texts]
    notes = (f"{every.unread} more branches are not read: there are too many to tell apart",) if every.unread else ()
    made: dict[tuple[object, ...], Message] = {}
    for number, variant in enumerate(every.drafts):
        named, rest = named_blocks.split(variant.draft)
        found = read(rest)
        outside = [*((role, drafts[min(number, len(drafts) - 1)].draft) for role, drafts in fronts), *named]
        parts = _together(outside, found.parts)
        about = variant.about if len(every.drafts) > 1 else ""
        focus = tuple(variant.draft.map.region(span) for span in variant.focus)
        message = Message(
            source, name, parts, found.headers, front.situation, front.ignore, variant=about, focus=focus, notes=notes
        )  # fmt: skip
        made.setdefault(tuple((part.role, part.text) for part in parts), message)
    return tuple(made.values())


def _together(outside: Sequence[tuple[PartRole, Draft]], inside: Sequence[Part]) -> tuple[Part, ...]:
    """Return the parts that stand outside the text, each role once, and those in it that they don't stand for."""
    first: dict[PartRole, Part] = {}
    for role, draft in outside:
        first.setdefault(role, line_part(role, draft))
    return (*first.values(), *(part for part in inside if part.role not in first))


def line_part(role: PartRole, draft: Draft) -> Part:
    """Return a part of one line, such as a subject."""
    return draft.part(role, (Block(BlockKind.HEADING, Span(0, len(draft.text))),) if draft.text.strip() else ())
