"""What a directive hides and what it leaves. The page for people is test_suppression_page.py."""

import time
from dataclasses import replace

import pytest
from hiding import HIDDEN, IGNORE, SHOWN, outcome
from hypothesis import given, settings
from hypothesis import strategies as st

from tonelint.cli import run
from tonelint.engine import Engine
from tonelint.policy import Policy
from tonelint.readers import read_messages
from tonelint.report import HiddenBy


@pytest.mark.parametrize(
    ("path", "text", "hidden", "shown"),
    [
        ("mail.txt", "{#*#}\nSubject: Hurry\n\nHurry.", [2], [4]),
        ("mail.txt", "Subject: {#*#}Hurry\n\nHurry.", [1], [3]),
        ("mail.txt", "{#*#}\n\n\n* * *\n\nHurry,\nhurry.\n\nHurry.", [6, 7], [9]),
        ("mail.txt", "Lamps:\n{#*#}\n- hurry\n- hurry", [3], [4]),
        ("mail.txt", "Lamps:\n- hurry\n{#*#}\n- hurry", [4], [2]),
        ("mail.txt", "A lamp.\n\n{#*#}\n[ Hurry up ]\n\nHurry.", [4], [6]),
        ("mail.txt", "Hurry.\n{#*#}\nHurry, all.\n\nHurry.", [3], [1, 5]),
        ("mail.txt", "Hurry. {#*#} Hurry.\n\nHurry.", [1], [1, 3]),
        ("mail.txt", "Hurry. {#*#}\n\nHurry.", [3], [1]),
        ("mail.txt", "{#*#}{{> head}}\n\nHurry.\n\nHurry.", [3], [5]),
        ("mail.txt", "{#*#}\n{{ name }}\n\nHurry.", [], [4]),
        ("mail.html", "<!--*--><title>Hurry</title><p>\nHurry</p>", [1], [2]),
        ("mail.html", "<!--*--><div hidden>Hurry</div>\n<p>Hurry</p>", [1], [2]),
        ("mail.html", "<p>A lamp.</p><!--*--><img alt='Hurry'>\n<p>Hurry home, all of you.</p>", [1], [2]),
        ("mail.html", "<!-- subject: Hurry -->\n<!--*--><p>Hurry</p>", [2], [1]),
        ("mail.html", "<!--*-->\n<!-- subject: Hurry -->\n<p>Hurry</p>", [2], [3]),
        ("mail.html", "<!--*--><table><tr><td>Hurry</td>\n<td>Hurry</td></tr></table>", [1], [2]),
        ("mail.html", "<p>Hurry <b>or <!--*-->hurry</b>\nhurry</p><p>\nHurry</p>", [1, 2], [1, 3]),
        ("mail.html", "<p>Hurry</p><!--*-->", [], [1]),
        ("mail.md", "Hurry\n\n<!--*-->\n# Hurry\n\nHurry.", [4], [1, 6]),
        ("mail.md", "- Hurry\n<!--*-->\n- Hurry\n- Hurry", [3], [1, 4]),
        ("mail.mjml", "<mjml><mj-head><!--*--><mj-title>Hurry</mj-title></mj-head>\n<mj-body><mj-text>Hurry</mj-text></mj-body></mjml>", [1], [2]),
    ],
)  # fmt: skip
def test_the_next_block_is_hidden_and_nothing_else(said, path, text, hidden, shown):
    told = said(path, text.replace("*--", f" {IGNORE} --").replace("{#*#}", f"{{# {IGNORE} #}}"))
    assert [line for line, what in told if what == HIDDEN] == hidden
    assert [line for line, what in told if what == SHOWN] == shown


