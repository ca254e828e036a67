"""Copy in catalogues: each text decoded as the libraries decode it, each character at its own place in the file."""

import contextlib
import json
import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tonelint.errors import InvalidFileError
from tonelint.message import BlockKind, PartRole
from tonelint.readers import catalogues
from tonelint.readers.catalogues import NoKeysError, select
from tonelint.source import Source

LETTERS = "ab \n\t'\"\\:#-é😀,%{}&*!|>[]?`@\u2028\x85"
TEXTS = st.text(LETTERS, max_size=14)


def entries(kind, text):
    return list(catalogues.READERS[kind](Source("catalogue", text)))


def texts(kind, text):
    return [(entry.key, entry.draft.text) for entry in entries(kind, text)]


def pieces(kind, text):
    """Return the slices of the one entry: what is read, and what stands there when that is something else."""
    (entry,) = entries(kind, text)
    shown = []
    for piece in entry.draft.map.slices:
        words, source = entry.draft.text[piece.span.start : piece.span.end], text[piece.region.start : piece.region.end]
        assert piece.copied == (words == source), (words, source)
        shown.append(words if piece.copied else (words, source))
    return shown


def assert_exact(entry, text):
    """Every letter that no escape can stand for is at its own place, and every copied character is the file's."""
    for piece in entry.draft.map.slices:
        words, source = entry.draft.text[piece.span.start : piece.span.end], text[piece.region.start : piece.region.end]
        assert words == source if piece.copied else not set(words) & set("ab"), (words, source)


def flat(value, path=""):
    """Return the texts in a plain value with their paths."""
    if isinstance(value, str):
        return [(path, value)]
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, inner in items for found in flat(inner, f"{path}.{key}" if path else str(key))]


# YAML scalars, style by style


@pytest.mark.parametrize(
    ("scalar", "expected"),
    [
        ("Your order has left", ["Your order has left"]),
        ("Your order\n    has left", ["Your order", (" ", "\n    "), "has left"]),
        ("Your order  \n\n\n    has left", ["Your order", ("\n\n", "  \n\n\n    "), "has left"]),
        ("'It''s here'", ["It", ("'", "''"), "s here"]),
        ("'Two \n    lines'", ["Two", (" ", " \n    "), "lines"]),
        (r'"It\u2019s \"here\"\n"', ["It", ("’", r"\u2019"), "s ", ('"', r"\""), "here", ('"', r"\""), ("\n", r"\n")]),
        (r'"\x41\U0001F600\_"', [("A", r"\x41"), ("😀", r"\U0001F600"), ("\xa0", r"\_")]),
        ('"Your \\\n    order\n    left"', ["Your ", "order", (" ", "\n    "), "left"]),
        ('"a\\\n\n    b"', ["a", ("\n", "\\\n\n    "), "b"]),
        ("|\n    Hi,\n\n      Anna\n", ["Hi,\n\n", "  Anna\n"]),
        ("|-\n    Hi\n    you\n\n", ["Hi\n", "you"]),
        ("|+\n    Hi\n\n", ["Hi\n\n\n"]),
        ("|2\n      Hi\n", ["  Hi\n"]),
        (">\n    Hi\n    you\n\n    there\n", ["Hi", (" ", "\n"), "you", "\n", "there\n"]),
        (">-\n    Hi\n      * one\n      * two\n    you", ["Hi\n", "  * one\n", "  * two\n", "you"]),
        (">+ # as it comes\n\n    Hi\n\n", ["\n", "Hi\n\n\n"]),
        ("&greeting !!str 'Hi'", ["Hi"]),
        ('!!str # why\n    "Hi"', ["Hi"]),
    ],
)  # fmt: skip
def test_a_yaml_scalar_of_any_style_is_read_character_by_character(scalar, expected):
    assert pieces("yaml", f"en:\n  hi: {scalar}\n") == expected


@pytest.mark.parametrize(("end", "copied"), [("\n", True), ("\r\n", False), ("\r", False)])
def test_the_line_ends_of_a_block_are_read_as_one_character_each(end, copied):
    text = f"hi: |{end}  One{end}  two{end}"
    assert pieces("yaml", text) == (["One\n", "two\n"] if copied else ["One", ("\n", end), "two", ("\n", end)])


