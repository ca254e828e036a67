"""What was compiled once is kept in the user's cache folder, under a key that tells all that it was made of.

An entry is trusted only when it lies in a folder and a file of the user's own that nobody else may write to. One that cannot
be read is made anew, and a folder that cannot be written to costs time and nothing else.
"""

from __future__ import annotations

import gc
import hashlib
import mmap
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from tonelint import __version__, archive

# Entries of older versions and older rules are removed when there are more than so many.
_MOST = 8
_OTHERS_MAY_WRITE = 0o022


def key(parts: Iterable[str]) -> str:
    """Return the key of what is made from some texts by this very program."""
    digest = hashlib.sha256(f"{__version__} {sys.version} {sys.platform}".encode())
    for source in sorted(_sources(os.path.dirname(__file__))):
        digest.update(source.encode())
    for part in parts:
        digest.update(hashlib.sha256(part.encode("utf-8", "surrogatepass")).digest())
    return digest.hexdigest()[:32]


def _sources(folder: str) -> Iterator[str]:
    """Yield a line for each source file of the program below a folder, which is another one when the file has changed."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                stat = entry.stat()
                yield f"{entry.path} {stat.st_mtime_ns} {stat.st_size}\n"
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _sources(entry.path)


def get(name: str) -> Any | None:
    """Return what was kept under a key; None when there is nothing that can be trusted."""
    place = folder() / f"{name}.rules"
    try:
        if not (_is_ours(place.parent) and _is_ours(place)):
            return None
        with place.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):
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


def put(name: str, value: Any) -> None:
    """Keep a value under a key; the file appears whole or not at all."""
    place = folder()
    with suppress(OSError):
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=place, suffix=".part", delete=False) as file:
            file.write(archive.dumps(value))
        Path(file.name).replace(place / f"{name}.rules")
        for old in sorted(place.glob("*.rules"), key=lambda entry: entry.stat().st_mtime)[:-_MOST]:
            old.unlink(missing_ok=True)


def folder() -> Path:
    """Return the cache folder: $TONELINT_CACHE, else where the system keeps such things."""
    given = os.environ.get("TONELINT_CACHE")
    if given:
        return Path(given)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "tonelint" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "tonelint"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tonelint"


def _is_ours(path: Path) -> bool:
    if sys.platform == "win32":
        return True
    stat = path.stat()
    return stat.st_uid == os.getuid() and not stat.st_mode & _OTHERS_MAY_WRITE
