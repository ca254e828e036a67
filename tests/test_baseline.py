"""The baseline: what was accepted is hidden whatever its lines and markup, what is new shows, and counts only fall."""

import json
import re
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from tonelint import check_paths, ruleset
from tonelint.cli import run

PAGE = (Path(__file__).parent.parent / "docs" / "baseline.md").read_text(encoding="utf-8")
EXAMPLES = '\n  good: ["It is new.", "It is red.", "It is old.", "It is far.", "It is near.", "It is here."]\n'
ARCHAIC = (
    """\
id: manner/archaic
severity: error
points: 5
message: Nobody says this any more.
why: Nobody speaks so.
any:
  - phrase: ["verily"]
examples:
  bad: [{}]""".format(", ".join(f'"Verily it {word}."' for word in ("rains", "snows", "pours", "shines", "thaws", "clears")))
    + EXAMPLES
)
LOST = """\
id: manner/lost
severity: warning
points: 3
message: Where are you?
why: A reader wants to know.
any:
  - absent: {fragment: true, any: [{phrase: ["fernway"]}]}
examples:
  bad: ["It rains.", "It snows.", "It pours.", "It shines.", "It thaws.", "It clears."]
  good: ["At Fernway.", "In Fernway.", "To Fernway.", "Of Fernway.", "By Fernway.", "On Fernway."]
"""
VERILY = "Verily the kettle is red."
BASELINE = ("--baseline", "tonelint-baseline.json")


def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def mail(*paragraphs):
    return "\n\n".join(["Hi Ann,", *paragraphs, "Sam at Fernway"]) + "\n"


@pytest.fixture(name="own", scope="module")
def _own(tmp_path_factory):
    """Write the rules above to a folder; every run of the module that asks for them has them, loaded once, and no others."""
    folder = tmp_path_factory.mktemp("own")
    put(folder / "archaic.yml", ARCHAIC)
    put(folder / "lost.yml", LOST)
    whole = ruleset.load

    @cache
    def load(extra, **options):
        found = whole(extra, **options)
        return replace(found, rules=tuple(rule for rule in found.rules if rule.principle == "manner")) if extra else found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ruleset, "load", load)
        yield ("--rules", str(folder))


@pytest.fixture(name="folder")
def _folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(name="tonelint")
def _tonelint(own, folder, capfd):
    """Run a command with the two rules above and return its exit code and lines, errors last."""
    assert folder

    def tonelint(command, *arguments):
        code = run([command, *arguments, *own])
        shown = capfd.readouterr()
        return code, (shown.out + shown.err).splitlines()

    return tonelint


@pytest.fixture(name="check")
def _check(tonelint):
    """Check against the baseline and return the places and words of new findings."""

    def check(*paths, baseline="tonelint-baseline.json", **options):
        more = [f"--{name.replace('_', '-')}={value}" for name, value in options.items()]
        _, lines = tonelint("check", *paths, "--baseline", baseline, "--format=concise", *more)
        return [re.sub(r": (?:error|warning) (\S+) .*", r" \1", line) for line in lines if not line.endswith(" hidden")]

    return check


def saved(path="tonelint-baseline.json"):
    return json.loads(Path(path).read_text(encoding="utf-8"))


def test_what_was_accepted_is_hidden_and_what_is_new_fails(folder, tonelint, check):
    put(folder / "mails" / "a.txt", mail(VERILY))
    assert tonelint("baseline", "mails") == (0, ["tonelint-baseline.json: accepted 1 finding in 1 message"])
    assert tonelint("check", "mails", *BASELINE, "--quiet")[0] == 0
    put(folder / "mails" / "a.txt", mail("Verily it rains.", VERILY))
    assert check("mails") == ["mails/a.txt:3:1 manner/archaic"]


def test_the_file_is_sorted_and_has_a_line_for_each_entry(folder, tonelint):
    put(folder / "b.txt", "Verily, it “rains”.\n")
    put(folder / "a.html", "<p>Verily, {{ name }} — it <b>rains</b>.</p><p>Verily, {{ first }} -- it rains.</p>")
    tonelint("baseline", "a.html", "b.txt")
    assert Path("tonelint-baseline.json").read_bytes().decode() == (
        "{\n"
        '"version": 1,\n'
        '"findings": [\n'
        '{"path": "a.html", "rule": "manner/archaic", "text": "verily, {} - it rains.", "count": 2},\n'
        '{"path": "a.html", "rule": "manner/lost", "count": 1},\n'
        '{"path": "b.txt", "rule": "manner/archaic", "text": "verily, it \\"rains\\".", "count": 1},\n'
        '{"path": "b.txt", "rule": "manner/lost", "count": 1}\n'
        "],\n"
        '"scores": [\n'
        '{"path": "a.html", "score": 69.5},\n'
        '{"path": "b.txt", "score": 72.0}\n'
        "]\n"
        "}\n"
    )