def test_what_stands_after_a_letter_of_many_bytes_is_at_its_place_too():
    text = 'é: 😀\nen: "😀 \\u2019 Hello"\n'
    entry = entries("yaml", text)[1]
    region = entry.draft.source_span(4, 9)
    assert (entry.draft.text[4:9], text[region.start : region.end]) == ("Hello", "Hello")


@given(
    st.dictionaries(st.text("kz", min_size=1, max_size=3), TEXTS | st.lists(TEXTS, max_size=3) | st.dictionaries(st.just("in"), TEXTS), max_size=3),
    st.sampled_from([None, '"', "'", "|", ">"]),
    st.fixed_dictionaries({
        "width": st.sampled_from([3, 10, 80]), "allow_unicode": st.booleans(), "line_break": st.sampled_from(["\n", "\r\n", "\r"]),
        "default_flow_style": st.sampled_from([None, True, False]),
    }),
)  # fmt: skip
def test_whatever_yaml_writes_is_read_as_yaml_reads_it_each_letter_at_its_place(value, style, options):
    text = yaml.dump(value, default_style=style, sort_keys=False, **options)
    found = entries("yaml", text)
    assert [(entry.key, entry.draft.text) for entry in found] == flat(yaml.safe_load(text))
    for entry in found:
        assert_exact(entry, text)


LINE = st.one_of(
    st.just(""),
    st.integers(0, 5).map(lambda count: " " * count),
    st.text("ab \t'é😀#:\u2028", max_size=6).map(lambda words: "  " + words),
    st.sampled_from(["  a word", "   more", "  \tb", "a: not in it"]),
)


@given(
    st.sampled_from("|>"), st.sampled_from(["", "-", "+"]), st.sampled_from(["", "1", "2", "3"]), st.sampled_from(["", " ", " # a note"]),
    st.lists(LINE, max_size=6), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(),
)  # fmt: skip
def test_blocks_as_people_write_them_are_read_as_yaml_reads_them(style, chomping, indent, note, lines, end, ended):
    text = f"k: {style}{chomping}{indent}{note}{end}{end.join(lines)}{end if ended else ''}"
    try:
        expected = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        with pytest.raises(InvalidFileError):
            entries("yaml", text)
        return
    found = entries("yaml", text)
    assert {entry.key: entry.draft.text for entry in found} == dict(flat(expected))
    for entry in found:
        assert_exact(entry, text)


FLOW = st.lists(
    st.sampled_from(
        ["a", "b", " ", "  ", "\n ", "\n\n  ", "\t", "\r\n ", "\\\n  ", "\\n", '\\"', "''", "\\x2e", "\\u263a", "\\ ", "\u2028 ", "é"]
    ),
    max_size=10,
).map("".join)


@given(FLOW, st.sampled_from(['"', "'", ""]), st.sampled_from(["", "&a ", "!!str ", "!!str &b  # c\n  "]))
def test_quoted_scalars_over_lines_are_read_as_yaml_reads_them(body, quote, properties):
    text = f"k: {properties}{quote}{body}{quote}\n"
    try:
        expected = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return
    found = entries("yaml", text)
    assert [(entry.key, entry.draft.text) for entry in found] == flat(expected)
    for entry in found:
        assert_exact(entry, text)


# The structure of a YAML file


def test_keys_are_paths_and_only_texts_are_entries():
    text = "en:\n  days: [Mon, Tue]\n  on: yes\n  count: 3\n  since: 2026-11-26\n  none: ~\n  empty:\n  quoted: '3'\n404: Not found\n"
    assert texts("yaml", text) == [("en.days.0", "Mon"), ("en.days.1", "Tue"), ("en.quoted", "3"), ("404", "Not found")]


def test_what_an_alias_repeats_is_read_once_and_a_merge_key_is_no_key():
    text = "base: &base {hi: Hello}\nen:\n  <<: *base\n  bye: Goodbye\nfr:\n  <<: {hi: Bonjour}\nagain: *base\n"
    assert texts("yaml", text) == [("base.hi", "Hello"), ("en.bye", "Goodbye"), ("fr.hi", "Bonjour")]


def test_tags_of_other_languages_and_several_documents_do_no_harm():
    text = "%YAML 1.1\n---\na: !ruby/object:Thing {b: one}\nc: !ruby/symbol d\n---\na: two\n? [x, y]\n: three\n"
    assert texts("yaml", text) == [("a.b", "one"), ("a", "two"), ("?.0", "x"), ("?.1", "y"), ("?", "three")]


# JSON


