"""The schema of a configuration file, for editors that know TOML."""

from __future__ import annotations

from typing import Any

from tonelint.config.keys import ConfigFile, FormatName, Glob, Marks, Percent, Points, ProductName, SituationName
from tonelint.names import SITUATIONS
from tonelint.readers import FORMATS
from tonelint.schema import Input, Output, Schema
from tonelint.source import Delimiters


class _Toml(Input):
    """What the decoder of TOML takes: a text is a text, and a number a number."""

    def scalar(self, kind: Any) -> Schema:
        """Return the schema of a single value."""
        return Output.scalar(self, kind)


def config_schema() -> Schema:
    """Return the schema of tonelint.toml, and of `[tool.tonelint]` in pyproject.toml."""
    schemas = _Toml(
        {
            Glob: lambda _: {"type": "string", "pattern": r"^(?!/|!|[A-Za-z]:/)[^\\]*[^\\\s][^\\]*$"},
            SituationName: lambda _: {"enum": list(SITUATIONS)},
            FormatName: lambda _: {"enum": list(FORMATS)},
            ProductName: lambda _: {"type": "string", "pattern": r"\S"},
            Percent: lambda _: {"type": "number", "minimum": 0, "maximum": 100},
            Points: lambda _: {"type": "number", "exclusiveMinimum": 0, "maximum": 100},
            Delimiters: lambda self: self.of(Marks),
        }
    )
    return schemas.document(ConfigFile, "The configuration of tonelint")
