"""From the entries of a catalogue to messages, each with its variants."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, count

from tonelint.dataclass import dataclass
from tonelint.draft import Draft
from tonelint.message import BlockKind, Message, Part, PartRole
from tonelint.readers import html, markdown, plain
from tonelint.readers.catalogues.entry import Entry
from tonelint.readers.catalogues.grouping import Group, Piece, Role, grouped
from tonelint.readers.composing import Read, compose, line_part
from tonelint.readers.front_matter import FrontMatter
from tonelint.readers.joining import joined
from tonelint.regexes import regex
from tonelint.scopes import Acting, Directed
from tonelint.source import Source

_HTML = regex(
    r"</?(?:a|abbr|b|big|blockquote|body|br|button|center|code|div|em|font|h[1-6]|head|hr|html|i|img|li|ol|p|pre|s|small|span|strike|strong|style"
    r"|sub|sup|table|tbody|td|th|tr|u|ul)(?:\s[^<>]*|/)?>|<!--|<!doctype"
    r"|&(?:amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|hellip|[mn]dash|copy|euro|shy|zwn?j|#\d{1,7}|#x[\da-f]{1,6});",
    re.I,
)
_MARKDOWN = regex(r"\[[^\[\]\n]{1,300}\]\([^)\s]|\*\*\S|(?:^|\n)#{1,6} \S")
_FRONTS = {Role.SUBJECT: PartRole.SUBJECT, Role.PREHEADER: PartRole.PREHEADER}
_BLOCKS = {Role.HEADING: BlockKind.HEADING, Role.BUTTON: BlockKind.BUTTON}
_LETTER = regex(r"[^\W\d_]")
_LONGEST_LINE = 80
_MOST_NAMED = 5

_DraftReader = Callable[[Draft], Read]


def messages(source: Source, name: str, entries: Iterable[Entry], said: Directed) -> Iterator[Message]:
    """Yield a message for each entry, or for entries that make one, numbered from 1; its variants follow one another.

    `said`: what comments of the file say; what is wrong with them is told with the first message.
    """
    numbers = count(1)
    acting, mistakes = Acting(said[0]), said[1]
    for group in grouped(entry for entry in entries if _LETTER.search(entry.draft.text)):
        every = [message for message in _variants(source, name, group) if message.parts]
        number = next(numbers) if every else 0
        own = list(acting.on(part for message in every for part in message.parts))
        for message in every:
            found = sorted((*message.directives, *own), key=lambda directive: directive.region)
            yield replace(message, number=number, directives=tuple(found), mistakes=(*mistakes, *message.mistakes))
        mistakes = () if every else mistakes


@dataclass(frozen=True, slots=True)
class _Readings:
    """The variants of one piece: those of its branches, and those that show fallback words."""

    own: tuple[Message, ...]
    spoken: tuple[Message, ...]


def _variants(source: Source, name: str, group: Group) -> Iterator[Message]:
    """Yield the variants of all pieces side by side."""
    readings = [_readings(source, name, piece) for piece in group.pieces]
    about = _about(group)
    rows = [tuple(_at(reading.own, number) for reading in readings) for number in range(max(len(r.own) for r in readings))]
    rows += (
        tuple(reading.spoken[number] if number < len(reading.spoken) else reading.own[0] for reading in readings)
        for number in range(max(len(r.spoken) for r in readings))
    )
    others = [_readings(source, name, piece).own[0] for piece in group.twins]
    twins = [part for message in others for part in message.parts if part.role is PartRole.BODY]
    said = _letters("".join(part.text for row in rows for message in row for part in message.parts)) if twins else ""
    new = tuple(other for part in twins if (other := _new(part, said)).blocks)
    directives = tuple(replace(directive, is_judged=False) for message in others for directive in message.directives)
    mistakes = tuple(mistake for message in others for mistake in message.mistakes)
    for row in rows:
        one = _joined(row, about, group)
        yield replace(
            one, parts=(*one.parts, *new), directives=(*one.directives, *directives), mistakes=(*one.mistakes, *mistakes)
        )  # fmt: skip


def _readings(source: Source, name: str, piece: Piece) -> _Readings:
    every = compose(source, name, FrontMatter(), piece.entry.draft, _reader(piece))
    return _Readings(tuple(m for m in every if not m.focus) or every[:1], tuple(m for m in every if m.focus))


def _at(every: Sequence[Message], number: int) -> Message:
    return every[min(number, len(every) - 1)]


def _reader(piece: Piece) -> _DraftReader:
    """Return what reads a piece: HTML, Markdown or plain words, by its key, and where that does not say, by its text."""
    read = _format_reader(piece)
    if piece.role in _FRONTS:
        role = _FRONTS[piece.role]
        return lambda draft: _front(read, draft, role)
    kind = _BLOCKS.get(piece.role)
    return (lambda draft: _of_kind(read(draft), kind)) if kind else read


def _format_reader(piece: Piece) -> _DraftReader:
    text = piece.entry.draft.text
    if piece.format == "html":
        return html.read_draft
    if piece.format == "markdown" or _MARKDOWN.search(text):
        return markdown.read_draft
    return html.read_draft if _HTML.search(text) else plain.read_draft


def _front(read: _DraftReader, draft: Draft, role: PartRole) -> Read:
    if read is plain.read_draft:
        return Read((line_part(role, draft),))
    found = read(draft)
    return replace(found, parts=tuple(replace(part, role=role) for part in found.parts if part.role is PartRole.BODY), headers=())


def _of_kind(read: Read, kind: BlockKind) -> Read:
    """Return what was read as a heading or a button, as its key says, when it is one short line."""

    def called(part: Part) -> Part:
        is_line = len(part.blocks) == 1 and len(part.blocks[0].span) <= _LONGEST_LINE
        return replace(part, blocks=(replace(part.blocks[0], kind=kind),)) if is_line else part

    return replace(read, parts=tuple(map(called, read.parts)))


def _about(group: Group) -> str:
    """Return the key of the message: of several, what they share and the last word of each."""
    keys = [" ".join(piece.entry.key.split()) for piece in group.pieces]
    if len(keys) == 1:
        return keys[0]
    parent = keys[0].rpartition(".")[0]
    names = [key.removeprefix(f"{parent}.") for key in keys[:_MOST_NAMED]] + ["…"] * (len(keys) > _MOST_NAMED)
    return f"{parent}: {', '.join(names)}" if parent else ", ".join(names)


def _joined(row: tuple[Message, ...], about: str, group: Group) -> Message:
    """Return one message of a variant of each piece: the lines in front, one body, and what else there is."""
    parts = [part for message in row for part in message.parts]
    fronts = [part for part in parts if part.role in _FRONTS.values()]
    bodies = [part for part in parts if part.role is PartRole.BODY and part.text]
    rest = [part for part in parts if part.role not in _FRONTS.values() and part.role is not PartRole.BODY]
    notes = chain((note for piece in group.pieces for note in piece.entry.notes), (note for message in row for note in message.notes))
    return replace(
        row[0],
        parts=(*_first_of_each(fronts), *([joined(bodies)] if bodies else ()), *rest),
        label=about,
        is_partial=True,
        headers=(*(header for message in row for header in message.headers), ("key", about)),
        variant=", ".join(dict.fromkeys(message.variant for message in row if message.variant)),
        focus=tuple(region for message in row for region in message.focus),
        notes=tuple(dict.fromkeys(notes)),
        directives=tuple(directive for message in row for directive in message.directives),
        mistakes=tuple(mistake for message in row for mistake in message.mistakes),
    )


def _first_of_each(parts: Sequence[Part]) -> Iterator[Part]:
    """Yield the subject and the preheader: those with keys of their own stand before those found in markup."""
    for role in _FRONTS.values():
        yield from [part for part in parts if part.role is role][:1]


def _new(part: Part, said: str) -> Part:
    """Return the same body in another format with the blocks only that the first does not say."""
    blocks = (block for block in part.blocks if _letters(part.text[block.span.start : block.span.end]) not in said)
    return replace(part, role=PartRole.ALTERNATIVE, blocks=tuple(blocks))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))
