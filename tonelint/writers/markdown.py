"""Markdown for a comment on a pull request: pass or fail, a table of the messages by principle, and what was found in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import field
from html import escape
from typing import TextIO

from tonelint.dataclass import dataclass
from tonelint.finding import Finding
from tonelint.report import FileError, FileReport, Report
from tonelint.writers.gfm import cell, code, prose
from tonelint.writers.paths import name_of, place_of
from tonelint.writers.style import Style, plural, short, signed, whole
from tonelint.writers.wording import hidden, kinds, present, replacement, score_shortfalls, scores, summary

# GitHub takes 65,536 characters; a bot that is to find its own comment again needs some of them for a mark.
LIMIT = 65_000
_FOR_THE_END = 300
_PATHS, _ROWS, _GOOD = 20, 100, 5
_NAME, _QUOTE, _PROSE = 100, 200, 600
_FAILED, _PASSED = "❌", "✅"


def write(report: Report, stream: TextIO, style: Style) -> None:
    """Write the report as GitHub Flavored Markdown of at most 65,000 characters."""
    del style
    stream.write(text(report))


def text(report: Report) -> str:
    """Return the report as GitHub Flavored Markdown of at most 65,000 characters; what fails comes first."""
    page = _Page()
    page.add(f"## {_headline(report)}\n\n{summary(report)}\n\n")
    page.add(_unread(report.errors[:_PATHS]))
    # By their numbers: the reports of a mailbox are not all in memory.
    ranks = [(not file.fails, file.score) for file in report.files]
    worst_first = sorted(range(len(ranks)), key=ranks.__getitem__)
    page.add(_table([report.files[number] for number in worst_first[:_ROWS]]))
    page.left += {"path": len(report.errors[_PATHS:]), "row": len(worst_first[_ROWS:])}
    for file in map(report.files.__getitem__, worst_first):
        if file.findings or file.unused:
            items = page.add_all(_opening(file), _items(file), "\n</details>\n\n")
            page.left["finding"] += max(0, len(file.findings) - items)
    return page.finished()


@dataclass
class _Page:
    """Text that grows while there is room. `left`: how many of what were left out."""

    pieces: list[str] = field(default_factory=list)
    room: int = LIMIT - _FOR_THE_END
    left: Counter[str] = field(default_factory=Counter)

    def add(self, piece: str) -> None:
        self.pieces.append(piece)
        self.room -= len(piece)

    def add_all(self, opening: str, items: Iterable[str], closing: str) -> int:
        """Add as many items as there is room for, with what stands around them, and return how many."""
        room, kept = self.room - len(opening) - len(closing), []
        for item in items:
            room -= len(item)
            if room < 0:
                break
            kept.append(item)
        if kept:
            self.add("".join((opening, *kept, closing)))
        return len(kept)

    def finished(self) -> str:
        """Return the text, with a line that says what was left out."""
        left = ", ".join(plural(count, what) for what, count in self.left.items() if count)
        return "".join((*self.pieces, f"Left out, as a comment holds 65,536 characters: {left}.\n" if left else "")).rstrip("\n") + "\n"


def _headline(report: Report) -> str:
    failing = report.sums.failed
    verdict = "failed" if failing or report.errors else "passed"
    if failing and len(report.files) > 1:
        verdict = f"{failing} of {plural(len(report.files), 'message')} failed"
    return f"{_PASSED if verdict == 'passed' else _FAILED} tonelint: {', '.join(part for part in (verdict, scores(report)) if part)}"


def _unread(errors: Iterable[FileError]) -> str:
    lines = [f"- {code(_end(place_of(error)))}: {code(short(error.message, _QUOTE))}\n" for error in errors]
    return "".join(("**Could not be read**\n\n", *lines, "\n")) if lines else ""


def _table(files: list[FileReport]) -> str:
    if not files:
        return ""
    principles = list(dict.fromkeys(name for file in files for name, _ in file.principles))
    lines = [f"| | message | score | {' | '.join([*principles, 'good'])} |", f"|---|---|{'---:|' * (len(principles) + 2)}"]
    for file in files:
        points = dict(file.principles)
        numbers = [whole(file.score), *(_signed(points.get(name, 0)) for name in principles), str(len(file.strengths))]
        lines.append(f"| {_icon(file)} | {cell(_end(name_of(file)))} | {' | '.join(numbers)} |")
    return "\n".join((*lines, "\n"))


def _opening(file: FileReport) -> str:
    told = ", ".join(part for part in (f"score {whole(file.score)}", present(kinds(file.findings))) if part)
    return f"<details><summary>{_icon(file)} <code>{escape(_end(name_of(file)))}</code>: {told}</summary>\n\n"


def _items(file: FileReport) -> Iterator[str]:
    """Yield the findings of a message, one each, then what else is to be said of it."""
    yield from (_finding(file, finding) for finding in file.findings)
    for shortfall in score_shortfalls(file):
        yield f"- {_FAILED} {shortfall}\n"
    if file.strengths:
        more = len(file.strengths) - _GOOD
        good = ", ".join(_good(strength) for strength in file.strengths[:_GOOD])
        yield f"- good: {good}{f' and {more} more' if more > 0 else ''}\n"
    yield from (f"- line {unused.place.start.line}: {code(short(unused.what, _QUOTE))}\n" for unused in file.unused)
    if told := hidden(file):
        yield f"- {told}\n"


def _finding(file: FileReport, finding: Finding) -> str:
    label = finding.severity.label if finding.severity else "strength"
    place = f"line {finding.place.start.line}, in the {finding.part}"
    head = f"{f'{_FAILED} ' * file.fails_by(finding)}**{label}** {place}, {signed(finding.points)}, {code(finding.rule)}"
    quote = code(short(finding.text, _QUOTE)) if finding.text else ""
    where = f"{quote} ({prose(finding.origin)})" if finding.origin else quote
    like = f"It reads like {code(short(finding.like, _QUOTE))}" if finding.like else ""
    better = f"**Better:** {prose(short(finding.suggestion, _PROSE))}" if finding.suggestion else ""
    fix = prose(replacement(finding.fix)) if finding.fix else ""
    return f"- {'<br>'.join(line for line in (head, where, prose(short(finding.message, _PROSE)), like, better, fix) if line)}\n"


def _good(strength: Finding) -> str:
    return f"{code(short(strength.text))} (line {strength.place.start.line}, {signed(strength.points)}, {code(strength.rule)})"


def _icon(file: FileReport) -> str:
    return _FAILED if file.fails else _PASSED


def _signed(points: int) -> str:
    return signed(points) if points else "0"


def _end(name: str) -> str:
    """Return the end of a long name, which tells more than its beginning."""
    return name if len(name) <= _NAME else f"…{name[1 - _NAME :]}"