def test_what_is_off_is_off_by_name_and_to_the_end(said):
    text = (
        "Hurry to the sale.\n\n{# tonelint: off own/hurry own/sale #}\nHurry to the sale.\n\n{# tonelint: on own/sale #}\nHurry to the sale.\n\n"
        "{# tonelint: on #}\nHurry.\n\n{# tonelint: off own/hurry #}\nHurry.\n\nHurry.\n"
    )
    told = said("mail.txt", text)
    assert [line for line, what in told if what == HIDDEN] == [4, 7, 13, 15]
    assert [line for line, what in told if what == SHOWN] == [1, 10]
    assert [line for line, what in told if what == "`own/sale` is hidden by comment"] == [4]
    assert not [one for one in told if "error" in one[1] or "hides nothing" in one[1]]


def test_off_twice_is_a_mistake(said):
    told = said("mail.txt", "{# tonelint: off own #}\nHurry.\n\n{# tonelint: off own #}\nHurry.\n")
    assert told == [(2, HIDDEN), (4, "error in column 4: 'own' is off already, since line 1"), (5, HIDDEN)]


@pytest.mark.parametrize("place", range(3))
def test_ignore_file_acts_on_the_whole_message_wherever_it_stands(said, place):
    pieces = ["Subject: Hurry\n\n", "Hurry.\n\n", "Hurry.\n\n"]
    pieces.insert(place, "{# tonelint: ignore-file own/hurry -- all #}\n")
    assert [what for _, what in said("mail.txt", "".join(pieces))] == [f"{HIDDEN}: all"] * 3


def test_the_nearest_gives_the_reason_and_both_are_used(said):
    text = "{# tonelint: ignore-file own -- far #}\n{# tonelint: ignore own/hurry -- near #}\nHurry.\n\nHurry.\n"
    assert said("mail.txt", text) == [(3, f"{HIDDEN}: near"), (5, f"{HIDDEN}: far")]


@pytest.mark.parametrize(
    "text",
    [
        "The lamp is here.\n\n{# tonelint: ignore whole/unsigned #}\nIt burns for a year. Bring it back when it does not.\n",
        "{# tonelint: ignore-file whole #}\nThe lamp is here.\n\nIt burns for a year. Bring it back when it does not.\n",
        "The lamp is here.\n\nIt burns for a year. Bring it back when it does not.\n{# tonelint: ignore-file whole/unsigned #}\n",
        "---\ntonelint: {ignore: whole/unsigned}\n---\nThe lamp is here.\n\nIt burns for a year. Bring it back when it does not.\n",
    ],
)
def test_what_is_said_of_the_whole_message_is_hidden_at_its_anchor_or_for_the_file(three, text):
    ((_, what),) = outcome(three, "mail.txt", text)
    assert what.startswith("`whole/unsigned` is hidden by")


def test_an_anchor_may_be_a_piece_of_another_file(three):
    text = "<p>The lamp is here. It burns for a year.</p><p>Warmly,</p>\n<!-- tonelint: ignore whole/unsigned -->{{> signature}} {{> footer}}\n"
    told = outcome(three, "mail.hbs", text)
    assert not [one for one in told if "reported" in one[1] or "nothing" in one[1]]


# Branches


@pytest.mark.parametrize(
    ("text", "hidden", "shown", "unused"),
    [
        ("{% if a %}\n{#*#}\nHurry, Ann.\n{% else %}\nHurry, Bo.\n{% endif %}\n", [3], [5], []),
        ("{% if a %}\nHurry, Ann.\n{% else %}\n{#*#}\nHurry, Bo.\n\nHurry, Cy.\n{% endif %}\nHurry, Di.\n", [5], [2, 7, 9], []),
        ("{#*#}\n{% if a %}\nHurry, Ann.\n{% else %}\nHurry, Bo.\n{% endif %}\n", [3], [5], []),
        ("{% if a %}\nHurry.\n{#*#}\n{% else %}\nHurry, Bo.\n{% endif %}\n\nHurry, Cy.\n", [8], [2, 5], []),
        ("{#*#}\nDear {% if a %}Ann, hurry{% else %}Bo, hurry up{% endif %}.\n\nHurry.\n", [2, 2], [4], []),
        # Two branches that say the same are read once.
        ("{% if a %}\n{#*#}\nHurry.\n{% else %}\n{#*#}\nHurry.\n{% endif %}\n", [3], [], []),
        ("{% if a %}\n{#*#}\nA lamp.\n{% else %}\nHurry.\n{% endif %}\n", [], [5], [2]),
    ],
)
def test_a_comment_in_a_branch_speaks_of_that_branch(said, text, hidden, shown, unused):
    told = said("mail.txt", text.replace("{#*#}", f"{{# {IGNORE} #}}"))
    assert [line for line, what in told if what == HIDDEN] == hidden
    assert [line for line, what in told if what == SHOWN] == shown
    assert [line for line, what in told if "nothing" in what] == unused


