"""The sign-off at the end of a message: the closing words, and where the signature stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tonelint.message import Block, BlockKind, FieldKind, Message, Part, Section, SectionKind, Signature, Signer
from tonelint.regexes import regex
from tonelint.sentences import unwrap
from tonelint.signer import Signing, has_name, is_field, looks_like_signer, may_sign, signed
from tonelint.text import Span

_DASH = regex(r"[ \t]*(?:[–—~*/]|-{1,2})[ \t]*(?=[^\W\d_]|[{*\[%<$#])")
_SENTENCE_END = regex(r"[.!?:][\"'”’)]*$")
# Where an address ends a sentence no full stop follows; in a list it stands alone, or behind a label.
_ADDRESS_END = regex(r"(?:\S+\s+){3,}(?:(?:https?://|www\.)\S+|\S+@\S+\.\S+)$", re.I)
_QUOTE = regex(r"\s*[\"“„«].*[\"”»]\s*\Z", re.S)
_THANKS = regex(r"thank(?:s|\s+you)\b|we(?:'|’)?re grateful|much appreciated", re.I)
# Lines that neither close nor sign: the mark before a signature, and what a telephone adds.
_NO_WORDS = regex(r"\s*(?:sent (?:from|via) |get outlook|[-_=*~–—]+\s*$)", re.I)
# A child of another template, or a piece that others call: what it lacks may stand there.
_PARENT = regex(r"\{%-?\s*(?:extends|macro)\b")
_LONGEST_SIGNATURE = 9
_SIGNATURE_WORDS = 9
_LINES_WITHOUT_CLOSING = 4
_CLOSING_WORDS = 6


def find_signature(message: Message, part: Part, blocks: Sequence[Block], words: Signing) -> tuple[Signature, list[Section]]:
    """Find the sign-off from the end. Return the signature and the sections of the closing and the signature."""
    lines = lines_of(part, blocks)
    for number in range(len(lines) - 1, max(-1, len(lines) - 1 - _LONGEST_SIGNATURE), -1):
        found = _closing_line(message, part, lines, number, words)
        if found:
            return found
    return _without_closing(message, part, lines, words)


def lines_of(part: Part, blocks: Sequence[Block]) -> list[Span]:
    """Return the lines that may close or sign."""
    every = [line for block in blocks if block.kind is not BlockKind.CODE for line in unwrap(part.text, block.span, by_line=True)]
    return [line for line in every if not _NO_WORDS.match(part.text, line.start, line.end)]


def _closing_line(
    message: Message, part: Part, lines: Sequence[Span], number: int, words: Signing
) -> tuple[Signature, list[Section]] | None:
    """Read a line as the closing: "Kind regards," with the name below, or "Best, Anna" in one line."""
    line = lines[number]
    text = part.text[line.start : line.end]
    below = lines[number + 1 :]
    dash = _DASH.match(text)
    match = dash or words.closing.match(text)
    if not match or not is_short(part, below):
        return None
    if dash and number and _QUOTE.match(part.text[lines[number - 1].start : lines[number - 1].end]):
        # Whoever is named under a quotation said it.
        return None
    rest = text[match.end() :]
    if rest and below and _calls_reader(part, rest, below[0]):
        rest = ""
    if rest and not dash and not (match["end"] or rest[0].isupper() or rest[0] in "{*[%<"):
        return None
    if rest and (len(rest.split()) > _SIGNATURE_WORDS or (_SENTENCE_END.search(rest) and len(rest.split()) > 3)):  # noqa: PLR2004
        return None
    if dash and ((below and len(below) > 3) or not rest):  # noqa: PLR2004
        return None
    if not rest and not below and match and not match["end"].strip(" .!") and number == 0:
        return None
    first = Span(line.start + match.end(), line.end) if rest else (below[0] if below else None)
    closing = Section(SectionKind.CLOSING, Span(line.start, line.start + match.end() if rest else line.end))
    sections = [*_thanks_before(part, lines, number), closing] if not dash else _thanks_before(part, lines, number)
    if first is None:
        return Signature(Signer.MISSING), sections
    whole = Span(first.start, (below[-1] if below else first).end)
    return signed(message, part, first, whole, words, below), [*sections, Section(SectionKind.SIGNATURE, whole)]


def _calls_reader(part: Part, rest: str, below: Span) -> bool:
    """Tell "Thanks, Kim." above a signature: the name is the reader's."""
    if len(rest.split()) > 2:  # noqa: PLR2004 - first and last name
        return False
    return rest.rstrip()[-1:] in (".", "!") or (rest.rstrip().endswith(",") and looks_like_signer(part.text[below.start : below.end]))


