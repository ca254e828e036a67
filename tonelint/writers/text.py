"""The report for a person: score with a bar, a line a principle, findings as source frames, strengths, a summary."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from tonelint.finding import Finding, Severity
from tonelint.report import FileReport, Report
from tonelint.writers.frame import frame
from tonelint.writers.page import Line, Page, page_for
from tonelint.writers.style import Style, clean, grade, short, signed, whole
from tonelint.writers.wording import hidden, outdated, repeated, replacement, score_shortfalls, totals, unread, verdict

_BAR = 20
_NARROW = 60
_MANY = 8
# So many of those in which there is nothing to mend are printed together.
_TOGETHER = 500
_COLORS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.SUGGESTION: "cyan", None: "green"}
_GRADES = {"good": "green", "fair": "yellow", "poor": "red"}
_TOLD = {
    "detected": "told by",
    "option": "given with --situation",
    "front-matter": "given in the front matter",
    "configuration": "given in the configuration",
}


def write(report: Report, stream: TextIO, style: Style) -> None:
    """Write the report. Without colour it says the same: severity, marks and bars are in the characters.

    Of many messages, those in which there is nothing to mend get a line each, below the others.
    """
    page = page_for(stream, style)
    is_short = style.quiet or (len(report.files) > _MANY and not style.verbose)
    for file in report.files:
        if not (is_short and _is_sound(file)):
            _file(page, file, style)
            page.turn()
    if is_short and not style.quiet:
        _sound(page, filter(_is_sound, report.files))
    _summary(page, report)
    page.turn()


def _file(page: Page, file: FileReport, style: Style) -> None:
    page.line(Line(_name(file), style="bold"))
    _score(page, file)
    if not style.quiet:
        _principles(page, file)
    for finding in file.findings:
        _finding(page, file, finding)
    if file.strengths and not style.quiet:
        _strengths(page, file)
    _hidden(page, file)
    if file.skipped and style.verbose:
        _skipped(page, file)
    page.line()


def _name(file: FileReport) -> str:
    return clean(file.source.path) + (f", {clean(file.label)}" if file.label else "")


def _is_sound(file: FileReport) -> bool:
    return not (file.findings or file.fails or file.unused)


def _sound(page: Page, files: Iterable[FileReport]) -> None:
    """List messages in which there is nothing to mend."""
    number = 0
    for number, file in enumerate(files, start=1):
        if number == 1:
            page.line(Line("Nothing to mend", style="bold green"))
        line = Line(f"  {whole(file.score):>3}  ")
        line.append(_bar(file.score, 1000), style=_GRADES[grade(file.score)])
        line.append(f"  {_name(file)}")
        page.uncut(line)
        if number % _TOGETHER == 0:
            page.turn()
    if number:
        page.line()


def _score(page: Page, file: FileReport) -> None:
    color = _GRADES[grade(file.score)]
    line = Line("  ")
    line.append(f"{whole(file.score):>3}", style=f"bold {color}")
    line.append(" of 100  ")
    line.append(_bar(file.score, 1000), style=color)
    page.line(line)
    for reason in score_shortfalls(file):
        page.indented(Line(f"fails: {reason}", style="red"), 2)
    situation = file.situation
    told = _TOLD[situation.source]
    words = ", ".join(f'"{clean(word)}"' for word in situation.evidence)
    shown = f"situation: {situation.name}" + (f", {told} {words}".rstrip() if words or situation.source != "detected" else "")
    page.indented(Line(shown, style="dim"), 2)
    page.line()


def _bar(value: int, most: int) -> str:
    filled = round(_BAR * max(0, min(value, most)) / most)
    return "█" * filled + "░" * (_BAR - filled)


def _principles(page: Page, file: FileReport) -> None:
    most = max([abs(points) for _, points in file.principles] + [200])
    for name, points in file.principles:
        line = Line(f"  {name:<12}{signed(points) if points else '0':>7}")
        length = max(1, round(_BAR * abs(points) / most)) if points else 0
        if length:
            line.append("  " + ("+" if points > 0 else "-") * length, style="green" if points > 0 else "red")
        page.line(line)
    page.line()


def _finding(page: Page, file: FileReport, finding: Finding) -> None:
    label = finding.severity.label if finding.severity else "strength"
    head = Line("  ")
    head.append(label, style=_COLORS[finding.severity])
    place = f"line {finding.place.start.line}" + ("" if page.width < _NARROW else f", in the {finding.part}")
    head.append(f"  {place}  {signed(finding.points)}  ")
    head.append(finding.rule, style="dim")
    page.line(head)
    if finding.origin:
        # The source shows nothing here that a person could read.
        page.indented(Line(f'{finding.origin}: "{clean(short(finding.text))}"'), 4)
    else:
        _frame(page, file, finding)
    page.indented(Line(finding.message), 4)
    if finding.like:
        page.indented(Line(f'It reads like "{short(finding.like, 100)}"', style="dim"), 4)
    if finding.suggestion:
        better = Line("Better: ", style="bold")
        better.append(finding.suggestion, style="not bold")
        page.indented(better, 4)
    if finding.fix:
        page.indented(Line(replacement(finding.fix)), 4)
    page.line()


def _frame(page: Page, file: FileReport, finding: Finding) -> None:
    lines = frame(file.source, finding.place, page.width - 12)
    gutter = len(str(lines[-1].number)) if lines else 1
    for line in lines:
        text = Line(f"    {line.number:>{gutter}} │ {line.before}")
        text.append(line.marked, style=_COLORS[finding.severity])
        text.append(line.after)
        page.uncut(text)
        under = Line(f"    {'':>{gutter}} │ ")
        under.append(line.underline, style=_COLORS[finding.severity])
        page.uncut(under)


def _strengths(page: Page, file: FileReport) -> None:
    page.line(Line("  What is good", style="bold green"))
    for strength in file.strengths:
        line = Line(f"{signed(strength.points):>6}  ", style="green")
        line.append(f'line {strength.place.start.line}: "{clean(short(strength.text))}" ', style="default")
        line.append(strength.rule, style="dim")
        page.indented(line, 2)


def _hidden(page: Page, file: FileReport) -> None:
    if told := hidden(file):
        page.line(Line(f"  {told}", style="dim"))
    for unused in file.unused:
        page.indented(Line(f"line {unused.place.start.line}: {unused.what}", style="yellow"), 2)


def _skipped(page: Page, file: FileReport) -> None:
    by_reason: dict[str, list[str]] = {}
    for skipped in file.skipped:
        by_reason.setdefault(skipped.reason, []).append(skipped.rule)
    for reason, names in by_reason.items():
        page.line()
        page.indented(Line(f"not applied ({reason}): {', '.join(names)}", style="dim"), 2)


def _summary(page: Page, report: Report) -> None:
    for line, style in ((unread(report), "red"), (repeated(report), "dim"), (outdated(report), "yellow")):
        if line:
            page.line(Line(line, style=style))
    if report.files:
        page.indented(Line(totals(report), style="bold"), 0)
    if failing := verdict(report):
        page.indented(Line(failing, style="bold red"), 0)
