"""What a baseline holds: findings that were accepted, by what stays the same of them when a file is reformatted, and scores."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from tonelint.dataclass import dataclass
from tonelint.finding import Finding
from tonelint.fold import fold
from tonelint.regexes import regex
from tonelint.report import FileReport
from tonelint.templates.tags import find_tags, without_tags
from tonelint.text import Span

_MERGE_FIELD = "{}"
_RUNS = regex(r"([.-])\1+")
# Characters that nobody sees, and halves of characters, which no file can hold.
_UNSEEN = ("Cf", "Cs")


class Entry(NamedTuple):
    """A finding that was accepted. `path`: from the baseline's folder, with forward slashes.

    `text`: its sentence, folded, or the digest of it; empty for what is said of a whole message, which `message` then tells from
    the others of the file.
    """

    path: str
    message: str
    rule: str
    text: str


class Spot(NamedTuple):
    """A message: its file as in an entry, and its label in it."""

    path: str
    message: str


@dataclass(frozen=True)
class Baseline:
    """What was accepted: how many findings of each kind, and the score of each message with all of them, in tenths."""

    path: str
    entries: Counter[Entry]
    scores: Mapping[Spot, int]

    @cached_property
    def paths(self) -> frozenset[str]:
        """The files of all messages, also of those without a finding."""
        return frozenset({entry.path for entry in self.entries} | {spot.path for spot in self.scores})

    @cached_property
    def gone(self) -> frozenset[str]:
        """The files that are not there any more."""
        folder = folder_of(self.path)
        return frozenset(path for path in self.paths if not os.path.lexists(os.path.join(folder, path)))

    def moved(self, names: Mapping[str, str]) -> Baseline:
        """Return the same with new names for some of its files."""
        entries: Counter[Entry] = Counter()
        for entry, count in self.entries.items():
            entries[entry._replace(path=names.get(entry.path, entry.path))] += count
        scores = {spot._replace(path=names.get(spot.path, spot.path)): score for spot, score in self.scores.items()}
        return Baseline(self.path, entries, scores)


def entries_of(report: FileReport, folder: str) -> list[Entry]:
    """Return, for each finding of a report, the entry that accepts it."""
    spot, is_sent = spot_of(report, folder), report.source.is_sent
    return [_entry(finding, spot, is_sent=is_sent) for finding in report.findings]


def _entry(finding: Finding, spot: Spot, *, is_sent: bool) -> Entry:
    text = folded(finding.sentence)
    if not text:
        return Entry(spot.path, spot.message, finding.rule, "")
    if is_sent:
        # It may hold a customer's data.
        text = f"sha256:{hashlib.sha256(text.encode()).hexdigest()[:16]}"
    return Entry(spot.path, "", finding.rule, text)


def spot_of(report: FileReport, folder: str) -> Spot:
    """Return the message of a report."""
    return Spot(named(report.source.path, folder), report.label)


def folded(sentence: str) -> str:
    """Return a sentence without what reformatting changes: white space, capitals, quotes, dashes, unseen characters, fields."""
    text = without_tags(sentence, find_tags(sentence), lambda _: _MERGE_FIELD)
    text = "".join(c for c in text if unicodedata.category(c) not in _UNSEEN)
    text = fold(text, Span(0, len(text))).text.strip()
    return _RUNS.sub(r"\1", unicodedata.normalize("NFC", text.casefold()))


def folder_of(path: str) -> str:
    """Return the folder that the paths of a baseline count from."""
    return os.path.dirname(os.path.abspath(path))


def named(path: str, folder: str) -> str:
    """Return a path from a folder on, however it was given; as it is where there is no way, as between two Windows drives."""
    try:
        name = os.path.relpath(os.path.abspath(path), folder)
        if name.startswith(os.pardir):
            # One of the two may lead through a link, as /tmp does on a Mac.
            real = os.path.relpath(os.path.realpath(path), os.path.realpath(folder))
            name = name if real.startswith(os.pardir) else real
    except ValueError:
        name = os.path.abspath(path)
    return name.replace(os.sep, "/")
