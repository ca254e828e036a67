"""The anatomy of a message: greeting, opening, body, closing, signature, postscript, footer, quoted thread.

Worked from the outside in. The thread and the footer are cut off the end, then postscripts; the sign-off is looked for
from the end, the greeting from the start, and what is left is opening and body. The words are data
(`rules/words/anatomy.yml`); a person is told from a team by capitals and by what else the message says, never by a list
of first names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from tonelint.dataclass import dataclass
from tonelint.footer import FooterWords, compile_footer, split_footer
from tonelint.greeting import GreetingWords, compile_greeting, find_greeting
from tonelint.listed import InLines
from tonelint.message import (
    Anatomy,
    Block,
    BlockKind,
    FieldKind,
    Message,
    Part,
    PartRole,
    Section,
    SectionKind,
    Signature,
    Signer,
)
from tonelint.regexes import regex
from tonelint.sentences import Sentence, Stretch, cut
from tonelint.signed_above import find_above
from tonelint.signer import Signing, compile_signing
from tonelint.signing import find_signature
from tonelint.text import Span

_POSTSCRIPT = regex(r"[ \t]*p\.?\s?(?:p\.?\s?)?s\b\.?[:,\-– ]", re.I)
# What follows is part of it; with more than this below, it stood in the middle of a newsletter.
_POSTSCRIPT_WORDS = 150
_FRAGMENT_SENTENCES, _FRAGMENT_WORDS = 2, 16
# "Total: $20", "Dates: 3 May": rows of a table, not sentences.
_LABELLED = regex(r"[^\W\d][\w ]{0,24}: ?\S")
# What only the plain version says belongs to what the HTML version says; it is no message of its own.
_SECTIONS = {PartRole.ALTERNATIVE: SectionKind.BODY}


@dataclass(frozen=True)
class Words:
    """The word lists of the anatomy, compiled once for a rule set."""

    greeting: GreetingWords
    signing: Signing
    footer: FooterWords


def compile_words(lists: InLines) -> Words:
    """Compile the anatomy's word lists."""
    return Words(compile_greeting(lists), compile_signing(lists), compile_footer(lists))


def dissect(message: Message, words: Words) -> tuple[Anatomy, list[Sentence]]:
    """Return the anatomy of a message and its sentences in the order of the parts."""
    sentences: list[Sentence] = []
    # Without a body there is no message to miss a greeting in.
    anatomy = Anatomy(is_fragment=True)
    for part in message.parts:
        if part.role is PartRole.BODY:
            anatomy, stretches = _body(message, part, words)
        else:
            section = _SECTIONS.get(part.role) or SectionKind(part.role.value)
            stretches = [Stretch(block, section, block.span) for block in part.blocks]
        sentences += cut(part, stretches, len(sentences))
    return anatomy, sentences


def _body(message: Message, part: Part, words: Words) -> tuple[Anatomy, list[Stretch]]:
    blocks = list(part.blocks)
    own, thread = _split_thread(blocks)
    own, footer = split_footer(part, own, words.footer)
    own, postscript = _split_postscript(part, own, words.signing)
    greeting, greeting_line = find_greeting(part, _spoken(part, own), words.greeting)
    below = [block for block in _without_buttons(part, own) if not greeting.span or block.span.end > greeting.span.end]
    signature, sign_off = _sign_off(message, part, below, words.signing)
    stretches = _middle(part, own, greeting_line, sign_off)
    has_sections = bool(greeting_line or signature.span)
    if thread and not message.header("in-reply-to"):
        stretches += [Stretch(block, SectionKind.THREAD, block.span, by_line=True) for block in thread]
    stretches += [Stretch(block, SectionKind.POSTSCRIPT, block.span) for block in postscript]
    stretches += [Stretch(block, SectionKind.FOOTER, block.span, by_line=True) for block in footer]
    stretches.sort(key=lambda stretch: stretch.span)
    sections = tuple(Section(stretch.section, stretch.span) for stretch in stretches)
    fragment = message.is_partial or (not has_sections and _is_small(part, stretches))
    return Anatomy(sections, greeting, signature, fragment), stretches


def _sign_off(message: Message, part: Part, blocks: Sequence[Block], words: Signing) -> tuple[Signature, list[Section]]:
    """Find the sign-off at the end, or the one that more stands below where the end has none that is sure."""
    signature, sections = find_signature(message, part, blocks, words)
    is_closed = signature.span is not None and any(section.kind is SectionKind.CLOSING for section in sections)
    if is_closed or signature.signer in (Signer.PERSON, Signer.UNKNOWN):
        return signature, sections
    return find_above(message, part, blocks, words) or (signature, sections)


