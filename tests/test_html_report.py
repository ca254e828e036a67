"""The page for people who do not use a terminal: the message as its reader sees it, with the findings marked in it."""

import base64
import io
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from tonelint.finding import Severity
from tonelint.readers import read_messages
from tonelint.report import Bar, Dead, FileError, HiddenBy, Report, RuleInfo, Suppressed, Unused
from tonelint.source import Source
from tonelint.tally import hidden
from tonelint.writers import WRITERS
from tonelint.writers.style import Style

RULE = """\
id: {id}
{kind}
points: 10
message: {message}
why: A reason.
any:
  - {check}
examples: {{bad: ["a"], good: ["b"]}}
"""


def rule(name, check, kind="severity: warning", message="Not so."):
    return RULE.format(id=name, check=check, kind=kind, message=message)


LONGING = rule("sincerity/longing", "clause: {subject: sender, verb: miss, object: reader}", "severity: error")
MISSED = rule("sincerity/missed", 'phrase: ["missed you so"]', "severity: suggestion")
KETTLE = rule("humanity/kettle", 'phrase: ["your kettle"]', "kind: strength")
UNSIGNED = rule("humanity/nobody", "absent: {signature: [person], fragment: true}")
MAIL = (
    "Hi Ann,\n\nYour kettle is on its way to you, and it is as red as you wanted it to be. All of us\nmissed you so.\n\nThe Kettle Team\n"
)

MADE = {}
VOID = {"meta", "link", "br", "wbr", "input"}


class Element:
    def __init__(self, name, attributes=()):
        self.name, self.attributes, self.inner = name, dict(attributes), []

    @property
    def text(self):
        return "".join(item if isinstance(item, str) else item.text for item in self.inner)

    def every(self, name=None, **wanted):
        """Return the elements inside with a name, with classes and with attributes, in order."""
        inner = [item for item in self.inner if isinstance(item, Element)]
        here = [item for item in inner if name in (None, item.name) and item.has(**wanted)]
        return [found for item in inner for found in ([item] if item in here else []) + item.every(name, **wanted)]

    def has(self, of=None, **attributes):
        return (of is None or of in (self.attributes.get("class") or "").split()) and attributes.items() <= self.attributes.items()

    def one(self, name=None, **wanted):
        (found,) = self.every(name, **wanted)
        return found


class Page(HTMLParser):
    """A page as a tree; what is not closed, or closed twice, is a mistake."""

    def __init__(self, text):
        super().__init__()
        self.root = Element("")
        self.open = [self.root]
        self.feed(text)
        self.close()
        assert [element.name for element in self.open] == [""]

    def handle_starttag(self, tag, attrs):
        element = Element(tag, attrs)
        self.open[-1].inner.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.open[-1].inner.append(Element(tag, attrs))

    def handle_endtag(self, tag):
        assert self.open.pop().name == tag

    def handle_data(self, data):
        self.open[-1].inner.append(data)


def html(*files, **more):
    stream = io.StringIO()
    more.setdefault("errors", ())
    WRITERS["html"](Report(tuple(files), model="model", **more), stream, Style())
    return stream.getvalue()


def page(*files, **more):
    return Page(html(*files, **more)).root


def words(element):
    """Return the words of an element as they read, without the numbers at marks."""
    return " ".join(without_pins(element).split())


def without_pins(element):
    if isinstance(element, str):
        return element
    return "\n" if element.name == "br" else "" if element.has(of="pin") else "".join(map(without_pins, element.inner))


def marks(root):
    """Return the words of each mark by the number at it."""
    found = {}
    for mark in root.one(of="letter").every("mark"):
        for number in mark.attributes["data-f"].split():
            found[number] = found.get(number, "") + mark.text
    return {number: " ".join(text.split()) for number, text in found.items()}


@pytest.fixture(name="report")
def _report(engine_of):
    """Return the report of a message of any format by some rules; each is made once."""

    def report(text, *rules, name="mail.txt"):
        if (text, rules) not in MADE:
            (MADE[text, rules],) = engine_of(*rules).lint(read_messages(name, text.encode()))
        return MADE[text, rules]

    return report


def test_the_message_reads_as_its_reader_sees_it(report):
    blocks = page(report(MAIL, LONGING, KETTLE)).one(of="letter").every(of="block")
    assert [words(block.every("p")[-1]) for block in blocks] == [
        "Hi Ann,",
        "Your kettle is on its way to you, and it is as red as you wanted it to be. All of us missed you so.",
        "The Kettle Team",
    ]
    assert [block.every(of="section-name")[0].text for block in blocks if block.every(of="section-name")] == ["greeting", "signature"]


