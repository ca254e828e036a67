"""The decoder of the keys of a configuration: what more than a type must be right with a value."""

from __future__ import annotations

import re
from typing import Any

import yaml

from tonelint import globs
from tonelint.config.keys import FormatName, Glob, Marks, Percent, Points, ProductName, SituationName
from tonelint.config.toml import TomlDecoder
from tonelint.decode import Decoder, Located
from tonelint.names import SITUATIONS
from tonelint.readers import FORMATS
from tonelint.source import Delimiters


def decoder(path: str) -> TomlDecoder:
    """Return a decoder for the types above."""
    return TomlDecoder(
        path,
        {
            Glob: _glob,
            SituationName: _one_of(SITUATIONS),
            FormatName: _one_of(FORMATS),
            ProductName: _product,
            Percent: _percent,
            Points: _points,
            Delimiters: _marks,
        },
    )


def _one_of(names: tuple[str, ...]) -> Any:
    return lambda decoder, node: decoder.choice(node, names)


def _glob(decoder: Decoder, node: yaml.Node) -> str:
    pattern: str = decoder.decode(node, str)
    if "\\" in pattern:
        decoder.fail(node, f"a pattern has forward slashes, got '{pattern}'")
    if re.match("/|[A-Za-z]:/", pattern) or ".." in pattern.split("/"):
        decoder.fail(node, f"a pattern is over paths below the folder of this file, which is './', got '{pattern}'")
    wrong = globs.mistake(pattern)
    if wrong:
        decoder.fail(node, wrong)
    return pattern


def _product(decoder: Decoder, node: yaml.Node) -> str:
    name: str = decoder.decode(node, str)
    if not any(character.isalnum() for character in name):
        decoder.fail(node, f"a name has letters or digits, got '{name}'")
    return name


def _percent(decoder: Decoder, node: yaml.Node) -> float:
    value: float = decoder.decode(node, float)
    if not 0 <= value <= 100:  # noqa: PLR2004 - a score
        decoder.fail(node, f"expected a score from 0 to 100, got {node.value}")
    return value


def _points(decoder: Decoder, node: yaml.Node) -> float:
    value: float = decoder.decode(node, float)
    if not 0 < value <= 100:  # noqa: PLR2004 - more than a whole score says nothing
        decoder.fail(node, f"expected points above 0, and not above 100, got {node.value}")
    return value


def _marks(decoder: Decoder, node: yaml.Node) -> Delimiters:
    marks = decoder.decode(node, Marks)
    for name in ("open", "close"):
        value = Located.of(getattr(marks, name))
        if len(value.strip()) < 2 or value != value.strip():  # noqa: PLR2004 - one mark is in every text
            decoder.problem(value, f"a delimiter has two marks or more and no blanks around them, got '{value}'")
        elif any(character.isalnum() for character in value[:1]):
            decoder.problem(value, f"a delimiter begins with a mark, not with a letter or digit, got '{value}'")
    return Delimiters(str(marks.open), str(marks.close), marks.holds)
