"""Twins: the HTML and the text version of one message, or an MJML source and what it was compiled to, in one run.

The richer version is read first; of the others only what it does not say is read at all, so that nothing is found twice.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from tonelint.message import Block, Message, Part, PartRole

# What names carry to tell the versions apart, richest first; what is none of them is no version.
_RANKS = ("mjml", "html", "htm", "xhtml", "markdown", "md", "text", "txt", "plain")
_BETWEEN = re.compile(r"[._-]")
_WORDS = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"https?://\S+|\S+@\S+")


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


def in_order(paths: Iterable[str]) -> list[str]:
    """Return paths with the richer of twins first."""
    return sorted(paths, key=lambda path: (*_version(path), path))


def version_key(path: str) -> tuple[str, ...] | None:
    """Return what the paths of all versions of a message share; None for a file whose name tells no version."""
    key, rank = _version(path)
    return None if rank == len(_RANKS) else key


@lru_cache(maxsize=10_000)
def _version(path: str) -> tuple[tuple[str, ...], int]:
    """Return a path without what tells the versions of a message apart, in the name or as a folder, and how rich a version it is.

    That is the rank of the poorest mark in its name or folder, as in "plain.html.twig".
    """
    # The parts as pathlib has them, in a tenth of the time.
    parts = [name for name in path.replace(os.sep, "/").split("/") if name not in ("", ".")]
    if path.startswith(("/", os.sep)):
        parts.insert(0, "/")
    key = tuple(kept for kept in map(_without_marks, parts) if kept is not None)
    poorest = max(map(_poorest, parts[-2:]), default=-1)
    return key, len(_RANKS) if poorest < 0 else poorest


@lru_cache(maxsize=1024)
def _without_marks(part: str) -> str | None:
    return None if part.lower() in _RANKS else ".".join(piece for piece in _BETWEEN.split(part.lower()) if piece not in _RANKS)


@lru_cache(maxsize=1024)
def _poorest(part: str) -> int:
    pieces = set(_BETWEEN.split(part.lower()))
    return max((rank for rank, mark in enumerate(_RANKS) if mark in pieces), default=-1)


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
