"""What is written where no terminal is, without rich, is what rich would write there."""

import io
import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tonelint.writers.page import ONE_CELL, Line, Page, page_for
from tonelint.writers.style import Style
from tonelint.writers.terminal import TerminalPage

WORDS = st.text(st.sampled_from("abW.,-'  \t\n“é░│\u3000日👍\u200d\x07"), max_size=60)
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=3), max_size=3)


def written(page, stream, lines, indent):
    for pieces in lines:
        line = Line(pieces[0], "bold")
        for piece in pieces[1:]:
            line.append(piece, "dim")
        page.line(line)
        page.indented(line, indent)
        page.uncut(line)
        page.line()
    page.turn()
    return stream.getvalue()


@given(LINES, st.integers(12, 40), st.integers(0, 4))
def test_a_plain_page_is_what_rich_writes_without_colour(lines, width, indent):
    plain, rich = io.StringIO(), io.StringIO()
    shown = written(TerminalPage(rich, Style(color=False, width=width)), rich, lines, indent)
    assert written(Page(plain, width), plain, lines, indent) == shown


def test_what_is_taken_for_one_cell_wide_is_so():
    assert {cell_len(character) for character in ONE_CELL} == {1}


@pytest.mark.parametrize(("columns", "width"), [("60", 60), ("300", 100), ("many", 80), ("", 80)])
def test_a_page_is_as_wide_as_the_environment_says(columns, width):
    code = "import sys; from tonelint.writers.page import page_for; from tonelint.writers.style import Style; page = page_for(sys.stdout, Style())"
    end = "print(type(page).__name__, page.width, 'rich' in sys.modules)"
    shown = subprocess.run(
        [sys.executable, "-c", f"{code}; {end}"],
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
        env={name: value for name, value in os.environ.items() if name != "FORCE_COLOR"} | {"COLUMNS": columns},
    )
    assert shown.stdout == f"Page {width} False\n"


@pytest.mark.parametrize("name", ["FORCE_COLOR", "TTY_COMPATIBLE"])
def test_who_says_that_all_is_a_terminal_gets_one(monkeypatch, name):
    monkeypatch.setenv(name, "1")
    assert type(page_for(io.StringIO(), Style())) is TerminalPage


def test_colour_that_is_asked_for_is_shown():
    assert type(page_for(io.StringIO(), Style(color=True))) is TerminalPage
