"""The file that results are kept in: a line of JSON that says what it is, one with what is in it, and then the outcomes.

An outcome is read when it is asked for, and copied as it stands when the file is written anew. The file is data and no more:
whatever is wrong with it, it is left, and another is made.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import field
from typing import Any

from tonelint.dataclass import dataclass
from tonelint.digests import blake2b
from tonelint.wholefile import write_whole

FORMAT = 1
# So many files are kept in a folder: one for each choice of options, and those of older versions.
_MOST = 10
# What the last run wrote lies beside what it kept.
ENDING, LAST = ".results", ".last"
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder holds what tonelint can make anew (https://bford.info/cachedir/).\n"


class DamagedError(ValueError):
    """The file is not as we wrote it."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds. `program`: the status and the digest of the program that wrote it; `outcomes`: by the path of a group."""

    program: tuple[str, str] = ("", "")
    rules: list[Any] = field(default_factory=list)
    settings: Mapping[str, Any] = field(default_factory=dict)
    entries: Mapping[str, list[Any]] = field(default_factory=dict)
    outcomes: Mapping[str, str] = field(default_factory=dict)


def read(path: str) -> Content:
    """Read a file. Raises OSError, and DamagedError when something is wrong with it."""
    with open(path, "rb") as file:
        data = file.read()
    try:
        head, _, rest = data.partition(b"\n")
        says = json.loads(head)
        if says["tonelint"] != FORMAT or says["digest"] != digest(rest):
            raise DamagedError
        status, program = says["program"]
        index, _, blob = rest.decode("ascii").partition("\n")
        held = json.loads(index)
        rules, settings, entries = held["rules"], held["settings"], held["entries"]
        if not (isinstance(rules, list) and isinstance(settings, dict) and all(map(_is_entry, entries.values()))):
            raise DamagedError
        outcomes = {path: blob[start : start + length] for path, (*_, start, length) in entries.items()}
        return Content((str(status), str(program)), rules, settings, {path: entry[:-2] for path, entry in entries.items()}, outcomes)
    except (ValueError, TypeError, LookupError, RecursionError):
        raise DamagedError from None


def _is_entry(entry: Any) -> bool:
    """Tell whether something has the digest of what was in force, paths, flags, stamps and the place of an outcome."""
    kinds = [type(value) for value in entry]
    return kinds[:3] == [str, list, list] and set(kinds[3:-2]) == {list} and kinds[-2:] == [int, int] and set(map(type, entry[1])) == {str}


def write(path: str, content: Content) -> None:
    """Write a file, which appears whole or not at all. Where the system does not let us, nothing is kept."""
    entries: dict[str, list[Any]] = {}
    end = 0
    for name, entry in content.entries.items():
        length = len(content.outcomes[name])
        entries[name] = [*entry, end, length]
        end += length
    held = {"rules": content.rules, "settings": content.settings, "entries": entries}
    rest = "".join([json.dumps(held, separators=(",", ":")), "\n", *(content.outcomes[name] for name in entries)]).encode("ascii")
    head = json.dumps({"tonelint": FORMAT, "digest": digest(rest), "program": content.program})
    folder = os.path.dirname(path)
    with suppress(OSError):
        _make(folder)
        write_whole(path, head.encode() + b"\n" + rest)
        files = sorted((entry for entry in os.scandir(folder) if entry.name.endswith(ENDING)), key=lambda entry: entry.stat().st_mtime)
        for old in files[:-_MOST]:
            os.unlink(old.path)
            with suppress(FileNotFoundError):
                os.unlink(old.path.removesuffix(ENDING) + LAST)


def place(folder: str, name: str) -> str:
    """Return the path of the file of a name in a folder."""
    return os.path.join(folder, name + ENDING)


def digest(data: bytes | bytearray) -> str:
    """Return the digest that tells whether what was written is still the same."""
    return blake2b(data, digest_size=16).hexdigest()


def _make(folder: str) -> None:
    """Make a folder that neither git nor backups take along."""
    os.makedirs(folder, exist_ok=True)
    for name, text in ((".gitignore", "# Automatically created by tonelint.\n*\n"), ("CACHEDIR.TAG", _TAG)):
        file = os.path.join(folder, name)
        if not os.path.exists(file):
            with open(file, "w", encoding="utf-8") as stream:
                stream.write(text)
