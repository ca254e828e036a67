"""Twins: the HTML and the text version of one message, or an MJML source and what it was compiled to, in one run.

The richer version is read first; of the others only what it does not say is read at all, so that nothing is found twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace

from tonelint.dataclass import dataclass
from tonelint.message import Block, Message, Part, PartRole
from tonelint.regexes import regex
from tonelint.versions import version_key

_WORDS = regex(r"[^\W\d_]+")
_ADDRESS = regex(r"https?://\S+|\S+@\S+")


@dataclass
class Twins:
    """What the versions read so far have said. `found`: each file that said nothing new, and the file that said it before."""

    said: dict[tuple[str, ...], list[tuple[str, str]]] = field(default_factory=dict)
    found: list[tuple[str, str]] = field(default_factory=list)

    def own(self, path: str, messages: Iterable[Message]) -> Iterator[Message]:
        """Yield of the messages of a file what no twin of it has said before."""
        key = version_key(path)
        if key is None:
            yield from messages
            return
        before = self.said.setdefault(key, [])
        said = [text for _, text in before]
        anything = False
        for message in messages:
            before.append((path, _said(message)))
            kept = _without(message, said) if said else message
            anything = anything or bool(kept.parts)
            if kept.parts:
                yield kept
        if not anything and said:
            self.found.append((path, before[0][0]))


def _words(part: Part, block: Block) -> str:
    """Return the words of a block alone: addresses and merge fields are written in different ways."""
    text, end = "", block.span.start
    for merge_field in part.fields:
        if block.span.covers(merge_field.span):
            text += part.text[end : merge_field.span.start] + " "
            end = merge_field.span.end
    text += part.text[end : block.span.end]
    return " ".join(_WORDS.findall(_ADDRESS.sub(" ", text).lower()))


def _said(message: Message) -> str:
    return f" {' '.join(_words(part, block) for part in message.parts for block in part.blocks)} "


def _without(message: Message, said: Sequence[str]) -> Message:
    """Return a message without the blocks that were said before; what is left is no message of its own any more.

    A directive that hides nothing in what is left may well hide something in the rest.
    """
    parts = []
    for part in message.parts:
        blocks = tuple(block for block in part.blocks if (words := _words(part, block)) and not any(f" {words} " in text for text in said))
        if blocks:
            role = PartRole.ALTERNATIVE if part.role is PartRole.BODY else part.role
            parts.append(replace(part, blocks=blocks, role=role))
    directives = tuple(replace(directive, is_judged=False) for directive in message.directives)
    return replace(message, parts=tuple(parts), directives=directives)
