"""What is hidden by style: of an element, or of its classes in a style sheet of the message."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tonelint.dataclass import dataclass
from tonelint.regexes import regex

# "mso-hide" is not among these: it hides from one program what all others show.
_HIDING = regex(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:^|[;\s{])max-height\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|\}|$)"
    r"|(?:^|[;\s{])opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|\}|$)",
    re.I,
)
_SIZE = regex(r"(?:^|[;\s{])font(?:-size)?\s*:\s*(?P<zero>0(?:px|pt|em|rem|%)?(?=\s*(?:[/;!}]|$)))?(?P<kept>inherit)?", re.I)
_BLOCK = regex(r"display\s*:\s*(?:block|table|flex|grid|list-item)|(?:^|[;\s{])float\s*:\s*(?:left|right)", re.I)
_COMMENT = regex(r"/\*.*?(?:\*/|\Z)", re.S)
_BRACE = regex(r"[{}]")
_SIMPLE = regex(r"[\w-]*([.#][\w-]+)")
_NAME = regex(r"[.#]?[\w-]+")
# A style sheet for some screens only, as its element or one of its rules says.
_EVERY_SCREEN = regex(r"\s*(?:all|screen)?\s*", re.I)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What style sheets hide from everybody, and what they give letters of a size or of none: ".class", "#id", "element"."""

    hidden: frozenset[str] = frozenset()
    sized: frozenset[str] = frozenset()
    sizeless: frozenset[str] = frozenset()

    def with_(self, other: Sheet) -> Sheet:
        """Return what this sheet and another one say."""
        return Sheet(self.hidden | other.hidden, self.sized | other.sized, self.sizeless | other.sizeless)


def hides(style: str) -> bool:
    """Tell whether an inline style keeps its element, with all that is in it, from being seen."""
    return bool(_HIDING.search(style))


def has_size(style: str) -> bool | None:
    """Tell whether letters have a size by an inline style; None when it does not say."""
    found = [match for match in _SIZE.finditer(style) if not match["kept"]]
    return found[-1]["zero"] is None if found else None


def is_block(style: str) -> bool:
    """Tell whether an inline style gives its element lines of its own."""
    return bool(_BLOCK.search(style))


def read_sheet(text: str, media: str = "") -> Sheet:
    """Return what a style sheet says for all screens; `media` are the screens that its element names."""
    if not _EVERY_SCREEN.fullmatch(media):
        return Sheet()
    hidden: set[str] = set()
    sizes: dict[bool | None, set[str]] = {True: set(), False: set(), None: set()}
    for selectors, style in _rules(_COMMENT.sub("", text)):
        names = [selector.strip() for selector in selectors.rpartition(";")[2].split(",")]
        simple = [match[1] for name in names if (match := _SIMPLE.fullmatch(name))]
        size = has_size(style)
        sizes[size].update((last for name in names for last in _NAME.findall(name.rpartition(" ")[2])[-1:]) if size else simple)
        if hides(style):
            hidden.update(simple)
    return Sheet(frozenset(hidden), frozenset(sizes[True]), frozenset(sizes[False]))


def _rules(text: str) -> Iterator[tuple[str, str]]:
    """Yield the selectors and the style of the rules that stand in no other, such as one for small screens."""
    depth = at = 0
    selectors = ""
    for brace in _BRACE.finditer(text):
        piece, at = text[at : brace.start()], brace.end()
        if brace[0] == "{":
            selectors = selectors if depth else piece
            depth += 1
        else:
            if depth == 1:
                yield selectors, piece
            depth = max(0, depth - 1)
    if depth == 1:
        yield selectors, text[at:]
