"""Files that were renamed or moved: those of a baseline that are gone, found again under a name that it does not know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import field
from posixpath import basename

from tonelint.baseline.entries import Baseline, Entry
from tonelint.baseline.today import Today
from tonelint.dataclass import dataclass


@dataclass
class _File:
    """The entries of one file, without its name, and its scores by message."""

    path: str
    entries: Counter[Entry] = field(default_factory=Counter)
    scores: dict[str, int] = field(default_factory=dict)


def renames(baseline: Baseline, today: Today) -> dict[str, str]:
    """Return the new name of each file that is gone and was found again, by its old one.

    A new file is an old one when it has half or more of the findings in sentences that were accepted there. Where nothing but
    whole messages was marked, all must be the same, the scores too. What was accepted moves along; nothing is accepted twice.
    """
    new = today.paths - baseline.paths
    gone = baseline.gone - today.paths
    if not new or not gone:
        return {}
    rules = frozenset().union(*today.rules.values())
    left = _files(baseline, gone, rules)
    names: dict[str, str] = {}
    for file in _files(today.found, new, rules):
        old = _old(file, left)
        if old:
            names[old.path] = file.path
            left.remove(old)
    return names


def _files(baseline: Baseline, paths: frozenset[str], rules: frozenset[str]) -> list[_File]:
    """Return those of some files that have entries, in order, as far as their rules are in force."""
    files = {path: _File(path) for path in sorted(paths)}
    for entry, count in baseline.entries.items():
        if entry.path in files and entry.rule in rules:
            files[entry.path].entries[entry._replace(path="")] = count
    for spot, score in baseline.scores.items():
        if spot.path in files:
            files[spot.path].scores[spot.message] = score
    return [file for file in files.values() if file.entries]


def _old(new: _File, left: Sequence[_File]) -> _File | None:
    """Return the file that a new one was: of several, the one with most of its sentences, or its name."""
    return max((old for old in left if _is_same(old, new)), key=lambda old: _nearness(old, new), default=None)


def _is_same(old: _File, new: _File) -> bool:
    if old.entries.keys().isdisjoint(new.entries):
        return False
    said = _said(old.entries)
    return 2 * _said(old.entries & new.entries) >= said if said else (old.entries, old.scores) == (new.entries, new.scores)


def _nearness(old: _File, new: _File) -> tuple[int, bool]:
    return _said(old.entries & new.entries), basename(old.path) == basename(new.path)


def _said(entries: Counter[Entry]) -> int:
    """Return how many of some findings stand in sentences."""
    return sum(count for entry, count in entries.items() if entry.text)
