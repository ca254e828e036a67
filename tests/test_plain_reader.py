import time

import pytest

from tonelint.errors import InvalidFileError, TonelintError
from tonelint.message import BlockKind, PartRole
from tonelint.readers import plain, read_messages
from tonelint.source import Source


def read(text):
    return plain.read(Source("mail.txt", text))[0]


def blocks(text):
    body = read(text).part(PartRole.BODY)
    return [(block.kind, body.text[block.span.start : block.span.end]) for block in body.blocks]


def test_header_lines_are_headers_and_the_subject_is_a_part():
    message = read("Subject: Your order\nFrom: Anna <anna@fernway.example>\n\nHello")
    assert message.header("from") == "Anna <anna@fernway.example>"
    assert [(p.role, p.text.strip()) for p in message.parts] == [(PartRole.SUBJECT, "Your order"), (PartRole.BODY, "Hello")]


def test_a_text_without_headers_is_all_body():
    assert [part.role for part in read("To start with: a word.\nAnd more.").parts] == [PartRole.BODY]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_paragraphs_items_quotes_and_buttons_are_blocks_whatever_ends_a_line(end):
    text = end.join(["One line", "and another.", "", "- an item", "  of two lines", "2. second", "", "> quoted", "[ Shop now ]"])
    assert [kind for kind, _ in blocks(text)] == [
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.LIST_ITEM,
        BlockKind.QUOTE,
        BlockKind.BUTTON,
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("[ Track it ]", "Track it"),
        ("Track it →", "Track it →"),
        ("Track the lamp ( https://fernway.example/t )", "Track the lamp"),
        ("Track the lamp → ( {{ track_url }} )", "Track the lamp"),
        ("Track the lamp <https://fernway.example/t>", "Track the lamp"),
    ],
)
def test_what_to_do_alone_on_a_line_is_a_button(line, words):
    assert blocks(f"Your lamp is here.\n\n{line}\n")[1] == (BlockKind.BUTTON, words)


@pytest.mark.parametrize(
    "line",
    [
        "[First Name]",
        "[Company Name, LLC]",
        "Fernway Lamps ( https://fernway.example )",
        "Read more about it here. ( https://fernway.example )",
        "- Read the plan ( https://fernway.example )",
        "( https://fernway.example )",
        "<-- see above -->",
        "--->",
    ],
)
def test_what_only_looks_like_a_button_is_none(line):
    assert BlockKind.BUTTON not in [kind for kind, _ in blocks(f"Your lamp is here.\n\n{line}\n")]


@pytest.mark.parametrize("rule", ["----", "* * *", "*", "=-=-=-=", "<------>", "+----+----+", "• • •", "|", "~"])
def test_a_line_of_marks_parts_blocks_and_is_none(rule):
    assert blocks(f"One word.\n{rule}\nTwo words.") == [(BlockKind.PARAGRAPH, "One word."), (BlockKind.PARAGRAPH, "Two words.")]


@pytest.mark.parametrize("line", ["<--- Our news --->", "=== Our news ===", "*** Our news ***", "--- Our news ---"])
def test_words_between_marks_are_a_heading(line):
    assert blocks(f"One word.\n{line}\nTwo words.")[1] == (BlockKind.HEADING, "Our news")


@pytest.mark.parametrize("mark", ["-", "+", "*", "•", "1.", "a)"])
def test_items_are_marked_in_many_ways(mark):
    assert blocks(f"{mark} one lamp\n{mark} two lamps") == [(BlockKind.LIST_ITEM, "one lamp"), (BlockKind.LIST_ITEM, "two lamps")]


@pytest.mark.parametrize(
    "line", ["-" * 100_000 + "x", "_" * 100_000 + "x", "- " * 50_000 + "x", "a ( {{ url" * 10_000, "[ " * 50_000, "=== a" * 20_000]
)
def test_a_line_of_a_hundred_kilobytes_is_read_in_linear_time(line):
    start = time.process_time()
    list(plain.blocks(line))
    assert time.process_time() - start < 20


def test_every_part_maps_its_prose_to_the_same_characters_of_the_source():
    source = "---\nsubject: Hello there\n---\nFrom: me\n\nBody of it.\n"
    message = read(source)
    for part in message.parts:
        region = part.map.region(part.blocks[0].span)
        assert source[region.start : region.end] == part.text[part.blocks[0].span.start : part.blocks[0].span.end]


def test_everything_below_an_original_message_line_is_a_thread():
    text = "Fine.\n\n-----Original Message-----\nFrom: Bo\nSent: Monday\n\nWhere is it?"
    assert blocks(text)[-1][0] is BlockKind.QUOTE
    assert blocks(text)[-1][1].endswith("Where is it?")


def test_the_line_that_opens_a_quote_is_part_of_it():
    assert [kind for kind, _ in blocks("Fine.\n\nOn 3 May 2026, Bo Chen wrote:\n> Where is it?")][1:] == [BlockKind.QUOTE] * 2


def test_front_matter_gives_situation_and_suppression():
    message = read("---\nsituation: apology\ntonelint:\n  ignore: [freedom/urgency, humanity]\n---\nText.")
    assert message.situation == "apology"
    assert [directive.names for directive in message.directives] == [("freedom/urgency",), ("humanity",)]


@pytest.mark.parametrize(
    ("front", "problem"),
    [
        ("tonelint: {ignroe: x}", "mail.txt:2:12: unknown key 'ignroe'; did you mean 'ignore'?"),
        ("a: [", "mail.txt:3:1: front matter is not YAML"),
        ("- a", "mail.txt:2:1: front matter must be a mapping"),
    ],
)
def test_a_mistake_in_front_matter_is_named_with_its_place(front, problem):
    with pytest.raises(InvalidFileError) as caught:
        read(f"---\n{front}\n---\nText.")
    assert str(caught.value).startswith(problem)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"caf\xe9 today", "not UTF-8: byte 0xE9 at line 1, column 4; it looks like ISO-8859-1"),
        (b"it\x92s", "it looks like WINDOWS-1252"),
        (b"PK\x03\x04\x00\x00", "a binary file"),
        (b"x" * 10_000_001, "a line of 10,000,001 characters"),
    ],
)
def test_bytes_that_are_no_message_are_one_clear_error(data, problem):
    with pytest.raises(TonelintError, match=problem):
        read_messages("mail.txt", data)


def test_a_byte_order_mark_is_no_part_of_the_text():
    assert read_messages("mail.txt", b"\xef\xbb\xbfHello")[0].source.text == "Hello"
    assert read_messages("mail.txt", "Hello".encode("utf-16"))[0].source.text == "Hello"
