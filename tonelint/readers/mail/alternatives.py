"""What the plain version of a mail says that its HTML version does not: the rest was read once already."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tonelint.message import Block, BlockKind, Part, PartRole, SectionKind
from tonelint.regexes import regex
from tonelint.sentences import Stretch, cut

_ADDRESS = regex(r"[<(\[]?(?:https?://|www\.|mailto:)\S+")
_WORD = regex(r"[^\W_]+")
_RUN = 3


def differing(part: Part, prose: Iterable[Part]) -> Part:
    """Return the plain part with the sentences only that have words of their own."""
    known: set[tuple[str, ...]] = set()
    for other in prose:
        words = _words(other.text)
        for length in range(1, _RUN + 1):
            known.update(zip(*(words[at:] for at in range(length)), strict=False))
    blocks = (kept for block in part.blocks if block.kind is not BlockKind.QUOTE for kept in _new(part, block, known))
    return replace(part, role=PartRole.ALTERNATIVE, blocks=tuple(blocks))


def _new(part: Part, block: Block, known: set[tuple[str, ...]]) -> Iterator[Block]:
    """Yield the stretches of a block that have three words in a row which the HTML version has not."""
    sentences = [sentence.span for sentence in cut(part, [Stretch(block, SectionKind.BODY, block.span)])]
    new = [span for span in sentences if not _is_known(_words(part.text[span.start : span.end]), known)]
    if len(new) == len(sentences):
        yield from [block] if new else []
        return
    for span in new:
        yield Block(block.kind, span)


def _is_known(words: list[str], known: set[tuple[str, ...]]) -> bool:
    length = min(_RUN, len(words))
    return all(tuple(words[at : at + length]) in known for at in range(len(words) - length + 1)) if words else True


def _words(text: str) -> list[str]:
    letters = unicodedata.normalize("NFKD", _ADDRESS.sub(" ", text).casefold())
    return _WORD.findall("".join(letter for letter in letters if not unicodedata.combining(letter)))