def test_a_comment_in_a_branch_that_nobody_is_shown_is_still_read(said):
    text = "{% if a %}The lamp.{% else %}{# tonelint: off own/hurry #}{% endif %}\n\nHurry.\n{# tonelint: ignor own #}\n"
    assert said("mail.txt", text) == [(3, HIDDEN), (4, "error in column 1: unknown directive 'ignor'; did you mean 'ignore'?")]
    many = "".join(
        f"{{% if a == '{number}' %}}\nLamp {number}.\n{{# {IGNORE} #}}\nHurry {number}.\n{{% endif %}}\n" for number in range(12)
    )
    assert {what for _, what in said("mail.txt", many)} == {HIDDEN}


# What hides nothing


def test_what_is_not_in_force_is_not_called_unused(said, three):
    text = "{# tonelint: ignore own/sale #}\n{# tonelint: ignore own #}\n{# tonelint: ignore own/hurry own/sale #}\nA lamp.\n"
    told = [(1, "this ignore of own/sale hides nothing"), (2, "this ignore of own hides nothing")]
    assert said("mail.txt", text) == [*told, (3, "this ignore of own/hurry, own/sale hides nothing")]
    # Its own situation switches a rule off; a principle is still looked for by what is left of it.
    assert said("mail.txt", text, situation="notice") == [told[1], (3, "this ignore of own/hurry hides nothing")]
    # Of a principle of which a rule was not asked for, nobody can say.
    hurry, sale, unsigned = three.ruleset.rules
    chosen = Engine(replace(three.ruleset, rules=(hurry,)))
    assert outcome(chosen, "mail.txt", text, left=(sale, unsigned)) == [(3, "this ignore of own/hurry hides nothing")]


def test_a_directive_for_a_rule_that_was_not_asked_for_is_no_mistake(three):
    hurry, sale, _ = three.ruleset.rules
    chosen = Engine(replace(three.ruleset, rules=(sale,)))
    assert outcome(chosen, "mail.txt", f"{{# {IGNORE} #}}\nHurry.\n", left=(hurry,)) == []