def test_it_is_not_written_over(folder, tonelint):
    put(folder / "a.txt", mail(VERILY))
    tonelint("baseline", "a.txt")
    assert tonelint("baseline", "a.txt") == (
        2,
        ["tonelint-baseline.json is there already: --update takes out what is no longer found, --renew accepts today's findings anew"],
    )


def test_an_update_takes_out_what_is_gone_and_adds_nothing(folder, tonelint, check):
    put(folder / "a.txt", mail(VERILY, "Verily it rains. Verily it rains."))
    put(folder / "b.txt", mail(VERILY))
    tonelint("baseline", "a.txt", "b.txt")
    put(folder / "a.txt", mail("Verily it snows. Verily it rains."))
    (folder / "b.txt").unlink()
    assert "3 entries of the baseline no longer match: run tonelint baseline --update" in tonelint("check", "a.txt", *BASELINE)[1]
    assert tonelint("baseline", "a.txt", "--update") == (
        0,
        ["tonelint-baseline.json: removed 2 entries that no longer match, lowered 1, raised 1 score"],
    )
    assert [(entry["text"], entry["count"]) for entry in saved()["findings"]] == [("verily it rains.", 1)]
    assert check("a.txt") == ["a.txt:3:1 manner/archaic"]
    assert tonelint("baseline", "a.txt", "--update") == (0, ["tonelint-baseline.json: every entry still matches"])


def test_a_renewal_accepts_all_anew(folder, tonelint, check):
    put(folder / "a.txt", mail(VERILY))
    tonelint("baseline", "a.txt")
    put(folder / "a.txt", "Verily it rains. Verily it snows.\n")
    assert tonelint("baseline", "a.txt", "--renew") == (0, ["tonelint-baseline.json: accepted 3 findings in 1 message"])
    assert check("a.txt") == []
    assert [entry.get("text", "") for entry in saved()["findings"]] == ["verily it rains.", "verily it snows.", ""]


def test_a_run_speaks_only_for_the_files_and_rules_it_looked_at(folder, tonelint):
    for name in ("a.txt", "b.txt"):
        put(folder / name, "Verily it rains.\n")
    tonelint("baseline", "a.txt", "b.txt")
    whole = saved()
    put(folder / "b.txt", "It rains at Fernway.\n")
    assert not [line for line in tonelint("check", "a.txt", *BASELINE)[1] if "match" in line]
    for way in ("--update", "--renew"):
        tonelint("baseline", "a.txt", way)
        assert saved() == whole
    put(folder / "a.txt", "It rains at Fernway.\n")
    told = tonelint("check", "a.txt", *BASELINE, "--select", "manner/lost")[1]
    assert "1 entry of the baseline no longer matches: run tonelint baseline --update" in told
    tonelint("baseline", "a.txt", "--update", "--select", "manner/lost")
    assert [(entry["path"], entry["rule"]) for entry in saved()["findings"]] == [
        ("a.txt", "manner/archaic"),
        ("b.txt", "manner/archaic"),
        ("b.txt", "manner/lost"),
    ]
    assert saved()["scores"] == whole["scores"]


def test_what_cannot_be_read_is_named_and_the_rest_is_accepted(folder, tonelint):
    put(folder / "a.txt", mail(VERILY))
    assert tonelint("baseline", "gone.txt", "a.txt") == (
        2,
        ["tonelint-baseline.json: accepted 1 finding in 1 message", "gone.txt: no such file or folder"],
    )
    put(folder / "b.txt", b"caf\xe9")
    assert tonelint("baseline", "gone.txt", "b.txt", "--output", "other.json")[1][-1] == "no message could be read: nothing is written"
    assert not (folder / "other.json").exists()