def _is_small(part: Part, stretches: Sequence[Stretch]) -> bool:
    """Tell a fragment: no greeting, no sign-off and too few sentences or words to be a message."""
    own = [s for s in stretches if s.section in (SectionKind.OPENING, SectionKind.BODY, SectionKind.CLOSING)]
    sentences = [s for s in cut(part, own) if s.block.kind is not BlockKind.HEADING and not _LABELLED.match(s.text)]
    return len(sentences) <= _FRAGMENT_SENTENCES or sum(len(s.text.split()) for s in sentences) < _FRAGMENT_WORDS


def _split_thread(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    own = [block for block in blocks if block.kind is not BlockKind.QUOTE]
    return own, [block for block in blocks if block.kind is BlockKind.QUOTE]


def _split_postscript(part: Part, blocks: list[Block], words: Signing) -> tuple[list[Block], list[Block]]:
    """Split off the postscript, which goes to the end, or to a sign-off that was left for behind it."""
    first = next((n for n, block in enumerate(blocks) if _POSTSCRIPT.match(part.text, block.span.start)), len(blocks))
    end = next((n for n in range(first + 1, len(blocks)) if _signs_off(part, blocks[n], words)), len(blocks))
    if sum(len(part.text[block.span.start : block.span.end].split()) for block in blocks[first:end]) > _POSTSCRIPT_WORDS:
        return blocks, []
    return [*blocks[:first], *blocks[end:]], blocks[first:end]


def _signs_off(part: Part, block: Block, words: Signing) -> bool:
    first, _, below = part.text[block.span.start : block.span.end].partition("\n")
    return bool(below.strip()) and words.closing.fullmatch(first) is not None


def _spoken(part: Part, blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with words, without those that only hold tags of a template."""
    tags = [field.span for field in part.fields if field.kind is FieldKind.CONTROL]
    starts = [tag.start for tag in tags]
    kept: list[Block] = []
    for block in blocks:
        inner = tags[bisect_left(starts, block.span.start) : bisect_left(starts, block.span.end)]
        borders = zip((block.span.start, *(tag.end for tag in inner)), (*(tag.start for tag in inner), block.span.end), strict=True)
        if any(part.text[start:end].strip() for start, end in borders):
            kept.append(block)
    return kept


def _without_buttons(part: Part, blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks that may sign: a button does not, but the linked name below "Best wishes," does."""
    kept: list[Block] = []
    for number, block in enumerate(blocks):
        above = part.text[blocks[number - 1].span.start : blocks[number - 1].span.end] if number else ""
        if block.kind is not BlockKind.BUTTON or above.rstrip().endswith(","):
            kept.append(block)
    return kept


def _middle(part: Part, blocks: Sequence[Block], greeting: Span | None, sign_off: Sequence[Section]) -> list[Stretch]:
    """Label what is between greeting and signature: the first block of prose opens, the last thanks close."""
    stretches: list[Stretch] = []
    opened = False
    for block in blocks:
        for section, span in _pieces(block, greeting, sign_off):
            if not part.text[span.start : span.end].strip():
                continue
            kind = section
            if kind is None:
                kind = SectionKind.BODY if opened else SectionKind.OPENING
                opened = opened or block.kind is BlockKind.PARAGRAPH
                kind = SectionKind.BUTTON if block.kind is BlockKind.BUTTON else kind
            stretches.append(Stretch(block, kind, span, by_line=kind is SectionKind.SIGNATURE))
    return stretches


def _pieces(block: Block, greeting: Span | None, sign_off: Sequence[Section]) -> list[tuple[SectionKind | None, Span]]:
    """Cut a block at the borders of the greeting and the sign-off."""
    cuts: list[tuple[SectionKind, Span]] = [(section.kind, section.span) for section in sign_off]
    if greeting:
        cuts.append((SectionKind.GREETING, greeting))
    pieces: list[tuple[SectionKind | None, Span]] = []
    at = block.span.start
    for kind, span in sorted(cuts, key=lambda item: item[1]):
        start, end = max(span.start, at), min(span.end, block.span.end)
        if start >= end:
            continue
        if start > at:
            pieces.append((None, Span(at, start)))
        pieces.append((kind, Span(start, end)))
        at = end
    if at < block.span.end:
        pieces.append((None, Span(at, block.span.end)))
    return pieces
