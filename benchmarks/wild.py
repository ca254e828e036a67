"""Precision on real messages: what the rules mark in a corpus, and what a reader said of it.

    python benchmarks/wild.py CORPUS                 shares of true findings by severity and rule, from the verdicts
    python benchmarks/wild.py CORPUS --open 300      findings that nobody has judged yet, spread over the rules, with their words

CORPUS is a folder of templates and e-mails, with a file dark-patterns.csv (column `text`) if there is one. The verdicts stand
in tests/accuracy/wild/verdicts.csv: path, line, rule, verdict (true or false), and no words of the messages. A finding is
judged when there is a verdict for its path, line and rule.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
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
VERDICTS = Path(__file__).parent.parent / "tests" / "accuracy" / "wild" / "verdicts.csv"


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


def main() -> None:
    """Print the shares, or what is still to be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--open", type=int, metavar="N")
    options = parser.parse_args()
    found, judged = marks(options.corpus), load_verdicts()
    if options.open:
        for mark in open_marks(found, judged, options.open):
            print(f"{mark.path}\t{mark.line}\t{mark.rule}\t{mark.severity}\t{mark.text}")
        return
    counts: Counter[tuple[str, bool]] = Counter()
    for mark in found:
        if mark.key in judged:
            counts.update([(mark.severity, judged[mark.key]), (mark.rule, judged[mark.key])])
    for name in sorted({name for name, _ in counts}):
        right, wrong = counts[name, True], counts[name, False]
        print(f"{name:36} {right / (right + wrong):5.2f} true of {right + wrong}")


if __name__ == "__main__":
    main()
