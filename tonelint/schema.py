"""Types to JSON Schema (2020-12). Two readings of a type: what `decode.py` takes from YAML, and what is written as JSON.

`Annotated[type, "what it is"]` gives a key its description (or a note that has a `help`), and a `Keyword` what else is to be
said of its value.

What the decoder takes is said exactly, but for what a schema cannot see, since it is shown values and not their spelling: a key
given twice, a merge key, `5.0` for a whole number, `0x10`, `True` for `true`.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from tonelint.decode import NUMBERS, key_of
from tonelint.located import Keyword

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]


class Output:
    """Makes schemas of what is written as JSON: typed dictionaries, lists, texts, numbers, and None for null.

    A schema of an object is open: keys may be added to what is written, and readers must bear that.
    """

    def __init__(self) -> None:
        self._definitions: dict[str, Schema] = {}

    def document(self, kind: Any, title: str) -> Schema:
        """Return the whole schema of a file or report."""
        own = self.of(kind)
        return {"$schema": DIALECT, "title": title, **own, "$defs": dict(sorted(self._definitions.items()))}

    def of(self, kind: Any) -> Schema:
        """Return the schema of a type; one of an object is a reference to its definition."""
        origin, arguments = get_origin(kind), get_args(kind)
        if origin is Annotated:
            return {**self.of(arguments[0]), **_notes(arguments[1:])}
        if origin is Literal:
            return {"enum": list(arguments)}
        if origin is dict:
            return self.mapping(*arguments)
        if typing.is_typeddict(kind) or is_dataclass(kind):
            return self.defined(str(getattr(kind, "__name__", kind)), lambda: self.object(kind))
        return self.value(kind)

    def value(self, kind: Any) -> Schema:
        """Return the schema of what is neither object nor choice."""
        if get_origin(kind) in (Union, types.UnionType):
            return {"anyOf": [self.of(option) for option in get_args(kind)]}
        if get_origin(kind) is list:
            return {"type": "array", "items": self.of(get_args(kind)[0])}
        return self.scalar(kind)

    def scalar(self, kind: Any) -> Schema:
        """Return the schema of a single value."""
        names = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
        return {"type": names[kind]}

    def mapping(self, key: Any, value: Any) -> Schema:
        """Return the schema of a mapping with any keys."""
        names = {} if key is str else {"propertyNames": self.of(key)}
        return {"type": "object", **names, "additionalProperties": self.of(value)}

    def defined(self, name: str, make: Callable[[], Schema]) -> Schema:
        """Return a reference to a definition, which is made when it is first asked for."""
        if name not in self._definitions:
            self._definitions[name] = {}
            self._definitions[name] = make()
        return {"$ref": f"#/$defs/{name}"}

    def object(self, kind: Any) -> Schema:
        """Return the schema of a typed dictionary."""
        hints = typing.get_type_hints(kind, include_extras=True)
        return _object(kind, {name: self.of(hint) for name, hint in hints.items()}, kind.__required_keys__)


class Input(Output):
    """Makes schemas of what the decoder takes. `hooks` are the types that it decodes by hooks."""

    def __init__(self, hooks: Mapping[Any, Callable[[Input], Schema]]) -> None:
        super().__init__()
        self._hooks = hooks

    def of(self, kind: Any) -> Schema:
        """Return the schema of a type, as the decoder takes it."""
        return self._hooks[kind](self) if kind in self._hooks else super().of(kind)

    def value(self, kind: Any) -> Schema:
        """Return the schema of what is neither object nor mapping; one item may stand for a list of it."""
        if get_origin(kind) in (Union, types.UnionType):
            return self.of(next(option for option in get_args(kind) if option is not type(None)))
        if get_origin(kind) in (tuple, Sequence):
            return _one_or_more(self.of(get_args(kind)[0]))
        if isinstance(kind, type) and issubclass(kind, Enum):
            return self.defined(kind.__name__, lambda: {"description": about(kind), "enum": [_name(member) for member in kind]})
        return self.scalar(kind)

    def scalar(self, kind: Any) -> Schema:
        """Return the schema of a single value of YAML: texts may look like something else, numbers may be quoted."""
        if kind in NUMBERS:
            return {"type": ["integer" if kind is int else "number", "string"], "pattern": f"^({NUMBERS[kind]})$"}
        if kind is bool:
            return {"type": ["boolean", "string"], "pattern": "^(true|false)$"}
        return {} if kind is Any else {"type": ["string", "number", "boolean"]}

    def object(self, kind: Any) -> Schema:
        """Return the schema of a dataclass, whose keys are its fields."""
        hints = typing.get_type_hints(kind, include_extras=True)
        keys = {key_of(field.name): field for field in fields(kind) if field.init}
        required = [key for key, field in keys.items() if field.default is MISSING and field.default_factory is MISSING]
        properties = {key: {**self.of(hints[field.name]), **_default(field)} for key, field in keys.items()}
        return {**_object(kind, properties, required), "additionalProperties": False}


def about(kind: Any) -> str:
    """Return the first paragraph of a docstring, as one line."""
    return " ".join((kind.__doc__ or "").partition("\n\n")[0].split())


def _object(kind: Any, properties: Schema, required: Collection[str]) -> Schema:
    known = {"description": about(kind), "type": "object", "properties": properties}
    return {**known, "required": [name for name in properties if name in required]} if required else known


def _one_or_more(item: Schema) -> Schema:
    if set(item) == {"type"} and isinstance(item["type"], list):
        return {"type": ["array", *item["type"]], "items": item}
    return {"anyOf": [{"type": "array", "items": item}, item]}


def _notes(notes: tuple[Any, ...]) -> Schema:
    keywords = (note if isinstance(note, Keyword) else Keyword("description", getattr(note, "help", note)) for note in notes)
    return {keyword.name: list(keyword.value) if isinstance(keyword.value, tuple) else keyword.value for keyword in keywords}


def _name(member: Enum) -> str:
    return member.value if isinstance(member.value, str) else member.name.lower()


def _default(field: Field[Any]) -> Schema:
    value = field.default
    if isinstance(value, Enum):
        return {"default": _name(value)}
    return {"default": value} if isinstance(value, str | bool | int | float) else {}
