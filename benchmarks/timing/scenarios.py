"""What is timed side by side: who runs on which files, and against which yardstick the others are told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from timing.corpus import Corpus
from timing.ours import ROOT, Ours
from timing.peers import NAIVE, PROSELINT, Peer
from timing.running import Entrant

# Templates of real companies, where somebody has put them; they are no part of the project.
SHARED = ROOT.parent / "shared" / "corpus"
# A start takes a fraction of a second, so it is taken more often.
MANY = 3


@dataclass(frozen=True)
class Scenario:
    """Entrants that are run turn by turn, and the name of the one that the ratios are to. `times`: rounds for one of a long scenario."""

    name: str
    title: str
    entrants: tuple[Entrant, ...]
    yardstick: str
    times: int = 1


@dataclass(frozen=True)
class Field:
    """Who takes part: this tonelint, an earlier one if there is one, and the peers that are installed."""

    this: Ours
    before: Ours | None
    peers: Sequence[Peer]

    @property
    def ours(self) -> list[Ours]:
        """This one and the one before."""
        return [self.this, *([self.before] if self.before else [])]

    def named(self, *names: str) -> list[Peer]:
        """Return the peers of these names that are installed."""
        return [peer for peer in self.peers if peer.name in names]


def scenarios(field: Field, corpus: Corpus) -> Iterator[Scenario]:
    """Yield the scenarios."""
    for name, title, path in (
        ("clause", "One mail in which a clause rule fires, cold", corpus.clause),
        ("plain", "One mail in which nothing needs a parse, cold", corpus.plain),
    ):
        yield Scenario(name, title, _everybody(field, [path], jobs=None), NAIVE, times=MANY)
    helps = (*(ours.help() for ours in field.ours), *(peer.help() for peer in field.named(PROSELINT)))
    yield Scenario("help", "`--help`", helps, PROSELINT, times=MANY)
    count = f"{len(corpus.mails):,} mails"
    yield Scenario("mails", f"{count}, no results kept, one process", _everybody(field, corpus.mails, jobs=1), PROSELINT)
    if field.this.has_jobs:
        one, two = (replace(field.this.check(corpus.mails, jobs=jobs), name=f"{jobs} process{'es' * (jobs > 1)}") for jobs in (1, 2))
        yield Scenario("jobs", f"{count}, no results kept, two processes", (one, two), one.name)
    warm = [
        field.this.check(corpus.mails, warm=True),
        *(peer.entrant([corpus.clause], f"{peer.name}, one mail") for peer in field.named(PROSELINT)),
    ]
    yield Scenario("warm", f"{count}, unchanged since the run before", tuple(warm), f"{PROSELINT}, one mail", times=MANY)
    if shared := _shared():
        yield Scenario("shared", f"{len(shared)} templates of real companies (HTML, text)", tuple(_on_templates(field, shared)), PROSELINT)


def _everybody(field: Field, paths: Sequence[str], jobs: int | None) -> tuple[Entrant, ...]:
    return (*(ours.check(paths, jobs=jobs) for ours in field.ours), *(peer.entrant(paths) for peer in field.peers))


def _on_templates(field: Field, paths: Sequence[str]) -> Iterator[Entrant]:
    for ours in field.ours:
        # Among real files there are some that cannot be read, which is told by exit code 2.
        yield replace(ours.check(paths, jobs=1), codes=frozenset({0, 1, 2}))
    for peer in field.named(PROSELINT):
        yield peer.entrant(paths)


def _shared() -> list[str]:
    return sorted(str(path) for path in Path(SHARED).rglob("*") if path.suffix in {".html", ".txt"})