@pytest.mark.parametrize(
    ("command", "error"),
    [
        ("baseline -", "Error: what comes on standard input has no path to accept findings for"),
        ("baseline --update --renew", "Error: --update adds nothing, --renew accepts all: give one of them"),
        (
            "baseline --update",
            "tonelint-baseline.json: there is no such baseline; write one: tonelint baseline --output tonelint-baseline.json",
        ),
        ("check --baseline gone.json", "gone.json: there is no such baseline; write one: tonelint baseline --output gone.json"),
        ("check --fail-on-drop", "to fail on a drop needs a baseline to compare with: --baseline FILE"),
        ("baseline a.txt --output gone/b.json", "gone/b.json: cannot be written: no such file or directory"),
    ],
)
def test_a_mistake_is_told_in_one_line(folder, tonelint, command, error):
    put(folder / "a.txt", mail(VERILY))
    code, lines = tonelint(*command.split())
    assert (code, lines[-1]) == (2, error)


# Where files lie and what they are called


def test_paths_count_from_the_folder_of_the_baseline(folder, tonelint, check, monkeypatch):
    put(folder / "shop" / "mails" / "a.txt", mail(VERILY))
    put(folder / "config" / ".keep", "")
    tonelint("baseline", "./shop/mails", "--output", "config/accepted.json")
    assert [entry["path"] for entry in saved("config/accepted.json")["findings"]] == ["../shop/mails/a.txt"]
    for given in ("shop/../shop/mails/a.txt", "./shop", str(folder / "shop")):
        assert check(given, baseline="config/accepted.json") == []
    monkeypatch.chdir(folder / "shop")
    assert check("mails/a.txt", baseline=str(folder / "config" / "accepted.json")) == []
    assert check("mails", baseline="../config/accepted.json") == []


def test_a_link_to_the_folder_is_the_folder(folder, tonelint, check):
    put(folder / "real" / "a.txt", mail(VERILY))
    (folder / "link").symlink_to(folder / "real")
    tonelint("baseline", "real", "--output", "real/accepted.json")
    assert check("link/a.txt", baseline="real/accepted.json") == []
    assert check("real/a.txt", baseline="link/accepted.json") == []


def test_what_was_accepted_moves_with_its_file(folder, tonelint, check):
    put(folder / "old" / "a.txt", mail(VERILY, "Verily it rains."))
    put(folder / "old" / "lost.txt", "It rains.\n")
    tonelint("baseline", "old")
    (folder / "old").rename(folder / "new")
    (folder / "new" / "a.txt").rename(folder / "new" / "b.txt")
    (folder / "new" / "lost.txt").rename(folder / "new" / "found.txt")
    put(folder / "new" / "b.txt", mail(VERILY, "Verily it snows."))
    assert check("new") == ["new/b.txt:5:1 manner/archaic"]
    assert tonelint("baseline", "new", "--update") == (
        0,
        ["tonelint-baseline.json: removed 1 entry that no longer matches, moved 2 files"],
    )
    assert {entry["path"] for entry in saved()["findings"]} == {"new/b.txt", "new/found.txt"}


def test_a_new_file_is_not_the_old_one_for_a_little_likeness(folder, tonelint, check):
    put(folder / "a.txt", "Verily it rains. Verily it snows. Verily it pours.\n")
    tonelint("baseline", "a.txt")
    put(folder / "b.txt", "Verily it rains.\n")
    (folder / "a.txt").unlink()
    assert check("b.txt") == ["b.txt:1:1 manner/archaic", "b.txt:1:1 manner/lost"]


def test_a_copy_is_not_accepted_while_its_model_is_there(folder, tonelint, check):
    put(folder / "a.txt", mail(VERILY))
    tonelint("baseline", "a.txt")
    put(folder / "copy.txt", mail(VERILY))
    assert check("a.txt", "copy.txt") == check("copy.txt") == ["copy.txt:3:1 manner/archaic"]


def test_a_hook_that_sees_one_version_of_a_message_knows_what_was_accepted_in_the_other(folder, tonelint, check):
    put(folder / "a.html", "<p>Hi Ann,</p><p>Verily the kettle is red.</p><p>Sam at Fernway</p>")
    put(folder / "a.txt", mail(VERILY))
    tonelint("baseline", "a.html", "a.txt")
    assert [entry["path"] for entry in saved()["findings"]] == ["a.html"]
    assert check("a.txt") == check("a.html") == check("a.html", "a.txt") == []
    put(folder / "a.txt", mail(VERILY, "Verily it rains."))
    assert check("a.txt") == check("a.html", "a.txt", ignore="manner/lost") == ["a.txt:5:1 manner/archaic"]
    assert tonelint("baseline", "a.txt", "--update") == (0, ["tonelint-baseline.json: every entry still matches"])


# Several messages in a file, and sent ones