def test_the_marks_are_the_words_of_the_findings(report):
    root = page(report(MAIL, LONGING, KETTLE))
    assert marks(root) == {"1": "All of us missed you", "2": "Your kettle"}
    assert [mark.attributes["class"] for mark in root.one(of="letter").every("mark")] == ["strength", "error"]


def test_a_mark_and_its_card_lead_to_each_other(report):
    root = page(report(MAIL, LONGING, KETTLE))
    pin = root.one("a", id="m1p1")
    card = root.one("li", id=pin.attributes["href"][1:])
    assert pin.text == "error 1"
    assert "#m1p1" in [link.attributes["href"] for link in card.every("a")]
    assert root.one(id=pin.attributes["aria-describedby"]).text == "Not so."
    assert (card.one(of="where").text, card.one(of="points").text) == ("line 3, opening", "\u22129.8")


def test_words_under_two_marks_belong_to_both(report):
    letter = page(report(MAIL, LONGING, MISSED)).one(of="letter")
    assert [(mark.text, mark.attributes["class"], mark.attributes["data-f"]) for mark in letter.every("mark")] == [
        ("All of us\n", "error", "1"),
        ("missed you", "error", "1 2"),
        (" so", "suggestion", "2"),
    ]


def test_what_is_missing_is_marked_where_it_was_looked_for(report):
    root = page(report(MAIL, UNSIGNED))
    assert [(mark.text, mark.attributes["class"]) for mark in root.one(of="letter").every("mark")] == [
        ("The Kettle Team", "warning absence")
    ]
    assert root.one(of="card").one(of="quote").text == "missing at The Kettle Team"


HTML = """\
---
subject: Your kettle is here
---
<p style="display:none">Red as you like it</p>
<h1>Hi {{ user.first_name | default: "dear customer" }},</h1>
{% if late %}<p>We missed you &amp; your&nbsp;kettle.</p>{% else %}<p>All of us missed you so.</p>{% endif %}
<ul><li>One</li><li>Two</li></ul>
<a class="btn" href="https://kettle.example/">See the kettle</a>
<img src="https://kettle.example/k.png" alt="A red kettle">
<blockquote type="cite">Where is it?</blockquote>
<p>Sam</p>
<p>You get this mail because you signed up. Unsubscribe</p>
"""


def test_each_part_is_shown_as_what_it_is(report):
    letter = page(report(HTML, LONGING, name="mail.html")).one(of="letter")
    assert {part.attributes["class"].split()[1]: part.every(of="block")[0].text.strip() for part in letter.every(of="part")} == {
        "subject": "Your kettle is here",
        "preheader": "Red as you like it",
        "body": letter.every(of="in-greeting")[0].text.strip(),
        "alt": "A red kettle",
    }
    assert [item.text for item in letter.one("ul").every("li")] == ["One", "Two"]
    assert letter.one(of="cta").text == "See the kettle"
    assert words(letter.one("blockquote")) == "Where is it?"
    assert letter.one(of="in-footer").every("p")[-1].text == "You get this mail because you signed up. Unsubscribe"


def test_a_merge_field_is_a_chip_and_its_fallback_words_are_marked_in_it(report):
    root = page(report(HTML, rule("recognition/dear", 'phrase: ["dear customer"]'), name="mail.html"))
    chip = root.one("code", of="field")
    assert words(chip) == '{{ user.first_name | default: "dear customer" }}'
    assert chip.attributes["title"] == "filled in: the reader's name"
    assert chip.one("mark").text == "dear customer"


def test_what_only_another_version_says_is_shown_as_it_stands_in_the_source(report):
    root = page(report(HTML, LONGING, MISSED, name="mail.html"))
    assert marks(root) == {"1": "We missed you"}
    assert root.one(of="version").text == "This template has 2 versions; all were checked. Shown is the one with late: yes."
    frames = [card.one("pre") for card in root.every(of="card") if card.every("pre")]
    assert [frame.one("mark").text for frame in frames] == ["All of us missed you", "missed you so"]


def test_words_that_the_source_holds_encoded_are_marked_where_the_reader_sees_them(report):
    head = "From: a@kettle.example\nSubject: Kettle\nMIME-Version: 1.0\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
    root = page(report(head + base64.b64encode(MAIL.encode()).decode(), LONGING, name="mail.eml"))
    assert marks(root) == {"1": "All of us missed you"}
    assert root.one(of="where").text == "part 1 text/plain, decoded line 3, opening"


