"""check --watch, and the bar of a long run, on a real terminal."""

import os
import pty
import signal
import subprocess
import sys
import time

import pytest

from tonelint.cli.watching import changes

RULE = """
id: own/hurry
severity: error
points: 4
message: Hurried.
why: Because.
any:
  - phrase: ["hurry"]
examples: {bad: ["a"], good: ["b"]}
"""


# Who runs the tests may have told them to pay no heed to interrupts, and their children inherit that.
_PROGRAM = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from tonelint.cli import main; main()"


def test_all_files_come_first_then_those_that_changed(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("one", encoding="utf-8")
    seen = changes(lambda: sorted(str(path) for path in tmp_path.iterdir()), pause=0)
    assert next(seen) == [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    (tmp_path / "b.txt").write_text("three", encoding="utf-8")
    assert next(seen) == [str(tmp_path / "b.txt")]
    (tmp_path / "c.txt").write_text("new", encoding="utf-8")
    (tmp_path / "a.txt").unlink()
    assert next(seen) == [str(tmp_path / "c.txt")]


@pytest.fixture(name="terminal")
def _terminal():
    """Start programs, each on a terminal of its own, and end them with the test."""
    started = []

    def terminal(folder, *arguments):
        started.append(Terminal(folder, *arguments))
        return started[-1]

    yield terminal
    for one in started:
        one.process.kill()
        one.process.wait()
        os.close(one.master)


class Terminal:
    """A program on a terminal of its own."""

    def __init__(self, folder, *arguments):
        self.master, slave = pty.openpty()
        command = [sys.executable, "-c", _PROGRAM, *arguments]
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
        self.process = subprocess.Popen(
            command, cwd=folder, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
        )
        os.close(slave)
        self.text = ""

    def until(self, words, times=1, seconds=60):
        """Read until some words have come so many times."""
        end = time.monotonic() + seconds
        while self.text.count(words) < times:
            assert time.monotonic() < end, self.text
            try:
                self.text += os.read(self.master, 65536).decode(errors="replace")
            except OSError:
                break
        return self.text


def test_a_writer_sees_each_saved_version_until_the_watch_is_interrupted(tmp_path, terminal):
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "own.yml").write_text(RULE, encoding="utf-8")
    (tmp_path / "mail.txt").write_text("Take your time.", encoding="utf-8")
    program = terminal(tmp_path, "check", "mail.txt", "--watch", "--rules", "rules", "--select", "own", "--format", "concise")
    assert "own/hurry" not in program.until("watching")
    (tmp_path / "mail.txt").write_text("Now hurry.", encoding="utf-8")
    program.until("mail.txt:1:5: error own/hurry")
    program.until("watching", times=2)
    program.process.send_signal(signal.SIGINT)
    assert program.process.wait(20) == 130


def test_a_long_run_shows_how_far_it_is_on_a_terminal(tmp_path, terminal):
    for number in range(60):
        (tmp_path / f"{number}.txt").write_text("Take your time.", encoding="utf-8")
    program = terminal(tmp_path, "check", ".", "--select", "freedom/urgency", "--format", "concise")
    program.until("60/60")
    assert program.process.wait(20) == 0
