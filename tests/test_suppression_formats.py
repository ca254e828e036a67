"""Directives in mails, catalogues and front matter."""

import base64
import quopri

import pytest
from hiding import HIDDEN, IGNORE, SHOWN

from tonelint.errors import InvalidFileError
from tonelint.readers import Wanted, read_messages


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_comments_of_a_mail_are_read_through_its_encoding(said, encoding):
    page = f"<p>Café, hurry.</p>\n<!-- {IGNORE} -- café -->\n<p>Please hurry to the café, it is late.</p>\n<p>Hurry.</p>\n".encode()
    body = quopri.encodestring(page) if encoding == "quoted-printable" else base64.encodebytes(page)
    head = f"Subject: Hurry\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n\n".encode()
    told = [what for _, what in said("mail.eml", head + body)]
    assert sorted(told) == sorted([SHOWN, SHOWN, f"{HIDDEN}: café", SHOWN])
    whole = page.replace(b"ignore own/hurry", b"ignore-file own")
    told = said("mail.eml", head + (quopri.encodestring(whole) if encoding == "quoted-printable" else base64.encodebytes(whole)))
    assert {what for _, what in told} == {f"{HIDDEN}: café"}


def test_the_plain_version_of_a_mail_is_not_spoken_of_by_a_comment_in_its_page(said):
    text = (
        "Subject: Lamps\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=cut\n\n"
        "--cut\nContent-Type: text/plain\n\nHurry, this is the plain one.\n"
        f"--cut\nContent-Type: text/html\n\n<!-- {IGNORE} -->\n<p>Hurry to the lamps.</p>\n--cut--\n"
    )
    assert said("mail.eml", text) == [(8, SHOWN), (13, HIDDEN)]


def test_the_tags_of_a_template_that_were_sent_are_seen(said):
    assert said("mail.eml", f"Subject: Lamps\nFrom: a@b.example\n\n{{# {IGNORE} #}}\n\nHurry.\n")[-1] == (6, SHOWN)


def test_a_directive_of_an_mbox_speaks_of_its_mail_and_stands_at_its_line_of_the_file(said):
    envelope = "From ida@holm.example Tue Feb  3 09:12:00 2026\n"
    head = "Subject: Hurry\nContent-Type: text/html\n\n"
    first = f"{envelope}{head}<!-- tonelint: off own/hurry --><p>Hurry.</p>\n\n"
    second = f"{envelope}{head}<!-- tonelint: ignore-file own/hury own/sale --><p>Hurry.</p>\n\n"
    assert said("mails.mbox", first + second) == [
        (2, SHOWN),
        (5, HIDDEN),
        (8, SHOWN),
        (11, SHOWN),
        (11, "error in column 28: unknown rule or principle 'own/hury'; did you mean 'own/hurry'?"),
        (11, "this ignore-file of own/sale hides nothing"),
    ]


PO = """\
# tonelint: off own/sale
msgid ""
msgstr "Language: en\\n"

#. tonelint: ignore own/hurry -- by the printer
#: shop.py:3
msgctxt "mail"
msgid "a"
msgid_plural "b"
msgstr[0] "Hurry, "
"to the sale."
msgstr[1] "Hurry, all."

# tonelint: ignore own/hurry
#~ msgid "gone"
#~ msgstr "Hurry"

msgid "Hurry # tonelint: ignore own/sale"
msgstr ""

# tonelint: on
#, tonelint: ignore own/hurry
msgid "c"
msgstr "Hurry to the sale"
"""


def test_a_comment_of_a_po_file_speaks_of_its_entry(said):
    told = [one for one in said("mails.po", PO, wanted=Wanted(keys=("**", "*"))) if "nothing" not in one[1]]
    assert told == [
        (10, f"{HIDDEN}: by the printer"),
        (11, "`own/sale` is hidden by comment"),
        (12, f"{HIDDEN}: by the printer"),
        (18, SHOWN),
        (18, "`own/sale` is hidden by comment"),
        (24, SHOWN),
        (24, "`own/sale` is reported"),
    ]


