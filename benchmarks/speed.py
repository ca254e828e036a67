"""How fast this is beside its peers, beside what it was, and how its cost grows.

    pip install -e ".[bench]"                                        proselint
    npm install --prefix benchmarks/peers                            write-good, alex, textlint
    python benchmarks/speed.py --quick --only clause --only plain    a look
    python benchmarks/speed.py                                       everything, about an hour
    python benchmarks/speed.py --write                               the same, and the tables into README.md

Machines are noisy and differ: programs run turn by turn, and what counts is the median of the ratios within the rounds. The
messages are generated, the same ones everywhere; they are no claim about anybody's accuracy, and the peers do other work:
none of them parses, but for the naive script.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from timing import growth, ours, peers
from timing.corpus import write_corpus
from timing.running import race
from timing.scenarios import Field, scenarios
from timing.tables import in_readme, machine, of_scenario, titled

README = ours.ROOT / "README.md"
NAMES = ("clause", "plain", "help", "mails", "jobs", "warm", "shared", "rules", "words", "files")
GROWTH = {"rules": growth.by_rules, "words": growth.by_words, "files": growth.by_files}


def measured(options: argparse.Namespace, folder: Path) -> Iterator[str]:
    """Yield a table as soon as it is measured."""
    found, missing = peers.find()
    earlier = ours.before(folder, options.before)
    missing += [earlier] if isinstance(earlier, str) else []
    for told in missing:
        print(told, file=sys.stderr)
    field = Field(ours.this(folder), None if isinstance(earlier, str) else earlier, found)
    corpus = write_corpus(folder, options.mails)
    yield machine(found, options.rounds)
    for scenario in scenarios(field, corpus):
        if scenario.name in options.only:
            yield of_scenario(scenario, race(scenario.entrants, options.rounds * scenario.times))
    sizes = growth.QUICK if options.quick else growth.Sizes()
    for name, grow in GROWTH.items():
        if name in options.only:
            yield titled(*grow(field.this, corpus, sizes, options.rounds))


def main() -> None:
    """Print the tables, and write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="100 mails, 2 rounds, small sizes: a look, no measurement")
    parser.add_argument("--rounds", type=int, help="how often each program runs (5; 2 with --quick)")
    parser.add_argument("--mails", type=int, help="how many mails are generated (2000; 100 with --quick)")
    parser.add_argument("--only", action="append", choices=NAMES, help="only this table (repeatable)")
    parser.add_argument("--before", metavar="REV", help="the revision of ourselves to compare with (the newest tag)")
    parser.add_argument("--folder", type=Path, help="where the messages and all else are written, and stay")
    parser.add_argument("--write", action="store_true", help="write the tables into README.md")
    options = parser.parse_args()
    options.rounds = options.rounds or (2 if options.quick else 5)
    options.mails = options.mails or (100 if options.quick else 2000)
    if options.write and (options.only or options.quick):
        parser.error("--write is for the whole measurement")
    options.only = options.only or NAMES
    print(f"load of the machine before: {os.getloadavg()[0]:.1f}", file=sys.stderr)
    with tempfile.TemporaryDirectory() as temporary:
        tables = []
        for table in measured(options, (options.folder or Path(temporary)).resolve()):
            print(table, flush=True)
            tables.append(table)
    if options.write:
        README.write_text(in_readme(README.read_text(encoding="utf-8"), "\n".join(tables)), encoding="utf-8")


if __name__ == "__main__":
    main()
