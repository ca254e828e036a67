"""Where a file is for a host of code: seen from the root of the repository, with forward slashes."""

from __future__ import annotations

import os
from pathlib import PurePath
from urllib.parse import quote

from tonelint.discovery import STDIN
from tonelint.report import FileError, FileReport
from tonelint.writers.style import clean


def from_root(path: str) -> str:
    """Return a path as the root of the repository sees it; one that lies elsewhere, and "-", stay as they were given.

    The root is the folder that the build server names, else the current one.
    """
    if path == STDIN:
        return path
    root = os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR") or os.getcwd()
    absolute = PurePath(os.path.abspath(path))
    return (absolute.relative_to(root) if absolute.is_relative_to(root) else PurePath(path)).as_posix()


def shown(path: str) -> str:
    """Return a path from the root that can be written anywhere: bytes that are no UTF-8 and control characters are replaced."""
    return clean(from_root(path))


def name_of(file: FileReport) -> str:
    """Return the path of a message and what tells it from others of its file."""
    return shown(file.source.path) + (f", {clean(file.label)}" if file.label else "")


def place_of(error: FileError) -> str:
    """Return the path that could not be read, with line and column where they are known."""
    return shown(error.path) + (f":{error.line}:{error.column or 1}" if error.line else "")


def uri(path: str) -> str:
    """Return a path from the root as a relative URI, or as a file URI when it is absolute."""
    where = from_root(path)
    return PurePath(where).as_uri() if os.path.isabs(where) else quote(os.fsencode(where))
