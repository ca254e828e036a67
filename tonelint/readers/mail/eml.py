"""A mail as it was sent (.eml): subject, the text that a mail program shows, and the header lines that tell a thread."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace

from tonelint.dataclass import dataclass
from tonelint.directives import Comment
from tonelint.draft import Draft, Weaver
from tonelint.errors import EmptyError, TonelintError
from tonelint.message import Message, Origin, Part, PartRole
from tonelint.readers import html, plain
from tonelint.readers.composing import Read, line_part
from tonelint.readers.joining import joined
from tonelint.readers.mail import charsets, headers
from tonelint.readers.mail.alternatives import differing
from tonelint.readers.mail.choice import HTML, choose
from tonelint.readers.mail.structure import Entity, parse
from tonelint.readers.mail.transfer import TRANSFERS, as_it_stands
from tonelint.scopes import Showing, directed
from tonelint.source import Delimiters, Source
from tonelint.sourcemap import SourceMap
from tonelint.templates.readings import readings
from tonelint.text import START, LineIndex, Position, Span

_HEADERS = (
    "subject", "from", "to", "cc", "reply-to", "sender", "date", "message-id", "in-reply-to", "references", "list-post", "list-unsubscribe",
)  # fmt: skip
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PROBE = 4096
# More parts of text than these in one mail are a digest of mails.
_MOST_PARTS = 100


def source_of(path: str, data: bytes | bytearray, base: Position = START, delimiters: tuple[Delimiters, ...] = ()) -> Source:
    """Return the text of a mail: UTF-8 if its bytes are, else a character for every byte, so that positions hold."""
    text, encoding = _text(data)
    return Source(path, text, is_sent=True, base=base, encoding=encoding, delimiters=delimiters)


def _text(data: bytes | bytearray) -> tuple[str, str]:
    if data.startswith(_UTF16):
        return data.decode("utf-16", errors="replace"), "utf-8"
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "latin-1"


def read_bytes(path: str, data: bytes, delimiters: tuple[Delimiters, ...] = ()) -> tuple[Message, ...]:
    """Read the bytes of a file that holds one mail. Raises TonelintError when it is none."""
    return read(source_of(path, data, delimiters=delimiters))


def read(source: Source) -> tuple[Message, ...]:
    """Read a mail. Raises TonelintError when it is none."""
    return (read_draft(source, Draft.of(source), "eml"),)


def read_draft(source: Source, draft: Draft, format_: str, number: int = 0) -> Message:
    """Read a mail that is a stretch of a source; `number` counts the mails of a file of many."""
    tree = parse(draft.text)
    if not tree.headers and "\0" in draft.text[:_PROBE]:
        message = "a binary file, not a message"
        raise TonelintError(message)
    mail = _Mail(source, draft)
    values = {name: mail.header(span) for name, span in dict(reversed(tree.headers)).items() if name in _HEADERS}
    parts = mail.parts(tree)
    subject = values.get("subject")
    if subject is not None:
        parts.insert(0, line_part(PartRole.SUBJECT, _with_leaks(subject, source)))
    if not any(part.text.strip() for part in parts):
        raise EmptyError("; ".join(("empty: there is no text in it to check", *mail.notes)))
    known = tuple((name, values[name].text) for name in _HEADERS if name in values)
    label = f"mail {number}" if number else ""
    directives, mistakes = directed(source, [Showing(mail.comments, parts)], draft.source_span(0, len(draft.text)))
    return Message(
        source,
        format_,
        tuple(parts),
        known,
        number=number or 1,
        label=label,
        notes=tuple(mail.notes),
        directives=directives,
        mistakes=mistakes,
    )


def _with_leaks(draft: Draft, source: Source) -> Draft:
    """Mark the merge fields of a template that were sent as they stood there."""
    return readings(draft, source).drafts[0].draft


@dataclass
class _Mail:
    """Reads the parts of one mail and gathers what is to be said of them."""

    source: Source
    draft: Draft
    notes: list[str] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)

    def header(self, span: Span) -> Draft:
        return headers.decoded(self.draft.cut(span.start, span.end), self.source.encoding)

    def parts(self, tree: Entity) -> list[Part]:
        chosen = choose(tree)
        if tree.problem:
            self.notes.append(tree.problem)
        shown, other = ([part for entity in self._few(few) for part in self._leaf(entity)] for few in (chosen.shown, chosen.plain))
        self.notes += chosen.notes()
        if other and not any(part.blocks for part in shown if part.role is PartRole.BODY):
            # A picture of a message: only the plain version can be read.
            shown, other = [*(part for part in shown if part.role is not PartRole.BODY), *other], []
        parts = list(_by_role(shown))
        plain_body = [part for part in other if part.role is PartRole.BODY]
        if plain_body:
            differs = differing(joined(plain_body), parts)
            parts += [differs] if differs.blocks else []
        return parts

    def _few(self, entities: Sequence[Entity]) -> Sequence[Entity]:
        if len(entities) > _MOST_PARTS:
            self.notes.append(f"left out: {len(entities) - _MOST_PARTS} of its {len(entities)} parts of text")
        return sorted(entities, key=lambda entity: entity.number)[:_MOST_PARTS]

    def _leaf(self, entity: Entity) -> Iterator[Part]:
        """Yield the parts of prose of one part of the mail."""
        name = f"part {entity.number} {entity.type}"
        written = self._decoded(entity, name)
        # The prose is mapped to the decoded text first: where that cannot be read in the file, its lines are told as well.
        text = _with_leaks(Draft(written.text, SourceMap.shifted(len(written.text), 0)), self.source)
        read = html.read_draft(text, has_head=False) if entity.type == HTML else Read((text.part(PartRole.BODY, plain.blocks(text.text)),))
        self.comments += (comment.mapped(written.map) for comment in read.comments)
        lines = LineIndex(written.text) if entity.form.transfer == "base64" else None
        for part in read.parts:
            if part.role is PartRole.SUBJECT:
                # A mail program shows the subject of the mail, not the title of its page.
                continue
            origins = (Origin(name, Span(0, len(part.text)), part.map, lines),) if lines else ()
            yield replace(part, map=part.map.then(written.map), origins=origins)

    def _decoded(self, entity: Entity, name: str) -> Draft:
        raw = self.draft.cut(entity.body.start, entity.body.end)
        transfer = TRANSFERS.get(entity.form.transfer)
        if transfer is None:
            self.notes.append(f"{name}: the transfer encoding '{entity.form.transfer[:40]}' is unknown, read as it stands")
        pieces = list((transfer or as_it_stands)(raw.text, self.source.encoding))
        data = b"".join(piece.data for piece in pieces)
        charset = charsets.charset_of(data, entity.form.charset)
        if charset.note:
            self.notes.append(f"{name}: {charset.note}")
        written = raw
        if data.decode(charset.name, errors="replace") != raw.text:
            weaver = Weaver(raw)
            charsets.write(weaver, raw.text, pieces, charset.name)
            written = weaver.draft()
        return written.cut(1, len(written.text)) if written.text.startswith("\ufeff") else written


def _by_role(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the parts in the order of their roles, those of one role joined."""
    found = list(parts)
    for role in PartRole:
        same = [part for part in found if part.role is role]
        if same:
            yield joined(same)
