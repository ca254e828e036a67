"""What tells that something is still as it was: files by their status first, and by their bytes where that is another."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from importlib import util

from tonelint import cache
from tonelint.dataclass import dataclass
from tonelint.nlp import model_name

# A file that changes twice within the resolution of the clock keeps its status: that of one that has just changed tells nothing.
_UNSETTLED = 2_000_000_000
_LIBRARIES = ("en_core_web_sm", "spacy", "thinc", "numpy", "blis", "pyromark")
_DATA = (".yml", ".yaml", ".json", ".npz", ".py")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What was seen of a file: when it was changed (0: too lately to tell), its size and number, and the digest of its bytes."""

    changed: int
    size: int
    number: int
    digest: str

    def is_of(self, path: str) -> bool:
        """Tell whether a file has the status that it had. Raises OSError."""
        stat = os.stat(path)
        return stat.st_mtime_ns == self.changed and stat.st_size == self.size and stat.st_ino == self.number


def stamped(path: str) -> Stamp:
    """Return what is to be seen of a file now. Raises OSError."""
    with open(path, "rb") as file:
        stat = os.fstat(file.fileno())
        digest = blake2b(digest_size=16)
        while data := file.read(1 << 20):
            digest.update(data)
    is_settled = stat.st_mtime_ns + _UNSETTLED < time.time_ns()
    return Stamp(stat.st_mtime_ns if is_settled else 0, stat.st_size, stat.st_ino, digest.hexdigest())


def digest_of(*texts: str) -> str:
    """Return a digest of some texts."""
    digest = blake2b(digest_size=16)
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data) + data)
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Files:
    """All files of data and code below some folders: `status` tells them by what the system says of them, cheaply."""

    paths: tuple[str, ...]
    status: str

    @classmethod
    def below(cls, folders: Iterable[str]) -> Files:
        """Look at the files below some folders. Raises OSError."""
        found = [(entry.path, entry.stat()) for folder in folders for entry in _below(folder)]
        newest = max((stat.st_mtime_ns for _, stat in found), default=0)
        seen = [f"{path} {stat.st_mtime_ns} {stat.st_size} {stat.st_ino}" for path, stat in found]
        # A status that tells nothing is never seen twice.
        seen += [str(time.time_ns())] if newest + _UNSETTLED > time.time_ns() else []
        return cls(tuple(path for path, _ in found), digest_of(*seen))

    def digest(self) -> str:
        """Return the digest of what is in them. Raises OSError."""
        digest = blake2b(digest_size=16)
        for path in self.paths:
            with open(path, "rb") as file:
                data = file.read()
            digest.update(f"{os.path.basename(path)} {len(data)} ".encode("utf-8", "surrogateescape") + data)
        return digest.hexdigest()


def _below(folder: str) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir() and entry.name != "__pycache__":
                yield from _below(entry.path)
            elif entry.name.endswith(_DATA):
                yield entry


@dataclass(frozen=True, slots=True)
class Program:
    """What decides, beside a message and its configuration, what comes of it: our code and rules, and the libraries under them."""

    files: Files
    libraries: str

    @classmethod
    def now(cls) -> Program:
        """Look at this program. Raises OSError when it does not lie in a folder."""
        package = os.path.dirname(os.path.dirname(__file__))
        is_whole = os.path.isdir(os.path.join(package, "rules"))
        files = Files.below([package] if is_whole else [package, os.path.join(os.path.dirname(package), "rules")])
        return cls(files, " ".join([sys.version, sys.platform, model_name(), *_libraries()]))

    @property
    def status(self) -> str:
        """The digest of what the system says of its files."""
        return digest_of(self.files.status, self.libraries)

    def digest(self) -> str:
        """Return the digest of what is in its files, which are read once as long as the system says the same of them. Raises OSError."""
        known = cache.note(self.status)
        if known is None:
            known = digest_of(self.files.digest(), self.libraries)
            cache.put_note(self.status, known)
        return known


def _libraries() -> list[str]:
    """Return the names and versions of the libraries that decide what comes of a message."""
    spec = util.find_spec("spacy")
    beside = os.listdir(os.path.dirname(os.path.dirname(spec.origin))) if spec and spec.origin else []
    return sorted(name for name in beside if name.endswith(".dist-info") and name.startswith(_LIBRARIES))
