"""How cost grows: with rules, with the words of a message, with files. Only this tonelint is timed, with its sizes turn by turn."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from timing.corpus import Corpus
from timing.ours import Ours
from timing.rules import PRINCIPLE, write_rules
from timing.running import Entrant, Race, cpu, peak, race, wall

_LOADING = """
import sys
from time import perf_counter
from tonelint import engine, ruleset
start = perf_counter()
ruleset.load(sys.argv[1:], cached=True)
print(perf_counter() - start)
"""
# A message that is all start, and those whose cost per word the others are compared to.
_SMALL, _USUAL = 100, 1_000
_YARD_RULES = 60


@dataclass(frozen=True)
class Sizes:
    """The sizes of the growth tables, each list from small to large; `mails`: how many the rules are tried on."""

    rules: Sequence[int] = (10, _YARD_RULES, 100, 300, 1_000)
    words: Sequence[int] = (_SMALL, _USUAL, 10_000, 100_000)
    files: Sequence[int] = (1, 10, 100, 500, 2_000)
    mails: int = 200


QUICK = Sizes(rules=(10, _YARD_RULES, 300), words=(_SMALL, _USUAL, 10_000), files=(1, 10, 100), mails=50)

Table = tuple[str, list[str], list[list[str]]]


def by_rules(ours: Ours, corpus: Corpus, sizes: Sizes, rounds: int) -> Table:
    """Return the title, the heads and the rows of what more rules cost."""
    mails = corpus.mails[: sizes.mails]
    folders = {count: str(write_rules(corpus.folder, count, mails)) for count in sizes.rules}
    many, one = {}, {}
    for count, folder in folders.items():
        only = ("--rules", folder, "--select", PRINCIPLE)
        many[count] = replace(ours.check(mails, *only, jobs=1), name=f"{count} rules")
        one[count] = replace(ours.check([corpus.plain], *only), name=f"{count} rules, one mail")
    taken = race([*many.values(), *one.values()], rounds)

    def row(count: int) -> list[str]:
        name, single = many[count].name, one[count].name
        ratio = taken.ratio(name, many[_YARD_RULES].name, cpu)
        figures = [f"{taken.median(name, cpu):.2f}", f"{ratio:.2f}", f"{taken.median(name, peak):.0f}", f"{taken.median(single, wall):.3f}"]
        loading = median(_loading(ours, folders[count]) for _ in range(rounds))
        return [f"{count:,}", *figures, f"{loading * 1000:.1f}"]

    heads = f"rules|{len(mails)} mails: CPU s|to {_YARD_RULES} rules|peak MiB|plain mail: wall s|loading, with the built-in ones: ms"
    return "Generated rules (phrase, clause, regex as 5 to 3 to 1)", heads.split("|"), list(map(row, sizes.rules))


def by_words(ours: Ours, corpus: Corpus, sizes: Sizes, rounds: int) -> Table:
    """Return what longer messages cost, one of so many words beside the same words in messages of the usual length."""

    def entrant(words: int, pieces: int) -> Entrant:
        return replace(ours.check(corpus.long(words, pieces), jobs=1), name=f"{words} words in {pieces}")

    whole = {words: entrant(words, 1) for words in sizes.words}
    parts = {words: entrant(words, words // _USUAL) for words in sizes.words if words > _USUAL}
    taken = race([*whole.values(), *parts.values()], rounds)
    start = whole[_SMALL].name

    def over_start(name: str) -> list[float]:
        return [run.cpu - small.cpu for run, small in zip(taken.runs[name], taken.runs[start], strict=True)]

    def row(words: int) -> list[str]:
        name = whole[words].name
        more = taken.median(name, peak) - taken.median(start, peak)
        each = f"{median(over_start(name)) / (words - _SMALL) * 1e6:.0f}" if words > _SMALL else ""
        pairs = zip(over_start(name), over_start(parts[words].name), strict=True) if words in parts else ()
        ratio = f"{median(one / two for one, two in pairs):.2f}" if words in parts else ""
        return [f"{words:,}", f"{taken.median(name, wall):.2f}", f"{taken.median(name, cpu):.2f}", f"{more:+.0f}", each, ratio]

    heads = f"words|wall s|CPU s|peak MiB over {_SMALL} words|CPU µs a word, without the start|to messages of {_USUAL:,} words"
    return "One message", heads.split("|"), list(map(row, sizes.words))


def by_files(ours: Ours, corpus: Corpus, sizes: Sizes, rounds: int) -> Table:
    """Return what more files cost, with no results of earlier runs and with all of them."""
    counts = [count for count in sizes.files if count <= len(corpus.mails)]
    cold = {count: replace(ours.check(corpus.mails[:count], jobs=1), name=f"{count} cold") for count in counts}
    warm = {count: replace(ours.check(corpus.mails[:count], warm=True), name=f"{count} warm") for count in counts}
    taken = race([*cold.values(), *warm.values()], rounds)
    rows = [[f"{count:,}", *_figures(taken, cold[count].name), *_figures(taken, warm[count].name)] for count in counts]
    heads = "files|wall s|CPU s|peak MiB|unchanged: wall s|unchanged: CPU s|unchanged: peak MiB"
    return "Files, one process", heads.split("|"), rows


def _figures(taken: Race, name: str) -> list[str]:
    return [f"{taken.median(name, wall):.3f}", f"{taken.median(name, cpu):.3f}", f"{taken.median(name, peak):.0f}"]


def _loading(ours: Ours, folder: str) -> float:
    """Return the seconds that it takes to load the built-in rules and those of a folder, all compiled before."""
    command = (sys.executable, "-c", _LOADING, folder)
    done = subprocess.run(command, cwd=ours.work, env={**os.environ, **ours.environment}, capture_output=True, text=True, check=True)
    return float(done.stdout)
