"""YAML nodes to dataclasses: the dataclass that holds the options is their schema. Knows nothing of rules.

Every problem is collected with its line and column.
Texts are taken as written (the phrase `no` stays "no"), a single value may stand for a list of one, duplicate keys and
merge keys are problems, and an unknown key is answered with a near name. `tonelint/schema.py` says the same as JSON Schema.
"""

from __future__ import annotations

import math
import re
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin

import yaml

from tonelint.errors import Problem, near
from tonelint.located import Located, key_of

T = TypeVar("T")
Hook = Callable[["Decoder", yaml.Node], Any]

# How a number is written, also inside quotes.
NUMBERS = {int: "[+-]?[0-9]+", float: r"[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?"}


class _BadError(Exception):
    """A value that cannot be had; its problem is already in the list."""


class Decoder:
    """Decodes the nodes of one file and collects the problems. `hooks` decode the types that need more than a schema."""

    def __init__(self, path: str, hooks: Mapping[Any, Hook] | None = None) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self._hooks = hooks or {}

    def load(self, text: str, kind: type[T]) -> T | None:
        """Decode a whole file; None when there were problems."""
        try:
            node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            what = getattr(error, "problem", None) or str(error).splitlines()[0]
            self.problems.append(Problem(self.path, line, column, f"not YAML: {what}"))
            return None
        if node is None:
            self.problems.append(Problem(self.path, 1, 1, "the file is empty"))
            return None
        try:
            value = self.attempt(node, kind)
        except RecursionError:
            self.problem(node, "nested too deep, or an alias stands inside what it names")
            return None
        return None if self.problems else typing.cast("T", value)

    def problem(self, where: yaml.Node | Located, what: str) -> None:
        """Note a problem at a node or at a decoded text."""
        if isinstance(where, Located):
            self.problems.append(Problem(self.path, where.line, where.column, what))
        else:
            mark = where.start_mark
            self.problems.append(Problem(self.path, mark.line + 1, mark.column + 1, what))

    def fail(self, node: yaml.Node, what: str) -> typing.NoReturn:
        """Note a problem and give the value up."""
        self.problem(node, what)
        raise _BadError

    def decode(self, node: yaml.Node, kind: Any) -> Any:
        """Decode a node as a type: a dataclass, enum, literal, tuple, dict, str, int, bool, or one with a hook."""
        if kind in self._hooks:
            return self._hooks[kind](self, node)
        origin = get_origin(kind)
        if origin in (Union, types.UnionType):
            return self.decode(node, next(option for option in get_args(kind) if option is not type(None)))
        if origin in (tuple, Sequence):
            return self._sequence(node, get_args(kind)[0])
        if origin is dict:
            return {key: self.attempt(value, get_args(kind)[1]) for key, value in self.pairs(node)}
        if origin is typing.Literal:
            return self.choice(node, get_args(kind))
        if is_dataclass(kind):
            return self._dataclass(node, kind)
        if isinstance(kind, type) and issubclass(kind, Enum):
            names = {str(member.value if isinstance(member.value, str) else member.name.lower()): member for member in kind}
            return names[self.choice(node, tuple(names))]
        return plain(node) if kind is Any else self._scalar(node, kind)

    def pairs(self, node: yaml.Node) -> list[tuple[Located, yaml.Node]]:
        """Return the keys and values of a mapping, reporting duplicate and merge keys."""
        if not isinstance(node, yaml.MappingNode):
            self.fail(node, f"expected a mapping of keys to values, got {_say(node)}")
        seen: set[str] = set()
        pairs = []
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.problem(key, f"expected a key, got {_say(key)}")
            elif key.tag == "tag:yaml.org,2002:merge":
                self.problem(key, "merge keys (<<) are not supported")
            elif key.value in seen:
                self.problem(key, f"the key '{key.value}' is given twice")
            else:
                seen.add(key.value)
                pairs.append((_located(key), value))
        return pairs

    def attempt(self, node: yaml.Node, kind: Any) -> Any:
        """Decode a part of a larger value: its problem is noted, the other parts are still looked at."""
        try:
            return self.decode(node, kind)
        except _BadError:
            return None

    def _dataclass(self, node: yaml.Node, kind: Any) -> Any:
        hints = _hints(kind)
        known = {key_of(field.name): field for field in fields(kind) if field.init}
        values: dict[str, Any] = {}
        before = len(self.problems)
        for key, value in self.pairs(node):
            if key not in known:
                self.problem(key, f"unknown key '{key}'{near(key, known)}")
            else:
                values[known[key].name] = self.attempt(value, hints[known[key].name])
        required = [n for n, f in known.items() if f.default is MISSING and f.default_factory is MISSING]
        missing = [name for name in required if known[name].name not in values]
        if missing:
            self.fail(node, f"the key '{missing[0]}' is missing" if len(missing) == 1 else f"the keys {', '.join(missing)} are missing")
        if len(self.problems) > before:
            raise _BadError
        try:
            return kind(**values)
        except ValueError as error:
            self.fail(node, str(error))

    def _sequence(self, node: yaml.Node, item: Any) -> tuple[Any, ...]:
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        before = len(self.problems)
        values = tuple(self.attempt(child, item) for child in nodes)
        if len(self.problems) > before:
            raise _BadError
        return values

    def choice(self, node: yaml.Node, options: tuple[str, ...]) -> str:
        """Decode a text that is one of some."""
        value = self._scalar(node, str)
        if value not in options:
            self.fail(node, f"expected one of {', '.join(options)}, got '{value}'{near(value, options)}")
        return str(value)

    def _scalar(self, node: yaml.Node, kind: Any) -> Any:
        if not isinstance(node, yaml.ScalarNode):
            self.fail(node, f"expected a single value, got {_say(node)}")
        if kind is str:
            return self._text(node)
        if kind is bool and node.value in ("true", "false"):
            return node.value == "true"
        if kind in NUMBERS and re.fullmatch(NUMBERS[kind], node.value) and math.isfinite(float(node.value)):
            return kind(node.value)
        names = {bool: "true or false", int: "a whole number", float: "a number"}
        return self.fail(node, f"expected {names.get(kind, kind)}, got '{node.value}'")

    def _text(self, node: yaml.ScalarNode) -> Located:
        if node.tag == "tag:yaml.org,2002:null":
            self.fail(node, f"expected a text, got nothing{'; put it in quotes if the word is meant' if node.value else ''}")
        return _located(node)


def _located(node: yaml.ScalarNode) -> Located:
    """Return the text of a scalar node with its place."""
    if isinstance(node.value, Located):
        return node.value
    return Located.of(node.value, node.start_mark.line + 1, node.start_mark.column + 1)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def plain(node: yaml.Node) -> Any:
    """Return a node as plain lists, dicts and scalars, as YAML reads them."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    is_plain = isinstance(node, yaml.ScalarNode) and node.style is None
    try:
        return yaml.safe_load(node.value) if is_plain else node.value
    except (yaml.YAMLError, ValueError):
        # YAML gives some marks, and things that look like dates, a meaning that they cannot have.
        return node.value


def _say(node: yaml.Node) -> str:
    names = {yaml.MappingNode: "a mapping", yaml.SequenceNode: "a list", yaml.ScalarNode: "a single value"}
    return names.get(type(node), "something else")


__all__ = ["NUMBERS", "Decoder", "Located", "key_of", "plain"]
