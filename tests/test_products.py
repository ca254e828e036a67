"""Names of a team's own are read as names: their words are not judged, the sentence around them is."""

import pytest

from tonelint.message import FieldKind
from tonelint.products import with_products
from tonelint.readers import html, plain
from tonelint.source import Source

RULE = """\
id: manner/pressing
severity: warning
points: 5
message: It presses.
why: It hurries the reader.
any:
  - phrase: ["last chance", "hurry", "our favourite"]
  - clause: {subject: sender, verb: miss, object: reader}
  - capitals: {words: [sale, zap, last, chance]}
examples:
  bad: ["Last chance."]
  good: ["It rains."]
"""


@pytest.fixture(name="marked")
def _marked(engine_of):
    """Return the words that the rule marks, as the file has them."""

    def marked(text, *names, read=plain.read):
        messages = [with_products(message, names) for message in read(Source("mail.txt", text))]
        (report,) = engine_of(RULE).lint(messages)
        return [text[f.place.start.offset : f.place.end.offset] for f in report.findings]

    return marked


def named(text, *names):
    """Return what is taken for one of the names."""
    part = with_products(plain.read(Source("mail.txt", text))[0], names).parts[-1]
    assert {field.kind for field in part.names} <= {FieldKind.OWN}
    return [part.text[field.span.start : field.span.end] for field in part.names]


def test_the_words_of_a_name_are_not_judged_and_the_others_are(marked):
    text = "Hi Ann,\n\nThe Last Chance Jeans are here. It is your last chance.\n"
    assert marked(text) == ["Last Chance", "last chance"]
    assert marked(text, "Last Chance Jeans") == ["last chance"]


def test_a_phrase_does_not_reach_over_a_name(marked):
    assert marked("Hurry Curry is open. Hurry, it closes.", "Hurry Curry") == ["Hurry"]


def test_the_sentence_around_a_name_is_still_parsed(marked):
    assert marked("All of us at Miss You Cards have missed you.", "Miss You Cards")[-1].endswith("missed you")


def test_a_shouted_name_shouts_at_nobody(marked):
    text = "Try ZAP LAST CHANCE today.\n"
    assert marked(text) != []
    assert marked(text, "Zap Last Chance") == []


def test_a_name_is_found_in_html_through_its_tags_and_references(marked):
    text = "<p>See <b>Last</b> Chance&nbsp;Jeans. Your <i>last</i> chance.</p>"
    assert marked(text, "Last Chance Jeans", read=html.read) == ["last</i> chance"]


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        ("A Hurry and a HURRY, no hurry.", ["Hurry"], ["Hurry", "HURRY"]),
        ("Hurryed, unHurry, Hurry-up, Hurry.", ["Hurry"], ["Hurry", "Hurry"]),
        ("The Last\nChance is here, the Last   Chance.", ["Last Chance"], ["Last\nChance", "Last   Chance"]),
        ("Anna's and Anna’s.", ["Anna's"], ["Anna's", "Anna’s"]),
        ("Anna's and Anna’s.", ["Anna’s"], ["Anna's", "Anna’s"]),
        ("Last Chance Jeans and Last Chance.", ["Last Chance", "Last Chance Jeans"], ["Last Chance Jeans", "Last Chance"]),
        ("It is Wow! (tm), C++ and a.b; not axb.", ["Wow!", "C++", "a.b"], ["Wow!", "C++", "a.b"]),
        ("Café Été, CAFÉ ÉTÉ.", ["Café Été"], ["Café Été", "CAFÉ ÉTÉ"]),
        ("Hi {{ Hurry }}, Hurry.", ["Hurry"], ["Hurry"]),
        ("Hi there.", ["Hurry"], []),
    ],
)
def test_what_is_a_name(text, names, found):
    assert named(text, *names) == found


def test_without_names_a_message_is_as_it_was():
    (message,) = plain.read(Source("mail.txt", "Hi Ann,\n\nLast chance.\n"))
    assert with_products(message, ()) is message
    assert with_products(message, ("Jeans",)).parts[0] is message.parts[0]


def test_names_and_merge_fields_are_holes_in_the_order_of_the_text():
    (message,) = plain.read(Source("mail.txt", "Hi {{ name }}, the Hurry Curry of {{ city }}."))
    part = with_products(message, ("Hurry Curry",)).parts[-1]
    assert [part.text[hole.span.start : hole.span.end] for hole in part.holes] == ["{{ name }}", "Hurry Curry", "{{ city }}"]
