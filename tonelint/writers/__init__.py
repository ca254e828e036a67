"""The outputs, one file each. A new one is a file with a `write` function and a line in WRITERS."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TextIO

from tonelint.report import Report
from tonelint.writers.style import Style

Writer = Callable[[Report, TextIO, Style], None]


def _in(module: str) -> Writer:
    """Return the writer of a module, which is imported when something is to be written."""

    def write(report: Report, stream: TextIO, style: Style) -> None:
        import_module(f"tonelint.writers.{module}").write(report, stream, style)

    return write


WRITERS = {
    "text": _in("text"),
    "concise": _in("concise"),
    "json": _in("json_v1"),
    "sarif": _in("sarif"),
    "github": _in("github"),
    "gitlab": _in("gitlab"),
    "junit": _in("junit"),
    "markdown": _in("markdown"),
    "html": _in("html"),
    "statistics": _in("statistics"),
}
# Those that need what a message looks like.
SHOWING = frozenset(["html"])
# Those that write nothing but the report, and of it the same wherever they are.
REPEATABLE = frozenset(["text", "concise", "json", "statistics"])