def is_short(part: Part, lines: Sequence[Span]) -> bool:
    """Signature lines are short and are no sentences."""
    texts = [part.text[line.start : line.end] for line in lines]
    return all(len(text.split()) <= _SIGNATURE_WORDS and not (_SENTENCE_END.search(text) and len(text.split()) > 3) for text in texts)  # noqa: PLR2004


def _thanks_before(part: Part, lines: Sequence[Span], number: int) -> list[Section]:
    """Return the sentence of thanks just before the sign-off: it belongs to the closing."""
    if number == 0:
        return []
    last = _last_sentence(part, lines[number - 1])
    return [Section(SectionKind.CLOSING, last)] if _THANKS.search(part.text[last.start : last.end]) else []


def _last_sentence(part: Part, line: Span) -> Span:
    ends = [match.end() for match in re.finditer(r"[.!?]\s+", part.text[line.start : line.end])]
    return Span(line.start + (ends[-1] if ends else 0), line.end)


def _without_closing(message: Message, part: Part, lines: Sequence[Span], words: Signing) -> tuple[Signature, list[Section]]:
    """Find a signature without closing words: the last short lines, the first of which is a name or a team."""
    for count in range(min(_LINES_WITHOUT_CLOSING, len(lines) - 1), 0, -1):
        tail = lines[-count:]
        before = part.text[lines[-count - 1].start : lines[-count - 1].end]
        first = part.text[tail[0].start : tail[0].end]
        # "See you on Thursday," closes too, whatever its words, and so does a longer last sentence with the name set apart from it.
        is_apart = follows_gap(part, lines[-count - 1], tail[0])
        closes = before.rstrip().endswith(",") and (len(before.split()) <= _CLOSING_WORDS or is_apart) and count < len(lines) - 1
        if not (closes or ends_sentence(before)) or not is_short(part, tail) or _SENTENCE_END.search(first):
            continue
        if not is_apart and not looks_like_signer(first):
            continue
        if looks_like_signer(first) or has_name(part, tail[0]) or (closes and is_field(part, tail[0])):
            whole = Span(tail[0].start, tail[-1].end)
            signature = signed(message, part, tail[0], whole, words, tail[1:])
            if signature.signer is not Signer.PERSON and not closes and may_sign(part, lines[-1].start):
                # A partial that follows may hold the name; what looks like a firm's may be a heading.
                break
            last = Section(SectionKind.CLOSING, _last_sentence(part, lines[-count - 1]))
            closing = [last] if closes else _thanks_before(part, lines, len(lines) - count)
            return signature, [*closing, Section(SectionKind.SIGNATURE, whole)]
    opaque = (bool(lines) and may_sign(part, lines[-1].start)) or any(
        f.kind is FieldKind.CONTROL and _PARENT.match(part.text, f.span.start) for f in part.fields
    )
    closing = _thanks_before(part, lines, len(lines)) if lines else []
    return Signature(Signer.UNKNOWN if opaque else Signer.MISSING), closing


def ends_sentence(text: str) -> bool:
    """Tell whether a sentence ends here, and be it in an address without a full stop."""
    return bool(_SENTENCE_END.search(text) or _ADDRESS_END.match(text))


def follows_gap(part: Part, before: Span, after: Span) -> bool:
    """Tell whether a blank line stands between two lines."""
    return part.text[before.end : after.start].count("\n") > 1 or part.text[before.end : after.start].count("\r") > 1
