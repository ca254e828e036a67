"""What a reader sees of Markdown, and where in the file it stands."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonelint.message import BlockKind, PartRole
from tonelint.readers import markdown
from tonelint.source import Source
from tonelint.text import Span


def read(text):
    return markdown.read(Source("mail.md", text))[0]


def seen(text, role=PartRole.BODY):
    """Return the blocks of a part, each as its kind and its text."""
    part = read(text).part(role)
    return [(block.kind, part.text[block.span.start : block.span.end]) for block in part.blocks] if part else []


def texts(text, role=PartRole.BODY):
    return [words for _, words in seen(text, role)]


def region(text, words, role=PartRole.BODY):
    """Return the piece of the file that some words of a part stand for."""
    part = read(text).part(role)
    at = part.text.index(words)
    found = part.map.region(Span(at, at + len(words)))
    return text[found.start : found.end]


def test_front_matter_holds_the_subject_and_the_preheader_at_their_places():
    text = "---\nsubject: 'Your lamp, Zoë'\npreheader: It comes on Monday\nsituation: order\n---\nHello **Zoë**.\n"
    message = read(text)
    assert [(part.role.value, part.text) for part in message.parts] == [
        ("subject", "Your lamp, Zoë"),
        ("preheader", "It comes on Monday"),
        ("body", "Hello Zoë."),
    ]
    assert message.situation == "order"
    assert region(text, "lamp, Zoë", PartRole.SUBJECT) == "lamp, Zoë"
    assert region(text, "Monday", PartRole.PREHEADER) == "Monday"
    assert region(text, "Hello Zoë") == "Hello **Zoë"


def test_a_subject_may_stand_in_a_header_line():
    text = "Subject: Your lamp\n\nIt is **here**."
    assert texts(text, PartRole.SUBJECT) == ["Your lamp"]
    assert texts(text) == ["It is here."]


def test_marks_inside_a_phrase_do_not_break_it_and_lie_in_its_region():
    text = "We’ve *really **mis**sed* you, [dear Zoë](https://fernway.example/a_b), ~~all~~ `here`."
    assert texts(text) == ["We’ve really missed you, dear Zoë, all here."]
    assert region(text, "really missed") == "really **mis**sed"
    assert region(text, "you, dear") == "you, [dear"
    assert region(text, "here") == "here"


@pytest.mark.parametrize(
    ("break_", "shown"), [("\n", "one two"), ("  \n", "one\ntwo"), ("\\\n", "one\ntwo"), ("<br>", "one\ntwo"), ("\n\n", None)]
)
def test_a_soft_break_joins_and_a_hard_break_ends_the_line(break_, shown):
    assert texts(f"one{break_}two") == ([shown] if shown else ["one", "two"])


def test_a_link_alone_is_a_button_and_a_link_in_a_sentence_is_none():
    text = "Hello Zoë.\n\n[Track it!](x)\n\nOr [ask us][1] about it.\n\n<https://fernway.example>\n\n[1]: https://fernway.example/ask\n"
    assert seen(text) == [
        (BlockKind.PARAGRAPH, "Hello Zoë."),
        (BlockKind.BUTTON, "Track it!"),
        (BlockKind.PARAGRAPH, "Or ask us about it."),
        (BlockKind.HEADING, "https://fernway.example"),
    ]


def test_headings_lists_quotes_code_and_tables_are_what_they_are():
    text = (
        "# Your lamp\n\nIt left on Monday.\n\n- one\n  *thing*\n- two\n\n  more of two\n\n1. first\n2. [ ] second\n\n> She asked:\n> > deep\n\n"
        "```\nlet x\n```\n\n| What | Price |\n|---|--:|\n| Lid | £2 |\n\n***\n\nUnder the *line*\n====\n"
    )
    assert seen(text) == [
        (BlockKind.HEADING, "Your lamp"),
        (BlockKind.PARAGRAPH, "It left on Monday."),
        (BlockKind.LIST_ITEM, "one thing"),
        (BlockKind.LIST_ITEM, "two"),
        (BlockKind.LIST_ITEM, "more of two"),
        (BlockKind.LIST_ITEM, "first"),
        (BlockKind.LIST_ITEM, "second"),
        (BlockKind.QUOTE, "She asked:"),
        (BlockKind.QUOTE, "deep"),
        (BlockKind.CODE, "let x"),
        (BlockKind.HEADING, "What"),
        (BlockKind.HEADING, "Price"),
        (BlockKind.HEADING, "Lid"),
        (BlockKind.HEADING, "£2"),
        (BlockKind.HEADING, "Under the line"),
    ]


@pytest.mark.parametrize(
    ("written", "shown"), [("&amp;", "&"), ("&rsquo;", "’"), ("&#8212;", "—"), (r"\*", "*"), (r"\_", "_"), ("&nosuch;", "&nosuch;")]
)
def test_references_and_escapes_are_their_characters(written, shown):
    text = f"Zoë {written} Bo"
    assert texts(text) == [f"Zoë {shown} Bo"]
    assert region(text, shown) == (written if written.startswith("&") else written[1:])


def test_words_of_pictures_are_a_part_of_their_own():
    text = "Here is ![a *map* of Leeds](x.png 'the way') for you."
    assert texts(text, PartRole.ALT) == ["a map of Leeds"]
    assert texts(text) == ["Here is for you."]


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<div style='color:red;\n  font-size:12px'>Seen.</div>", ["Seen."]),
        ("<!-- a note\nover lines -->\n\nSeen.", ["Seen."]),
        ("<style>\np {\n\n color: red }\n</style>\n\nSeen.", ["Seen."]),
        ("Seen.\n\n<div style='display:none'>\n\nnot *this*\n\n</div>\n\nSeen *too*.", ["Seen.", "Seen too."]),
        ("Seen <span style='display:none'>not *this*</span><b>to</b>o<!-- no -->.", ["Seen too."]),
        ("<p>One <b>two</b></p>\n<p>three</p>\n\nfour", ["One two", "three", "four"]),
    ],
)
def test_html_in_markdown_is_read_as_html(markup, shown):
    assert texts(markup) == shown


def test_html_in_markdown_has_buttons_pictures_and_a_preheader():
    text = (
        "<div hidden>Inside: your lamp</div>\n\nHello Zoë.\n\n<a class='btn' href='x'>See it now</a>\n\nA lamp <img src=x alt='A lamp'>.\n"
    )
    assert texts(text, PartRole.PREHEADER) == ["Inside: your lamp"]
    assert seen(text)[1] == (BlockKind.BUTTON, "See it now")
    assert texts(text, PartRole.ALT) == ["A lamp"]


def test_merge_fields_may_hold_marks_and_stand_in_links():
    text = "Hi **{{ first_name | default: '*you*' }}**, [go on]({{ url }})\n"
    body = read(text).part(PartRole.BODY)
    assert body.text == "Hi {{ first_name | default: '*you*' }}, go on"
    assert [field.kind.value for field in body.fields] == ["name"]


WORDS = st.lists(st.sampled_from(["dear", "we", "missed", "you’re", "naïve", "it's", "5", "—", "🎁", "Zoë"]), min_size=1, max_size=8)
WRAPS = st.sampled_from(["{}", "*{}*", "**{}**", "[{}](x)", "`{}`", "<b>{}</b>", "~~{}~~", "{}<!-- ü -->"])


@given(WORDS, st.data())
def test_every_word_maps_to_its_own_characters(words, data):
    pieces = ["---\ntitle: ü\n---\n"]
    places, at = [], len(pieces[0])
    for word in words:
        wrap = data.draw(WRAPS)
        start = at + wrap.index("{}")
        places.append((start, start + len(word)))
        piece = wrap.replace("{}", word) + data.draw(st.sampled_from([" ", "\n", "  \n", "\\\n", " &nbsp; ", " "]))
        pieces.append(piece)
        at += len(piece)
    body = read("".join(pieces) + "end").part(PartRole.BODY)
    assert body.text.split() == [*words, "end"]
    at = 0
    for word, place in zip(words, places, strict=True):
        at = body.text.index(word, at)
        found = body.map.region(Span(at, at + len(word)))
        assert (found.start, found.end) == place
        at += len(word)


@given(st.text(alphabet=st.sampled_from(list("<>[]()!*_`~#-=|>&;\\ \n\t1.ab’🎁{%}"))))
def test_no_text_whatever_is_an_error(text):
    for message in markdown.read(Source("mail.md", text)):
        for part in message.parts:
            for block in part.blocks:
                found = part.map.region(block.span)
                assert 0 <= found.start <= found.end <= len(text)


@pytest.mark.parametrize(
    "piece", ["> ", "- ", "[", "![", "*a", "<a ", "`", "|", "<!--", "é *b* ", "[a](", "1. a\n", "<div>\n\n", "**", "&#"]
)
def test_a_hundred_kilobytes_of_marks_are_read_in_linear_time(piece):
    start = time.process_time()
    markdown.read(Source("mail.md", piece * (100_000 // len(piece))))
    assert time.process_time() - start < 20