def test_of_sent_mails_only_a_digest_is_kept(folder, tonelint, check):
    sent = "From: shop@fernway.example\nTo: ann@home.example\nSubject: Rain\n\nHi Zoltan,\n\nVerily, Zoltan, it rains.\n\nSam\n"
    put(folder / "a.mbox", "".join(f"From shop@fernway.example Mon Jan  1 00:00:00 2024\n{sent}\n" for _ in range(2)))
    tonelint("baseline", "a.mbox")
    assert "zoltan" not in Path("tonelint-baseline.json").read_text(encoding="utf-8").lower()
    digest = saved()["findings"][0].pop("text")
    assert re.fullmatch("sha256:[0-9a-f]{16}", digest)
    assert [{**entry, "text": entry.get("text", "")} for entry in saved()["findings"]] == [
        {"path": "a.mbox", "rule": "manner/archaic", "text": digest, "count": 2},
        {"path": "a.mbox", "message": "mail 1", "rule": "manner/lost", "text": "", "count": 1},
        {"path": "a.mbox", "message": "mail 2", "rule": "manner/lost", "text": "", "count": 1},
    ]
    assert check("a.mbox") == []


def test_messages_of_a_catalogue_are_told_apart_by_their_keys(folder, tonelint, check):
    keys = ("--keys", "*_mailer.**")
    put(folder / "en.yml", "en:\n  a_mailer:\n    text: It rains.\n  b_mailer:\n    text: At Fernway.\n")
    tonelint("baseline", "en.yml", *keys)
    assert [score["message"] for score in saved()["scores"]] == ["en.a_mailer.text", "en.b_mailer.text"]
    put(folder / "en.yml", "en:\n  a_mailer:\n    text: It rains.\n  b_mailer:\n    text: It snows.\n")
    assert check("en.yml", keys="*_mailer.**") == ["en.yml:5:11 manner/lost"]


def test_the_baseline_is_no_catalogue(folder, tonelint, check):
    put(folder / "en.json", '{"text": "Verily it rains at Fernway."}')
    tonelint("baseline", ".", "--keys", "**")
    assert check(".", keys="**") == []


# Scores


def test_the_score_is_that_of_what_is_left_and_a_full_score_that_fell_fails(folder, tonelint):
    put(folder / "a.txt", mail(VERILY))
    tonelint("baseline", "a.txt")
    drop = ("check", ".", *BASELINE, "--fail-on-drop", "--fail-on", "never")
    code, lines = tonelint(*drop)
    assert (code, lines[1]) == (0, "   80 of 100  ████████████████░░░░")
    put(folder / "a.txt", mail(VERILY, "Verily it rains."))
    code, lines = tonelint(*drop)
    assert code == 1
    assert lines[1:3] == ["   75 of 100  ███████████████░░░░░", "  fails: with all that is accepted, the score fell from 75 to 72.5"]
    put(folder / "b.txt", "Verily it rains.\n")
    put(folder / "a.txt", mail(VERILY))
    assert tonelint(*drop)[0] == 0
    assert tonelint(*drop[:4], "--fail-on", "never")[0] == 0


def test_the_json_report_has_both_scores_and_the_dead_entries(folder, tonelint):
    put(folder / "a.txt", mail(VERILY, "Verily it rains."))
    tonelint("baseline", "a.txt")
    put(folder / "a.txt", mail(VERILY))
    report = json.loads("\n".join(tonelint("check", "a.txt", *BASELINE, "--format", "json")[1]))
    (told,) = report["files"]
    assert (told["score"], told["score_before_baseline"], told["score_accepted"]) == (80.0, 75.0, 72.5)
    assert [(hidden["rule"], hidden["by"]) for hidden in told["suppressions"]] == [("manner/archaic", "baseline")]
    assert report["dead_entries"] == [{"path": "a.txt", "rule": "manner/archaic", "text": "verily it rains.", "count": 1}]


def test_the_configuration_names_the_baseline_and_asks_for_no_drop(folder, tonelint, monkeypatch):
    put(folder / "tonelint.toml", 'paths = ["mails"]\nbaseline = "quality/accepted.json"\nfail-on-drop = true\nfail-on = "never"\n')
    put(folder / "quality" / ".keep", "")
    put(folder / "mails" / "a.txt", mail(VERILY))
    assert tonelint("check") == (
        2,
        [
            "tonelint.toml:2:12: quality/accepted.json: there is no such baseline; write one: tonelint baseline --output quality/accepted.json"
        ],
    )
    assert tonelint("baseline") == (0, ["quality/accepted.json: accepted 1 finding in 1 message"])
    monkeypatch.chdir(folder / "mails")
    assert tonelint("check", "a.txt", "--quiet")[0] == 0
    put(folder / "mails" / "a.txt", mail(VERILY, "Verily it rains."))
    assert tonelint("check", "a.txt", "--quiet")[0] == 1


