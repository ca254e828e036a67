"""The elements that are open at a place of a page, and what they mean for the text in them."""

from __future__ import annotations

from collections import Counter
from dataclasses import field

from tonelint.dataclass import dataclass
from tonelint.message import BlockKind


@dataclass(frozen=True, slots=True)
class Element:
    """An open element; what it says holds for all that is in it. `is_sizeless`: until letters are given a size again."""

    name: str
    is_block: bool = False
    is_hidden: bool = False
    is_sizeless: bool = False
    is_dropped: bool = False
    is_link: bool = False
    kind: BlockKind = BlockKind.PARAGRAPH
    keeps_lines: bool = False


_ROOT = Element("")
# A page nested deeper is not written by people; what opens further in changes nothing.
_DEEPEST = 500


@dataclass
class OpenElements:
    """A stack of elements. Looking for one that is not there costs nothing, so that stray end tags stay cheap."""

    stack: list[Element] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def top(self) -> Element:
        """The innermost element."""
        return self.stack[-1] if self.stack else _ROOT

    def holds(self, name: str) -> bool:
        """Tell whether an element of that name is open."""
        return self.counts[name] > 0

    def push(self, element: Element) -> None:
        """Open an element."""
        if len(self.stack) < _DEEPEST:
            self.stack.append(element)
            self.counts[element.name] += 1

    def end(self, name: str) -> list[Element]:
        """End the innermost element of a name with all that is in it; return them."""
        ended: list[Element] = []
        while self.holds(name):
            element = self.stack.pop()
            self.counts[element.name] -= 1
            ended.append(element)
            if element.name == name:
                break
        return ended

    def end_first(self, names: frozenset[str], within: frozenset[str]) -> bool:
        """End the innermost element of some names, but not one outside the innermost of `within`."""
        if not any(self.holds(name) for name in names):
            return False
        for element in reversed(self.stack):
            if element.name in names:
                self.end(element.name)
                return True
            if element.name in within:
                return False
        return False
