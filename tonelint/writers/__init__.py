"""The outputs, one file each. A new one is a file with a `write` function and a line in WRITERS."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO

from tonelint.report import Report
from tonelint.writers import concise, github, gitlab, json_v1, junit, markdown, sarif, statistics, text
from tonelint.writers.style import Style

WRITERS: dict[str, Callable[[Report, TextIO, Style], None]] = {
    "text": text.write,
    "concise": concise.write,
    "json": json_v1.write,
    "sarif": sarif.write,
    "github": github.write,
    "gitlab": gitlab.write,
    "junit": junit.write,
    "markdown": markdown.write,
    "statistics": statistics.write,
}
