"""Where keys and values stand in a TOML text, by its syntax tree: no reader of TOML for Python keeps their places."""

from __future__ import annotations

import sys

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Path = tuple[str | int, ...]
Position = tuple[int, int]


def places_of(text: str) -> dict[Path, Position]:
    """Return the line and column, from 1, of every value under its path, and of every key under its path and an empty name."""
    return _Places(text).found


class _Places:
    """Walks a tree; of two places for one path the first counts, as with a table that is spoken of twice."""

    def __init__(self, text: str) -> None:
        data = text.encode()
        self.found: dict[Path, Position] = {}
        self._lines = data.split(b"\n")
        self._counts: dict[Path, int] = {}
        for node in Parser(Language(tree_sitter_toml.language())).parse(data).root_node.named_children:
            try:
                self._statement(node)
            except ValueError:
                # What a newer TOML allows and the grammar of the tree does not has no place of its own.
                continue

    def _statement(self, node: Node) -> None:
        if node.type == "pair":
            self._pair((), node)
        elif node.type in ("table", "table_array_element"):
            self._table(node)

    def _table(self, node: Node) -> None:
        head, *rest = _without_comments(node)
        path = self._below((), head, is_item=node.type == "table_array_element")
        self._note(path, head)
        for child in rest:
            self._pair(path, child)

    def _pair(self, path: Path, node: Node) -> None:
        name, *values = _without_comments(node)
        path = self._below(path, name)
        for child in values:
            self._value(path, child)

    def _value(self, path: Path, node: Node) -> None:
        self._note(path, node)
        for number, child in enumerate(_without_comments(node)):
            if node.type == "array":
                self._value((*path, number), child)
            elif node.type == "inline_table":
                self._pair(path, child)

    def _below(self, path: Path, name: Node, *, is_item: bool = False) -> Path:
        """Return the path of a key, dotted or not, below another; what lies in a list of tables lies in its last one."""
        names = _names(name)
        for number, node in enumerate(names, start=1):
            path = (*path, next(iter(tomllib.loads(f"{_text(node)} = 0"))))
            self._note((*path, ""), node)
            if is_item and number == len(names):
                self._counts[path] = self._counts.get(path, -1) + 1
            if path in self._counts:
                path = (*path, self._counts[path])
        return path

    def _note(self, path: Path, node: Node) -> None:
        row, column = node.start_point
        self.found.setdefault(path, (row + 1, len(self._lines[row][:column].decode(errors="replace")) + 1))


def _names(node: Node) -> list[Node]:
    """Return the names of a dotted key, which the tree has the last one outermost."""
    found = []
    while node.type == "dotted_key":
        node, last = node.named_children
        found.append(last)
    return [node, *reversed(found)]


def _text(node: Node) -> str:
    return (node.text or b"").decode()


def _without_comments(node: Node) -> list[Node]:
    return [child for child in node.named_children if child.type != "comment"]
