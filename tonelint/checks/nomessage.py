"""What lies where messages lie and is none: pieces and frames of messages, pages not written yet, lists of links, code, posts to lists."""

from __future__ import annotations

import os
import re

from tonelint.checks.base import View
from tonelint.message import BlockKind, FieldKind, Message, Part, PartRole, SectionKind
from tonelint.regexes import regex
from tonelint.text import Span

_PROSE = (SectionKind.OPENING, SectionKind.BODY, SectionKind.CLOSING)
# Words that hold a place in a page whose text is not written yet.
_LATIN = regex(
    r"\b(?:(?:lorem|bacon) ipsum|dolor sit amet|consectetur|adipisi?cing elit|eiusmod|incididunt|minim veniam|quis nostrud|ullamco"
    r"|pellentesque|perspiciatis|voluptatem|aliquip|mauris|vestibulum|tincidunt|aptent taciti|maecenas|laoreet|curabitur|vivamus"
    r"|himenaeos|magna)\b",
    re.I,
)
# Markup that was not meant for a reader, and JSON; "{{ name }}" is a merge field.
_CODE = regex(r'\s*(?:<\?xml|<script|\{\s*"|\[\s*\{\s*")')
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
# What parts of a page are called where they are shown, not used: "Header 1", "Success button", "Ordered list item 2".
_SHOWN = regex(r"(?:\w+ )?(?P<part>header|heading|list item|button|paragraph|column|alert|badge|divider|card|tab)s?(?: \d)?\Z", re.I)
_LEAST_SHOWN, _LEAST_PARTS = 4, 3
# The tag of a mailing list: what is posted to it goes to everybody on it, and the From line says who wrote it.
_TAG = regex(r"(?:re:\s*)?\[(?P<list>[\w.-]{3,30})\]", re.I)
_ADDRESS = regex(r"(?P<name>[\w.+-]+)@[\w.-]+")
# What the program of a list signs as: "owner-choir@", "choir-bounces@".
_LIST_SENDER = r"\b(?:owner-{0}|{0}-(?:owner|bounces|admin))[\w=.+-]*@"


def is_piece(message: Message) -> bool:
    """Tell a partial or a frame by its folder or its name."""
    *folders, name = [""] + [piece for piece in message.source.path.replace(os.sep, "/").split("/") if piece not in ("", ".")]
    stem = name.partition(".")[0]
    fields = [f for part in message.parts for f in part.fields]
    is_frame = bool(fields and _FRAMES.match(stem)) or (any(f.kind is FieldKind.CONTROL for f in fields) and bool(_BASES.match(stem)))
    return not _PIECES.isdisjoint(folders[-3:]) or is_frame


def is_filled(message: Message) -> bool:
    """Tell a frame that the message is put into by a field which is a block of its own."""
    fields = ((part, field.span) for part in message.parts for field in part.fields)
    return any(_HOLDS_ALL.match(part.text[span.start : span.end]) and _is_block(part, span) for part, span in fields)


def _is_block(part: Part, span: Span) -> bool:
    """Tell whether a field has a block for itself, but for tags that call others."""
    around = next((block.span for block in part.blocks if block.span.covers(span)), None)
    if around is None:
        return False
    tags = [f.span for f in part.fields if f.kind is FieldKind.CONTROL and around.covers(f.span)]
    cuts = sorted([span, *tags])
    between = zip((around.start, *(cut.end for cut in cuts)), (*(cut.start for cut in cuts), around.end), strict=True)
    return not any(part.text[start:end].strip() for start, end in between)


def is_sketch(view: View) -> bool:
    """Tell a page of placeholder Latin, a page that lists links, and one that shows what pages are made of."""
    own = [s for s in view.sentences if s.section in _PROSE]
    latin = sum(1 for s in own if _LATIN.search(s.text))
    links = sum(1 for s in own if _LINK.search(s.text))
    is_list = len(own) >= _LEAST_LISTED and links >= _SHARE_OF_LINKS * len(own)
    return latin >= max(_LEAST_LATIN, _SHARE_OF_LATIN * len(own)) or is_list or _is_showcase(view)


def _is_showcase(view: View) -> bool:
    body = view.message.part(PartRole.BODY)
    texts = [body.text[block.span.start : block.span.end].strip() for block in body.blocks] if body else []
    shown = [match["part"].lower() for match in map(_SHOWN.match, texts) if match]
    return len(shown) >= _LEAST_SHOWN and len(set(shown)) >= _LEAST_PARTS


def is_unframed(view: View) -> bool:
    """Tell a few plain lines with no sign of a letter: no header, no field, no greeting, no sign-off, no paragraphs."""
    anatomy, message = view.anatomy, view.message
    if anatomy.greeting.span or anatomy.signature.span or message.headers or len(message.parts) > 1:
        return False
    own = [s for s in view.sentences if s.section in _PROSE]
    paragraphs = {id(s.block) for s in own if s.block.kind is BlockKind.PARAGRAPH}
    return len(own) <= _UNFRAMED_SENTENCES and len(paragraphs) <= 1 and not any(part.fields for part in message.parts)


def is_post(message: Message) -> bool:
    """Tell a post to a mailing list: the tag in its subject, or what the list's program put in its head, names the address it is to."""
    addresses = f"{message.header('to') or ''} {message.header('cc') or ''}".lower()
    tag = _TAG.match(message.header("subject") or "")
    if tag and re.search(rf"\b{re.escape(tag['list'].lower())}(?:[\w.-]*)@", addresses):
        return True
    return any(_is_list(message, address) for address in _ADDRESS.finditer(addresses))


def _is_list(message: Message, address: re.Match[str]) -> bool:
    """Tell whether answers go to the address that the message is to, or its program sent it on."""
    replies, posts = ((message.header(name) or "").lower() for name in ("reply-to", "list-post"))
    if address.group() in (message.header("from") or "").lower():
        return False
    answers = [found.group() for found in _ADDRESS.finditer(replies)]
    sender = re.search(_LIST_SENDER.format(re.escape(address["name"])), message.header("sender") or "", re.I)
    return address.group() in (*answers, *(found.group() for found in _ADDRESS.finditer(posts))) or sender is not None


def is_latin(text: str) -> bool:
    """Tell words that hold a place in a page whose text is not written yet."""
    return bool(_LATIN.search(text))


def is_code(view: View) -> bool:
    """Tell a file of data or of code by how its body starts."""
    body = view.message.part(PartRole.BODY)
    return bool(body and _CODE.match(body.text))
