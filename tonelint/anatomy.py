"""The anatomy of a message: greeting, opening, body, closing, signature, postscript, footer, quoted thread.

Worked from the outside in. The thread and the footer are cut off the end, then postscripts; the sign-off is looked for
from the end, the greeting from the start, and what is left is opening and body. The words are data
(`rules/words/anatomy.yml`); a person is told from a team by capitals and by what else the message says, never by a list
of first names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tonelint.message import (
    Addressee,
    Anatomy,
    Block,
    BlockKind,
    FieldKind,
    Greeting,
    Message,
    Part,
    PartRole,
    Section,
    SectionKind,
)
from tonelint.phrases import WordLists, compile_phrase
from tonelint.sentences import Sentence, Stretch, cut, unwrap
from tonelint.signing import Signing, find_signature
from tonelint.text import Span

_POSTSCRIPT = re.compile(r"[ \t]*p\.?\s?(?:p\.?\s?)?s\b\.?[:,\-– ]", re.I)
_BARE_NAME = re.compile(r"(?P<name>[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’.-]*){0,2})\s*[,–—-]\s*$")
_TITLE = re.compile(r"(?:mr|mrs|ms|mx|miss|dr|prof|professor|sir|madam|lord|lady|rev)\b\.?", re.I)
_DIGITS = re.compile(r"\d{3,}|#\s?\d+")
_FOLLOWING = re.compile(r"[ \t]*(?P<name>[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*){0,2})[,!.:]")
_EARLY_BLOCKS = 4
_NAME_WORDS = 4
_FRAGMENT_SENTENCES = 2


@dataclass(frozen=True)
class Words:
    """The word lists of the anatomy, compiled once for a rule set."""

    greeting: re.Pattern[str]
    formula: re.Pattern[str]
    nobody: re.Pattern[str]
    category: re.Pattern[str]
    number: re.Pattern[str]
    footer: re.Pattern[str]
    signing: Signing


def compile_words(lists: WordLists) -> Words:
    """Compile the anatomy's word lists."""

    def pattern(name: str) -> str:
        return compile_phrase(f"@{name}", lists).regex

    return Words(
        # The words before the end of the greeting are whom it addresses.
        re.compile(
            rf"\s*(?P<word>{pattern('greeting-words')})(?P<rest>[^\n!?:;]*?)(?P<end>\s*(?:[,!:;?]+|\.(?=\s|$)|\s[–—-]+(?=\s)|$))", re.I
        ),
        re.compile(rf"\s*{pattern('greeting-formulas')}", re.I),
        re.compile(rf"(?:{pattern('nobody-words')}|\s|and|from|,)+\Z", re.I),
        re.compile(rf"{pattern('category-words')}(?=[ ,.!]*$|[ ,/]+(?:of|at|in|and|&|or|from|on)\b|/)", re.I),
        re.compile(pattern("number-words"), re.I),
        re.compile(pattern("footer-cues"), re.I),
        Signing(
            re.compile(rf"[ \t]*(?P<words>{pattern('closing-words')})\s*(?P<end>[,.!–—-]*)\s*", re.I),
            re.compile(pattern("team-words"), re.I),
            re.compile(pattern("company-words"), re.I),
        ),
    )


def dissect(message: Message, words: Words) -> tuple[Anatomy, list[Sentence]]:
    """Return the anatomy of a message and its sentences in the order of the parts."""
    sentences: list[Sentence] = []
    anatomy = Anatomy()
    for part in message.parts:
        if part.role is PartRole.BODY:
            anatomy, stretches = _body(message, part, words)
        else:
            stretches = [Stretch(block, SectionKind(part.role.value), block.span) for block in part.blocks]
        sentences += cut(part, stretches, len(sentences))
    return anatomy, sentences