YAML = """\
# tonelint: ignore-file own/sale
en:
  # tonelint: ignore own/hurry
  retries: 3
  one:
    subject: Hurry
    body: | # tonelint: ignore own/hurry -- all of it
      Hurry. # tonelint: off own/sale

      Hurry to the sale.
  two:
    subject: "Hurry # tonelint: off own" # tonelint: ignore own/hurry
    body: >
      Hurry.
  # tonelint: off own/hurry
  three: {subject: Hurry, body: Hurry}
  # tonelint: on
  # tonelint: ignore own/hurry
"""


def test_a_comment_of_a_yaml_file_speaks_of_the_value_below_it_or_beside_it(said):
    told = said("mails.yml", YAML, wanted=Wanted(keys=("**",)))
    assert told == [
        (6, HIDDEN),
        (8, f"{HIDDEN}: all of it"),
        (8, "`own/sale` is hidden by comment"),
        (10, f"{HIDDEN}: all of it"),
        (10, "`own/sale` is hidden by comment"),
        (12, HIDDEN),
        (14, SHOWN),
        (16, HIDDEN),
        (16, HIDDEN),
    ]


def test_a_comment_before_a_key_that_is_not_asked_for_speaks_of_no_other(said):
    text = "admin:\n  # tonelint: ignore own/hurry\n  note: Hurry\nmails:\n  note: Hurry\n"
    assert said("mails.yml", text, wanted=Wanted(keys=("mails.**",))) == [(5, SHOWN)]


def test_a_comment_that_speaks_of_no_message_of_a_catalogue_at_all_is_not_told_of_twice(said):
    text = "# tonelint: ignore-file own/sale\na: Hurry\nb: Hurry\n"
    assert said("mails.yml", text, wanted=Wanted(keys=("**",))) == [
        (1, "this ignore-file of own/sale hides nothing"),
        (2, SHOWN),
        (3, SHOWN),
    ]


def test_a_comment_in_a_text_of_a_catalogue_speaks_of_that_text(said):
    text = '{\n"a": {"subject": "Hurry",\n"body": "<!-- tonelint: off own/hurry --><p>Hurry</p>"},\n"b": {"body": "Hurry"}\n}\n'
    assert said("mails.json", text, wanted=Wanted(keys=("**",))) == [(2, SHOWN), (3, HIDDEN), (4, SHOWN)]


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("own/hurry", ""),
        ("[own]", ""),
        ("[own/sale, own/hurry]", ""),
        ("own/hurry -- why", ": why"),
        ('["own/hurry, own/sale -- why"]', ": why"),
        ("[{rule: own/hurry, reason: why}]", ": why"),
        ("{rule: own/hurry own/sale}", ""),
        ("\n    - rule: own/hurry\n      reason: >\n        why", ": why"),
    ],
)
def test_front_matter_may_give_a_reason(said, item, reason):
    text = f"---\ntonelint:\n  ignore: {item}\n---\nHurry to the sale.\n"
    hidden = [what for _, what in said("mail.txt", text) if "own/hurry` is hidden" in what]
    assert hidden == [f"`own/hurry` is hidden by front matter{reason}"]


@pytest.mark.parametrize(
    ("item", "error"),
    [
        ("[{rul: own/hurry}]", "mail.txt:3:13: unknown key 'rul'; did you mean 'rule'?"),
        ("[{reason: why}]", "mail.txt:3:12: which rule or principle? For example 'ignore: [humanity/unsigned]'"),
        ("['-- why']", "mail.txt:3:12: which rule or principle? For example 'ignore: [humanity/unsigned]'"),
        ("[[own]]", "mail.txt:3:12: expected a text"),
    ],
)
def test_a_mistake_in_the_form_of_front_matter_is_named(item, error):
    with pytest.raises(InvalidFileError) as caught:
        read_messages("mail.txt", f"---\ntonelint:\n  ignore: {item}\n---\nHurry.\n".encode())
    assert str(caught.value).splitlines()[0] == error


def test_front_matter_that_hides_nothing_is_told_and_unknown_names_leave_the_rest(said):
    text = "---\ntonelint:\n  ignore: [own/sale, own/hury, 'own/hurry, own/sale']\n---\nHurry.\n"
    assert said("mail.txt", text) == [
        (3, "error in column 22: unknown rule or principle 'own/hury'; did you mean 'own/hurry'?"),
        (3, "this ignore of own/sale hides nothing"),
        (3, "this ignore of own/sale hides nothing"),
        (5, "`own/hurry` is hidden by front matter"),
    ]
