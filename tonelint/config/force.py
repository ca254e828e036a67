"""What is in force for a file: the layers of its configuration laid over one another, with where each value comes from."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from tonelint import globs
from tonelint.config.files import Layer
from tonelint.config.keys import ConfigFile, Override, keys_of
from tonelint.dataclass import dataclass
from tonelint.errors import TonelintError
from tonelint.wordchange import WordChange

MERGED = {name: key for name, key in keys_of(ConfigFile).items() if key.merge != "none"}


@dataclass(frozen=True)
class InForce:
    """The layers that are for a file, the last of which goes over those before it. `every`: all of its configuration."""

    layers: tuple[Layer, ...]
    every: tuple[Layer, ...]

    @cached_property
    def values(self) -> ConfigFile:
        """What they say together."""
        return ConfigFile(**{name: self._value(name, key.merge) for name, key in MERGED.items()})

    @cached_property
    def is_format_by_path(self) -> bool:
        """Tell whether an override says the format."""
        return any(isinstance(layer.said, Override) for layer in self._saying("input_format"))

    def origins(self, key: str) -> list[tuple[object, str]]:
        """Return what is in force for a key, each value with where it is said; of a table, each of its names."""
        merge = MERGED[key].merge
        layers = self._saying(key)
        if merge == "table":
            return [({name: value}, self.origin_of(key, name) or "") for name, value in getattr(self.values, key).items()]
        if merge == "changes":
            return [({name: value}, layer.origin_of(key, name)) for layer in layers for name, value in getattr(layer.said, key).items()]
        said = [(layer.value(key), layer.origin(key)) for layer in layers]
        return said[-1:] if merge == "replace" else said

    @cached_property
    def words(self) -> tuple[WordChange, ...]:
        """The changes of word lists, in the order of the layers: each goes on from what the last one left."""
        return tuple(
            WordChange(name, keys.add, keys.remove, keys.replace, layer.text.path if layer.text else "")
            for layer in self.layers
            if isinstance(layer.said, ConfigFile)
            for name, keys in layer.said.words.items()
        )

    def origin_of(self, key: str, name: str) -> str | None:
        """Return where the value of a name in a table is said, if it is."""
        said = ((layer, given) for layer in reversed(self._saying(key)) for given in getattr(layer.said, key) if given == name)
        return next((layer.origin_of(key, given) for layer, given in said), None)

    def mistake(self, key: str, what: str, name: str = "") -> TonelintError:
        """Return the error of a value, or of a name in a list, at the place where it is said."""
        saying = [layer for layer in self._saying(key) if not name or name in getattr(layer.said, key)]
        return saying[-1].mistake(key, what, name) if saying else TonelintError(what)

    def _saying(self, key: str) -> list[Layer]:
        return [layer for layer in self.layers if layer.value(key) is not None]

    def _value(self, key: str, merge: str) -> Any:
        said: list[Any] = [layer.value(key) for layer in self._saying(key)]
        if merge == "add":
            return tuple(dict.fromkeys(item for value in said for item in value))
        if merge in ("table", "changes"):
            return {name: item for value in said for name, item in value.items()}
        return said[-1] if said else None


class Configuration:
    """The layers of a configuration file and of a command's options, and what of them is for a file."""

    def __init__(self, layers: Sequence[Layer], options: Layer) -> None:
        self._layers = (*layers, options)
        self._options = options
        self._overrides = {id(layer): globs.over_paths(layer.said.files) for layer in layers if isinstance(layer.said, Override)}
        self._known: dict[tuple[int, ...], InForce] = {}

    def of(self, path: str) -> InForce:
        """Return what is in force for the path of a file; the same value for files that the same overrides are for."""
        if not self._overrides:
            return self.top
        return self._made(layer for layer in self._layers if id(layer) not in self._overrides or self._is_for(layer, path))

    @cached_property
    def top(self) -> InForce:
        """What is in force where no override is."""
        return self._made(layer for layer in self._layers if id(layer) not in self._overrides)

    def excludes(self, path: str) -> bool:
        """Tell whether a file is left out."""
        return any(expression.fullmatch(below(path, folder)) for folder, expression in self._excluded)

    def _made(self, layers: Iterable[Layer]) -> InForce:
        kept = tuple(layers)
        key = tuple(map(id, kept))
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = InForce(kept, self._layers)
        return found

    def _is_for(self, layer: Layer, path: str) -> bool:
        return self._overrides[id(layer)].fullmatch(below(path, layer.folder)) is not None

    @cached_property
    def _excluded(self) -> list[tuple[str, Any]]:
        return list(self._exclusions())

    def _exclusions(self) -> Iterator[tuple[str, Any]]:
        for layer in self._layers:
            patterns: Any = layer.value("exclude")
            if patterns:
                # Those of an option are written by somebody who may stand anywhere.
                yield layer.folder, globs.over_paths(patterns, anywhere=layer is self._options)


def below(path: str, folder: str) -> str:
    """Return a path as it is written below a folder, with forward slashes."""
    absolute = os.path.abspath(path)
    if absolute.startswith(folder + os.sep):
        relative = absolute[len(folder) + 1 :]
    else:
        try:
            relative = os.path.relpath(absolute, folder)
        except ValueError:
            # Windows: another drive.
            relative = absolute
    return relative.replace(os.sep, "/")