def test_the_escapes_of_json_are_read_each_at_its_place():
    text = r'{"a": "It\u2019s \"so\"\n\ud83d\ude00!\/"}'
    assert pieces("json", text) == [
        "It", ("’", r"\u2019"), "s ", ('"', r"\""), "so", ('"', r"\""), ("\n", r"\n"), ("😀", r"\ud83d\ude00"), "!", ("/", r"\/"),
    ]  # fmt: skip


def test_half_a_surrogate_pair_is_no_character():
    assert pieces("json", r'{"a": "x\ud83dy\ude00"}') == ["x", ("\ufffd", r"\ud83d"), "y", ("\ufffd", r"\ude00")]


def test_the_keys_of_json_are_paths_whether_nested_or_flat():
    text = '{"en": {"emails": [{"subject": "Hi"}, 3, null, "Bye"]}, "mail.welcome.title": "Hello", "k\\u00e9": true, "n": NaN, "a": "A"}'
    assert texts("json", text) == [("en.emails.0.subject", "Hi"), ("en.emails.3", "Bye"), ("mail.welcome.title", "Hello"), ("a", "A")]


@given(
    st.recursive(
        TEXTS | st.booleans() | st.none() | st.floats() | st.integers(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
        max_leaves=6,
    ),
    st.booleans(),
    st.sampled_from([None, 2, "\t"]),
)
def test_whatever_json_writes_is_read_as_json_reads_it_each_letter_at_its_place(value, ascii_only, indent):
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    found = entries("json", text)
    assert [entry.draft.text for entry in found] == [words for _, words in flat(json.loads(text))]
    for entry in found:
        assert_exact(entry, text)


# gettext


def test_the_strings_of_a_po_entry_are_one_text():
    text = 'msgid ""\n"Dear %(name)s,\\n"\n"it\'s \\"here\\"." "Yes"\nmsgstr ""\n'
    assert pieces("po", text) == ["Dear %(name)s,", ("\n", r"\n"), "it's ", ('"', r"\""), "here", ('"', r"\""), ".", "Yes"]


def test_numbers_in_po_strings_are_bytes():
    assert pieces("po", r'msgid "caf\303\251 \x41\t\a\q"' + '\nmsgstr ""') == [
        "caf", ("é", r"\303\251"), " ", ("A", r"\x41"), ("\t", r"\t"), ("\a", r"\a"), r"\q",
    ]  # fmt: skip


PO = """\
# A head.
msgid ""
msgstr "Language: en\\n"

#: templates/emails/welcome.html:3 apps/mail.py:40
#, python-format
msgctxt "email"
msgid "Hi there"
msgstr "Hello there"
#, fuzzy
#| msgid "Old words"
msgid "See you"
msgstr "See you soon"

#: old.py:1
#, fuzzy
#~ msgid "Gone"
#~ msgstr "Gone for good"

#: \u2068my mail.txt\u2069:7
msgid "one letter"
msgid_plural "%d letters"
msgstr[0] ""
msgstr[1] ""

msgid "mail.reset.subject"
msgstr "Your password"

msgid "mail.reset.body"
msgstr ""
"""


def test_a_po_file_gives_translations_and_msgids_where_there_are_none():
    assert texts("po", PO) == [
        ("email|Hi there", "Hello there"),
        ("See you", "See you soon"),
        ("one letter[0]", "one letter"),
        ("one letter[1]", "%d letters"),
        ("mail.reset.subject", "Your password"),
    ]


def test_a_po_entry_knows_the_files_that_use_it_and_whether_it_is_fuzzy():
    found = entries("po", PO)
    assert [entry.references for entry in found] == [("templates/emails/welcome.html", "apps/mail.py"), (), *[("my mail.txt",)] * 2, ()]
    assert [bool(entry.notes) for entry in found] == [False, True, False, False, False]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_the_line_ends_of_a_po_file_are_no_part_of_its_texts(end):
    assert texts("po", PO.replace("\n", end)) == texts("po", PO)


PO_TEXTS = st.text("ab \n\t\r'\"\\é😀%", max_size=30)


@given(
    st.lists(
        st.tuples(PO_TEXTS.filter(bool), PO_TEXTS, PO_TEXTS | st.none(), st.booleans()),
        max_size=4,
        unique_by=lambda entry: (entry[2], entry[0]),
    )
)
def test_whatever_polib_writes_is_read_as_it_was_meant_each_letter_at_its_place(given_entries):
    polib = pytest.importorskip("polib")
    file = polib.POFile(wrapwidth=20)
    expected = []
    for msgid, msgstr, context, plural in given_entries:
        forms = {0: msgstr, 1: msgstr + "b"}
        file.append(
            polib.POEntry(
                msgid=msgid, msgctxt=context, **({"msgid_plural": "as", "msgstr_plural": forms} if plural else {"msgstr": msgstr})
            )
        )
        key = msgid if context is None else f"{context}|{msgid}"
        shown = [(f"{key}[{number}]", form or msgid) for number, form in forms.items()] if plural else [(key, msgstr or msgid)]
        expected += shown
    text = str(file)
    found = entries("po", text)
    assert [(entry.key, entry.draft.text) for entry in found] == expected
    for entry in found:
        assert_exact(entry, text)


def test_babel_reads_the_same_of_a_po_file(tmp_path):
    pofile = pytest.importorskip("babel.messages.pofile")
    path = tmp_path / "en.po"
    path.write_text(PO, encoding="utf-8")
    with path.open("rb") as stream:
        catalogue = pofile.read_po(stream)
    strings = [message.string for message in catalogue if message.id and isinstance(message.string, str) and message.string]
    assert strings == ["Hello there", "See you soon", "Your password"]
    assert set(strings) <= {words for _, words in texts("po", PO)}


# Which keys are mail copy


KEYS = [
    "en.user_mailer.welcome.subject",
    "en.user_mailer.hi",
    "en.emails.reset.body",
    "en.emails",
    "pt-BR.emails.x",
    "shop.emails.y",
    "subject",
]


@pytest.mark.parametrize(
    ("pattern", "named"),
    [
        ("en.emails", ["en.emails.reset.body", "en.emails"]),
        ("en.emails.*", ["en.emails.reset.body"]),
        ("emails", ["en.emails.reset.body", "en.emails", "pt-BR.emails.x"]),
        ("**.emails", ["en.emails.reset.body", "en.emails", "pt-BR.emails.x", "shop.emails.y"]),
        ("**.subject", ["en.user_mailer.welcome.subject", "subject"]),
        ("*_mailer.**", ["en.user_mailer.welcome.subject", "en.user_mailer.hi"]),
        ("*_mailer.?i", ["en.user_mailer.hi"]),
        ("**", KEYS),
        ("mailer", []),
        ("[a-z]", []),
    ],
)
def test_a_pattern_names_keys_and_all_that_is_below_them(pattern, named):
    every = [catalogues.Entry(key, entries("json", '"x"')[0].draft) for key in KEYS]
    assert [entry.key for entry in select(every, [pattern])] == named


@pytest.mark.parametrize(
    ("pattern", "named"),
    [
        ("email", ["email|Hi there"]),
        ("email|*", ["email|Hi there"]),
        ("See you", ["See you"]),
        ("templates/emails", ["email|Hi there"]),
        ("**/welcome.*", ["email|Hi there"]),
        ("mail.py", ["email|Hi there"]),
        ("*.txt", ["one letter[0]", "one letter[1]"]),
        ("emails/*", []),
        ("mail.*", ["email|Hi there", "mail.reset.subject"]),
    ],
)
def test_a_pattern_names_contexts_msgids_and_files_of_a_po_file(pattern, named):
    assert [entry.key for entry in select(entries("po", PO), [pattern])] == named


def test_nothing_is_read_without_patterns_and_that_is_said_in_one_line():
    with pytest.raises(NoKeysError) as caught:
        catalogues.read(Source("en.yml", "en: {hi: Hello}"), [])
    assert str(caught.value).startswith("a catalogue of texts, of which only mail copy is checked: name its keys with --keys PATTERN")
    assert "\n" not in str(caught.value)


def test_patterns_that_name_nothing_are_answered_with_a_key_of_the_file():
    with pytest.raises(NoKeysError) as caught:
        catalogues.read(Source("en.yml", "en: {hi: Hello, bye: Bye}"), ["mail", "**.post"])
    assert str(caught.value) == "no key is named by --keys mail **.post: the first of 2 keys is 'en.hi'"


def test_a_catalogue_without_texts_gives_no_messages():
    assert catalogues.read(Source("en.json", "{}"), ["**"]) == ()


# Messages


def read(path, text, *patterns):
    return catalogues.read(Source(path, text), patterns or ["**"])


def parts(message):
    return [(part.role, part.text) for part in message.parts]


WELCOME = """\
en:
  user_mailer:
    welcome:
      preheader: One step is left
      subject: "Welcome, %{name}"
      title: Nearly there
      body_html: "<p>Hi %{first_name},</p><p>Don&rsquo;t <b>miss</b> it.</p>"
      body_text: "Hi %{first_name},\\n\\nDon't miss it.\\n\\nOr reply to us."
      cta: Open your account
      signature: |
        Kind regards,
        Anna
      save: Save
"""


def test_the_siblings_of_a_subject_make_one_message():
    message, other = read("en.yml", WELCOME)
    assert parts(message) == [
        (PartRole.SUBJECT, "Welcome, %{name}"),
        (PartRole.PREHEADER, "One step is left"),
        (PartRole.BODY, "Nearly there\n\nHi %{first_name},\n\nDon’t miss it.\n\nOpen your account\n\nKind regards,\nAnna\n"),
        (PartRole.ALTERNATIVE, "Hi %{first_name},\n\nDon't miss it.\n\nOr reply to us."),
    ]
    assert [block.kind for block in message.parts[2].blocks] == [
        BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.BUTTON, BlockKind.PARAGRAPH,
    ]  # fmt: skip
    assert message.header("key") == "en.user_mailer.welcome: subject, preheader, title, body_html, cta, …"
    assert (message.number, other.number, other.header("key")) == (1, 2, "en.user_mailer.welcome.save")


def test_every_word_of_a_joined_message_is_at_its_own_place():
    for message in read("en.yml", WELCOME):
        for part in message.parts:
            for word in ("Welcome", "step", "Nearly", "Hi", "first_name", "miss", "account", "Kind", "Anna", "reply"):
                at = part.text.find(word)
                if at >= 0:
                    region = part.map.region(type(part.blocks[0].span)(at, at + len(word)))
                    assert WELCOME[region.start : region.end] == word


def test_of_another_format_of_the_same_body_only_what_is_new_is_read():
    alternative = read("en.yml", WELCOME)[0].parts[3]
    assert [alternative.text[block.span.start : block.span.end] for block in alternative.blocks] == ["Or reply to us."]


def test_what_stands_out_of_reading_order_is_a_message_of_its_own():
    text = "a:\n  body: All is well. You can go on.\n  greeting: Hi Anna,\n  subject: News\n"
    assert [parts(message) for message in read("en.yml", text)] == [
        [(PartRole.SUBJECT, "News"), (PartRole.BODY, "All is well. You can go on.")],
        [(PartRole.BODY, "Hi Anna,")],
    ]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (["welcome_subject", "welcome_body"], [["welcome_subject", "welcome_body"]]),
        (["emailSubject", "emailBodyHtml"], [["emailSubject", "emailBodyHtml"]]),
        (["subject_template", "text_body_template"], [["subject_template", "text_body_template"]]),
        (["a_subject", "b_body"], [["a_subject"], ["b_body"]]),
        (["subject", "body_for_admins"], [["subject"], ["body_for_admins"]]),
        (["subject", "html", "text"], [["subject", "html"]]),
        (["intro", "body_1", "body_2"], [["intro", "body_1", "body_2"]]),
        (["header", "text", "c2a_button"], [["header", "text", "c2a_button"]]),
        (["a_button", "b_subject"], [["a_button"], ["b_subject"]]),
        (["save", "cancel"], [["save"], ["cancel"]]),
    ],
)
def test_keys_tell_which_entries_go_together(keys, expected):
    messages = read("x.json", json.dumps({"mail": dict.fromkeys(keys, "Same")}))
    labels = [message.header("key") for message in messages]
    assert labels == [f"mail: {', '.join(group)}" if len(group) > 1 else f"mail.{group[0]}" for group in expected]


