"""What one reader receives: parts of prose, cut into blocks, and the anatomy of the message on top of them."""

from __future__ import annotations

from enum import Enum

from tonelint.dataclass import dataclass
from tonelint.errors import Problem
from tonelint.source import Source
from tonelint.sourcemap import SourceMap
from tonelint.text import LineIndex, Region, Span


class PartRole(str, Enum):
    """Where a stretch of prose meets the reader. An alternative is what the plain version of a mail says beside its HTML version."""

    SUBJECT = "subject"
    PREHEADER = "preheader"
    BODY = "body"
    ALT = "alt"
    ALTERNATIVE = "alternative"


class BlockKind(str, Enum):
    """What a block is by its form on the page."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    BUTTON = "button"
    QUOTE = "quote"
    CODE = "code"


class SectionKind(str, Enum):
    """What a stretch of a message is by its place in the anatomy."""

    SUBJECT = "subject"
    PREHEADER = "preheader"
    GREETING = "greeting"
    OPENING = "opening"
    BODY = "body"
    BUTTON = "button"
    ALT = "alt"
    CLOSING = "closing"
    SIGNATURE = "signature"
    POSTSCRIPT = "postscript"
    FOOTER = "footer"
    THREAD = "thread"


class FieldKind(str, Enum):
    """What a merge field will put into the text."""

    NAME = "name"
    SENDER = "sender"
    PERSON = "person"
    AMOUNT = "amount"
    DATE = "date"
    NUMBER = "number"
    PRODUCT = "product"
    ORGANISATION = "organisation"
    LINK = "link"
    CONTROL = "control"
    OTHER = "other"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class MergeField:
    """A merge field in prose, with the stand-in's kind and the fallback words that its language lets it carry.

    `guarded`: it stands in a branch that is shown under a condition only.
    """

    span: Span
    kind: FieldKind
    fallback: str | None = None
    can_fall_back: bool = False
    guarded: bool = False

    def moved(self, by: int) -> MergeField:
        """Return the field that many characters further on."""
        # Made by hand: dataclasses.replace takes several times as long, and there may be thousands of fields.
        return MergeField(self.span.moved(by), self.kind, self.fallback, self.can_fall_back, self.guarded) if by else self


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of prose with a form of its own; a sentence never crosses its border."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a stretch of prose stands in text that the source holds encoded, so that nobody can read it there.

    `span` is the stretch of the part, `map` leads from it to the decoded text, `lines` are the lines of that.
    """

    name: str
    span: Span
    map: SourceMap
    lines: LineIndex

    def line(self, span: Span) -> int:
        """Return the line of the decoded text that a span of the part starts in."""
        start = span.start - self.span.start
        return self.lines.position(self.map.region(Span(start, start + 1)).start).line


@dataclass(frozen=True, slots=True)
class Part:
    """Prose, its way back to the source, its blocks in order and its merge fields.

    `hard_lines`: a line of it ends where its author wanted it to, not where the text was wrapped. `names`: names of the
    sender's own, read like a field when sentences are searched, so that their words are not judged.
    """

    role: PartRole
    text: str
    map: SourceMap
    blocks: tuple[Block, ...]
    fields: tuple[MergeField, ...] = ()
    origins: tuple[Origin, ...] = ()
    names: tuple[MergeField, ...] = ()
    hard_lines: bool = False

    @property
    def holes(self) -> tuple[MergeField, ...]:
        """What stand-ins are read for: fields, and names of the sender's own."""
        return tuple(sorted((*self.fields, *self.names), key=lambda field: field.span)) if self.names else self.fields

    def origin(self, span: Span) -> str | None:
        """Say where a span stands in what the source holds encoded; None for what can be read in the source."""
        found = next((one for one in self.origins if one.span.start <= span.start < one.span.end), None)
        return f"{found.name}, decoded line {found.line(span)}" if found else None


@dataclass(frozen=True, slots=True)
class Directive:
    """What an author wants hidden: findings of the rules and principles named that begin in the scope, for a reason.

    `verb` and `region` are its first word and its place in the source; `is_front` tells front matter from a comment.
    `is_judged`: its scope is read in full, so that one that hides nothing has nothing to hide.
    """

    verb: str
    names: tuple[str, ...]
    region: Region
    scope: Region
    reason: str = ""
    is_front: bool = False
    is_judged: bool = True


@dataclass(frozen=True, slots=True)
class Message:
    """One message, or one variant of a message whose template has branches. Variants follow one another.

    `headers` are the header lines in lower case; `situation` comes from the front matter. `number` counts the messages of a
    source from 1. `variant` says which branches this one shows, `focus` what alone is new in it (nothing: all), and `notes`
    what was left unread and how doubts were settled. `label` tells it from the others of its file, and with `is_partial` other
    texts may stand around it that hold its greeting or signature. `directives` say what is to be hidden, and `mistakes` which
    of them cannot be understood; all variants have the same.
    """

    source: Source
    format: str
    parts: tuple[Part, ...]
    headers: tuple[tuple[str, str], ...] = ()
    situation: str | None = None
    number: int = 1
    label: str = ""
    is_partial: bool = False
    variant: str = ""
    focus: tuple[Region, ...] = ()
    notes: tuple[str, ...] = ()
    directives: tuple[Directive, ...] = ()
    mistakes: tuple[Problem, ...] = ()

    def part(self, role: PartRole) -> Part | None:
        """Return the part of that role, if the message has one."""
        return next((part for part in self.parts if part.role is role), None)

    def header(self, name: str) -> str | None:
        """Return the value of a header line by its lower-case name."""
        return dict(self.headers).get(name)


class Addressee(str, Enum):
    """Whom a greeting addresses."""

    NAME = "name"
    CATEGORY = "category"
    NUMBER = "number"
    NOBODY = "nobody"
    MISSING = "missing"
    UNKNOWN = "unknown"


class Signer(str, Enum):
    """Who signs a message."""

    PERSON = "person"
    TEAM = "team"
    COMPANY = "company"
    MISSING = "missing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the body with its place in the anatomy."""

    kind: SectionKind
    span: Span


@dataclass(frozen=True, slots=True)
class Greeting:
    """The greeting: whom it addresses, the words that do, and the whole line. No span: there is none to point at."""

    addressee: Addressee = Addressee.MISSING
    span: Span | None = None
    name_span: Span | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """The signature: who signs, and where the name stands."""

    signer: Signer = Signer.MISSING
    span: Span | None = None
    name_span: Span | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Anatomy:
    """The sections of a body in order, and what its greeting and signature say. `is_fragment`: no message around it."""

    sections: tuple[Section, ...] = ()
    greeting: Greeting = Greeting()
    signature: Signature = Signature()
    is_fragment: bool = False

    def has(self, kind: SectionKind) -> bool:
        """Tell whether there is a section of that kind."""
        return any(section.kind is kind for section in self.sections)
