"""What is in files, told by their status: they are read once, and again when the system says something else of them."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress

from tonelint import cache
from tonelint.dataclass import dataclass
from tonelint.digests import blake2b

# A file that changes twice within the resolution of the clock keeps its status: that of one that has just changed tells nothing.
_UNSETTLED = 2_000_000_000
_DATA = (".yml", ".yaml", ".json", ".npz", ".py")


def is_settled(changed: int) -> bool:
    """Tell whether a change, in nanoseconds, is so long ago that the next one cannot have the same time."""
    return changed + _UNSETTLED < time.time_ns()


def digest_of(*texts: str) -> str:
    """Return a digest of some texts."""
    digest = blake2b(digest_size=16)
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data) + data)
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Files:
    """All files of data and code below some folders, each once.

    `names`: their paths below those folders. `status` tells them by what the system says of them, cheaply; when one has just
    changed (`is_settled` is False), it is another whenever it is asked for.
    """

    paths: tuple[str, ...]
    names: tuple[str, ...]
    status: str
    is_settled: bool

    @classmethod
    def below(cls, folders: Iterable[str]) -> Files:
        """Look at the files below some folders. Raises OSError."""
        found: dict[str, tuple[str, os.stat_result]] = {}
        for folder in folders:
            for entry in _below(folder):
                # What is gone again, or leads nowhere, is told when it is read.
                with suppress(OSError):
                    found.setdefault(entry.path, (entry.path[len(folder) :], entry.stat()))
        newest = max((stat.st_mtime_ns for _, stat in found.values()), default=0)
        seen = [f"{path} {stat.st_mtime_ns} {stat.st_size} {stat.st_ino}" for path, (_, stat) in found.items()]
        settled = is_settled(newest)
        seen += [] if settled else [str(time.time_ns())]
        return cls(tuple(found), tuple(name for name, _ in found.values()), digest_of(*seen), settled)

    def digest(self) -> str:
        """Return the digest of what is in them, which are read once as long as the system says the same of them. Raises OSError."""
        known = cache.note(self.status) if self.is_settled else None
        if known is None:
            known = self._read()
            if self.is_settled:
                cache.put_note(self.status, known)
        return known

    def _read(self) -> str:
        digest = blake2b(digest_size=16)
        for path, name in zip(self.paths, self.names, strict=True):
            with open(path, "rb") as file:
                data = file.read()
            digest.update(f"{name} {len(data)} ".encode("utf-8", "surrogateescape") + data)
        return digest.hexdigest()


def _below(folder: str) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir() and entry.name != "__pycache__":
                yield from _below(entry.path)
            elif entry.name.endswith(_DATA):
                yield entry
