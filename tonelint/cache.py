"""What was compiled once is kept in the user's cache folder, under a key that tells all that it was made of.

An entry is trusted only when it lies in a folder and a file of the user's own that nobody else may write to. One that cannot
be read is made anew, and a folder that cannot be written to costs time and nothing else.
"""

from __future__ import annotations

import gc
import mmap
import os
import sys
from contextlib import suppress
from typing import Any

from tonelint import archive
from tonelint.wholefile import write_whole

# Entries of older versions and older rules are removed when there are more than so many.
_MOST = 8
_OTHERS_MAY_WRITE = 0o022


def get(name: str, kind: str = "rules") -> Any | None:
    """Return what was kept under a key; None when there is nothing that can be trusted."""
    data = _opened(f"{name}.{kind}")
    if data is None:
        return None
    was_on = gc.isenabled()
    # Hundreds of thousands of small objects come to life: looking for garbage among them doubles the time.
    gc.disable()
    try:
        return archive.Archive(data).value()
    except Exception:  # noqa: BLE001 - whatever is wrong with an entry, it is made anew
        return None
    finally:
        if was_on:
            gc.enable()


def put(name: str, value: Any, kind: str = "rules") -> None:
    """Keep a value under a key; the file appears whole or not at all."""
    _keep(name, f".{kind}", archive.dumps(value))


def drop(kind: str = "rules") -> None:
    """Remove all that was kept of a kind, as far as the system lets us."""
    for entry in os.scandir(folder()):
        if entry.name.endswith(f".{kind}"):
            with suppress(OSError):
                os.unlink(entry.path)


def note(name: str) -> str | None:
    """Return a line that was kept under a key; None when there is nothing that can be trusted."""
    data = _opened(f"{name}.note")
    return None if data is None else data[:].decode("utf-8", "replace")


def put_note(name: str, line: str) -> None:
    """Keep a line under a key."""
    _keep(name, ".note", line.encode())


def _opened(name: str) -> mmap.mmap | None:
    place = os.path.join(folder(), name)
    try:
        if not (_is_ours(os.path.dirname(place)) and _is_ours(place)):
            return None
        with open(place, "rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):
        return None


def _keep(name: str, ending: str, data: bytes) -> None:
    place = folder()
    with suppress(OSError):
        os.makedirs(place, exist_ok=True, mode=0o700)
        write_whole(os.path.join(place, name + ending), data)
        kept = [entry for entry in os.scandir(place) if entry.name.endswith(ending)]
        for old in sorted(kept, key=lambda entry: entry.stat().st_mtime)[:-_MOST]:
            os.unlink(old.path)


def folder() -> str:
    """Return the path of the cache folder: $TONELINT_CACHE, else where the system keeps such things."""
    given = os.environ.get("TONELINT_CACHE")
    if given:
        return given
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local"), "tonelint", "cache")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches", "tonelint")
    return os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache"), "tonelint")


def _is_ours(path: str) -> bool:
    if sys.platform == "win32":
        return True
    stat = os.stat(path)
    return stat.st_uid == os.getuid() and not stat.st_mode & _OTHERS_MAY_WRITE
