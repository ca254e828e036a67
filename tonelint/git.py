"""What git knows of files: those that it does not ignore, and those that changed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tonelint.errors import TonelintError

if TYPE_CHECKING:
    import subprocess


def files_below(folder: str) -> list[str] | None:
    """Return the files below a folder that git does not ignore, relative to it; None where there is no git."""
    found = _git(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate")
    return None if found.returncode else _names(found.stdout)


def changed_since(revision: str) -> frozenset[str]:
    """Return the real paths of the files that are not as they were where a revision and the current one parted, new ones included.

    Raises TonelintError when there is no git repository here, or no such revision.
    """
    top = _git(".", "rev-parse", "--show-toplevel")
    if top.returncode:
        message = "--since: there is no git repository here"
        raise TonelintError(message)
    root = os.fsdecode(top.stdout).rstrip("\n")
    base = _git(root, "merge-base", revision, "HEAD")
    if base.returncode:
        message = f"--since: git knows no revision '{revision}' that has a common past with this one (in CI, fetch it first)"
        raise TonelintError(message)
    names = [
        *_names(_git(root, "diff", "--name-only", "-z", "--diff-filter=d", "--no-renames", base.stdout.decode().strip()).stdout),
        *_names(_git(root, "ls-files", "-z", "--others", "--exclude-standard").stdout),
    ]
    return frozenset(os.path.realpath(os.path.join(root, name)) for name in names)


def _git(folder: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    import subprocess  # noqa: PLC0415 - takes time to import, and files that are named do without

    try:
        return subprocess.run(["git", "-C", folder, *arguments], capture_output=True, check=False)
    except OSError:
        return subprocess.CompletedProcess(arguments, 1, b"", b"")


def _names(listed: bytes) -> list[str]:
    return [os.fsdecode(name) for name in listed.split(b"\0") if name]
