"""The footer at the end of a message: who the company is in law, why one got this, how to stop it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tonelint.dataclass import dataclass
from tonelint.listed import InLines, Listed
from tonelint.message import Block, Part
from tonelint.regexes import regex
from tonelint.sentences import unwrap
from tonelint.text import Span

# A name, or closing words, alone on a line: what stands there is the sign-off, not the footer.
_SIGNS = regex(r"[A-Z][\w'’-]*\.?(?: [A-Z][\w'’.-]*){0,2},?$")
_TALKS = regex(r"\b(?:you|your|we|our|i|my)\b")
# An address, a register number, or a row of links: what stands under a message and talks to nobody.
_ADDRESS = regex(
    r"\b(?:Suite|Ste\.?|Floor|P\.? ?O\.? Box|Unit) [#\w]+|\bEIN\b|\b[A-Z]{2} \d{5}\b"
    r"|\b\d{1,5}[A-Za-z]? (?:[NSEW]\.? )?[A-Z][\w'’]+(?: [A-Z][\w'’]+)? "
    r"(?:St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard|Lane|Ln|Drive|Dr|Way|Court|Plaza|Square|Terrace|Row|Parkway|Pkwy)\b"
    r"|^\[[^\]]*(?:LLC|Ltd|Inc|Address|Company)[^\]]*\]|^(?=.*(?:\S@\S|www\.))[^|·•\n]{1,60}(?:[|·•][^|·•\n]{1,60})+$",
    re.M,
)
_LINKS = regex(r"[^|·•\n.!?,*{}]{1,30}(?:\s*[|·•]\s*[^|·•\n.!?,*{}]{1,30}){2,}")
_FOLLOW = regex(r"(?:follow|find|like|join|connect with) us\b.{0,30}|(?:stay|keep) (?:connected|in touch)\W*", re.I)
# The reader's own address, in an order: what stands under such a heading is no footer.
_DELIVERY = regex(r"\b(?:deliver\w*|shipp\w*|billing|address)\b", re.I)
# SendGrid puts the name and address of the sender in by tags of these names, as the law wants them.
_SENDER_NAME = regex(r"[\[{%\s]*sender_name[\]}%\s]*", re.I)
_MARK = regex(r"(?:\A|[\r\n])--[ \t]*[\r\n]+\Z")
_MARK_LENGTH = 10
# The rule that a mail provider draws under a message, with its own advertisement right below.
_ADVERT_RULE = regex(r"(?:\A|[\r\n])_{20,}[ \t]*\r?\n\Z")
_ADVERT_RULE_LENGTH = 100
_ADVERT_WORDS = 30
_URL = regex(r"https?://\S+")
_LONGEST = 600
# A notice may be longer when it says at once what it is: "This e-mail is confidential."
_OPENING = 160
_MOST_AFTER = 2
_HEADING_WORDS = 5


@dataclass(frozen=True)
class FooterWords:
    """The word lists that a footer is told by: cues say it alone, hints only where nobody talks to the reader."""

    cues: Listed
    hints: Listed


def compile_footer(lists: InLines) -> FooterWords:
    """Compile the word lists of the footer."""
    return FooterWords(Listed("footer-cues", lists), Listed("footer-hints", lists))


def split_footer(part: Part, blocks: Sequence[Block], words: FooterWords) -> tuple[list[Block], list[Block]]:
    """Cut the footer off: the last blocks from the first that carries a footer's words, or from the line of it that does."""
    texts = [part.text[block.span.start : block.span.end] for block in blocks]
    first = len(blocks)
    for number in range(len(blocks) - 1, -1, -1):
        is_last = number == len(blocks) - 1
        if _is_footer(texts[number], words, above=texts[number - 1] if number else "") or (
            (is_last and _is_below_mark(part, blocks[number])) or (number == first - 1 and _is_advert(part, blocks[number]))
        ):
            first = number
        elif number < first - _MOST_AFTER or (first == len(blocks) and _signs(part, blocks[number])):
            break
    if 0 < first < len(blocks) and _SENDER_NAME.fullmatch(texts[first - 1]):
        first -= 1
    own, footer = list(blocks[:first]), list(blocks[first:])
    if footer:
        before, after = _split_block(part, footer[0], words)
        own += before
        footer[:1] = after
    return own, footer


def _is_footer(text: str, words: FooterWords, *, above: str = "") -> bool:
    folded = " ".join(_URL.sub("", text).lower().split())
    if words.cues.search(folded[:_OPENING] if len(folded) >= _LONGEST else folded):
        return True
    if len(folded) >= _LONGEST or _TALKS.search(folded):
        return False
    is_address = bool(_ADDRESS.search(text.strip())) and not (_DELIVERY.search(above) and len(above.split()) <= _HEADING_WORDS)
    return is_address or bool(words.hints.search(folded) or _LINKS.fullmatch(text.strip()) or _FOLLOW.fullmatch(text.strip()))


def _signs(part: Part, block: Block) -> bool:
    lines = unwrap(part.text, block.span, by_line=True)
    return bool(lines) and bool(_SIGNS.match(part.text[lines[0].start : lines[0].end].strip()))


def _is_below_mark(part: Part, block: Block) -> bool:
    """Tell what programs put below two hyphens, where people put their names."""
    return bool(_MARK.search(part.text[max(0, block.span.start - _MARK_LENGTH) : block.span.start])) and not _signs(part, block)


def _is_advert(part: Part, block: Block) -> bool:
    """Tell what a mail provider puts under what its users write: a few words with a link, right below a rule."""
    text = part.text[block.span.start : block.span.end]
    above = part.text[max(0, block.span.start - _ADVERT_RULE_LENGTH) : block.span.start]
    return bool(_ADVERT_RULE.search(above)) and len(text.split()) <= _ADVERT_WORDS and bool(_URL.search(text))


def _split_block(part: Part, block: Block, words: FooterWords) -> tuple[list[Block], list[Block]]:
    """Part a sign-off from the footer lines right under it."""
    lines = unwrap(part.text, block.span, by_line=True)
    at = next((line for line in lines if _is_footer(part.text[line.start : line.end], words)), None)
    if at is None or at == lines[0] or not any(_SIGNS.match(part.text[line.start : line.end].strip()) for line in lines[:-1] if line < at):
        return [], [block]
    return [replace(block, span=Span(block.span.start, at.start))], [replace(block, span=Span(at.start, block.span.end))]
