"""What tells a finding from all others of its file, and stays the same when lines move."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

from tonelint.dataclass import dataclass
from tonelint.finding import Finding
from tonelint.regexes import regex
from tonelint.report import FileReport, Report, Suppressed
from tonelint.writers.paths import from_root

_WORD = regex(r"\w+")


@dataclass(frozen=True, slots=True)
class Identified:
    """A problem of a message with its fingerprint; `suppressed` says what hides it."""

    file: FileReport
    finding: Finding
    fingerprint: str
    suppressed: Suppressed | None


def identified(report: Report) -> Iterator[Identified]:
    """Yield every problem of a run, hidden ones too, by message and position.

    A fingerprint is made of the rule and the words of the sentence (of the message as a whole: of its label), and of how many
    of that kind came before in the file. Hidden ones count, so that hiding one changes no other.
    """
    times: Counter[tuple[str, str]] = Counter()
    for file in report.files:
        path = from_root(file.source.path)
        for finding, suppressed in _problems(file):
            words = " ".join(_WORD.findall(finding.sentence.casefold()))
            what = digest(finding.rule, words or file.label)
            times[path, what] += 1
            yield Identified(file, finding, f"{what}:{times[path, what]}", suppressed)


def digest(*parts: str) -> str:
    """Return 32 hexadecimal digits that stand for some texts."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _problems(file: FileReport) -> list[tuple[Finding, Suppressed | None]]:
    shown: list[tuple[Finding, Suppressed | None]] = [(finding, None) for finding in file.findings]
    hidden = [(suppressed.finding, suppressed) for suppressed in file.suppressed if not suppressed.finding.is_strength]
    return sorted([*shown, *hidden], key=lambda pair: pair[0].order)
