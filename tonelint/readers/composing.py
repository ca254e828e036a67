"""What the readers share: a draft becomes the variants of one message, each with its parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from tonelint.dataclass import dataclass
from tonelint.directives import Comment
from tonelint.draft import Draft
from tonelint.message import Block, BlockKind, Message, Part, PartRole
from tonelint.readers import named_blocks
from tonelint.readers.front_matter import FrontMatter
from tonelint.scopes import Showing, directed
from tonelint.source import Source
from tonelint.templates.readings import readings
from tonelint.text import Region, Span


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader made of one variant: parts in the order in which they meet the reader's eye, header lines, and comments."""

    parts: tuple[Part, ...]
    headers: tuple[tuple[str, str], ...] = ()
    comments: tuple[Comment, ...] = ()


def compose(source: Source, name: str, front: FrontMatter, draft: Draft, read: Callable[[Draft], Read]) -> tuple[Message, ...]:
    """Return the variants of a message, at least one; two that read the same are one. `read` makes parts of a draft."""
    every = readings(draft, source)
    fronts = [(PartRole(key), readings(Draft.of(source, region.start, region.end), source).drafts) for key, region in front.texts]
    notes = (f"{every.unread} more branches are not read: there are too many to tell apart",) if every.unread else ()
    made: dict[tuple[object, ...], Message] = {}
    showings: list[Showing] = []
    for number, variant in enumerate(every.drafts):
        named, rest = named_blocks.split(variant.draft)
        found = read(rest)
        before = [(role, drafts[min(number, len(drafts) - 1)]) for role, drafts in fronts]
        parts = _together([*((role, one.draft) for role, one in before), *named], found.parts)
        comments = (*front.comments, *(comment for _, one in before for comment in one.comments), *variant.comments, *found.comments)
        about = variant.about if len(every.drafts) > 1 else ""
        focus = tuple(variant.draft.map.region(span) for span in variant.focus)
        message = Message(source, name, parts, found.headers, front.situation, variant=about, focus=focus, notes=notes)
        key = tuple((part.role, part.text) for part in parts)
        showings.append(Showing(comments, parts, is_judged=key not in made))
        made.setdefault(key, message)
    showings.append(_unread(every.comments, showings))
    directives, mistakes = directed(source, showings, _whole(front, draft))
    return tuple(replace(one, directives=(*front.directives, *directives), mistakes=mistakes) for one in made.values())


def _unread(comments: Sequence[Comment], showings: Sequence[Showing]) -> Showing:
    """Return the comments that no variant shows, among the parts of all."""
    shown = {comment.region for showing in showings for comment in showing.comments}
    parts = [part for showing in showings for part in showing.parts]
    return Showing([comment for comment in comments if comment.region not in shown], parts, is_judged=False)


def _whole(front: FrontMatter, draft: Draft) -> Region:
    """Return the region of all that is read."""
    regions = [draft.map.region(Span(0, len(draft.text))), *(region for _, region in front.texts)]
    return Region(min(region.start for region in regions), max(region.end for region in regions))


def _together(outside: Sequence[tuple[PartRole, Draft]], inside: Sequence[Part]) -> tuple[Part, ...]:
    """Return the parts that stand outside the text, each role once, and those in it that they don't stand for."""
    first: dict[PartRole, Part] = {}
    for role, draft in outside:
        first.setdefault(role, line_part(role, draft))
    return (*first.values(), *(part for part in inside if part.role not in first))


def line_part(role: PartRole, draft: Draft) -> Part:
    """Return a part of one line, such as a subject."""
    return draft.part(role, (Block(BlockKind.HEADING, Span(0, len(draft.text))),) if draft.text.strip() else ())
