"""absent: something that ought to be in the message and is not, pointed at where the reader would look for it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Annotated

from tonelint.checks.base import Compiling, Hit, Judge, Options, Pattern, View, only_patterns
from tonelint.dataclass import dataclass
from tonelint.message import Addressee, BlockKind, FieldKind, Message, Part, SectionKind, Signer
from tonelint.regexes import regex
from tonelint.text import Span

_BEFORE_THE_END = (SectionKind.OPENING, SectionKind.BODY, SectionKind.CLOSING, SectionKind.BUTTON)
_PROSE = (SectionKind.OPENING, SectionKind.BODY, SectionKind.CLOSING)
# Words that hold a place in a page whose text is not written yet.
_LATIN = regex(
    r"\b(?:lorem ipsum|dolor sit amet|consectetur|adipisi?cing elit|eiusmod|incididunt|minim veniam|quis nostrud|ullamco|pellentesque"
    r"|perspiciatis|voluptatem|aliquip|mauris|vestibulum|tincidunt|aptent taciti|maecenas|laoreet|curabitur|vivamus|himenaeos|magna)\b",
    re.I,
)
_LEAST_LATIN, _SHARE_OF_LATIN = 2, 0.12
# Folders and names of files that hold pieces of messages, and the frames around them.
_PIECES = frozenset(["partials", "_partials", "partial", "includes", "_includes", "components", "snippets", "macros", "layouts"])
_FRAMES = regex(r"(?:_.*|(?:.*[_-])?(?:header|footer|macros?))\Z", re.I)
_BASES = regex(r"(?:.*[_-])?(?:base|layout)\Z", re.I)
# A field that stands alone and holds the message itself, which nobody has read: "{{{html}}}", "{{ content | safe }}", "*|CONTENT|*".
_HOLDS_ALL = regex(r"\W*(?:[\w.$]+[._])?(?:html|content|contents|body|inner|message|markdown)\b(?:\s*\|\s*\w+)?\W*\Z", re.I)
_LINK = regex(r"https?://|www\.", re.I)
_LEAST_LISTED, _SHARE_OF_LINKS = 20, 0.6
_UNFRAMED_SENTENCES = 6
# The tag of a mailing list: what is posted to it goes to everybody on it, and the From line says who wrote it.
_TAG = regex(r"(?:re:\s*)?\[(?P<list>[\w.-]{3,30})\]", re.I)


@dataclass(frozen=True)
class AbsentOptions:
    """What ought to be in the message and is not: a greeting or signature of the kinds listed, or a hit of `any`."""

    greeting: Annotated[tuple[Addressee, ...], "a greeting of one of these kinds is missed"] = ()
    signature: Annotated[tuple[Signer, ...], "a signature of one of these kinds is missed"] = ()
    any: Annotated[tuple[Options, ...], "checks, a hit of which is missed"] = ()
    given: Annotated[tuple[Options, ...], "only when one of these is found; its first hit is what is marked"] = ()
    fragment: Annotated[bool, "whether a text that has no message around it is judged, too"] = False

    def compile(self, context: Compiling) -> Sequence[Pattern | Judge]:
        """Compile to one judge."""
        return [Absent(self, only_patterns(self.any, context), only_patterns(self.given, context))]


@dataclass(frozen=True)
class Absent:
    """The compiled check."""

    options: AbsentOptions
    wanted: tuple[Pattern, ...]
    given: tuple[Pattern, ...]

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """What is wanted and what it is wanted for."""
        return self.wanted + self.given

    def judge(self, view: View) -> Iterator[Hit]:
        """Yield the anchor when the thing is absent."""
        if not self.options.fragment and (view.anatomy.is_fragment or self._is_no_message(view)):
            return
        given = view.hits(self.given)
        if (self.given and not given) or view.hits(self.wanted):
            return
        if self.options.greeting and view.anatomy.greeting.addressee in self.options.greeting:
            return
        if self.options.signature and view.anatomy.signature.signer in self.options.signature:
            return
        anchor = given[0] if given else self._anchor(view)
        if anchor and not _LATIN.search(anchor.sentence.text if anchor.sentence else ""):
            yield replace(anchor, absence=True)

    def _is_no_message(self, view: View) -> bool:
        """Tell what nobody would greet in or sign: a piece or a sketch of a message, a list of links, a post to a list."""
        if not (self.options.greeting or self.options.signature):
            return False
        return _is_piece(view.message) or _is_filled(view.message) or _is_sketch(view) or _is_unframed(view) or _is_post(view.message)

    def _anchor(self, view: View) -> Hit | None:
        if self.options.signature:
            return _signature_anchor(view)
        body = [s for s in view.sentences if s.section not in (SectionKind.SUBJECT, SectionKind.PREHEADER)]
        greeting = view.anatomy.greeting.span
        if greeting and body:
            return Hit(greeting, body[0].part)
        return Hit(body[0].span, body[0].part, body[0]) if body else None


def _signature_anchor(view: View) -> Hit | None:
    own = [s for s in view.sentences if s.section in _BEFORE_THE_END]
    span = view.anatomy.signature.span
    if span and own:
        return Hit(span, own[0].part)
    return Hit(own[-1].span, own[-1].part, own[-1]) if own else None


def _is_piece(message: Message) -> bool:
    """Tell a partial or a frame by its folder or its name."""
    *folders, name = [""] + [piece for piece in message.source.path.replace(os.sep, "/").split("/") if piece not in ("", ".")]
    stem = name.partition(".")[0]
    fields = [f for part in message.parts for f in part.fields]
    is_frame = bool(fields and _FRAMES.match(stem)) or (any(f.kind is FieldKind.CONTROL for f in fields) and bool(_BASES.match(stem)))
    return not _PIECES.isdisjoint(folders[-3:]) or is_frame


def _is_filled(message: Message) -> bool:
    """Tell a frame that the message is put into by a field which is a block of its own."""
    fields = ((part, field.span) for part in message.parts for field in part.fields)
    return any(_HOLDS_ALL.match(part.text[span.start : span.end]) and _is_block(part, span) for part, span in fields)


def _is_block(part: Part, span: Span) -> bool:
    text = part.text
    around = next((block.span for block in part.blocks if block.span.covers(span)), None)
    return around is not None and not (text[around.start : span.start] + text[span.end : around.end]).strip()


def _is_sketch(view: View) -> bool:
    """Tell a page of placeholder Latin, and a page that lists links."""
    own = [s for s in view.sentences if s.section in _PROSE]
    latin = sum(1 for s in own if _LATIN.search(s.text))
    links = sum(1 for s in own if _LINK.search(s.text))
    return latin >= max(_LEAST_LATIN, _SHARE_OF_LATIN * len(own)) or (len(own) >= _LEAST_LISTED and links >= _SHARE_OF_LINKS * len(own))


def _is_unframed(view: View) -> bool:
    """Tell a few plain lines with no sign of a letter: no header, no field, no greeting, no sign-off, no paragraphs."""
    anatomy, message = view.anatomy, view.message
    if anatomy.greeting.span or anatomy.signature.span or message.headers or len(message.parts) > 1:
        return False
    own = [s for s in view.sentences if s.section in _PROSE]
    paragraphs = {id(s.block) for s in own if s.block.kind is BlockKind.PARAGRAPH}
    return len(own) <= _UNFRAMED_SENTENCES and len(paragraphs) <= 1 and not any(part.fields for part in message.parts)


def _is_post(message: Message) -> bool:
    """Tell a post to a mailing list: the tag in its subject names the list that it is sent to."""
    tag = _TAG.match(message.header("subject") or "")
    addresses = f"{message.header('to') or ''} {message.header('cc') or ''}".lower()
    return bool(tag and re.search(rf"\b{re.escape(tag['list'].lower())}(?:[\w.-]*)@", addresses))
