"""Wall time, CPU time and peak memory beside proselint: cold runs on one message and on 500, turn by turn.

    python benchmarks/speed.py [--rounds 5] [--files 500]

Messages are generated from the examples in examples/, deterministically. Machines are noisy: only ratios of runs side by
side say anything, so each round runs one program after the other and medians are compared.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Run:
    """What one run of a program took: seconds of wall and CPU time, and the peak of its memory in MiB."""

    wall: float
    cpu: float
    peak: float


def write_messages(folder: Path, count: int) -> list[str]:
    """Write messages made of shuffled paragraphs of the examples; return their paths."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").rglob("*.txt"))]
    paragraphs = [paragraph for text in texts for paragraph in text.split("\n\n")]
    draw = random.Random(7)
    paths = []
    for number in range(count):
        body = "\n\n".join(draw.sample(paragraphs, 8))
        path = folder / f"mail{number:04}.txt"
        path.write_text(f"Hi Ann,\n\nMessage {number}.\n\n{body}\n\nBest,\nSam\n", encoding="utf-8")
        paths.append(str(path))
    return paths


def timed(command: Sequence[str]) -> Run:
    """Run a program to its end; return what it took."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale)


def compare(title: str, programs: dict[str, list[str]], rounds: int) -> None:
    """Run the programs turn by turn and print medians, with ratios to the last one."""
    runs: dict[str, list[Run]] = {name: [] for name in programs}
    for _ in range(rounds):
        for name, command in programs.items():
            runs[name].append(timed(command))
    *_, base = programs
    print(f"{title}, {rounds} rounds")
    for name, taken in runs.items():
        ratio = statistics.median(one.wall / other.wall for one, other in zip(taken, runs[base], strict=True))
        wall, cpu, peak = (statistics.median(getattr(run, key) for run in taken) for key in ("wall", "cpu", "peak"))
        print(f"  {name:10} wall {wall:7.2f} s   cpu {cpu:7.2f} s   peak {peak:6.0f} MiB   wall ratio to {base} {ratio:5.2f}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--files", type=int, default=500)
    options = parser.parse_args()
    if not shutil.which(str(BIN / "proselint")):
        sys.exit("proselint is not installed: pip install -e '.[bench]'")
    with tempfile.TemporaryDirectory() as folder:
        paths = write_messages(Path(folder), options.files)
        for title, some in (("one message, cold", paths[:1]), (f"{len(paths)} messages, cold", paths)):
            commands = {
                "tonelint": [str(BIN / "tonelint"), "check", "--format", "concise", *some],
                "proselint": [str(BIN / "proselint"), "check", *some],
            }
            compare(title, commands, options.rounds)


if __name__ == "__main__":
    main()
