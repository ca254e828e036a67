"""The readings of a text that may be a template: most are none, and what knows templates is imported for those that may."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

from tonelint.dataclass import dataclass
from tonelint.directives import Comment, mentions
from tonelint.draft import Draft
from tonelint.source import Source
from tonelint.templates.marks import may_have_tags
from tonelint.text import Span


@dataclass(frozen=True, slots=True)
class Variant:
    """One reading of a template. `about` says which branches it took; `focus`: only what lies there is new in it.

    `comments`: those to this program that stand in its branches.
    """

    draft: Draft
    about: str = ""
    focus: tuple[Span, ...] = ()
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class Variants:
    """All readings of a template, how many branches none of them shows, and the comments of all branches."""

    drafts: tuple[Variant, ...]
    unread: int = 0
    comments: tuple[Comment, ...] = ()


def readings(draft: Draft, source: Source) -> Variants:
    """Return the variants of a draft, at least one."""
    if may_have_tags(draft.text, source.delimiters) or mentions(draft.text):
        found: Variants = import_module("tonelint.templates.variants").variants(draft, source)
        return found
    return Variants((Variant(replace(draft, fields=()) if source.is_sent else draft),))
