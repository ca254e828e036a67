"""Programs run turn by turn, and what each run took."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from statistics import median

_UNIT = 1024 * 1024 if sys.platform == "darwin" else 1024
_LAUNCH = Path(__file__).with_name("launch.py")
ONES = frozenset({0, 1})


@dataclass(frozen=True)
class Run:
    """What a run took: seconds of wall time, of CPU time with all its processes, and MiB of memory in the largest of them."""

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True)
class Entrant:
    """A command that is timed, in a folder of its own.

    `first` is run once before, and not timed. `forgets`: a folder that is removed before each run. `codes`: the exit codes that
    say that the work was done.
    """

    name: str
    command: tuple[str, ...]
    folder: Path
    first: tuple[str, ...]
    forgets: Path | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    codes: frozenset[int] = ONES

    def run(self, command: Sequence[str] | None = None) -> Run:
        """Run to the end. Ends the program when the command fails: what fails fast must not win."""
        if self.forgets:
            shutil.rmtree(self.forgets, ignore_errors=True)
        self.folder.mkdir(parents=True, exist_ok=True)
        told = subprocess.run(
            (sys.executable, "-I", "-S", str(_LAUNCH), *(command or self.command)),
            cwd=self.folder,
            env={**os.environ, **self.environment},
            capture_output=True,
            text=True,
            check=True,
        )
        code, wall, cpu, peak = told.stdout.split()
        if int(code) not in self.codes:
            sys.exit(f"{self.name} ended with {code}: {' '.join(command or self.command)[:400]}")
        return Run(float(wall), float(cpu), int(peak) / _UNIT)


@dataclass(frozen=True)
class Race:
    """The runs of some entrants: the same place in each list is the same round."""

    runs: Mapping[str, Sequence[Run]]

    def median(self, name: str, value: Callable[[Run], float]) -> float:
        """Return the median over all rounds."""
        return median(map(value, self.runs[name]))

    def ratio(self, name: str, other: str, value: Callable[[Run], float]) -> float:
        """Return the median of the ratios of one entrant to another within each round."""
        return median(value(one) / value(two) for one, two in zip(self.runs[name], self.runs[other], strict=True))


def race(entrants: Sequence[Entrant], rounds: int) -> Race:
    """Run entrants turn by turn, A B C A B C, after each has run once."""
    for entrant in entrants:
        entrant.run(entrant.first)
    runs: dict[str, list[Run]] = {entrant.name: [] for entrant in entrants}
    for _ in range(rounds):
        for entrant in entrants:
            runs[entrant.name].append(entrant.run())
    return Race(runs)


wall, cpu, peak = attrgetter("wall"), attrgetter("cpu"), attrgetter("peak")
