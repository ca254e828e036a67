"""Configuration files: finding the one of a folder, and reading it with those that it extends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import field, replace
from functools import cached_property
from typing import NoReturn

from tonelint.config.keys import ConfigFile, Settings
from tonelint.dataclass import dataclass
from tonelint.errors import InvalidFileError, Problem, TonelintError, reason_of
from tonelint.located import Located, key_of

NAMES = ("tonelint.toml", ".tonelint.toml")
PROJECT, TABLE = "pyproject.toml", ("tool", "tonelint")
_NOTHING = ConfigFile()
# More bytes than these are data, or a device that never ends.
_MOST = 1_000_000


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
        return f"{self.path}:{self.place(*path)[0]}"

    def place(self, *path: str | int) -> tuple[int, int]:
        """Return the line and column of a key."""
        return self._places.get((*self.table, *path, ""), (1, 1))


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
        return None if value == getattr(_NOTHING, key, None) else value

    def origin(self, key: str) -> str:
        """Return where the layer says it."""
        return self.text.origin(*self.at, key_of(key)) if self.text else f"option --{key_of(key)}"

    def mistake(self, key: str, what: str, name: str = "") -> TonelintError:
        """Return the error of what the layer says for a key, or of a name in its list, at its place. An option has none."""
        if not self.text:
            return TonelintError(what)
        value = self.value(key)
        said = next((one for one in value if one == name), value) if isinstance(value, tuple) else value
        line, column = (said.line, said.column) if isinstance(said, Located) else self.text.place(*self.at, key_of(key))
        return InvalidFileError([Problem(self.text.path, line, column, what)])

    def origin_of(self, key: str, name: str) -> str:
        """Return where the layer says a name in a list or a table; the name is to be that of the layer, which knows its place."""
        return f"{self.text.path}:{Located.of(name).line}" if self.text else self.origin(key)


def upward(folder: str) -> Iterator[str]:
    """Yield the folders whose configuration may be for what lies in a folder, the nearest first: up to that of a git repository."""
    while True:
        yield folder
        above = os.path.dirname(folder)
        if above == folder or os.path.exists(os.path.join(folder, ".git")):
            return
        folder = above


def in_folder(folder: str) -> str | None:
    """Return the path of the configuration file that lies in a folder. Raises TonelintError when there are two."""
    found = [name for name in NAMES if _is_there(os.path.join(folder, name))]
    if _speaks_of_us(os.path.join(folder, PROJECT)):
        found.append(PROJECT)
    if len(found) > 1:
        message = f"{shown(folder)}: two configurations in one folder, {found[0]} and {found[1]}: keep one of them"
        raise TonelintError(message)
    return shown(os.path.join(folder, found[0])) if found else None


def read(path: str) -> tuple[Layer, ...]:
    """Return the layers of a configuration file, those of the files that it extends first.

    Raises InvalidFileError with every problem in it, TonelintError when it cannot be read.
    """
    return tuple(_Reading().layers(path))


def shown(path: str) -> str:
    """Return a path as a person would write it from where they are."""
    try:
        relative = os.path.relpath(path)
    except ValueError:
        # Windows: another drive.
        return path
    return os.path.normpath(path) if relative.split(os.sep)[0] == os.pardir else relative


def _is_there(path: str) -> bool:
    # A link that leads nowhere is a mistake to be told, not a configuration that is missing.
    return os.path.isfile(path) or os.path.islink(path)


def _speaks_of_us(path: str) -> bool:
    if not os.path.isfile(path):
        return False
    try:
        with open(path, encoding="utf-8-sig", errors="replace") as file:
            text = file.read(_MOST)
    except OSError:
        return False
    if TABLE[-1] not in text:
        return False
    from tonelint.config.toml import has_table  # noqa: PLC0415 - most runs have no such file

    return has_table(text, TABLE)


@dataclass
class _Reading:
    """Reads a file and those that it extends, each once. `open_`: the real paths of those being read, outermost first."""

    open_: list[str] = field(default_factory=list)
    read: set[str] = field(default_factory=set)

    def layers(self, path: str, by: tuple[str, Located] | None = None) -> Iterator[Layer]:
        """Yield the layers of a file; `by`: the path of the file that extends it, and where in it that is said."""
        real = os.path.realpath(path)
        if real in self.open_:
            _fail(path, by, "extends itself")
        if real in self.read:
            return
        self.read.add(real)
        self.open_.append(real)
        text = Text(path, _decoded(path, by), TABLE if os.path.basename(path) == PROJECT else ())
        file = _file(text, by)
        folder = os.path.dirname(os.path.abspath(path))
        for other in file.extend:
            yield from self.layers(shown(os.path.join(folder, other)), (path, Located.of(other)))
        self.open_.pop()
        yield Layer(_rooted(file, folder), folder, text)
        for number, override in enumerate(file.overrides):
            yield Layer(override, folder, text, ("overrides", number))


def _file(text: Text, by: tuple[str, Located] | None) -> ConfigFile:
    from tonelint.config.decoding import decoder  # noqa: PLC0415 - takes time to import, and many runs have no configuration

    reading = decoder(text.path)
    file: ConfigFile | None = reading.load_table(text.text, ConfigFile, text.table)
    if file is None and not reading.problems:
        _fail(text.path, by, f"has no [{'.'.join(text.table)}]")
    folder = os.path.dirname(text.path)
    for rules in map(Located.of, file.rules if file else ()):
        if not os.path.exists(os.path.join(folder, rules)):
            reading.problem(rules, f"no such rule file or folder: '{rules}'")
    if reading.problems or file is None:
        raise InvalidFileError(reading.problems)
    return file


def _rooted(file: ConfigFile, folder: str) -> ConfigFile:
    """Return what a file says with the paths in it as they are written from here, each with its place."""

    def rooted(path: str) -> str:
        return Located.of(path).saying(shown(os.path.join(folder, path)))

    return replace(
        file,
        rules=tuple(map(rooted, file.rules)),
        paths=None if file.paths is None else tuple(map(rooted, file.paths)),
        baseline=None if file.baseline is None else rooted(file.baseline),
        cache_dir=None if file.cache_dir is None else rooted(file.cache_dir),
    )


def _decoded(path: str, by: tuple[str, Located] | None) -> str:
    try:
        with open(path, "rb") as file:
            data = file.read(_MOST + 1)
    except OSError as error:
        _fail(path, by, f"cannot be read: {reason_of(error)}")
    if len(data) > _MOST:
        _fail(path, by, f"has more than {_MOST:,} bytes: that is data, not a configuration")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before, byte = error.object[: error.start].decode(), error.object[error.start]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise InvalidFileError([Problem(path, line, column, f"not UTF-8: byte 0x{byte:02X}")]) from None


def _fail(path: str, by: tuple[str, Located] | None, what: str) -> NoReturn:
    if by:
        raise InvalidFileError([Problem(by[0], by[1].line, by[1].column, f"'{path}' {what}")])
    message = f"{path}: {what}"
    raise TonelintError(message)