HOSTILE = 'We missed you so</script><img src=x onerror="alert(1)">\'\u202etxt\x00\x1b[31m <b>&amp;'


def test_a_message_can_put_nothing_into_the_page(report, engine_of, lint_with):
    clean = Page(html(report(MAIL, LONGING, KETTLE))).root
    found = lint_with(engine_of(LONGING, KETTLE), "Hi Ann,\n\n" + HOSTILE)
    # A name of a file may hold bytes that are no text.
    found = replace(found, source=Source(f'{HOSTILE}"\udcff.txt', found.source.text), label=HOSTILE)
    rules = (RuleInfo("sincerity/longing", Severity.ERROR, 100, HOSTILE, HOSTILE, HOSTILE, (HOSTILE,)),)
    text = html(found, rules=rules, errors=[FileError(HOSTILE, HOSTILE)])
    text.encode("utf-8")
    assert not set(text) & set("\x00\x1b\u202e\udcff")
    root = Page(text).root
    assert {element.name for element in root.every()} <= {element.name for element in clean.every()} | {"code", "wbr"}
    assert len(root.every("script")) == len(root.every("style")) == 1
    assert not [name for element in root.every() for name in element.attributes if name.startswith("on")]
    assert 'We missed you so</script><img src=x onerror="alert(1)">\'\ufffdtxt\ufffd\ufffd[31m <b>&amp;' in words(root.one(of="letter"))


def test_the_page_needs_nothing_else(report):
    rules = (RuleInfo("sincerity/longing", Severity.ERROR, 100, "No.", "Why.", None, ("A study (https://doi.example/1), 2020",)),)
    root = page(report(MAIL, LONGING, KETTLE), rules=rules)
    addresses = [element.attributes[key] for element in root.every() for key in ("src", "href") if key in element.attributes]
    assert [address for address in addresses if not address.startswith(("#", "data:image/svg+xml,"))] == ["https://doi.example/1"]
    assert not re.search(r"@import|url\(|fetch|XMLHttp|innerHTML", root.one("style").text + root.one("script").text)


def test_only_the_style_and_the_script_of_the_page_are_let_in(report):
    root = page(report(MAIL, LONGING))
    policy = root.one("meta", **{"http-equiv": "Content-Security-Policy"}).attributes["content"]
    style, script = (base64.b64encode(sha256(root.one(name).text.encode()).digest()).decode() for name in ("style", "script"))
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert not [element for element in root.every() if "style" in element.attributes]


def test_two_runs_write_the_same_bytes(report):
    assert html(report(MAIL, LONGING, KETTLE)) == html(report(MAIL, LONGING, KETTLE))


@pytest.mark.parametrize(
    ("bar", "verdict", "wanted"),
    [
        (Bar(), "The message fails", "To pass, a message must have no errors."),
        (Bar(None), "The message passes", "No bar is set: whatever is found, a message passes."),
        (Bar(None, drop=True), "The message passes", "To pass, a message must have no score below the one that was accepted."),
        (Bar(None, 900), "The message fails", "To pass, a message must have a score of 90 or more."),
        (
            Bar(Severity.WARNING, 500),
            "The message fails",
            "To pass, a message must have no errors and no warnings and a score of 50 or more.",
        ),
    ],
)
def test_the_head_says_whether_the_message_passes_and_what_it_must_have(report, bar, verdict, wanted):
    root = page(replace(report(MAIL, LONGING), bar=bar))
    assert (root.one("h1").text, root.one(of="lead").text) == (verdict, wanted)


def test_many_messages_stand_in_a_table_the_worst_first(report):
    good, bad = report(MAIL, KETTLE), report(MAIL, LONGING, MISSED)
    root = page(replace(good, source=Source("a/good.txt", MAIL)), replace(bad, source=Source("b/bad.txt", MAIL)))
    rows = root.one("tbody").every("tr")
    assert root.one("h1").text == "1 of 2 messages fail"
    assert [row.one("a").text for row in rows] == ["b/bad.txt", "a/good.txt"]
    assert [row.attributes["data-kinds"] for row in rows] == [
        "error/sincerity/longing suggestion/sincerity/missed",
        "strength/humanity/kettle",
    ]
    heads = root.one("thead").every("th")
    assert [head.attributes.get("aria-sort") for head in heads[:3]] == [None, "ascending", None]
    assert all(head.one("button") for head in heads)
    assert len(heads) == len(rows[0].every("td")) + 1 == 12


