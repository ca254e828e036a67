"""The report for a person: score with a bar, a line a principle, findings as source frames, strengths, a summary."""

from __future__ import annotations

import os
from collections.abc import Hashable, Iterable, Sequence
from typing import TextIO

from rich.console import Console
from rich.text import Text

from tonelint.finding import Finding, Severity
from tonelint.report import FileReport, Report
from tonelint.writers.frame import frame
from tonelint.writers.style import Style, clean, grade, short, signed, whole
from tonelint.writers.wording import hidden, outdated, repeated, replacement, score_shortfalls, totals, unread, verdict

_BAR = 20
_WIDEST = 100
_NARROW = 60
_MANY = 8
_REMEMBERED = 1000
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
    page = _Page(console_for(stream, style))
    is_long = len(report.files) > _MANY and not style.verbose
    sound = [file for file in report.files if not (file.findings or file.fails or file.unused)] if is_long or style.quiet else []
    told = {id(file) for file in sound}
    for file in report.files:
        if id(file) not in told:
            _file(page, file, style)
            page.turn()
    if not style.quiet:
        _sound(page, sound)
    _summary(page, report)
    page.turn()


class _Console(Console):
    """A console that leaves a broken pipe to the command line; rich would end the program with 1."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console_for(stream: TextIO, style: Style) -> Console:
    """Return a console on a stream; NO_COLOR, FORCE_COLOR and TERM are respected unless the style says otherwise."""
    no_color = style.color is False or (style.color is None and bool(os.environ.get("NO_COLOR")))
    console = _Console(
        file=stream,
        force_terminal=True if style.color else None,
        no_color=no_color,
        color_system=None if no_color else "auto",
        highlight=False,
        markup=False,
        emoji=False,
        width=style.width,
    )
    console.width = min(console.width, _WIDEST)
    return console


def indented(console: Console, text: Text, indent: int) -> None:
    """Print text wrapped to the console's width behind an indent, without blanks at the ends of lines."""
    page = _Page(console)
    page.indented(text, indent)
    page.turn()


class _Page:
    """Lines that are printed together: for each print, rich asks the environment and the terminal anew."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._lines: list[Text] = []
        # The width that lines are wrapped to.
        self.width = console.width
        # What was said before, wrapped: every finding of a rule says the same.
        self._known: dict[Hashable, list[Text]] = {}
        # Where nothing is coloured, what rich would print is the text.
        self._is_plain = console.color_system is None

    def uncut(self, text: Text) -> None:
        """Add a line as it is, however long."""
        self._lines.append(text)

    def line(self, text: Text | None = None) -> None:
        """Add a line, or an empty one; what is wider than the page goes on in the next."""
        self._lines += self._wrapped(text, self.width) if text else [Text()]

    def indented(self, text: Text, indent: int) -> None:
        """Add text wrapped to the page's width behind an indent, without blanks at the ends of lines."""
        key = text.plain, str(text.style), tuple(text.spans), indent
        if key not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[key] = [self._behind(" " * indent, line) for line in self._wrapped(text, max(10, self.width - indent))]
        self._lines += self._known[key]

    @staticmethod
    def _behind(indent: str, line: Text) -> Text:
        line.rstrip()
        return Text(indent).append_text(line)

    def _wrapped(self, text: Text, width: int) -> Iterable[Text]:
        plain = text.plain
        fits = len(plain) <= width and plain.isascii() and plain.isprintable()
        return [text] if fits else text.wrap(self._console, width)

    def turn(self) -> None:
        """Print the lines there are."""
        if self._lines and self._is_plain:
            self._console.file.write("".join(f"{line.plain}\n" for line in self._lines))
        elif self._lines:
            self._console.print(Text("\n").join(self._lines), soft_wrap=True)
        self._lines.clear()


def _file(page: _Page, file: FileReport, style: Style) -> None:
    page.line(Text(_name(file), style="bold"))
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


def _sound(page: _Page, files: Sequence[FileReport]) -> None:
    if not files:
        return
    page.line(Text("Nothing to mend", style="bold green"))
    for file in files:
        line = Text(f"  {whole(file.score):>3}  ")
        line.append(_bar(file.score, 1000), style=_GRADES[grade(file.score)])
        line.append(f"  {_name(file)}")
        page.uncut(line)
    page.line()


