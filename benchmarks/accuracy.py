"""How accurate the rules are on our own labelled set: recall, false alarms and precision, for tune and test apart.

    python benchmarks/accuracy.py                        the table of all rules
    python benchmarks/accuracy.py --rule freedom/urgency --show   one rule (or principle), with every miss in `tune`

A case falls by a hash of its id into `tune` or `test`. Rules are mended on `tune` only; `test` is for counting, so
its cases are never shown.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import yaml

from tonelint import ruleset
from tonelint.engine import Engine
from tonelint.message import Source
from tonelint.readers import plain

CASES = Path(__file__).parent.parent / "tests" / "accuracy" / "cases"


@dataclass(frozen=True)
class Case:
    """A labelled text: `positive` when the rule must mark it."""

    rule: str
    id: str
    text: str
    positive: bool
    half: str


def half_of(name: str) -> str:
    """Tell the half of a case from a hash of its full id."""
    return "tune" if hashlib.blake2b(name.encode(), digest_size=2).digest()[0] % 2 else "test"


def load_cases(wanted: str | None = None) -> list[Case]:
    """Load the cases of all rules, of one rule or of one principle."""
    cases = []
    for path in sorted(CASES.glob("*/*.yml")):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        rule = data["rule"]
        if wanted and wanted not in (rule, rule.split("/")[0]):
            continue
        for key, positive in (("positives", True), ("lookalikes", False)):
            cases += [Case(rule, c["id"], c["text"], positive, half_of(f"{rule}#{c['id']}")) for c in data[key]]
    return cases


def run(engine: Engine, cases: list[Case]) -> list[tuple[Case, bool]]:
    """Lint every case; return whether its rule marked it."""
    reports = engine.lint(plain.read(Source(case.id, case.text)) for case in cases)
    return [(c, any(f.rule == c.rule for f in (*r.findings, *r.strengths))) for c, r in zip(cases, reports, strict=True)]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rule")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    every = ruleset.load()
    cases = load_cases(options.rule)
    judged = {case.rule for case in cases}
    rules = ruleset.RuleSet(tuple(rule for rule in every.rules if rule.id in judged), every.lists, every.situations)
    results = run(Engine(rules), cases)
    counts: Counter[tuple[str, str, bool, bool]] = Counter()
    for case, marked in results:
        for name in (case.rule, "all"):
            counts[name, case.half, case.positive, marked] += 1
        if options.show and case.half == "tune" and marked != case.positive:
            print(f"{'MISSED' if case.positive else 'FALSE '} {case.rule} {case.id}: {case.text!r}")
    print(f"{'rule':34}{'recall tune':>12}{'test':>6}{'false tune':>12}{'test':>6}")
    for name in [*sorted({case.rule for case, _ in results}), "all"]:
        cells = [_share(counts, name, half, positive=positive) for positive in (True, False) for half in ("tune", "test")]
        print(f"{name:34}{cells[0]:>12}{cells[1]:>6}{cells[2]:>12}{cells[3]:>6}")


def _share(counts: Counter[tuple[str, str, bool, bool]], name: str, half: str, *, positive: bool) -> str:
    total = counts[name, half, positive, True] + counts[name, half, positive, False]
    return f"{counts[name, half, positive, True] / total:.2f}" if total else "-"


if __name__ == "__main__":
    main()
