"""Configuration files: finding the one that is for a folder, and reading it with those that it extends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from tonelint.config.keys import ConfigFile, Settings, decoder
from tonelint.decode import Located
from tonelint.errors import InvalidFileError, Problem, TonelintError

NAMES = ("tonelint.toml", ".tonelint.toml")
PROJECT, TABLE = "pyproject.toml", ("tool", "tonelint")
_MOST_EXTENDED = 20


@dataclass(frozen=True)
class Text:
    """The text of a configuration file, with the places of what it says."""

    path: str
    text: str
    table: tuple[str, ...] = ()

    @cached_property
    def _places(self) -> dict[tuple[str | int, ...], tuple[int, int]]:
        from tonelint.config.places import places_of  # noqa: PLC0415 - only where somebody asks

        return places_of(self.text)

    def origin(self, *path: str | int) -> str:
        """Return where a key stands, as "tonelint.toml:3"."""
        line, _ = self._places.get((*self.table, *path, ""), (1, 1))
        return f"{self.path}:{line}"


@dataclass(frozen=True)
class Layer:
    """What one place says: a configuration file, an override in it, or the options of a command. `at`: below the file's top."""

    said: Settings
    folder: str
    text: Text | None = None
    at: tuple[str | int, ...] = ()

    def value(self, key: str) -> object:
        """Return what the layer says for a key, or None when it says nothing."""
        value = getattr(self.said, key, None)
        return None if value in ((), {}) else value

    def origin(self, key: str) -> str:
        """Return where the layer says it."""
        name = key.replace("_", "-")
        return self.text.origin(*self.at, name) if self.text else f"option --{name}"


def find(folder: str) -> str | None:
    """Return the path of the configuration file that is for a folder: the nearest one upward, not beyond a git repository.

    Raises TonelintError when there are two in one folder.
    """
    for place in _upward(os.path.abspath(folder)):
        found = [name for name in NAMES if os.path.isfile(os.path.join(place, name))]
        if _speaks_of_us(os.path.join(place, PROJECT)):
            found.append(PROJECT)
        if len(found) > 1:
            message = f"{_shown(place)}: two configurations in one folder, {found[0]} and {found[1]}: keep one of them"
            raise TonelintError(message)
        if found:
            return _shown(os.path.join(place, found[0]))
    return None


def read(path: str) -> tuple[Layer, ...]:
    """Return the layers of a configuration file, those of the files that it extends first.

    Raises InvalidFileError with every problem in them.
    """
    return tuple(_read(path, (), None))


def _upward(folder: str) -> Iterator[str]:
    while True:
        yield folder
        above = os.path.dirname(folder)
        if above == folder or os.path.exists(os.path.join(folder, ".git")):
            return
        folder = above


def _speaks_of_us(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return any(line.lstrip().startswith((b"[tool.tonelint", b"[[tool.tonelint", b"tool.tonelint")) for line in file)
    except OSError:
        return False


def _shown(path: str) -> str:
    """Return a path as a person would write it from where they are."""
    relative = os.path.relpath(path)
    return path if relative.startswith("..") else relative


def _read(path: str, extended: tuple[str, ...], by: Problem | None) -> Iterator[Layer]:
    real = os.path.realpath(path)
    if real in extended or len(extended) > _MOST_EXTENDED:
        raise InvalidFileError([Problem(by.path, by.line, by.column, f"'{path}' extends itself")] if by else [])
    text = Text(path, _decoded(path, by), TABLE if os.path.basename(path) == PROJECT else ())
    reading = decoder(path)
    file: ConfigFile | None = reading.load_table(text.text, ConfigFile, text.table)
    if reading.problems:
        raise InvalidFileError(reading.problems)
    folder = os.path.dirname(os.path.abspath(path))
    for other in file.extend if file else ():
        where = Located.of(other)
        place = _shown(os.path.join(folder, other))
        yield from _read(place, (*extended, real), Problem(path, where.line, where.column, ""))
    said = _rooted(file or ConfigFile(), folder)
    yield Layer(said, folder, text)
    for number, override in enumerate(said.overrides):
        yield Layer(override, folder, text, ("overrides", number))


def _rooted(file: ConfigFile, folder: str) -> ConfigFile:
    """Return what a file says with the paths in it as they are written from here, each with its place."""

    def rooted(path: str) -> str:
        return Located.of(path).saying(_shown(os.path.join(folder, path)))

    return replace(
        file,
        rules=tuple(map(rooted, file.rules)),
        paths=None if file.paths is None else tuple(map(rooted, file.paths)),
        baseline=None if file.baseline is None else rooted(file.baseline),
    )


def _decoded(path: str, by: Problem | None) -> str:
    try:
        with open(path, encoding="utf-8-sig") as file:
            return file.read()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
    except UnicodeDecodeError:
        reason = "not UTF-8"
    if by:
        raise InvalidFileError([Problem(by.path, by.line, by.column, f"'{path}' cannot be read: {reason}")])
    message = f"{path}: cannot be read: {reason}"
    raise TonelintError(message)
