"""What tells that something is still as it was: files by their status first, and by their bytes where that is another."""

from __future__ import annotations

import os
import sys

from tonelint.contents import Files, digest_of, is_settled
from tonelint.dataclass import dataclass
from tonelint.digests import blake2b
from tonelint.nlp import beside, model_name

# Those that decide what comes of a message.
_LIBRARIES = ("en_core_web_sm", "spacy", "thinc", "numpy", "blis", "pyromark")


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
    return Stamp(stat.st_mtime_ns if is_settled(stat.st_mtime_ns) else 0, stat.st_size, stat.st_ino, digest.hexdigest())


def status_of(path: str) -> tuple[int, int, int] | None:
    """Return when a file was changed, its size and its number; None when it is gone, or was changed too lately to tell."""
    try:
        stat = os.stat(path)
    except OSError:
        return None
    return (stat.st_mtime_ns, stat.st_size, stat.st_ino) if is_settled(stat.st_mtime_ns) else None


@dataclass(frozen=True, slots=True)
class Program:
    """What decides, beside a message and its configuration, what comes of it: our code and rules, and the libraries under them."""

    files: Files
    libraries: str

    @classmethod
    def of(cls, files: Files) -> Program:
        """Return the program whose files those are, with the libraries that there are now. Raises OSError."""
        found = sorted(name for name in beside("spacy") if name.startswith(_LIBRARIES))
        return cls(files, " ".join([sys.version, sys.platform, model_name(), *found]))

    @property
    def status(self) -> str:
        """The digest of what the system says of its files."""
        return digest_of(self.files.status, self.libraries)

    def digest(self) -> str:
        """Return the digest of what is in its files. Raises OSError."""
        return digest_of(self.files.digest(), self.libraries)