def _body(message: Message, part: Part, words: Words) -> tuple[Anatomy, list[Stretch]]:
    blocks = list(part.blocks)
    own, thread = _split_thread(blocks)
    own, footer = _split_footer(part, own, words)
    own, postscript = _split_postscript(part, own)
    greeting, greeting_line = _greeting(part, own, words)
    signature, sign_off = find_signature(
        message, part, [b for b in own if not greeting.span or b.span.end > greeting.span.end], words.signing
    )
    stretches = _middle(part, own, greeting_line, sign_off)
    has_sections = bool(greeting.span or signature.span)
    if thread and not message.header("in-reply-to"):
        stretches += [Stretch(block, SectionKind.THREAD, block.span, by_line=True) for block in thread]
    stretches += [Stretch(block, SectionKind.POSTSCRIPT, block.span) for block in postscript]
    stretches += [Stretch(block, SectionKind.FOOTER, block.span, by_line=True) for block in footer]
    stretches.sort(key=lambda stretch: stretch.span)
    sections = tuple(Section(stretch.section, stretch.span) for stretch in stretches)
    fragment = not has_sections and _is_small(part, stretches)
    return Anatomy(sections, greeting, signature, fragment), stretches


def _is_small(part: Part, stretches: Sequence[Stretch]) -> bool:
    """Tell a fragment: no greeting, no sign-off and too few sentences to be a message."""
    own = [s for s in stretches if s.section in (SectionKind.OPENING, SectionKind.BODY, SectionKind.CLOSING)]
    return len(cut(part, own)) <= _FRAGMENT_SENTENCES


