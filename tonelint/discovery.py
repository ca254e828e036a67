"""Finding the files to lint: files, folders (git-ignore aware), globs and standard input."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from glob import glob, has_magic
from typing import BinaryIO

from tonelint import git
from tonelint.readers import HEAD, Wanted, is_known
from tonelint.readers.decoding import peek
from tonelint.readers.detect import is_page_about, may_be_about
from tonelint.report import FileError

STDIN = "-"


def discover(
    paths: Sequence[str],
    *,
    wanted: Callable[[str], Wanted] | None = None,
    excludes: Callable[[str], bool] | None = None,
) -> tuple[list[str], list[FileError]]:
    """Return the paths of the files to lint, each once and in order, and an error for every path that leads nowhere.

    Folders give the files that are known for what is `wanted` of them, or all their files for None. What `excludes` tells is
    left out, even when it was named itself.
    """
    found: dict[str, None] = {}
    errors: list[FileError] = []
    for path in paths:
        try:
            found.update(dict.fromkeys(_expand(path, wanted)))
        except (FileNotFoundError, PermissionError) as error:
            errors.append(FileError(path, str(error)))
    return sorted(path for path in found if not (excludes and excludes(path))), errors


def opened(path: str) -> BinaryIO:
    """Open a file, or standard input for "-", so that it can be gone back in. Raises OSError."""
    return io.BytesIO(sys.stdin.buffer.read()) if path == STDIN else open(path, "rb")


def _expand(path: str, wanted: Callable[[str], Wanted] | None) -> Iterator[str]:
    if path == STDIN or os.path.isfile(path):
        yield path
    elif os.path.isdir(path):
        files = [file for file in _walk(path) if wanted is None or _is_message(file, wanted(file))]
        if not files:
            message = (
                "no messages in this folder: tonelint looks for text, HTML, MJML, Markdown, e-mails and templates "
                "(name other files one by one)"
            )
            raise FileNotFoundError(message)
        yield from files
    elif has_magic(path) and (matches := sorted(glob(path, recursive=True))):
        for match in matches:
            if os.path.isfile(match):
                yield match
    elif os.path.exists(path):
        message = "neither a file nor a folder"
        raise FileNotFoundError(message)
    else:
        message = "no file matches" if has_magic(path) else "no such file or folder"
        raise FileNotFoundError(message)


def _is_message(path: str, wanted: Wanted) -> bool:
    return wanted.by_path or (is_known(path, wanted) and not _is_about(path))


def _is_about(path: str) -> bool:
    """Tell whether a file of a folder is a page of documentation. One that cannot be read is told of later."""
    if not may_be_about(path):
        return False
    try:
        with open(path, "rb") as stream:
            return is_page_about(path, peek(stream.read(HEAD)))
    except OSError:
        return False


def _walk(folder: str) -> list[str]:
    """Return the files under a folder that git does not ignore; all but hidden ones where there is no git."""
    if not os.access(folder, os.R_OK | os.X_OK):
        message = "permission denied"
        raise PermissionError(message)
    listed = _git_files(folder)
    if listed is not None:
        return [_below(folder, name) for name in listed]
    found = []
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [_below(root, name) for name in files if not name.startswith(".")]
    return found


def _below(folder: str, name: str) -> str:
    """Return a path as a person would write it: "mail.txt", not "./mail.txt"."""
    return os.path.join(folder, name).removeprefix(os.path.join(os.curdir, ""))


def _git_files(folder: str) -> list[str] | None:
    names = git.files_below(folder)
    if not names and any(os.scandir(folder)):
        # A folder that is itself ignored was named on purpose: take what is in it.
        return None
    return names and [name for name in names if os.path.isfile(os.path.join(folder, name))]
