"""JUnit's XML, which Jenkins, GitLab and Azure DevOps show as tests: a suite is a file, a test a message that passes or fails.

A test is not a finding: GitLab drops the second test of a name and Jenkins the second failure of a test, while a line number in
the name would make a new test of it whenever the text moves. Nor is it a rule: one that found nothing would have to be
listed as passed. A message keeps its name, so that a server can tell since when it fails, and that it was mended.
"""

from __future__ import annotations

from collections import Counter
from typing import TextIO
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from tonelint.finding import Finding
from tonelint.regexes import regex
from tonelint.report import FileError, FileReport, Report
from tonelint.writers.paths import name_of, place_of, shown
from tonelint.writers.style import Style, signed, whole
from tonelint.writers.wording import counted, hidden, kinds, shortfalls, told

# What XML 1.0 allows no document to hold, however it is written.
_ILLEGAL = regex("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(report: Report, stream: TextIO, style: Style) -> None:
    """Write the report as one XML document and a line end. What is below the bar is told of, and fails no test."""
    del style
    root = _suites(report)
    indent(root)
    stream.write(f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n')


def _suites(report: Report) -> Element:
    root = Element("testsuites", name="tonelint")
    suites: dict[str, Element] = {}
    names: Counter[str] = Counter()
    paths = [*(file.source.path for file in report.files), *(error.path for error in report.errors)]
    for number in sorted(range(len(paths)), key=paths.__getitem__):
        path, left = paths[number], number - len(report.files)
        what = report.files[number] if left < 0 else report.errors[left]
        name = place_of(what) if isinstance(what, FileError) else name_of(what)
        suite = suites.get(path)
        if suite is None:
            suite = suites[path] = SubElement(root, "testsuite", name=legal(shown(path)))
        names[name] += 1
        numbered = f"{name} ({names[name]})" if names[name] > 1 else name
        case = SubElement(suite, "testcase", classname="tonelint", name=legal(numbered), file=legal(shown(path)), time="0")
        _fill(case, what)
    for element in (*suites.values(), root):
        _count(element)
    return root


def _fill(case: Element, what: FileReport | FileError) -> None:
    """Put into a test what became of it, and what else there is to say."""
    if isinstance(what, FileError):
        _add(case, "error", what.message, message=what.message, type="tonelint")
        return
    if reasons := shortfalls(what):
        failing = [_line(finding) for finding in what.failing]
        _add(case, "failure", "\n".join([*reasons, *failing]), message="; ".join(reasons), type="tonelint")
    _add(case, "system-out", "\n".join(_told(what)))


def _told(file: FileReport) -> list[str]:
    below = [finding for finding in file.findings if not file.fails_by(finding)]
    lines = [f"score {whole(file.score)}, situation {file.situation.name}: {counted(kinds(file.findings))}"]
    lines += [_line(finding) for finding in below]
    lines += [f"line {unused.place.start.line}: {unused.what}" for unused in file.unused]
    return [*lines, hidden(file)] if file.suppressed else lines


def _line(finding: Finding) -> str:
    start = finding.place.start
    label = finding.severity.label if finding.severity else "strength"
    return f"line {start.line}, column {start.column}: {label} {finding.rule}, {signed(finding.points)}: {told(finding)}"


def _add(case: Element, tag: str, text: str, **attributes: str) -> None:
    SubElement(case, tag, {key: legal(value) for key, value in attributes.items()}).text = legal(text)


def legal(text: str) -> str:
    """Return text without the characters that XML does not allow."""
    return _ILLEGAL.sub("", text)


def _count(element: Element) -> None:
    for attribute, path in (("tests", "testcase"), ("failures", "testcase/failure"), ("errors", "testcase/error")):
        element.set(attribute, str(len(element.findall(f".//{path}"))))
    element.set("time", "0")
