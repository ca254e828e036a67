"""What was measured, as Markdown, and on what machine."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path

from timing.ours import version
from timing.peers import NAIVE, Peer
from timing.running import Race, cpu, peak, wall
from timing.scenarios import Scenario

START, END = "<!-- speed: made by benchmarks/speed.py --write -->\n", "<!-- end of speed -->\n"


def machine(peers: Sequence[Peer], rounds: int) -> str:
    """Return a paragraph that says what the figures were taken on."""
    today = datetime.now(timezone.utc).date().isoformat()
    versions = [f"tonelint {version()}", f"Python {platform.python_version()}", *_node()]
    versions += [f"{peer.name} {peer.version}" for peer in peers if peer.name != NAIVE]
    machine = f"{_processor()}, {os.cpu_count()} cores, {platform.system()}"
    return f"{today}, {machine}; {', '.join(versions)}. Rounds: {rounds}, three times as many where a run is short.\n"


def of_scenario(scenario: Scenario, race: Race) -> str:
    """Return the table of a scenario: medians, and the medians of the ratios within each round."""
    rows = []
    for name in race.runs:
        cells = [f"{race.median(name, wall):.3f}", f"{race.median(name, cpu):.3f}", f"{race.median(name, peak):.0f}"]
        known = scenario.yardstick in race.runs
        rows.append([name, *cells, *(f"{race.ratio(name, scenario.yardstick, value):.3f}" if known else "" for value in (wall, cpu))])
    heads = ["", "wall s", "CPU s", "peak MiB", f"wall to {scenario.yardstick}", "CPU to it"]
    return titled(scenario.title, heads, rows)


def titled(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table under its title."""
    lines = [f"**{title}**", "", _row(heads), "|".join(["", "---", *["---:"] * (len(heads) - 1), ""]), *map(_row, rows)]
    return "\n".join(lines) + "\n"


def in_readme(text: str, made: str) -> str:
    """Return the README with these tables between their marks."""
    before, _, rest = text.partition(START)
    return f"{before}{START}\n{made}\n{END}{rest.partition(END)[2]}"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _node() -> list[str]:
    if not shutil.which("node"):
        return []
    return [f"Node {subprocess.run(['node', '--version'], capture_output=True, text=True, check=True).stdout.strip().lstrip('v')}"]


def _processor() -> str:
    """Return the name of the processor, as the system tells it."""
    place = Path("/proc/cpuinfo")
    lines = place.read_text(encoding="utf-8").splitlines() if place.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
