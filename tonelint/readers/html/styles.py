"""What is hidden by style: of an element, or of its classes in a style sheet of the message."""

from __future__ import annotations

import re

_HIDING = re.compile(
    r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden|(?:^|[;\s{])font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|\}|$)"
    r"|max-height\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|\}|$)|(?:^|[;\s{])opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|\}|$)",
    re.I,
)
_BLOCK = re.compile(r"display\s*:\s*(?:block|table|flex|grid|list-item)", re.I)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}|([^{}]*)\{|\}")
_CLASS = re.compile(r"(?:^|,)\s*(?:[\w-]+)?([.#][\w-]+)\s*(?=,|$)")


def hides(style: str) -> bool:
    """Tell whether an inline style keeps its element from being seen."""
    return bool(_HIDING.search(style))


def is_block(style: str) -> bool:
    """Tell whether an inline style gives its element lines of its own."""
    return bool(_BLOCK.search(style))


def hidden_names(sheet: str) -> frozenset[str]:
    """Return the classes (".name") and ids ("#name") that a style sheet hides from everybody, not on some screens only."""
    found: set[str] = set()
    depth = 0
    for match in _RULE.finditer(_COMMENT.sub("", sheet)):
        if match[1] is not None:
            if depth == 0 and hides(match[2]):
                found.update(_CLASS.findall(match[1].strip()))
        else:
            depth = max(0, depth + (1 if match[0].endswith("{") else -1))
    return frozenset(found)