def test_the_api_goes_by_the_baseline_of_the_configuration(own, folder):
    put(folder / "tonelint.toml", f'rules = ["{own[1]}"]\nbaseline = "accepted.json"\n')
    put(folder / "a.txt", mail(VERILY))
    assert run(["baseline", "a.txt"]) == 0
    put(folder / "a.txt", mail(VERILY, "Verily it rains."))
    assert [finding.line for finding in check_paths("a.txt").messages[0].findings] == [5]


# The page, and a real repository


@pytest.fixture(name="offer")
def _offer(folder, capfd):
    accepted = re.search(r"`offer\.html` was accepted as `([^`]+)`", PAGE)[1]
    put(folder / "offer.html", accepted)
    run(["baseline", "offer.html", "--select", "freedom/urgency"])
    capfd.readouterr()
    return folder / "offer.html"


@pytest.mark.parametrize(("text", "count"), re.findall(r"^\| `(<[^`]+|\{[^`]+)` \| (\d) \|$", PAGE, re.M))
def test_the_page_says_what_is_new(offer, capfd, text, count):
    put(offer, text)
    run(["check", "offer.html", "--select", "freedom/urgency", *BASELINE, "--format", "concise"])
    assert len([line for line in capfd.readouterr().out.splitlines() if ": warning " in line]) == int(count)


def test_the_page_shows_a_line_of_the_file(offer):
    (line,) = [line for line in Path("tonelint-baseline.json").read_text(encoding="utf-8").splitlines() if "urgency" in line]
    assert offer.exists()
    assert line in PAGE.replace("mails/offer.html", "offer.html")


def test_in_a_repository_a_branch_that_mends_and_one_that_renames_go_together(folder, tonelint, check):
    def git(*arguments):
        command = ["git", "-c", "user.name=Ann", "-c", "user.email=ann@fernway.example", "-c", "init.defaultBranch=main", *arguments]
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout

    def commit(message):
        git("add", "-A")
        git("commit", "-qm", message)

    git("init", "-q")
    for name in "abcdef":
        put(folder / "mails" / f"{name}.txt", mail(VERILY, f"Verily {name} rains."))
    tonelint("baseline", "mails")
    commit("Accept what there is")
    git("checkout", "-qb", "mend")
    put(folder / "mails" / "a.txt", mail(VERILY))
    tonelint("baseline", "mails", "--update")
    assert git("diff", "--numstat", "--", "tonelint-baseline.json").split()[:2] == ["1", "2"]
    commit("Mend a")
    git("checkout", "-q", "main")
    git("mv", "mails/e.txt", "mails/g.txt")
    assert check("mails") == []
    tonelint("baseline", "mails", "--update")
    commit("Rename e")
    git("merge", "-q", "mend", "-m", "merge")
    assert check("mails") == []
    assert tonelint("baseline", "mails", "--update") == (0, ["tonelint-baseline.json: every entry still matches"])
    put(folder / "mails" / "c.txt", mail(VERILY, "Verily c rains.", "Verily it snows."))
    assert check("mails") == ["mails/c.txt:7:1 manner/archaic"]


def test_a_merge_conflict_is_called_one_and_can_be_left_behind(folder, tonelint, check):
    put(folder / "a.txt", mail(VERILY))
    tonelint("baseline", "a.txt")
    lines = Path("tonelint-baseline.json").read_text(encoding="utf-8").splitlines()
    put(folder / "tonelint-baseline.json", "\n".join([*lines[:3], "<<<<<<< HEAD", lines[3], "=======", ">>>>>>> mend", *lines[4:]]))
    conflict = "tonelint-baseline.json:4:1: a merge conflict: resolve it, or accept today's findings anew with --renew"
    for command in (("check", "a.txt", *BASELINE), ("baseline", "a.txt", "--update")):
        assert tonelint(*command) == (2, [conflict])
    assert tonelint("baseline", "a.txt", "--renew") == (
        0,
        ["tonelint-baseline.json: accepted 1 finding in 1 message", f"{conflict}; of both sides nothing is kept"],
    )
    assert check("a.txt") == []