def test_a_list_of_paragraphs_is_one_body():
    (message,) = read("x.json", '{"subject": "News", "paragraphs": ["Dear Anna,", "All is well."]}')
    assert parts(message) == [(PartRole.SUBJECT, "News"), (PartRole.BODY, "Dear Anna,\n\nAll is well.")]


def test_the_plural_forms_and_the_words_of_a_po_file_are_messages_of_their_own():
    text = "".join(f'msgid "{words}"\nmsgstr ""\n' for words in ("Subject", "Message", "Title"))
    assert [message.header("key") for message in read("x.po", text)] == ["Subject", "Message", "Title"]
    assert [message.header("key") for message in read("x.po", PO, "*.txt")] == ["one letter[0]", "one letter[1]"]


def test_a_po_file_with_keys_for_msgids_is_grouped_by_them():
    text = 'msgid "mail.subject"\nmsgstr "News"\nmsgid "mail.body"\nmsgstr "All is well."\n'
    assert [parts(message) for message in read("x.po", text)] == [[(PartRole.SUBJECT, "News"), (PartRole.BODY, "All is well.")]]


def test_a_fuzzy_entry_says_so_in_its_message():
    assert [note.partition(":")[0] for message in read("x.po", PO, "See you") for note in message.notes] == ["fuzzy"]


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("note", "<p>Fish &amp; <b>chips</b></p>", "Fish & chips"),
        ("note_html", "Fish\n  today", "Fish today"),
        ("note", "Read **this** [now](%{url})", "Read this now"),
        ("note_markdown", "Read *this*", "Read this"),
        ("note", "Use <name> & 2 * 3", "Use <name> & 2 * 3"),
    ],
)
def test_html_and_markdown_inside_a_value_are_read_as_such(key, value, expected):
    (message,) = read("x.json", json.dumps({key: value}))
    assert parts(message) == [(PartRole.BODY, expected)]