def test_the_points_by_principle_are_a_picture_with_words(report):
    picture = page(report(MAIL, LONGING, KETTLE)).one(of="principles").one("svg")
    assert picture.one("desc").text == "recognition 0, ownership 0, freedom 0, sincerity \u22129.8, generosity 0, humanity +9.0"
    assert picture.attributes["aria-describedby"] == picture.one("desc").attributes["id"]
    assert [(bar.attributes["class"], bar.attributes["x"]) for bar in picture.every("rect")] == [("minus", "205.7"), ("plus", "240")]


def test_what_is_hidden_and_what_hides_nothing_are_listed(report):
    found = report(MAIL, LONGING)
    (finding,) = found.findings
    shown = hidden(found, [Suppressed(finding, HiddenBy.BASELINE, "Agreed with Jo")], [Unused(finding.place, "this hides nothing")])
    root = page(shown)
    assert words(root.one(of="cards").one("details").one("li")) == (
        "sincerity/longing, line 3: All of us missed you Hidden by the baseline: Agreed with Jo."
    )
    assert root.one(of="unused").text.strip() == "Line 3: this hides nothing"
    assert not root.one(of="letter").every("mark")


def test_what_could_not_be_read_is_named(report):
    root = page(report(MAIL, KETTLE), errors=[FileError("gone.txt", "no such file"), FileError("bad.eml", "broken", 3, 4)])
    assert [words(item) for item in root.one(of="notice").every("li")] == ["gone.txt no such file", "bad.eml:3:4 broken"]
    assert page(errors=[FileError("gone.txt", "no such file")]).one("h1").text == "No message could be read"


def test_entries_of_the_baseline_that_no_longer_match_are_listed(report):
    root = page(report(MAIL, KETTLE), dead=(Dead("mail.txt", "sincerity/longing", "we missed you", 2),))
    (listed,) = (one for one in root.one(of="hero").every("details") if "baseline" in one.text)
    assert words(listed.one("li")) == "mail.txt: sincerity/longing, we missed you, 2 too many"


def test_headings_go_down_one_step_at_a_time_and_ids_are_there_once(report):
    rules = (RuleInfo("sincerity/longing", Severity.ERROR, 100, "No.", "Why.", None),)
    root = page(report(MAIL, LONGING, KETTLE), report(MAIL, MISSED), rules=rules)
    levels = [int(element.name[1]) for element in root.every() if re.fullmatch("h[1-6]", element.name)]
    assert all(later <= level + 1 for level, later in zip([0, *levels], levels, strict=False))
    ids = [element.attributes["id"] for element in root.every() if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    names = [
        element.attributes[key] for element in root.every() for key in ("aria-labelledby", "aria-describedby") if key in element.attributes
    ]
    links = [link.attributes["href"][1:] for link in root.every("a") if link.attributes["href"].startswith("#")]
    assert set(names + links) <= set(ids)


def test_a_report_made_by_hand_shows_findings_without_the_message(report):
    root = page(replace(report(MAIL, LONGING), shown=None))
    assert not root.one(of="letter").every(of="part")
    assert root.one(of="card").one("pre").every("mark")[0].text == "All of us"


def test_the_template_engine_is_imported_for_no_other_report():
    code = "import sys; import tonelint.cli.check; print('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


@pytest.mark.skipif(shutil.which("chromium") is None, reason="there is no Chromium here")
def test_a_browser_loads_the_page_without_complaint(report, tmp_path):
    files = [replace(report(MAIL, LONGING, KETTLE), source=Source(f"{number}.txt", MAIL)) for number in range(2)]
    path = tmp_path / "report.html"
    path.write_text(html(*files), encoding="utf-8")
    command = [
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--enable-logging=stderr",
        "--dump-dom",
        f"--user-data-dir={tmp_path}",
    ]
    result = subprocess.run([*command, path.as_uri()], capture_output=True, text=True, check=True, timeout=120)
    assert "CONSOLE" not in result.stderr
    root = Page(result.stdout.rstrip()).root
    # What works by script only is hidden until the script has run.
    assert "hidden" not in root.one(id="theme").attributes
    assert root.one(id="found").text == "2 messages"
    assert [mark.text.split() for mark in root.every("article")[0].one(of="letter").every("mark")] == [
        ["Your", "kettle"],
        ["All", "of", "us", "missed", "you"],
    ]
