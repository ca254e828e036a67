"""Patterns over paths are those of git's ignore files; git itself says whether they are."""

import re
import subprocess
import time

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tonelint import globs


@pytest.mark.parametrize(
    ("pattern", "matched", "left"),
    [
        ("*.txt", ["a.txt", "mails/a.txt", "mails/.txt"], ["a.txt.bak", "a.html"]),
        ("staff", ["staff", "staff/a.txt", "mails/staff/b/a.txt"], ["staffing/a.txt", "staff.txt"]),
        ("staff/", ["staff/a.txt", "mails/staff/a.txt"], ["staff", "mails/staff"]),
        ("./staff", ["staff", "staff/a.txt"], ["mails/staff/a.txt"]),
        ("mails/staff", ["mails/staff", "mails/staff/a/b.txt"], ["x/mails/staff", "mails/x/staff"]),
        ("mails/*/a.txt", ["mails/en/a.txt"], ["mails/a.txt", "mails/en/gb/a.txt"]),
        ("mails/**/a.txt", ["mails/a.txt", "mails/en/a.txt", "mails/en/gb/a.txt"], ["mails/ba.txt", "xmails/a.txt"]),
        ("**/a.txt", ["a.txt", "x/y/a.txt"], ["ba.txt"]),
        ("mails/**", ["mails/a.txt", "mails/en/a.txt"], ["mails"]),
        ("mail**s/a", ["mail-old-s/a"], ["mail/s/a"]),
        ("mail**/a", ["maila", "mail/a", "mails/a", "mail/en/gb/a"], ["mail/ba", "email/a"]),
        ("/mail**/a", ["maila", "mail/en/a"], ["mail", "x/mail/a"]),
        ("m?il**/a", ["mail/a", "mails/a"], ["maila", "mail/en/a"]),
        ("?.txt", ["a.txt", "x/é.txt"], ["ab.txt", ".txt"]),
        ("[ab].txt", ["a.txt"], ["c.txt", "[ab].txt"]),
        ("[!a-c].txt", ["d.txt", "-.txt"], ["b.txt"]),
        ("[^a-c].txt", ["d.txt", "!.txt"], ["b.txt"]),
        ("[]x].txt", ["].txt", "x.txt"], ["y.txt"]),
        ("mails[/-]a", ["mails[/-]a"], ["mails-a"]),
        ("a+b(c)|d.txt", ["a+b(c)|d.txt"], ["aab(c)", "d.txt"]),
    ],
)
def test_a_pattern_names_paths(pattern, matched, left):
    expression = globs.over_paths([pattern])
    assert [path for path in matched + left if expression.fullmatch(path)] == matched


def test_any_of_several_patterns_will_do_and_none_matches_nothing():
    assert globs.over_paths(["*.md", "staff/"]).fullmatch("a.md")
    assert not globs.over_paths([]).fullmatch("")


def test_what_is_said_anywhere_may_start_at_any_folder():
    assert globs.over_paths(["en/a.txt"], anywhere=True).fullmatch("mails/en/a.txt")
    assert not globs.over_paths(["en/a.txt"]).fullmatch("mails/en/a.txt")


@pytest.mark.parametrize(
    ("pattern", "what"),
    [
        ("", "an empty pattern matches nothing"),
        ("  ", "an empty pattern matches nothing"),
        (".", "'.' names a folder and nothing in it: write '**' for all that is below"),
        ("./", "'./' names a folder and nothing in it: write '**' for all that is below"),
        ("!keep.txt", "a pattern cannot take back what another names, got '!keep.txt'"),
        ("mails/[ab.txt", "the '[' in 'mails/[ab.txt' is not closed"),
        ("[]", "the '[' in '[]' is not closed"),
        ("[!]", "the '[' in '[!]' is not closed"),
        ("[xz-a]", "'z-a' in '[xz-a]' is no range"),
        ("[!é-a]", "'é-a' in '[!é-a]' is no range"),
    ],
)
def test_a_mistake_in_a_pattern_is_told(pattern, what):
    assert globs.mistake(pattern) == what


@pytest.mark.parametrize("pattern", ["*", "**", "./a", "a/", "[a-c]", "[]a]", "[!]a]", "[a-]", "[--0]", "a b", "ü", ".env"])
def test_a_good_pattern_has_no_mistake(pattern):
    assert globs.mistake(pattern) is None


NAMES = st.text(alphabet="ab-.]", min_size=1, max_size=3).filter(lambda name: name.strip("."))
SETS = st.tuples(st.sampled_from(["", "!", "^"]), st.sampled_from(["a", "ab", "a-b", "]", "]a", "b-", "-", "^a", "a!"])).map(
    lambda parts: f"[{''.join(parts)}]"
)
PIECES = st.one_of(st.sampled_from(["a", "b", "-", ".", "*", "**", "?"]), SETS)
PATTERNS = st.tuples(
    st.sampled_from(["", "/"]),
    st.lists(st.one_of(st.lists(PIECES, min_size=1, max_size=4).map("".join), st.just("**")), min_size=1, max_size=3).map("/".join),
    st.sampled_from(["", "", "/"]),
).map("".join)
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)


CASES = st.tuples(PATTERNS.filter(lambda pattern: not globs.mistake(pattern)), st.lists(PATHS, min_size=8, max_size=20, unique=True))


@pytest.fixture(name="git_ignores", scope="module")
def _git_ignores(tmp_path_factory):
    """Ask git which paths patterns in ignore files are for, each file in a folder of its own; no path needs to exist."""
    root = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "-q", root], check=True)

    def git_ignores(cases):
        for number, (pattern, _) in enumerate(cases):
            (root / str(number)).mkdir(exist_ok=True)
            # What is "./a" here is "/a" there.
            (root / str(number) / ".gitignore").write_text(re.sub(r"^\./", "/", pattern) + "\n", encoding="utf-8")
        asked = "\0".join(f"{number}/{path}" for number, (_, paths) in enumerate(cases) for path in paths)
        command = ["git", "-c", "core.ignoreCase=false", "check-ignore", "--no-index", "-z", "--stdin"]
        result = subprocess.run(command, cwd=root, input=asked.encode(), capture_output=True, check=False)
        return {name.decode() for name in result.stdout.split(b"\0") if name}

    return git_ignores


@settings(max_examples=20, deadline=None, phases=[Phase.generate])
@given(st.lists(CASES, min_size=20, max_size=20))
def test_git_reads_a_pattern_in_the_same_way(git_ignores, cases):
    ignored = git_ignores(cases)
    for number, (pattern, paths) in enumerate(cases):
        expression = globs.over_paths([pattern])
        ours = {path for path in paths if expression.fullmatch(path)}
        assert (pattern, ours) == (pattern, {path for path in paths if f"{number}/{path}" in ignored})


@settings(max_examples=300)
@given(st.text(max_size=12), st.text(alphabet="ab/.[]*-!?", max_size=12))
def test_any_text_can_be_asked_for_its_mistake_and_be_a_pattern(text, marks):
    for pattern in (text, marks):
        globs.mistake(pattern)
        globs.over_paths([pattern]).fullmatch("a/b.txt")


def test_a_pattern_of_many_stars_ends_soon():
    start = time.process_time()
    assert not globs.over_paths(["**/*a*a*a*/**/b"]).fullmatch("a" * 40 + "/" + "a/" * 40 + "c")
    assert time.process_time() - start < 20
