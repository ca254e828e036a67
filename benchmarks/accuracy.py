"""How accurate tonelint is on our own labelled set, for the halves `tune` and `test` apart.

    python benchmarks/accuracy.py                        all figures
    python benchmarks/accuracy.py --rule freedom/urgency --show   one rule (or principle), with every miss in `tune`
    python benchmarks/accuracy.py --situations --show    the situations alone
    python benchmarks/accuracy.py --broad                the rules with what likeness alone marks, as `check --broad` has them
    python benchmarks/accuracy.py --show                 also the pairs and messages of `tune` that come out wrong
    python benchmarks/accuracy.py --write                write the figures to rules/accuracy.json and into README.md

The set (tests/accuracy) was written blind to the rules: for each rule forty texts that it must mark and thirty that it
must not, whole messages with complete labels, a situation and a grade from 1 to 5, and pairs of one message written
worse and better. Each falls by a hash of its id into `tune` or `test`. Rules are mended on `tune` only; `test` is for
counting, so nothing of it is ever shown.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tonelint import ruleset
from tonelint.engine import Engine
from tonelint.readers import plain
from tonelint.report import FileReport
from tonelint.source import Source

ROOT = Path(__file__).parent.parent
DATA = ROOT / "tests" / "accuracy"
FIGURES = ROOT / "rules" / "accuracy.json"
README = ROOT / "README.md"
START, END = "<!-- accuracy: made by benchmarks/accuracy.py --write -->\n", "<!-- end of accuracy -->\n"
HALVES = ("tune", "test")
# Readers give it to messages that treat them well.
_DECENT = 4


@dataclass(frozen=True)
class Case:
    """A labelled text: `positive` when the rule must mark it."""

    rule: str
    id: str
    text: str
    positive: bool
    half: str


@dataclass(frozen=True)
class Labelled:
    """A whole message: its situation, the grade that a reader would give it, and all that is in it, as (rule, words)."""

    id: str
    text: str
    situation: str
    grade: int
    labels: tuple[tuple[str, str | None], ...]
    half: str


@dataclass(frozen=True)
class Pair:
    """One message written worse and better."""

    id: str
    principle: str
    size: str
    worse: str
    better: str
    half: str


def half_of(name: str) -> str:
    """Tell the half of a case from a hash of its full id."""
    return "tune" if hashlib.blake2b(name.encode(), digest_size=2).digest()[0] % 2 else "test"


def read_yaml(path: Path) -> Any:
    """Read a YAML file, with the fast loader where there is one."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def load_cases(wanted: str | None = None) -> list[Case]:
    """Load the cases of all rules, of one rule or of one principle."""
    cases = []
    for path in sorted((DATA / "cases").glob("*/*.yml")):
        data = read_yaml(path)
        rule = data["rule"]
        if wanted and wanted not in (rule, rule.split("/")[0]):
            continue
        for key, positive in (("positives", True), ("lookalikes", False)):
            cases += [Case(rule, c["id"], c["text"], positive, half_of(f"{rule}#{c['id']}")) for c in data[key]]
    return cases


def load_messages() -> list[Labelled]:
    """Load the whole messages with their labels."""
    return [
        Labelled(
            item["file"],
            (DATA / "messages" / item["file"]).read_text(encoding="utf-8"),
            item["situation"],
            item["grade"],
            tuple((label["rule"], label.get("text")) for label in item["labels"]),
            half_of(item["file"]),
        )
        for item in read_yaml(DATA / "messages.yml")
    ]


def load_graded() -> list[Labelled]:
    """Load the messages that have a situation and a grade, but no labels of what is in them."""
    return [
        Labelled(item["id"], item["text"], item["situation"], item["grade"], (), half_of(f"graded-{item['id']}"))
        for item in read_yaml(DATA / "graded.yml")
    ]


def load_pairs() -> list[Pair]:
    """Load the pairs."""
    return [Pair(p["id"], p["principle"], p["size"], p["worse"], p["better"], half_of(p["id"])) for p in read_yaml(DATA / "pairs.yml")]


