"""What a block of a page is, by its element, its names and its style."""

from __future__ import annotations

import re

from tonelint.message import BlockKind
from tonelint.readers.html import elements
from tonelint.readers.html.open_elements import Element
from tonelint.regexes import regex

_BUTTON_CLASS = regex(r"(?:^|[\s_-])(?:btn|button|cta)(?:$|[\s_-])", re.I)
_BACKGROUND = regex(r"background(?:-color)?\s*:(?!\s*(?:none|transparent|inherit))", re.I)
_PADDING = regex(r"padding[\w-]*\s*:", re.I)
# What mail programs put around an older message.
_THREAD_NAMES = regex(r"gmail_quote|yahoo_quoted|moz-cite-prefix|divrplyfwdmsg|appendonsend|outlookmessageheader|protonmail_quote", re.I)


def is_thread(name: str, names: str, quoted: str) -> bool:
    """Tell an older message from what somebody quotes; `names` are its classes and id, `quoted` the type of a quote."""
    return bool(_THREAD_NAMES.search(names)) or (name == "blockquote" and quoted == "cite")


def kind_of(name: str, names: str, style: str, above: Element) -> BlockKind:
    """Return what the text in an element is."""
    if above.kind is BlockKind.QUOTE or name == "blockquote":
        return BlockKind.QUOTE
    if name in elements.HEADINGS:
        return BlockKind.HEADING
    if name == "li":
        return BlockKind.LIST_ITEM
    has_box = bool(_BACKGROUND.search(style) and _PADDING.search(style))
    if name in elements.BUTTONS or (name == "a" and (has_box or _BUTTON_CLASS.search(names))):
        return BlockKind.BUTTON
    if name == "code" and above.keeps_lines:
        return BlockKind.CODE
    return BlockKind.PARAGRAPH if name in ("td", "th", "table") and above.kind is not BlockKind.BUTTON else above.kind