def test_a_run_of_some_rules_knows_the_others(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.html").write_text("<!-- tonelint: ignore freedom, freedom/guilt, humanity/unsigned --><p>A lamp.</p>", encoding="utf-8")
    assert run(["check", "a.html", "--select", "humanity", "--select", "freedom/guilt"]) == 0
    shown = capsys.readouterr()
    assert ("line 1: this ignore of freedom/guilt, humanity/unsigned hides nothing" in shown.out, shown.err) == (True, "")


def test_a_twin_that_says_the_same_has_no_unused_directive(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    page = "<!-- tonelint: ignore freedom/urgency --><p>Hurry, the lamps are here.</p><p>They burn for a year.</p>"
    text = "{# tonelint: ignore freedom/urgency #}\nHurry, the lamps are here.\n\nThey burn for a year. Bring an old one back.\n"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert run(["check", ".", "--select", "freedom/urgency"]) == 0
    shown = capsys.readouterr().out
    assert ("1 finding hidden" in shown, "hides nothing" in shown) == (True, False)


def test_the_report_keeps_what_hides_and_why_and_the_score_forgets_it(three):
    (message,) = read_messages("mail.txt", f"{{# {IGNORE} -- why #}}\nHurry.\n\nThanks,\nIda\n".encode())
    (report,) = three.lint([message], lambda _: Policy(three.ruleset))
    (hidden,) = report.suppressed
    assert (hidden.finding.rule, hidden.by, hidden.reason) == ("own/hurry", HiddenBy.COMMENT, "why")
    assert (report.findings, report.score, report.unused) == ((), 800, ())


def test_an_unused_directive_stands_at_its_words(three):
    text = f"<p>The lamp.</p>\n<!--  {IGNORE} -- why -->\n<p>A lamp.</p>"
    (message,) = read_messages("mail.html", text.encode())
    (report,) = three.lint([message])
    (unused,) = report.unused
    assert text[unused.place.start.offset : unused.place.end.offset] == f"{IGNORE} -- why"


def test_explain_shows_how_to_say_it(capsys):
    assert run(["explain", "freedom/urgency"]) == 0
    assert "<!-- tonelint: ignore freedom/urgency -- the reason -->" in capsys.readouterr().out


# Laws

_WORDS = st.sampled_from(
    ["Hurry to the lamps.", "The sale is on.", "Hurry, the sale ends.", "A lamp burns here.", "Please hurry, and hurry home."]
)
_BLOCKS = st.lists(st.lists(_WORDS, min_size=1, max_size=3).map("\n".join), min_size=1, max_size=5)
_FORMS = {
    "mail.txt": (str, ("{# WORDS #}\n", "{{!-- WORDS --}}\n", "<% # WORDS %>\n", "{% comment %}WORDS{% endcomment %}\n", "{# WORDS #}")),
    "mail.html": (lambda block: f"<p>{block}</p>", ("<!-- WORDS -->", "\n<!-- WORDS -->\n", "{# WORDS #}", "<?php // WORDS ?>\n")),
    "mail.md": (str, ("<!-- WORDS -->\n\n", "{# WORDS #}\n")),
}


def judged(three, path, text):
    """Return the report of a file, and each finding as its rule and its characters counted from the end of the file."""
    (report,) = three.lint(read_messages(path, text.encode()))
    every = [*report.findings, *report.strengths, *(one.finding for one in report.suppressed)]
    return report, sorted((one.rule, len(text) - one.place.start.offset, one.text) for one in every)


@pytest.mark.parametrize("path", _FORMS)
def test_a_directive_hides_its_rule_in_its_block_and_changes_nothing_else(three, path):
    wrap, comments = _FORMS[path]

    @settings(max_examples=40, deadline=None)
    @given(_BLOCKS, st.data())
    def holds(blocks, data):
        at = data.draw(st.integers(0, len(blocks) - 1))
        pieces = [wrap(block) for block in blocks]
        rule = data.draw(st.sampled_from(["own/hurry", "own/sale", "own", "whole"]))
        comment = data.draw(st.sampled_from(comments)).replace("WORDS", f"tonelint: ignore {rule}")
        text = "\n\n".join(pieces)
        changed = "\n\n".join([*pieces[:at], comment + pieces[at], *pieces[at + 1 :]])
        before, every = judged(three, path, text)
        after, kept = judged(three, path, changed)
        # Counted from the end, what stands before the comment has moved by its length.
        end = len(changed) - changed.index(comment) - len(comment)
        moved = sorted((name, offset if offset <= end else offset + len(comment), words) for name, offset, words in every)
        assert kept == moved
        in_block = [one for one in before.findings if end - len(pieces[at]) < len(text) - one.place.start.offset <= end]
        expected = [one for one in in_block if rule in (one.rule, one.principle)]
        assert len(after.suppressed) == len(expected)
        assert [bool(after.unused)] == [not expected]
        assert len(after.findings) + len(after.suppressed) == len(before.findings)

    holds()


def test_a_file_of_directives_is_read_in_linear_time(three):
    text = "".join(f"{{# {IGNORE} -- {number} #}}\nHurry.\n\n{{# tonelint: off own/{number} #}}\n" for number in range(1500))
    start = time.process_time()
    assert len(outcome(three, "mail.txt", text)) > 1500
    assert time.process_time() - start < 20
