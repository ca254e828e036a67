"""What a reader sees of a page, and where in the markup it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import read, region, seen, texts

from tonelint.message import BlockKind, PartRole
from tonelint.readers import html
from tonelint.source import Source
from tonelint.text import Span


def test_inline_tags_do_not_break_a_phrase_and_lie_in_its_region():
    markup = "<p>We've <b>real<i>ly</i></b> missed you.</p>"
    assert texts(markup) == ["We've really missed you."]
    assert region(markup, "really missed") == "real<i>ly</i></b> missed"


@pytest.mark.parametrize("tag", ["div", "p", "td", "li", "h2", "center", "section"])
def test_block_tags_break(tag):
    assert texts(f"one word<{tag}>two words</{tag}>three") == ["one word", "two words", "three"]


def test_a_line_break_ends_the_line_and_not_the_block():
    assert texts("<p>Best wishes,<br>Anna</p>") == ["Best wishes,\nAnna"]


@pytest.mark.parametrize("gap", ["<br><br>", "<br/>\n&nbsp;<br/>", "</br><br></br>", "<br><b></b><br>"])
def test_an_empty_line_ends_the_block(gap):
    assert texts(f"<p>Dear Anna,{gap}it is here.<br>Come.{gap}</p>") == ["Dear Anna,", "it is here.\nCome."]


def test_what_floats_beside_a_text_is_no_part_of_it():
    assert texts("<p>Total <span style='float:right'>$12</span></p>") == ["Total", "$12"]


def test_white_space_folds_as_on_the_page():
    assert texts("<p>\n  Dear&nbsp;\n\tAnna ,  <b> hello </b> you </p>") == ["Dear Anna , hello you"]


@pytest.mark.parametrize(
    ("reference", "shown"),
    [
        ("&rsquo;", "’"),
        ("&#8217;", "’"),
        ("&#x2019;", "’"),
        ("&amp", "&"),
        ("&copy;", "©"),
        ("&NotEqualTilde;", "≂̸"),
        ("&nosuch;", "&nosuch;"),
    ],
)
def test_a_reference_is_its_character_and_stands_for_the_whole_of_it(reference, shown):
    markup = f"<p>one{reference} two</p>"
    assert texts(markup) == [f"one{shown} two"]
    assert region(markup, shown) == reference


def test_the_title_is_the_subject_but_the_name_of_a_design_is_none():
    assert texts("<title>Your ticket</title><p>Hello.</p>", PartRole.SUBJECT) == ["Your ticket"]
    assert texts("<title>Basic HTML e-mail</title><p>Hello.</p>", PartRole.SUBJECT) == []


@pytest.mark.parametrize("head", ["Subject: Your ticket\n\n", "<!-- subject: Your ticket -->", "<!--@subject Your ticket @-->"])
def test_a_subject_may_stand_before_the_markup(head):
    markup = f"{head}<title>Other</title><p>Hello.</p>"
    assert texts(markup, PartRole.SUBJECT) == ["Your ticket"]
    assert texts(markup) == ["Hello."]


def test_words_of_pictures_and_tool_tips_are_a_part_of_their_own():
    markup = '<p>Hello.<img alt="A &amp; B" src=x> <a title="Go on" href=x>there</a></p>'
    assert texts(markup, PartRole.ALT) == ["A & B", "Go on"]
    assert texts(markup) == ["Hello. there"]


def test_words_that_a_link_and_its_picture_share_are_read_once():
    assert texts("<p>Hi.<a title='Our map' href=x><img alt='Our map' title='Our map'></a><img alt='A lamp'>", PartRole.ALT) == [
        "Our map",
        "A lamp",
    ]


@pytest.mark.parametrize(
    "button",
    [
        "<button>See it</button>",
        '<a class="btn-primary" href=x>See it</a>',
        '<a style="background:#00f;padding:9px" href=x>See it</a>',
        "<table><tr><td><a href=x>See it</a></td></tr></table>",
        '<input type="submit" value="See it">',
        "<mj-button href=x>See it</mj-button>",
    ],
)
def test_buttons_are_buttons(button):
    shown = [(kind, text) for role in (PartRole.BODY, PartRole.ALT) for kind, text in seen(f"<p>Hello there.</p>{button}", role)]
    assert "See it" in [text for kind, text in shown if kind is BlockKind.BUTTON or "input" in button]


def test_a_button_may_end_with_a_mark_and_stands_for_itself_beside_another():
    markup = "<p>Will you come?</p><p><a class=btn href=x>Yes!</a> <a class=btn href=y>No</a></p><p><a href=z>Ask me.</a></p>"
    assert seen(markup)[1:] == [(BlockKind.BUTTON, "Yes!"), (BlockKind.BUTTON, "No"), (BlockKind.BUTTON, "Ask me.")]


@pytest.mark.parametrize("link", ["https://fernway.example/a/b", "www.fernway.example", "help@fernway.example", "Go on here:"])
def test_a_linked_address_is_no_button(link):
    assert seen(f"<p>Hello there.</p><p><a href=x>{link}</a></p>")[1][0] is not BlockKind.BUTTON


def test_a_link_above_all_words_is_the_name_of_the_sender_and_no_button():
    assert seen("<td><a href=x>Fernway</a></td><td><a href=y>Your lamp</a></td>") == [
        (BlockKind.HEADING, "Fernway"),
        (BlockKind.BUTTON, "Your lamp"),
    ]


def test_a_link_in_a_sentence_is_no_button():
    assert seen("<p>Please <a class='btn' href=x>read this</a></p>")[0] == (BlockKind.HEADING, "Please")
    assert texts("<p>Please <a href=x>read this</a> first.</p>") == ["Please read this first."]


def test_lists_headings_and_quotes_are_what_they_are():
    markup = "<h1>News</h1><ul><li>one<li>two</ul><blockquote>old <p>words</blockquote><p>New words of ours that are longer.</p><div class=gmail_quote>thread</div>"
    assert seen(markup) == [
        (BlockKind.HEADING, "News"),
        (BlockKind.LIST_ITEM, "one"),
        (BlockKind.LIST_ITEM, "two"),
        (BlockKind.QUOTE, "old"),
        (BlockKind.QUOTE, "words"),
        (BlockKind.PARAGRAPH, "New words of ours that are longer."),
        (BlockKind.QUOTE, "thread"),
    ]


def test_a_page_that_is_indented_with_quotes_is_no_quote():
    assert seen("<blockquote><p>Hello Anna.</p><p>We are open.</p></blockquote>") == [
        (BlockKind.PARAGRAPH, "Hello Anna."),
        (BlockKind.PARAGRAPH, "We are open."),
    ]


@pytest.mark.parametrize(
    ("broken", "shown"),
    [
        ("<p>one<p>two", ["one", "two"]),
        ("<b>one</i> two</b>", ["one two"]),
        ("one</p>two", ["one", "two"]),
        ("1 < 2 and 3 > 2", ["1 < 2 and 3 > 2"]),
        ("<p style='display:none'>gone<div>seen</div>", ["seen"]),
        ("<td>one<td>two", ["one", "two"]),
        ("seen<a href='x", ["seen"]),
        ("<p>one<!-- two", ["one"]),
    ],
)
def test_broken_markup_is_read_as_a_browser_would(broken, shown):
    assert texts(broken) == shown


def test_preformatted_text_keeps_its_lines():
    assert texts("<pre>Dear Anna,\nhow are you?\n\nBo</pre>") == ["Dear Anna,\nhow are you?", "Bo"]


def test_template_tags_may_stand_anywhere_in_the_markup():
    markup = "<p {% if x %}class='a>b'{% endif %}>Hi <b>{{ user.first_name|default:'<you>' }}</b>,<a href=\"{{ url }}\">there</a></p>"
    body = read(markup).part(PartRole.BODY)
    assert body.text == "Hi {{ user.first_name|default:'<you>' }},there"
    assert [field.kind.value for field in body.fields] == ["name"]


def test_pieces_for_another_template_are_blocks_of_their_own():
    markup = (
        "{% block top %}Your lamp{% endblock %} {% block low %}Our shop{% endblock %}\n"
        "{% block body %}\nDear {% block name %}you{% endblock %}, hello.\n{% endblock %}<p>Hi {% block who %}you{% endblock %},</p>"
    )
    body = read(markup).part(PartRole.BODY)
    words = [body.text[block.span.start : block.span.end] for block in body.blocks]
    assert words == [
        "{% block top %}Your lamp{% endblock %}",
        "{% block low %}Our shop{% endblock %}",
        "{% block body %} Dear {% block name %}you{% endblock %}, hello. {% endblock %}",
        "Hi {% block who %}you{% endblock %},",
    ]


@pytest.mark.parametrize(
    "piece",
    [
        "{% block subject %}Your lamp{% endblock %}",
        "{% block request_subject -%} Your lamp {%- endblock %}",
        "{% macro get_subject() %}Your lamp{% endmacro %}",
        "{% block subject_prefix %}[Fernway]{% endblock %}{% block subject_message %}Your lamp{% endblock %}",
    ],
)
def test_a_piece_that_is_named_after_the_subject_is_the_subject(piece):
    markup = f"{piece}<p>Hello.</p>"
    assert [part.text for part in read(markup).parts] == ["Your lamp", "Hello."]


def test_mjml_has_texts_buttons_a_title_and_a_preview():
    markup = (
        "<mjml><mj-head><mj-title>Your ticket</mj-title><mj-preview>Inside</mj-preview><mj-attributes><mj-all font='x'/></mj-attributes>"
        "</mj-head><mj-body><mj-section><mj-column><mj-image alt='A map' src='x' /><mj-text>Hi Anna,<br/>it is here.</mj-text>"
        "<mj-button href='x'>Open it</mj-button></mj-column></mj-section></mj-body></mjml>"
    )
    message = html.read_mjml(Source("mail.mjml", markup))[0]
    assert [(part.role.value, part.text) for part in message.parts] == [
        ("subject", "Your ticket"),
        ("preheader", "Inside"),
        ("body", "Hi Anna,\nit is here.\n\nOpen it"),
        ("alt", "A map"),
    ]
    assert message.part(PartRole.BODY).blocks[-1].kind is BlockKind.BUTTON


WORDS = st.lists(st.sampled_from(["dear", "we", "missed", "you’re", "&", "<", "naïve", "it's", "5", "—"]), min_size=1, max_size=8)
WRAPS = st.sampled_from(["{}", "<b>{}</b>", "<a href='x'>{}</a>", "<span\nclass=a>{}</span>", "{}<!-- x -->", "<i>{}</i>"])


def written(word, how):
    """Write a word as characters, or as references."""
    if how == "numbers":
        return "".join(f"&#{ord(character)};" for character in word)
    return word.replace("&", "&amp;").replace("<", "&lt;")


@given(WORDS, st.data())
def test_every_word_maps_to_its_own_characters_through_markup_and_references(words, data):
    pieces, places, at = ["<p>"], [], 3
    for word in words:
        wrap = data.draw(WRAPS)
        inner = written(word, data.draw(st.sampled_from(["plain", "numbers"])))
        start = at + wrap.index("{}")
        places.append((start, start + len(inner)))
        piece = wrap.replace("{}", inner) + data.draw(st.sampled_from([" ", "\n", " \r\n\t", "&nbsp;"]))
        pieces.append(piece)
        at += len(piece)
    body = read("".join(pieces) + "</p>").part(PartRole.BODY)
    assert body.text.split(" ") == words
    at = 0
    for word, (start, end) in zip(words, places, strict=True):
        found = body.map.region(Span(at, at + len(word)))
        assert (found.start, found.end) == (start, end)
        at += len(word) + 1


@given(st.text(alphabet=st.sampled_from(list("<>/!-&;'\"= abp\n{%}#|*[]"))))
def test_no_text_whatever_is_an_error(markup):
    for message in html.read(Source("mail.html", markup)):
        for part in message.parts:
            for block in part.blocks:
                found = part.map.region(block.span)
                assert 0 <= found.start <= found.end <= len(markup)


def test_a_line_that_was_ended_on_purpose_is_not_joined_to_the_next(engine):
    markup = "<p>Contact name: Mr Owen Price of Fernway Homes in Stoke<br>Address: owen@fernway.example<br>and not the old one</p>"
    reading = next(engine.read(html.read(Source("mail.html", markup))))
    assert [sentence.text for sentence in reading.view.sentences] == [
        "Contact name: Mr Owen Price of Fernway Homes in Stoke",
        "Address: owen@fernway.example\nand not the old one",
    ]
