"""Precision on real messages: what the rules mark in a corpus, and what a reader said of it.

    python benchmarks/wild.py CORPUS                 shares of true findings by severity and rule, from the verdicts
    python benchmarks/wild.py CORPUS --open 300      findings that nobody has judged yet, spread over the rules, with their words
    python benchmarks/wild.py CORPUS --write         write the shares to rules/wild.json and into README.md

CORPUS is a folder of templates and e-mails, with a file dark-patterns.csv (column `text`) if there is one. The verdicts stand
in tests/accuracy/wild/verdicts.csv: path, line, rule, verdict (true or false), and no words of the messages. A finding is
judged when there is a verdict for its path, line and rule.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tonelint import ruleset
from tonelint.discovery import discover, opened
from tonelint.engine import Engine
from tonelint.errors import TonelintError
from tonelint.message import Message
from tonelint.readers import plain, read_messages
from tonelint.source import Source

TABLE = "dark-patterns.csv"
ROOT = Path(__file__).parent.parent
VERDICTS = ROOT / "tests" / "accuracy" / "wild" / "verdicts.csv"
FIGURES = ROOT / "rules" / "wild.json"
README = ROOT / "README.md"
START, END = "<!-- real mail: made by benchmarks/wild.py CORPUS --write -->\n", "<!-- end of real mail -->\n"


@dataclass(frozen=True)
class Mark:
    """A finding in the corpus: where it is, and what it marks."""

    path: str
    line: int
    rule: str
    severity: str
    text: str

    @property
    def key(self) -> tuple[str, int, str]:
        """What a verdict is kept under."""
        return self.path, self.line, self.rule


def messages(corpus: Path) -> Iterator[Message]:
    """Yield the messages of a corpus; those that cannot be read are left out, and the two files that are about it."""
    for path in discover([str(corpus)])[0]:
        if Path(path) in (corpus / "SOURCES.md", corpus / TABLE):
            continue
        try:
            with opened(path) as stream:
                yield from read_messages(path, stream.read())
        except (OSError, TonelintError):
            continue
    table = corpus / TABLE
    if table.exists():
        with table.open(encoding="utf-8", newline="") as stream:
            for number, row in enumerate(csv.DictReader(stream), start=2):
                yield from plain.read(Source(f"{table}#{number}", row["text"]))


def marks(corpus: Path) -> list[Mark]:
    """Return every finding, strengths too, each place of a rule once."""
    found: dict[tuple[str, int, str], Mark] = {}
    for report in Engine(ruleset.load()).lint(messages(corpus)):
        path = report.source.path.removeprefix(f"{corpus}/")
        for finding in (*report.findings, *report.strengths):
            label = finding.severity.label if finding.severity else "strength"
            mark = Mark(path, finding.place.start.line, finding.rule, label, finding.text)
            found.setdefault(mark.key, mark)
    return list(found.values())


def load_verdicts() -> dict[tuple[str, int, str], bool]:
    """Load what readers said."""
    if not VERDICTS.exists():
        return {}
    with VERDICTS.open(encoding="utf-8", newline="") as stream:
        return {(row["path"], int(row["line"]), row["rule"]): row["verdict"] == "true" for row in csv.DictReader(stream)}


def open_marks(found: list[Mark], judged: dict[tuple[str, int, str], bool], most: int) -> list[Mark]:
    """Return findings without a verdict, one a rule in turn and the same words once, so that every rule is read."""
    by_rule: defaultdict[str, dict[str, Mark]] = defaultdict(dict)
    for mark in found:
        if mark.key not in judged:
            by_rule[mark.rule].setdefault(mark.text.lower(), mark)
    queues = [list(group.values()) for _, group in sorted(by_rule.items())]
    turns = [queue[turn] for turn in range(max(map(len, queues), default=0)) for queue in queues if turn < len(queue)]
    return turns[:most]


def shares(found: list[Mark], judged: dict[tuple[str, int, str], bool]) -> dict[str, dict[str, int]]:
    """Return, by severity and by rule, how many findings were judged and how many of those are true."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: {"true": 0, "judged": 0})
    for mark in found:
        if mark.key in judged:
            for name in (mark.severity, mark.rule):
                counts[name]["judged"] += 1
                counts[name]["true"] += judged[mark.key]
    return dict(sorted(counts.items()))


def table(figures: dict[str, dict[str, int]]) -> str:
    """Return the shares by severity as the Markdown table of the README."""
    lines = ["| findings on real mail | judged | true |", "|---|---|---|"]
    for name in ("error", "warning", "suggestion", "strength"):
        counts = figures[name]
        lines.append(f"| {name}s | {counts['judged']} | {counts['true'] / counts['judged']:.2f} |")
    return "\n".join(lines) + "\n"


def in_readme(text: str, figures: dict[str, dict[str, int]]) -> str:
    """Return the README with the table of these figures."""
    before, _, rest = text.partition(START)
    return f"{before}{START}\n{table(figures)}\n{END}{rest.partition(END)[2]}"


def main() -> None:
    """Print the shares, or what is still to be read, or write the shares down."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--open", type=int, metavar="N")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    found, judged = marks(options.corpus), load_verdicts()
    if options.open:
        for mark in open_marks(found, judged, options.open):
            print(f"{mark.path}\t{mark.line}\t{mark.rule}\t{mark.severity}\t{mark.text}")
        return
    figures = shares(found, judged)
    for name, counts in figures.items():
        print(f"{name:36} {counts['true'] / counts['judged']:5.2f} true of {counts['judged']}")
    if options.write:
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
        README.write_text(in_readme(README.read_text(encoding="utf-8"), figures), encoding="utf-8")


if __name__ == "__main__":
    main()
