"""Texts that know where they stand in their file, and what the keys there are called and may hold."""

from __future__ import annotations

from tonelint.dataclass import dataclass


class Located(str):
    """A text that remembers where in its file it stands; line and column count from 1."""

    line: int
    column: int

    __slots__ = ("column", "line")

    @classmethod
    def of(cls, text: str, line: int = 1, column: int = 1) -> Located:
        """Return a text with a place; one that has a place keeps it."""
        if isinstance(text, cls):
            return text
        located = cls(text)
        located.line, located.column = line, column
        return located

    def saying(self, text: str) -> Located:
        """Return another text with the place of this one."""
        return Located.of(text, self.line, self.column)


@dataclass(frozen=True, slots=True)
class Keyword:
    """A keyword of JSON Schema that tells more of a value than its type: `Annotated[str, Keyword("pattern", "^[a-z]+$")]`.

    It is for editors. The decoder leaves it to those who ask for the value to check it.
    """

    name: str
    value: str | tuple[str, ...]


def key_of(field_name: str) -> str:
    """Return the key in YAML that a field of a dataclass stands for: `not-when` for `not_when`, `in` for `in_`."""
    return field_name.rstrip("_").replace("_", "-")
