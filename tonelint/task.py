"""What a run is to do, and the files that it is for."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import field
from typing import TYPE_CHECKING

from tonelint import discovery
from tonelint.dataclass import dataclass
from tonelint.errors import InvalidFileError
from tonelint.located import Located
from tonelint.project import Project
from tonelint.report import FileError, error_of

if TYPE_CHECKING:
    from tonelint.baseline.entries import Baseline
    from tonelint.results.keeping import Results


@dataclass
class Work:
    """What a run has cost: how many groups of files were known from runs before, how many were linted, and by how many processes.

    `renamed`: how many names that rules had before were told of on the way.
    """

    known: int = 0
    linted: int = 0
    jobs: int = 1
    renamed: int = 0


@dataclass(frozen=True)
class Task:
    """What a run is to do: paths, under the configurations of a project.

    `stdin_filename`: the name of standard input. `only`: the real paths of files beside which no other is linted. `tell`: is
    told how many files of how many are read. `baseline`: the findings that are accepted. `shows`: the report is to hold what
    the messages look like; such a run neither uses nor keeps `results`, those of runs before. `jobs`: how many processes may
    lint, None for as many as pay. `work`: is told what it has cost.
    """

    project: Project
    paths: tuple[str, ...]
    stdin_filename: str | None = None
    only: frozenset[str] | None = None
    baseline: Baseline | None = None
    tell: Callable[[int, int], None] = lambda _done, _all: None
    shows: bool = True
    results: Results | None = None
    jobs: int | None = 1
    work: Work = field(default_factory=Work)

    def files(self) -> tuple[list[str], list[FileError]]:
        """Return the paths of the files to lint, in order, and an error for every path that leads nowhere."""
        found, errors = discovery.discover(self.paths, wanted=self.project.wanted, excludes=self._excludes)
        return found, [self._placed(error) for error in errors]

    def _placed(self, error: FileError) -> FileError:
        """Return an error at the place where a configuration says its path, if one does."""
        if not isinstance(error.path, Located):
            return error
        told = self.project.here.mistake("paths", f"'{error.path}': {error.message}", error.path)
        return error_of(told.problems[0].path, told.problems[0]) if isinstance(told, InvalidFileError) else error

    def name(self, path: str) -> str:
        """Return the path that a file goes by."""
        return self.stdin_filename if path == discovery.STDIN and self.stdin_filename else path

    def _excludes(self, path: str) -> bool:
        is_other = self.only is not None and path != discovery.STDIN and os.path.realpath(path) not in self.only
        return is_other or self.project.excludes(self.name(path))