def test_branches_and_fallback_words_are_variants_of_the_whole_message():
    text = json.dumps({"subject": "Hi {{name|default:'friend'}}", "body": "It is {% if x %}here{% else %}late{% endif %}."})
    messages = read("x.json", text)
    assert [message.number for message in messages] == [1, 1, 1]
    assert [part.text for message in messages for part in message.parts] == [
        "Hi {{name|default:'friend'}}", "It is here.", "Hi {{name|default:'friend'}}", "It is late.", "Hi friend", "It is here.",
    ]  # fmt: skip
    (focus,) = messages[2].focus
    assert text[focus.start : focus.end] == "friend"


@pytest.mark.parametrize(
    ("path", "template"),
    [
        ("x.yml", "en:\n  mail: {}\n"),
        ("x.yml", "en:\n  mail: '{}'\n"),
        ("x.yml", 'en:\n  mail: "\\u2019 {}"\n'),
        ("x.yml", "en:\n  mail: >-\n    {}\n"),
        ("x.yml", "en:\n  mail: |\n    <p>&nbsp;{}</p>\n"),
        ("x.json", '{{"mail": "\\ud83d\\ude00\\n<b>{}</b>"}}'),
        ("x.po", 'msgid ""\n"\\"So\\"\\n"\n"{}\\n"\nmsgstr ""\n'),
    ],
)
def test_a_finding_in_a_catalogue_names_exactly_its_words(engine, path, template):
    text = template.format("As a valued customer, you get our news first.")
    (report,) = engine.lint(read(path, text))
    (finding,) = [finding for finding in report.findings if "valued customer" in finding.text]
    assert text[finding.place.start.offset : finding.place.end.offset] == finding.text


