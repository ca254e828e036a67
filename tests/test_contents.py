"""What is in files is told by their status, and never taken from before when that may be another."""

import os
import time

import pytest

from tonelint.contents import Files, digest_of

LONG_AGO = 1_600_000_000


@pytest.fixture(name="folder")
def _folder(tmp_path, monkeypatch):
    monkeypatch.setenv("TONELINT_CACHE", str(tmp_path / "cache"))
    (tmp_path / "rules" / "words").mkdir(parents=True)
    return tmp_path / "rules"


def _write(path, text, changed=LONG_AGO):
    path.write_text(text, encoding="utf-8")
    os.utime(path, (changed, changed))


def _digest(folder):
    return Files.below([str(folder)]).digest()


def test_a_digest_tells_texts_their_order_and_their_borders_apart():
    assert len({digest_of("a", "b"), digest_of("b", "a"), digest_of("ab"), digest_of()}) == 4
    assert digest_of("a") == digest_of("a")


def test_files_that_were_checked_out_anew_are_the_same(folder):
    _write(folder / "a.yml", "one")
    _write(folder / "words" / "b.yml", "two")
    first = _digest(folder)
    _write(folder / "a.yml", "one", LONG_AGO + 60)
    assert _digest(folder) == first
    _write(folder / "a.yml", "ones", LONG_AGO + 60)
    assert _digest(folder) != first


def test_files_are_not_read_as_long_as_the_system_says_the_same_of_them(folder):
    _write(folder / "a.yml", "one")
    first = _digest(folder)
    _write(folder / "a.yml", "two")
    assert _digest(folder) == first


def test_of_a_file_that_has_just_changed_the_status_tells_nothing(folder):
    now = time.time()
    _write(folder / "a.yml", "one", now)
    first = _digest(folder)
    assert not list(folder.parent.glob("cache/*"))
    _write(folder / "a.yml", "two", now)
    assert _digest(folder) != first


def test_a_file_that_has_moved_is_another_and_a_link_that_leads_nowhere_is_none(folder):
    _write(folder / "a.yml", "one")
    first = _digest(folder)
    (folder / ".#a.yml").symlink_to("nobody@host.1")
    assert _digest(folder) == first
    (folder / "a.yml").rename(folder / "words" / "a.yml")
    assert _digest(folder) != first


def test_only_data_and_code_count_and_a_file_below_two_of_the_folders_counts_once(folder):
    _write(folder / "a.yml", "one")
    first = _digest(folder)
    _write(folder / "readme.txt", "one")
    assert _digest(folder) == first
    assert Files.below([str(folder), str(folder)]).paths == (str(folder / "a.yml"),)
