"""Which paths are versions of one message, as their names tell."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import lru_cache

from tonelint.regexes import regex

# What names carry to tell the versions apart, richest first; what is none of them is no version.
_RANKS = ("mjml", "html", "htm", "xhtml", "markdown", "md", "text", "txt", "plain")
_BETWEEN = regex(r"[._-]")


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
