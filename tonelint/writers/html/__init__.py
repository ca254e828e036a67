"""The report as one page that needs nothing else: the messages as their readers see them, with the findings marked in place."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import Any, TextIO

from tonelint import __version__
from tonelint.regexes import regex
from tonelint.report import Report
from tonelint.score import START
from tonelint.writers.html import chart
from tonelint.writers.html.overview import Overview, bar_words
from tonelint.writers.style import Style, clean, grade, plural, short, signed, whole
from tonelint.writers.wording import WORST_FIRST, outdated, repeated, replacement

_ADDRESS = regex(r"(https?://[^\s()<>\"]+[^\s()<>\".,;:])")
_LINE_END = regex(r"\r\n?")


def write(report: Report, stream: TextIO, style: Style) -> None:
    """Write the page. `style.verbose`: also the rules that the situation of a message switched off."""
    # Slow to import, and no other report needs it.
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        loader=PackageLoader(__name__, "assets"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(_FILTERS)
    css, script = _asset("page.css"), _asset("page.js")
    page = environment.get_template("page.html.jinja").generate(
        run=Overview(report),
        css=css,
        script=script,
        hashes=[_hash(css), _hash(script)],
        chart=chart,
        severities=WORST_FIRST,
        start=START,
        verbose=style.verbose,
        version=__version__,
    )
    stream.writelines(page)


def _asset(name: str) -> str:
    return files(__name__).joinpath("assets", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """Return what a content security policy lets a script or style in by."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _printable(value: Any) -> Any:
    """Return a text without what steers a screen or can be in no file; markup was made of such texts."""
    if type(value) is not str:
        return value
    return clean(_LINE_END.sub("\n", value))


def _points(tenths: int) -> str:
    return signed(tenths).replace("-", "\u2212") if tenths else "0"


_FILTERS = {
    "address": _ADDRESS.split,
    "bar_words": bar_words,
    "grade": grade,
    "outdated": outdated,
    "plural": plural,
    "points": _points,
    "repeated": repeated,
    "replacement": replacement,
    "short": short,
    "whole": whole,
}
