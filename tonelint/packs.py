"""Where rules, word lists, situations and tables of renamed rules lie: built in, in installed packs, in a team's own folders.

A pack is an installed package that names itself by an entry point of the group `tonelint.rules`. Its value is the package
whose folder holds the files, laid out as in our own `rules/`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Literal

from tonelint import __version__
from tonelint.contents import Files, digest_of
from tonelint.dataclass import dataclass
from tonelint.errors import TonelintError, near
from tonelint.shipped import built_in, built_in_folder

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint
    from importlib.resources.abc import Traversable

GROUP = "tonelint.rules"
BUILT_IN = "built-in"

Kind = Literal["rule", "words", "situation", "renamed"]

_OF_FOLDERS: dict[str, Kind] = {"words": "words", "situations": "situation"}
_RENAMED = "renamed.yml"
_ENDINGS = (".yml", ".yaml")


@dataclass(frozen=True, slots=True)
class DataFile:
    """A YAML file that says something about rules.

    `path`: as it is shown. `origin`: where it comes from, `built-in`, `pack NAME` or the path that was given.
    """

    text: str
    path: str
    kind: Kind
    origin: str


def built_in_files() -> list[DataFile]:
    """Return the files that come with the program."""
    return list(_below(built_in(), "rules", BUILT_IN))


def program_files() -> Files | None:
    """Look at the files of this program and of what comes with it. None where they do not lie in a folder. Raises OSError."""
    place = built_in_folder()
    return Files.below([os.path.dirname(__file__), place]) if place else None


def built_in_digest(files: Files | None) -> str:
    """Return what tells this program and the files that come with it from those of another day. `files`: see `program_files`."""
    return files.digest() if files else digest_of(__version__, *(file.text for file in built_in_files()))


def files_at(path: str) -> list[DataFile]:
    """Return the files of a path, which is a file or a folder. Raises TonelintError when there is nothing to read."""
    place = import_module("pathlib").Path(path)
    if not place.exists():
        message = f"{path}: no such rule file or folder"
        raise TonelintError(message)
    if not place.is_dir():
        kind = "renamed" if place.name == _RENAMED else _OF_FOLDERS.get(place.absolute().parent.name, "rule")
        return [DataFile(_read(place, path), path, kind, path)]
    found = list(_below(place, path.rstrip("/") or path, path))
    if not found:
        message = f"{path}: no rule files (.yml, .yaml) in this folder"
        raise TonelintError(message)
    return found


def digest_at(path: str) -> str:
    """Return what tells the files of a path, by what is in them, from others. Raises TonelintError when there is nothing to read."""
    if os.path.isdir(path):
        with suppress(OSError):
            return digest_of(path, Files.below([path]).digest())
    return digest_of(*(part for file in files_at(path) for part in (file.path, file.kind, file.text)))


class PackError(TonelintError):
    """A pack that cannot be had; `pack` is the name that was given."""

    def __init__(self, pack: str, message: str) -> None:
        super().__init__(message)
        self.pack = pack


def files_of_pack(name: str) -> list[DataFile]:
    """Return the files of an installed pack, read through its loader, so that a zip file will do. Raises PackError."""
    module = _module(name)
    try:
        loaded = import_module(module)
        package = module if hasattr(loaded, "__path__") else loaded.__package__
        folder = import_module("importlib.resources").files(package) if package else None
    except Exception as error:  # noqa: BLE001 - importing runs the pack's own code, where anything may go wrong
        reason = str(error).partition("\n")[0]
        message = f"rule pack '{name}': {module} cannot be imported: {type(error).__name__}: {reason}"
        raise PackError(name, message) from None
    if not (package and folder):
        message = f"rule pack '{name}': {module} is a single module; a pack is a package, a folder with rule files in it"
        raise PackError(name, message)
    found = list(_below(folder, package.replace(".", "/"), f"pack {name}"))
    if not found:
        message = f"rule pack '{name}': no rule files (.yml, .yaml) in {package}"
        raise PackError(name, message)
    return found


def _module(name: str) -> str:
    """Return the module that a pack's entry point names. Raises PackError with a near name."""
    # Imported late: it brings half of the standard library's mail along, and few runs name a pack.
    installed: Sequence[EntryPoint] = import_module("importlib.metadata").entry_points(group=GROUP)
    found = [entry for entry in installed if entry.name == name]
    if not found:
        names = sorted({entry.name for entry in installed})
        hint = near(name, names) or (f"; installed: {', '.join(names)}" if names else "; none is installed")
        message = f"unknown rule pack '{name}'{hint}"
        raise PackError(name, message)
    if len(found) > 1:
        owners = " and ".join(sorted(entry.dist.name for entry in found if entry.dist))
        message = f"rule pack '{name}': more than one installed package has that name: {owners}"
        raise PackError(name, message)
    return found[0].module


def _below(folder: Traversable, shown: str, origin: str, kind: Kind | None = None) -> Iterator[DataFile]:
    """Yield every YAML file below a folder, in order; `kind` is None for the topmost one."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{shown}/{entry.name}"
        if entry.is_dir():
            yield from _below(entry, path, origin, _OF_FOLDERS.get(entry.name, "rule"))
        elif entry.name.endswith(_ENDINGS):
            is_table = kind is None and entry.name == _RENAMED
            yield DataFile(_read(entry, path), path, "renamed" if is_table else kind or _OF_FOLDERS.get(folder.name, "rule"), origin)


def _read(file: Traversable, path: str) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        message = f"{path}: cannot be read: {reason}"
        raise TonelintError(message) from None