def lint(engine: Engine, texts: Iterable[str]) -> list[FileReport]:
    """Lint plain texts, each as a message of its own."""
    return list(engine.lint(message for text in texts for message in plain.read(Source("mail.txt", text))))


def measure_cases(engine: Engine, cases: Sequence[Case], *, show: bool = False) -> dict[str, Any]:
    """Return recall, false alarms and the counts behind them by rule and half; `all` holds the sums."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for case, report in zip(cases, lint(engine, (case.text for case in cases)), strict=True):
        marked = any(f.rule == case.rule for f in (*report.findings, *report.strengths))
        if show and case.half == "tune" and marked != case.positive:
            print(f"{'MISSED' if case.positive else 'FALSE '} {case.rule} {case.id}: {case.text!r}")
        kind = "positives" if case.positive else "lookalikes"
        for name in (case.rule, case.rule.split("/")[0], "all"):
            counts[name].update({f"{case.half}_{kind}": 1, f"{case.half}_{kind}_marked": int(marked)})
    return {name: _rates(counts[name]) for name in sorted(counts)}


def _rates(count: Counter[str]) -> dict[str, Any]:
    rates: dict[str, Any] = {}
    for half in HALVES:
        right, wrong = count[f"{half}_positives_marked"], count[f"{half}_lookalikes_marked"]
        rates[half] = {
            "recall": _share(right, count[f"{half}_positives"]),
            "false_alarms": _share(wrong, count[f"{half}_lookalikes"]),
            "precision": _share(right, right + wrong),
            "positives": count[f"{half}_positives"],
            "lookalikes": count[f"{half}_lookalikes"],
        }
    return rates


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0


def measure_messages(engine: Engine, messages: Sequence[Labelled], *, show: bool = False) -> dict[str, Any]:
    """Return, by half: labels found, findings labelled, rank correlation of score and grade (of the graded messages too).

    `wrong_in_decent`: how many problems without a label are found in a message of grade 4 or 5, on the mean.
    """
    reports = lint(engine, (message.text for message in messages))
    graded = load_graded()
    scored = [*zip(messages, reports, strict=True), *zip(graded, lint(engine, (message.text for message in graded)), strict=True)]
    figures: dict[str, Any] = {}
    for half in HALVES:
        ranked = [(m.grade, r.score) for m, r in scored if m.half == half]
        chosen = [(m, r) for m, r in zip(messages, reports, strict=True) if m.half == half]
        found = sum(_is_found(label, m, r) for m, r in chosen for label in _in_force(m, r))
        labels = sum(len(_in_force(m, r)) for m, r in chosen)
        right = sum(
            _is_labelled(f.rule, f.place.start.offset, f.place.end.offset, m) for m, r in chosen for f in (*r.findings, *r.strengths)
        )
        findings = sum(len(r.findings) + len(r.strengths) for _, r in chosen)
        decent = [(m, r) for m, r in chosen if m.grade >= _DECENT]
        wrong = sum(not _is_labelled(f.rule, f.place.start.offset, f.place.end.offset, m) for m, r in decent for f in r.findings)
        figures[half] = {
            "messages": len(chosen),
            "labels_found": _share(found, labels),
            "findings_labelled": _share(right, findings),
            "decent": len(decent),
            "wrong_in_decent": _share(wrong, len(decent)),
            "graded": len(ranked),
            "score_grade_spearman": round(spearman([grade for grade, _ in ranked], [score for _, score in ranked]), 3),
        }
        if show and half == "tune":
            _show_messages(chosen)
    return figures


def _show_messages(chosen: Sequence[tuple[Labelled, FileReport]]) -> None:
    for message, report in sorted(chosen, key=lambda item: item[1].score):
        situation = "" if message.situation == report.situation.name else f"  NOT {message.situation}"
        print(f"{report.score / 10:5} grade {message.grade} {message.id} {report.situation.name}{situation}")
        for rule, words in _in_force(message, report):
            if not _is_found((rule, words), message, report):
                print(f"        missed {rule}: {words!r}")
        for f in (*report.findings, *report.strengths):
            if not _is_labelled(f.rule, f.place.start.offset, f.place.end.offset, message):
                print(f"        extra  {f.rule} {f.points / 10:+}: {f.text!r}")


def _in_force(message: Labelled, report: FileReport) -> list[tuple[str, str | None]]:
    """Return the labels of rules that the situation did not switch off."""
    skipped = {skipped.rule for skipped in report.skipped}
    return [label for label in message.labels if label[0] not in skipped]


def _is_found(label: tuple[str, str | None], message: Labelled, report: FileReport) -> bool:
    rule, words = label
    own = [f for f in (*report.findings, *report.strengths) if f.rule == rule]
    if words is None:
        return bool(own)
    start = message.text.index(words)
    return any(f.place.start.offset < start + len(words) and start < f.place.end.offset for f in own)


def _is_labelled(rule: str, start: int, end: int, message: Labelled) -> bool:
    for label, words in message.labels:
        if label != rule:
            continue
        at = message.text.index(words) if words else 0
        if words is None or (at < end and start < at + len(words)):
            return True
    return False


def load_situations() -> list[tuple[str, str, str]]:
    """Load (id, text, situation) of the messages labelled with their situation: short ones, and the whole messages."""
    short = [(item["id"], item["text"], item["situation"]) for item in read_yaml(DATA / "situations.yml")]
    whole = [(message.id, message.text, message.situation) for message in load_messages()]
    return [*short, *whole, *((f"graded-{message.id}", message.text, message.situation) for message in load_graded())]


def situations_to_learn() -> list[tuple[str, str]]:
    """Return the messages that situations are learned from: texts with their situations, nothing of the half `test`."""
    own = [(text, name) for item, text, name in load_situations() if half_of(item) == "tune"]
    return own + [(item["text"], item["situation"]) for item in read_yaml(DATA / "situations-train.yml")]


def measure_situations(engine: Engine, *, show: bool = False) -> dict[str, Any]:
    """Return, by half, the share of situations that are right, and what each was taken for where it was wrong."""
    labelled = load_situations()
    right: dict[str, list[bool]] = {half: [] for half in HALVES}
    taken: dict[str, Counter[str]] = {half: Counter() for half in HALVES}
    for (name, text, wanted), reading in zip(
        labelled, engine.read(plain.read(Source("mail.txt", t))[0] for _, t, _ in labelled), strict=True
    ):
        half, found = half_of(name), reading.situation
        right[half].append(found.name == wanted)
        if found.name != wanted:
            taken[half][f"{wanted} as {found.name}"] += 1
            if show and half == "tune":
                print(f"SITUATION {name}: {wanted} taken for {found.name} by {found.evidence}\n{text}\n")
    return {half: {"right": _share(sum(right[half]), len(right[half])), "wrong": dict(sorted(taken[half].items()))} for half in HALVES}


def measure_pairs(engine: Engine, pairs: Sequence[Pair], *, show: bool = False) -> dict[str, Any]:
    """Return, by half, the share of pairs whose better side scores higher: of all, by principle and by size."""
    worse = lint(engine, (pair.worse for pair in pairs))
    better = lint(engine, (pair.better for pair in pairs))
    right: defaultdict[tuple[str, str], list[bool]] = defaultdict(list)
    for pair, low, high in zip(pairs, worse, better, strict=True):
        for name in ("all", pair.principle, pair.size):
            right[pair.half, name].append(high.score > low.score)
        if show and pair.half == "tune" and high.score <= low.score:
            print(
                f"PAIR {pair.id} {pair.principle} {pair.size}: {low.score / 10} >= {high.score / 10}\n{pair.worse}\n  ----\n{pair.better}\n"
            )
    names = ("all", *sorted({p.principle for p in pairs}), *sorted({p.size for p in pairs}))
    return {half: {name: _share(sum(right[half, name]), len(right[half, name])) for name in names} for half in HALVES}


def spearman(first: Sequence[float], second: Sequence[float]) -> float:
    """Return Spearman's rank correlation: Pearson's of the ranks, equal values sharing the mean of theirs."""
    a, b = _ranks(first), _ranks(second)
    mean_a, mean_b = sum(a) / len(a), sum(b) / len(b)
    covariance = sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b, strict=True))
    spread = (sum((x - mean_a) ** 2 for x in a) * sum((y - mean_b) ** 2 for y in b)) ** 0.5
    return covariance / spread if spread else 0.0


def _ranks(values: Sequence[float]) -> list[float]:
    ordered = sorted(values)
    return [ordered.index(value) + (ordered.count(value) - 1) / 2 for value in values]


def measure() -> dict[str, Any]:
    """Return every figure, as it is written to rules/accuracy.json."""
    engine = Engine(ruleset.load())
    return {
        "rules": measure_cases(engine, load_cases()),
        "situations": measure_situations(engine),
        "messages": measure_messages(engine, load_messages()),
        "pairs": measure_pairs(engine, load_pairs()),
    }


def table(figures: dict[str, Any]) -> str:
    """Return the figures as the Markdown tables of the README."""
    lines = ["| rules of | recall, tune | recall, test | false alarms, tune | false alarms, test |", "|---|---|---|---|---|"]
    for name, rates in figures["rules"].items():
        if "/" not in name:
            cells = [f"{rates[half][key]:.2f}" for key in ("recall", "false_alarms") for half in HALVES]
            lines.append(f"| {name} | {' | '.join(cells)} |")
    lines += ["", "| whole messages and pairs | tune | test |", "|---|---|---|"]
    rows = [
        ("situation right", "situations", "right"),
        ("labels found", "messages", "labels_found"),
        ("findings that a label covers", "messages", "findings_labelled"),
        ("problems found in a decent message that no label covers", "messages", "wrong_in_decent"),
        ("score against grade (Spearman)", "messages", "score_grade_spearman"),
        ("better of a pair scores higher", "pairs", "all"),
        ("... of two messages", "pairs", "message"),
        ("... of two that differ in a sentence", "pairs", "sentence"),
    ]
    lines += [f"| {title} | {figures[part]['tune'][key]:.2f} | {figures[part]['test'][key]:.2f} |" for title, part, key in rows]
    return "\n".join(lines) + "\n"


def in_readme(text: str, figures: dict[str, Any]) -> str:
    """Return the README with the tables of these figures."""
    before, _, rest = text.partition(START)
    return f"{before}{START}\n{table(figures)}\n{END}{rest.partition(END)[2]}"


def _print_rules(rules: dict[str, Any]) -> None:
    print(f"{'rule':34}{'recall tune':>12}{'test':>6}{'false tune':>12}{'test':>6}")
    for name, rates in rules.items():
        cells = [rates[half][key] for key in ("recall", "false_alarms") for half in HALVES]
        print(f"{name:34}{cells[0]:>12.2f}{cells[1]:>6.2f}{cells[2]:>12.2f}{cells[3]:>6.2f}")


def main() -> None:
    """Print or write the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rule", metavar="RULE")
    parser.add_argument("--situations", action="store_true")
    parser.add_argument("--broad", action="store_true")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.write:
        figures = measure()
        FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
        README.write_text(in_readme(README.read_text(encoding="utf-8"), figures), encoding="utf-8")
        print(table(figures))
        return
    every = ruleset.load(broad=options.broad)
    if options.situations:
        print(json.dumps(measure_situations(Engine(every), show=options.show), indent=1))
        return
    if options.rule:
        judged = tuple(rule for rule in every.rules if options.rule in (rule.id, rule.id.split("/")[0]))
        engine = Engine(ruleset.RuleSet(judged, every.lists, every.situations))
        _print_rules(measure_cases(engine, load_cases(options.rule), show=options.show))
        return
    engine = Engine(every)
    _print_rules(measure_cases(engine, load_cases()))
    print(json.dumps(measure_situations(engine), indent=1))
    print(json.dumps(measure_messages(engine, load_messages(), show=options.show), indent=1))
    print(json.dumps(measure_pairs(engine, load_pairs(), show=options.show), indent=1))


if __name__ == "__main__":
    main()
