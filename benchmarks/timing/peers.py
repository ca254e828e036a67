"""The programs of others that are timed beside ours, where they are installed."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from timing.running import ONES, Entrant

BENCHMARKS = Path(__file__).parent.parent
PEERS = BENCHMARKS / "peers"
MODULES = PEERS / "node_modules"
NPM = "npm install --prefix benchmarks/peers"
PIP = 'pip install -e ".[bench]"'

NAIVE, PROSELINT = "naive", "proselint"


@dataclass(frozen=True)
class Peer:
    """A program: its name, its version, the command before the files, and the exit codes that say that its work is done."""

    name: str
    version: str
    command: tuple[str, ...]
    codes: frozenset[int] = ONES

    def entrant(self, paths: Sequence[str], name: str | None = None) -> Entrant:
        """Return its run on some files as an entrant, under another name if it has to."""
        # textlint finds its settings and rules in the folder that it is run in.
        return Entrant(name or self.name, (*self.command, *paths), PEERS, first=(*self.command, *paths[:1]), codes=self.codes)

    def help(self) -> Entrant:
        """Return `--help` as an entrant."""
        command = (self.command[0], "--help")
        return Entrant(self.name, command, PEERS, first=command)


def find() -> tuple[list[Peer], list[str]]:
    """Return the peers that are installed, and for each of the others how it is."""
    naive = Peer(NAIVE, "benchmarks/naive.py", (sys.executable, str(BENCHMARKS / "naive.py")))
    found = [naive, _proselint(), *map(_of_node, ("write-good", "alex", "textlint"))]
    return [peer for peer in found if isinstance(peer, Peer)], [told for told in found if isinstance(told, str)]


def _proselint() -> Peer | str:
    try:
        version = metadata.version(PROSELINT)
    except metadata.PackageNotFoundError:
        return f"{PROSELINT} is left out, it is not installed: {PIP}"
    return Peer(PROSELINT, version, (str(Path(sys.executable).parent / PROSELINT), "check", "--output-format", "compact"))


def _of_node(name: str) -> Peer | str:
    place = MODULES / name / "package.json"
    if not (place.exists() and shutil.which("node")):
        return f"{name} is left out, it is not installed: {NPM}"
    version = json.loads(place.read_text(encoding="utf-8"))["version"]
    command = (str(MODULES / ".bin" / name), *{"textlint": ("--format", "unix"), "alex": ("--why",)}.get(name, ()))
    # write-good ends with the number of its suggestions.
    return Peer(name, version, command, frozenset(range(256)) if name == "write-good" else ONES)
