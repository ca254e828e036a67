"""Several processes give the report that one gives; whatever happens to one of them is told as if there were no others."""

import os
import signal
import time
from dataclasses import replace

import pytest
from test_result_cache import MAIL, written

from tonelint import discovery, linting, ruleset
from tonelint.cli import run
from tonelint.errors import RenamedWarning, TonelintError
from tonelint.jobs import in_jobs
from tonelint.linting import lint
from tonelint.project import Project
from tonelint.task import Task, Work

LINES = "".join(f"Verily, wow number {number}.\n\n" for number in range(5))


@pytest.fixture(name="many")
def _many(repository):
    """Be in a repository with many messages and some that are none."""
    repository.write({f"m{number:02}.txt": MAIL.replace("Sam", f"Sam {number}") for number in range(20)})
    repository.write({"t.html": "<p>Oi.</p>", "t.txt": "Oi.\n\nWow.\n", "gone.eml": b"\0\1", "empty.txt": "", "long.txt": LINES * 40})
    repository.write(
        {"box.mbox": "From a@b.c Mon Jan  1 00:00:00 2024\nSubject: Oi\n\nVerily.\n\n" * 3, "x.html": "<!-- tonelint: ignore x -->Wow"}
    )
    return repository


def report(jobs, **more):
    work = Work()
    task = Task(Project(), (".", "nowhere.txt"), jobs=jobs, work=work, **more)
    return written(lint(task)), work


@pytest.mark.usefixtures("many")
def test_two_processes_give_the_report_of_one():
    one, work = report(1)
    assert work == Work(linted=26, jobs=1)
    two, work = report(2)
    assert work == Work(linted=26, jobs=2)
    assert two == one
    assert b"nowhere.txt" in one["json"]
    assert report(3) == (one, Work(linted=26, jobs=3))


@pytest.mark.usefixtures("many")
def test_a_page_of_html_is_the_same_too(capsys):
    run(["check", ".", "--format", "html", "--jobs", "1"])
    one = capsys.readouterr().out
    run(["check", ".", "--format", "html", "--jobs", "2"])
    assert capsys.readouterr().out == one
    assert " number 4." in one
    assert not os.path.exists(os.environ["TONELINT_CACHE_DIR"])


def test_a_name_that_a_rule_had_is_told_by_one_of_them_only(many, few_rules, monkeypatch, capfd):
    renamed = replace(few_rules, renamed={"manner/rude": "manner/pert"})
    monkeypatch.setattr(ruleset, "load", lambda *_, **__: renamed)
    many.write({f"m{number:02}.html": "<!-- tonelint: ignore manner/rude -->\n<p>Oi.</p>\n" for number in range(20)})
    with pytest.warns(RenamedWarning, match="manner/rude is now manner/pert"):
        report(2)
    assert capfd.readouterr().err == ""


@pytest.mark.usefixtures("many")
def test_all_files_are_told_of_while_they_are_read():
    told = []
    report(2, tell=lambda done, every: told.append((done, every)))
    assert told[0] == (0, 27)
    assert told[-1] == (27, 27)
    assert told == sorted(told)
    assert len(told) > 4


@pytest.mark.usefixtures("many")
def test_few_small_files_are_linted_by_one_process_and_more_by_as_many_as_pay(monkeypatch):
    monkeypatch.setattr("tonelint.jobs.cores", lambda: 3)
    assert report(None)[1].jobs == 1
    monkeypatch.setattr(linting, "_PAYS", 1500)
    assert report(None)[1].jobs == 3
    monkeypatch.setattr("tonelint.jobs.can_fork", lambda: False)
    assert report(None)[1].jobs == 1
    assert report(2)[1].jobs == 1


@pytest.mark.usefixtures("many")
def test_a_process_that_is_ended_is_one_line(monkeypatch, capsys):
    opened = discovery.opened

    def killed(path):
        if path == "long.txt":
            os.kill(os.getpid(), signal.SIGKILL)
        return opened(path)

    monkeypatch.setattr(discovery, "opened", killed)
    assert run(["check", ".", "--jobs", "2"]) == 2
    told = "one of the processes has ended before its work was done (was there too little memory?): try --jobs 1\n"
    assert capsys.readouterr() == ("", told)


@pytest.mark.usefixtures("many")
def test_a_bug_in_a_process_is_told_as_one_of_ours(monkeypatch, capsys):
    def broken(path):
        message = f"broken by {path}"
        raise ValueError(message)

    monkeypatch.setattr(discovery, "opened", broken)
    assert run(["check", ".", "--jobs", "2"]) == 3
    err = capsys.readouterr().err
    assert "ValueError: broken by " in err
    assert err.endswith("tonelint: this is a bug; please report it with the lines above\n")


def test_an_interrupt_ends_all_of_them_at_once(tmp_path):
    def sleep(name):
        (tmp_path / name).write_text(str(os.getpid()), encoding="utf-8")
        time.sleep(60)

    def interrupt(*_):
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    started = time.monotonic()
    try:
        with pytest.raises(KeyboardInterrupt):
            list(in_jobs(sleep, ["a", "b", "c"], 2))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert time.monotonic() - started < 30
    for name in ("a", "b"):
        with pytest.raises(ProcessLookupError):
            os.kill(int((tmp_path / name).read_text(encoding="utf-8")), 0)


def test_results_come_in_the_order_of_the_work_and_a_mistake_ends_it():
    assert list(in_jobs(lambda number: number * number, list(range(20)), 3)) == [number * number for number in range(20)]
    with pytest.raises(TonelintError, match="seven"):
        list(in_jobs(_no_seven, list(range(20)), 2))


def _no_seven(number):
    if number == 7:
        message = "seven"
        raise TonelintError(message)
