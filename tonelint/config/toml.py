"""TOML to the nodes that the decoder knows, each with the line and column where it stands.

`tomllib` reads the values; it keeps no places. Those are looked up in a syntax tree, and only when somebody asks for one:
a run whose configuration is sound does without it, unless it says where a value comes from.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from functools import cached_property
from typing import Any

import yaml

from tonelint.decode import Decoder, Located
from tonelint.errors import Problem
from tonelint.regexes import regex

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Path = tuple[str | int, ...]
Position = tuple[int, int]
_DEEPEST = 50
_AT = regex(r"\s*\(at line (\d+), column (\d+)\)")
_TAGS: tuple[tuple[type, str], ...] = ((bool, "true or false"), (int, "a whole number"), (float, "a number"), (str, "a text"))
_KINDS = {str: ("a text",), bool: ("true or false",), int: ("a whole number",), float: ("a number", "a whole number")}


class TomlText(Located):
    """A text of a TOML file; where it stands is looked up when it is asked for."""

    locate: Callable[[], Position]

    __slots__ = ("locate",)

    @classmethod
    def found(cls, text: str, locate: Callable[[], Position]) -> TomlText:
        """Return a text with a function that finds its line and column, both from 1."""
        made = cls(text)
        made.locate = locate
        return made

    def saying(self, text: str) -> TomlText:
        """Return another text with the place of this one."""
        return self.found(text, self.locate)

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        # Kept in a cache, or sent to another process, it is a text like any other.
        return str, (str(self),)

    @property
    def line(self) -> int:  # type: ignore[override]
        """The line, from 1."""
        return self.locate()[0]

    @property
    def column(self) -> int:  # type: ignore[override]
        """The column, from 1."""
        return self.locate()[1]


class _Mark:
    """A mark as YAML nodes have it, from 0."""

    def __init__(self, find: Callable[[], Position]) -> None:
        self._find = find

    @property
    def line(self) -> int:
        return self._find()[0] - 1

    @property
    def column(self) -> int:
        return self._find()[1] - 1


class TomlDecoder(Decoder):
    """Decodes TOML. Unlike YAML's, its values have a type of their own: the text "3" is no number."""

    def load_table(self, text: str, kind: type, table: tuple[str, ...] = ()) -> Any:
        """Decode a table of a file (all of it without a name); None when there were problems, or no such table."""
        try:
            found: Any = tomllib.loads(text)
            for name in table:
                found = found.get(name) if isinstance(found, dict) else None
            node = None if found is None else _Tree(text).node(found, table)
        except tomllib.TOMLDecodeError as error:
            self.problems.append(_not_toml(self.path, text, str(error)))
            return None
        except (RecursionError, ValueError) as error:
            # Of a whole number, Python takes no more than some thousand digits.
            what = "nested too deep" if isinstance(error, RecursionError) else "a number of too many digits"
            self.problems.append(Problem(self.path, 1, 1, what))
            return None
        value = self.attempt(node, kind) if node else None
        return None if self.problems else value

    def pairs(self, node: yaml.Node) -> list[tuple[Located, yaml.Node]]:
        """Return the keys and values of a table."""
        if not isinstance(node, yaml.MappingNode):
            self.fail(node, f"expected a table, got {_said(node)}")
        return super().pairs(node)

    def _sequence(self, node: yaml.Node, item: Any) -> tuple[Any, ...]:
        if isinstance(node, yaml.MappingNode):
            self.fail(node, f"expected a list{' of tables, each under [[...]]' if is_dataclass(item) else ''}, got a table")
        return super()._sequence(node, item)

    def _scalar(self, node: yaml.Node, kind: Any) -> Any:
        if node.tag not in _KINDS[kind]:
            self.fail(node, f"expected {_KINDS[kind][0]}, got {_said(node)}")
        return super()._scalar(node, kind)


def has_table(text: str, table: tuple[str, ...]) -> bool:
    """Tell whether a text has a table; of what is no TOML, whether it seems to."""
    try:
        found: Any = tomllib.loads(text)
    except (RecursionError, ValueError):
        return f"[{'.'.join(table)}" in text
    for name in table:
        found = found.get(name) if isinstance(found, dict) else None
    return found is not None


def _said(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        return str(node.tag)
    return f'"{node.value}"' if node.tag == "a text" else str(node.value)


def _not_toml(path: str, text: str, what: str) -> Problem:
    found = _AT.search(what)
    line, column = (int(found[1]), int(found[2])) if found else (text.count("\n") + 1, len(text) - text.rfind("\n"))
    what = _AT.sub("", what).replace(" (at end of document)", " at the end of the file")
    return Problem(path, line, column, f"not TOML: {what[:1].lower()}{what[1:]}")


class _Tree:
    """The values of a TOML text as nodes."""

    def __init__(self, text: str) -> None:
        self._text = text

    def node(self, value: Any, path: Path) -> yaml.Node:
        """Return a value with all that is in it. Raises RecursionError for what no configuration has."""
        if len(path) > _DEEPEST:
            raise RecursionError
        mark: Any = _Mark(lambda: self._place(path))
        if isinstance(value, dict):
            pairs = [(self._key(key, (*path, key)), self.node(item, (*path, key))) for key, item in value.items()]
            return yaml.MappingNode("a table", pairs, mark)
        if isinstance(value, list):
            return yaml.SequenceNode("a list", [self.node(item, (*path, number)) for number, item in enumerate(value)], mark)
        tag = next((tag for kind, tag in _TAGS if isinstance(value, kind)), "a date or time")
        shown = str(value).lower() if isinstance(value, bool) else str(value)
        return yaml.ScalarNode(tag, TomlText.found(shown, lambda: self._place(path)), mark)

    def _key(self, key: str, path: Path) -> yaml.ScalarNode:
        def find() -> Position:
            return self._places.get((*path, ""), self._place(path))

        mark: Any = _Mark(find)
        return yaml.ScalarNode("a text", TomlText.found(key, find), mark)

    def _place(self, path: Path) -> Position:
        return self._places.get(path) or (self._place(path[:-1]) if path else (1, 1))

    @cached_property
    def _places(self) -> Mapping[Path, Position]:
        from tonelint.config.places import places_of  # noqa: PLC0415 - costs time, see above

        return places_of(self._text)