def _score(page: _Page, file: FileReport) -> None:
    color = _GRADES[grade(file.score)]
    line = Text("  ")
    line.append(f"{whole(file.score):>3}", style=f"bold {color}")
    line.append(" of 100  ")
    line.append(_bar(file.score, 1000), style=color)
    page.line(line)
    for reason in score_shortfalls(file):
        page.indented(Text(f"fails: {reason}", style="red"), 2)
    situation = file.situation
    told = _TOLD[situation.source]
    words = ", ".join(f'"{clean(word)}"' for word in situation.evidence)
    shown = f"situation: {situation.name}" + (f", {told} {words}".rstrip() if words or situation.source != "detected" else "")
    page.indented(Text(shown, style="dim"), 2)
    page.line()


def _bar(value: int, most: int) -> str:
    filled = round(_BAR * max(0, min(value, most)) / most)
    return "█" * filled + "░" * (_BAR - filled)


def _principles(page: _Page, file: FileReport) -> None:
    most = max([abs(points) for _, points in file.principles] + [200])
    for name, points in file.principles:
        line = Text(f"  {name:<12}{signed(points) if points else '0':>7}")
        length = max(1, round(_BAR * abs(points) / most)) if points else 0
        if length:
            line.append("  " + ("+" if points > 0 else "-") * length, style="green" if points > 0 else "red")
        page.line(line)
    page.line()


def _finding(page: _Page, file: FileReport, finding: Finding) -> None:
    label = finding.severity.label if finding.severity else "strength"
    head = Text("  ")
    head.append(label, style=_COLORS[finding.severity])
    place = f"line {finding.place.start.line}" + ("" if page.width < _NARROW else f", in the {finding.part}")
    head.append(f"  {place}  {signed(finding.points)}  ")
    head.append(finding.rule, style="dim")
    page.line(head)
    if finding.origin:
        # The source shows nothing here that a person could read.
        page.indented(Text(f'{finding.origin}: "{clean(short(finding.text))}"'), 4)
    else:
        _frame(page, file, finding)
    page.indented(Text(finding.message), 4)
    if finding.like:
        page.indented(Text(f'It reads like "{short(finding.like, 100)}"', style="dim"), 4)
    if finding.suggestion:
        better = Text("Better: ", style="bold")
        better.append(finding.suggestion, style="not bold")
        page.indented(better, 4)
    if finding.fix:
        page.indented(Text(replacement(finding.fix)), 4)
    page.line()


def _frame(page: _Page, file: FileReport, finding: Finding) -> None:
    lines = frame(file.source, finding.place, page.width - 12)
    gutter = len(str(lines[-1].number)) if lines else 1
    for line in lines:
        text = Text(f"    {line.number:>{gutter}} │ {line.before}")
        text.append(line.marked, style=_COLORS[finding.severity])
        text.append(line.after)
        page.uncut(text)
        under = Text(f"    {'':>{gutter}} │ ")
        under.append(line.underline, style=_COLORS[finding.severity])
        page.uncut(under)


def _strengths(page: _Page, file: FileReport) -> None:
    page.line(Text("  What is good", style="bold green"))
    for strength in file.strengths:
        line = Text(f"{signed(strength.points):>6}  ", style="green")
        line.append(f'line {strength.place.start.line}: "{clean(short(strength.text))}" ', style="default")
        line.append(strength.rule, style="dim")
        page.indented(line, 2)


def _hidden(page: _Page, file: FileReport) -> None:
    if told := hidden(file):
        page.line(Text(f"  {told}", style="dim"))
    for unused in file.unused:
        page.indented(Text(f"line {unused.place.start.line}: {unused.what}", style="yellow"), 2)


def _skipped(page: _Page, file: FileReport) -> None:
    by_reason: dict[str, list[str]] = {}
    for skipped in file.skipped:
        by_reason.setdefault(skipped.reason, []).append(skipped.rule)
    for reason, names in by_reason.items():
        page.line()
        page.indented(Text(f"not applied ({reason}): {', '.join(names)}", style="dim"), 2)


def _summary(page: _Page, report: Report) -> None:
    for line, style in ((unread(report), "red"), (repeated(report), "dim"), (outdated(report), "yellow")):
        if line:
            page.line(Text(line, style=style))
    if report.files:
        page.indented(Text(totals(report), style="bold"), 0)
    if failing := verdict(report):
        page.indented(Text(failing, style="bold red"), 0)
