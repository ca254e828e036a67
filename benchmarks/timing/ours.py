"""This tonelint and an earlier one, each from its own files, by the same Python and the same libraries."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from timing.running import Entrant

ROOT = Path(__file__).parent.parent.parent
# The commit before the work on speed, until there is a release.
FIRST = "50bc2fd"
RESULTS = ".tonelint_cache"


@dataclass(frozen=True)
class Ours:
    """A tonelint: its name in tables, where its files lie, a folder to run in, and whether it can be told how many processes to use."""

    name: str
    root: Path
    work: Path
    has_jobs: bool

    def check(self, paths: Sequence[str], *options: str, jobs: int | None = None, warm: bool = False) -> Entrant:
        """Return `tonelint check` of some files as an entrant, which knows its compiled rules.

        It has no results of earlier runs, or, with `warm`, those of all the files. Without `jobs` it decides itself.
        """
        asked = ("--jobs", str(jobs)) if jobs and self.has_jobs else ()
        check = self.command("check", "--format", "concise", *asked, *options)
        folder = self.work / f"{len(paths)}-{jobs}-{'warm' if warm else 'cold'}"
        return Entrant(
            self.name,
            (*check, *paths),
            folder,
            first=(*check, *(paths if warm else paths[:1])),
            forgets=None if warm else folder / RESULTS,
            environment=self.environment,
        )

    def help(self) -> Entrant:
        """Return `tonelint --help` as an entrant."""
        command = self.command("--help")
        return Entrant(self.name, command, self.work, first=command, environment=self.environment)

    def command(self, *arguments: str) -> tuple[str, ...]:
        """Return a command line."""
        return (sys.executable, "-m", "tonelint", *arguments)

    @property
    def environment(self) -> dict[str, str]:
        """What the command finds its own files by, and keeps its compiled rules in."""
        return {"PYTHONPATH": str(self.root), "TONELINT_CACHE": str(self.work / "compiled")}


def this(work: Path) -> Ours:
    """Return the tonelint that this script belongs to."""
    return _asked(Ours("tonelint", ROOT, work / "this", has_jobs=False))


def before(work: Path, revision: str | None) -> Ours | str:
    """Return the tonelint of a revision (the newest tag, if none is named), unpacked; why not, when git cannot give it."""
    name = revision or _git("describe", "--tags", "--abbrev=0") or FIRST
    root, archive = work / "before", work / "before.tar"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    if _git("archive", "--output", str(archive), name, "tonelint", "rules") is None:
        return f"tonelint before is left out: git does not have the revision {name}"
    with tarfile.open(archive) as tar:
        tar.extractall(root, filter="data")
    return _asked(Ours(f"tonelint at {name}", root, work / "before-run", has_jobs=False))


def version() -> str:
    """Return what this tonelint is, as git says it."""
    return _git("describe", "--tags", "--always", "--dirty") or "of no repository"


def _asked(ours: Ours) -> Ours:
    ours.work.mkdir(parents=True, exist_ok=True)
    told = subprocess.run(
        ours.command("check", "--help"), cwd=ours.work, env={**os.environ, **ours.environment}, capture_output=True, text=True, check=True
    )
    return replace(ours, has_jobs="--jobs" in told.stdout)


def _git(*arguments: str) -> str | None:
    """Return what git says about this project; None when it refuses, or there is none."""
    try:
        done = subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=False)
    except OSError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None