def _split_thread(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    own = [block for block in blocks if block.kind is not BlockKind.QUOTE]
    return own, [block for block in blocks if block.kind is BlockKind.QUOTE]


def _split_footer(part: Part, blocks: list[Block], words: Words) -> tuple[list[Block], list[Block]]:
    """Cut the footer off: the last blocks from the first of them that carries a footer's words."""
    first = len(blocks)
    for number in range(len(blocks) - 1, -1, -1):
        text = " ".join(part.text[blocks[number].span.start : blocks[number].span.end].lower().split())
        if words.footer.search(text) and (number or len(blocks) == 1) and len(text) < 600:  # noqa: PLR2004 - prose is longer
            first = number
        elif number < first - 2:
            break
    return blocks[:first], blocks[first:]


def _split_postscript(part: Part, blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    first = next((n for n, block in enumerate(blocks) if _POSTSCRIPT.match(part.text, block.span.start)), len(blocks))
    return blocks[:first], blocks[first:]


def _greeting(part: Part, blocks: Sequence[Block], words: Words) -> tuple[Greeting, Span | None]:
    """Find the greeting among the first blocks. Returns it and the span that is its section."""
    for number, block in enumerate(blocks[:_EARLY_BLOCKS]):
        lines = unwrap(part.text, block.span, by_line=True)
        if not lines or block.kind in (BlockKind.LIST_ITEM, BlockKind.CODE):
            continue
        found = _greeting_line(part, lines[0], words, is_first=number == 0)
        if found:
            return found, found.span
    return _opaque(part, blocks), None


def _greeting_line(part: Part, line: Span, words: Words, *, is_first: bool) -> Greeting | None:
    text = part.text[line.start : line.end]
    masked = _mask(part, line)
    formula = words.formula.match(masked)
    if formula:
        span = Span(line.start, line.start + formula.end())
        return Greeting(Addressee.CATEGORY, span, Span(line.start, span.end))
    match = words.greeting.match(masked)
    if match and _may_greet(match, masked):
        return _addressed(part, line, match, words)
    bare = _BARE_NAME.fullmatch(text.strip())
    if bare and is_first:
        start = line.start + text.index(bare["name"])
        return _named(part, Span(line.start, line.end), Span(start, start + len(bare["name"])), words)
    field = next((f for f in part.fields if f.span.start == line.start and f.kind is FieldKind.NAME), None)
    if field and is_first and part.text[field.span.end : line.end].strip() in (",", "", "!", ":"):
        return Greeting(Addressee.NAME, line, field.span)
    return None


def _mask(part: Part, line: Span) -> str:
    """Return a line with its merge fields blanked letter by letter, so that no mark inside them ends the greeting."""
    text = part.text[line.start : line.end].replace("’", "'").replace("\u00a0", " ")
    for field in part.fields:
        if line.covers(field.span):
            start, end = field.span.start - line.start, field.span.end - line.start
            text = text[:start] + "\ue000" * (end - start) + text[end:]
    return text


def _may_greet(match: re.Match[str], masked: str) -> bool:
    """Tell "Dear Mr Okafor," from "Dear oh dear, what a week" and "Welcome to your new account. We ..."."""
    rest = match["rest"].strip()
    whole_line = match.end() >= len(masked.rstrip())
    word = match["word"].lower()
    if word.startswith(("welcome", "attention", "attn")):
        return (
            whole_line
            and len(rest.split()) <= _NAME_WORDS
            and not rest.lower().startswith(("to ", "aboard"))
            and bool(match["end"].strip())
        )
    if len(rest.split()) > 7:  # noqa: PLR2004 - a title, names and "and family" fit in seven words
        return False
    return whole_line or bool(match["end"].strip())


def _addressed(part: Part, line: Span, match: re.Match[str], words: Words) -> Greeting:
    end = len(match.group().rstrip()) if match["end"].strip() else match.end()
    span = Span(line.start + match.start("word"), line.start + end)
    rest = match["rest"]
    start = line.start + match.start("rest") + len(rest) - len(rest.lstrip(" ,"))
    name = Span(start, max(start, line.start + match.start("rest") + len(rest.rstrip())))
    if rest.strip(" ,"):
        return _named(part, span, name, words)
    return _after_comma(part, line, span, words) or Greeting(Addressee.NOBODY, span, None)


def _after_comma(part: Part, line: Span, span: Span, words: Words) -> Greeting | None:
    """Read "Hello, Anna!" and "Greetings, loyal shopper!": whom it addresses may follow the comma."""
    field = next((f for f in part.fields if span.end <= f.span.start <= span.end + 1 and f.kind is FieldKind.NAME), None)
    if field and line.covers(field.span):
        return Greeting(Addressee.NAME, Span(span.start, field.span.end), field.span)
    following = _FOLLOWING.match(part.text, span.end, line.end)
    if following is None or not part.text[span.start : span.end].rstrip().endswith(","):
        return None
    name = Span(following.start("name"), following.end("name"))
    found = _named(part, Span(span.start, following.end()), name, words)
    is_name = all(word[0].isupper() for word in following["name"].split())
    return found if is_name or found.addressee is not Addressee.NAME else None


def _named(part: Part, span: Span, name: Span, words: Words) -> Greeting:
    text = part.text[name.start : name.end].replace("’", "'")
    field = next((f for f in part.fields if name.overlaps(f.span) and f.kind is not FieldKind.CONTROL), None)
    if field:
        kind = Addressee.NAME if field.kind in (FieldKind.NAME, FieldKind.SENDER) else Addressee.UNKNOWN
        return Greeting(kind, span, field.span)
    if re.fullmatch(r"\[[^\]]+\]|<[^>]+>|X{3,}", text.strip()):
        return Greeting(Addressee.UNKNOWN, span, name)
    return Greeting(_addressee(text, words), span, name, _first_name(text) if _addressee(text, words) is Addressee.NAME else "")


def _addressee(text: str, words: Words) -> Addressee:
    lower = text.lower().strip()
    if words.nobody.match(lower):
        return Addressee.NOBODY
    is_titled = bool(_TITLE.match(text)) and len(text.split()) > 1 and not words.category.search(lower.split(" ", 1)[1])
    if _DIGITS.search(text) or (words.number.search(lower) and not is_titled):
        return Addressee.NUMBER
    if is_titled and " or " not in lower and "/" not in lower:
        return Addressee.NAME
    if words.category.search(lower) and not re.search(r"\b(?:team|department|desk|office|services?)\b", lower):
        return Addressee.CATEGORY
    return Addressee.NAME


def _first_name(text: str) -> str:
    names = [word.strip(".,") for word in text.split() if not _TITLE.fullmatch(word.strip(".,"))]
    return names[0] if names else ""


def _opaque(part: Part, blocks: Sequence[Block]) -> Greeting:
    """Return the greeting of a part without one: unknown when a token or partial before the first words may hold it."""
    start = blocks[0].span.start if blocks else 0
    opaque = any(
        f.span.start <= start + 1 and re.search(r"include|partial|block|>|greeting|salutation|header", part.text[f.span.start : f.span.end])
        for f in part.fields
    )
    return Greeting(Addressee.UNKNOWN if opaque else Addressee.MISSING)


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
