"""The configuration file of a spaCy model, as far as it tells how the model is put together."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from configparser import ConfigParser, ExtendedInterpolation
from pathlib import Path
from typing import Any

# What must be said of a pipeline that is put together in the usual way.
_PLAIN = {
    "lang": "en",
    "before_creation": None,
    "after_creation": None,
    "after_pipeline_creation": None,
    "tokenizer": {"@tokenizers": "spacy.Tokenizer.v1"},
}


class Config:
    """The configuration of a model. Asking for what is not in it, or is another than expected, raises an error."""

    def __init__(self, path: Path) -> None:
        self._sections = ConfigParser(interpolation=ExtendedInterpolation())
        self._sections.optionxform = str  # type: ignore[assignment,method-assign]
        self._sections.read_string(path.read_text(encoding="utf-8"))

    def expect(self, pipes: Sequence[str], exclude: Collection[str]) -> None:
        """Raise an error unless some components, after some are left out, are the whole pipeline, and nothing changes it."""
        nlp = self.section("nlp")
        left = [name for name in nlp["pipeline"] if name not in {*exclude, *nlp["disabled"]}]
        if left != pipes or {key: nlp[key] for key in _PLAIN} != _PLAIN:
            raise ValueError(nlp)

    def section(self, name: str) -> dict[str, Any]:
        """Return the settings of a section."""
        return {key: json.loads(value) for key, value in self._sections[name].items()}

    def model(self, name: str, architecture: str) -> dict[str, Any]:
        """Return the settings of a part of the model, which must be of an architecture."""
        settings = self.section(f"components.{name}")
        if settings.pop("@architectures") != architecture:
            raise ValueError(settings)
        return settings

    def component(self, name: str) -> dict[str, Any]:
        """Return the settings of a component, which must be made by the factory of its own name."""
        settings = self.section(f"components.{name}")
        if settings.pop("factory") != name:
            raise ValueError(settings)
        settings.pop("scorer", None)
        return settings
