"""The marks without one of which a text has no tag."""

from __future__ import annotations

from tonelint.source import Delimiters

_KNOWN = ("{", "%", "*|", "[", "«", "<?", "<<", "&lt;&lt;", "@")


def may_have_tags(text: str, own: tuple[Delimiters, ...] = ()) -> bool:
    """Tell whether there may be a tag in a text. `own`: the delimiters of a team's own."""
    return any(mark in text for mark in _KNOWN) or any(one.open in text for one in own)