def test_a_short_text_of_an_interface_lacks_neither_greeting_nor_signature(engine):
    reports = engine.lint(read("en.yml", "en: {save: Save, sent: Your message has been sent.}"))
    assert [finding.rule for report in reports for finding in report.findings] == []


# What cannot be read, and what takes long


def takes(run):
    """Return the processor seconds of a run."""
    start = time.process_time()
    run()
    return time.process_time() - start


@pytest.mark.parametrize(
    ("path", "text", "problem"),
    [
        ("x.yml", "a: b: c", "x.yml:1:5: not YAML: mapping values are not allowed in this context"),
        ("x.yml", "a: %{name}", "x.yml:1:4: not YAML: found character that cannot start any token"),
        ("x.yml", "é: 1\nb: \x07", "x.yml:2:4: not YAML: control characters are not allowed"),
        ("x.yml", "a: x\nb: *there", "x.yml:2:4: not YAML: no anchor is called 'there'"),
        ("x.yml", "a: " + "[" * 200, "x.yml:1:104: nested more than 100 deep: that is data, not a catalogue of texts"),
        ("x.json", '{"a": "b",\n}', "x.json:2:1: not JSON: expecting property name enclosed in double quotes"),
        ("x.json", '{"a": "b\nc"}', "x.json:1:9: not JSON: invalid control character at"),
        ("x.json", "", "x.json:1:1: not JSON: expecting value"),
        ("x.json", "[" * 200 + "]" * 200, "x.json:1:102: nested more than 100 deep: that is data, not a catalogue of texts"),
        ("x.json", "[" * 9000 + "]" * 9000, "x.json:1:1: nested more than 100 deep: that is data, not a catalogue of texts"),
        ("x.po", 'msgid "a"\nmsgstr "b', "x.po:2:8: this string is not closed"),
        ("x.po", 'msgid "a"\n  mgstr "b"', "x.po:2:3: expected msgid, msgstr, # or a string in quotes"),
        ("x.po", 'msgid "a" b\nmsgstr ""', "x.po:1:11: expected a string in quotes"),
        ("x.po", '# x\n"a"', "x.po:2:1: a string that belongs to no msgid or msgstr"),
        ("x.po", 'msgid "a"\n\nmsgid "b"\nmsgstr ""', "x.po:3:1: a second msgid in one entry"),
        ("x.po", '\nmsgid "a"\n', "x.po:2:1: an entry without a msgstr"),
        ("x.po", 'msgctxt "a"\nmsgstr "b"', "x.po:2:1: msgstr without a msgid before it"),
        ("x.po", 'msgstr "b"', "x.po:1:1: an entry without a msgid"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_catalogue_is_named_with_its_place(path, text, problem):
    with pytest.raises(InvalidFileError) as caught:
        read(path, text)
    assert str(caught.value).startswith(problem)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("x.yml", "a: " + " " * 100_000 + "x"),
        ("x.yml", "a: x" + " y" * 50_000),
        ("x.yml", "a: x" + " " * 100_000 + "y"),
        ("x.yml", 'a: "' + "\\u2019" * 16_000 + '"'),
        ("x.yml", 'a: "' + "\\\n " * 33_000 + '"'),
        ("x.yml", "a: '" + "''" * 50_000 + "'"),
        ("x.yml", "a: |\n" + " x\n" * 33_000),
        ("x.yml", "a: >9\n" + " " * 50_000 + "x\n" + "\n" * 50_000),
        ("x.yml", "a: |+\n" + "\n" * 100_000),
        ("x.yml", "[" + "one," * 25_000 + "]"),
        ("x.yml", "[" * 100_000),
        ("x.yml", "- " * 50_000),
        ("x.yml", "".join(f"{'k' * 90}{number}: x\n" for number in range(1000))),
        ("x.json", '{"body": [' + '"x",' * 25_000 + '"x"]}'),
        ("x.json", '{"body_html": "x", "body_text": [' + '"y",' * 25_000 + '"x"]}'),
        ("x.json", '["' + "\\\\" * 50_000 + '"]'),
        ("x.json", '["' + "<a " * 33_000 + '"]'),
        ("x.json", '["' + "[" * 100_000 + '"]'),
        ("x.json", '{"' + "k" * 100_000 + '": "x"}'),
        ("x.json", "9" * 100_000),
        ("x.po", 'msgid "a"\nmsgstr ""\n' + '"x"\n' * 25_000),
        ("x.po", 'msgid "' + "\\" * 99_999),
        ("x.po", 'msgid "' + "a_" * 50_000 + '!"\nmsgstr ""\n'),
        ("x.po", "".join(f'msgid "{number}"\nmsgstr ""\n' for number in range(4000))),
        ("x.po", "#: " + "a:1 " * 25_000 + '\nmsgid "b"\nmsgstr ""'),
    ],
)
def test_hostile_catalogues_of_100_kb_are_selected_from_in_under_a_second(path, text):
    kind = {"x.yml": "yaml", "x.json": "json", "x.po": "po"}[path]

    def read_keys():
        with contextlib.suppress(InvalidFileError):
            list(select(entries(kind, text), ["**.*k*.?", "*a*b*c", "**/x/**/*.y"]))

    assert takes(read_keys) < 20


@pytest.mark.parametrize("mark", ["<a ", "[", "**a", "[a](", "\\\\", "&a", "\\n# a", "{{", "\\u2019", "<b>", "*|IF:A|*b"])
def test_a_hostile_value_of_50_kb_is_read_in_under_a_second(mark):
    text = f'{{"mail": "{mark * (50_000 // len(mark))}"}}'
    assert takes(lambda: catalogues.read(Source("x.json", text), ["mail"])) < 20
