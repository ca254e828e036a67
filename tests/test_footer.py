"""What stands under a message and is none of it: the footer, and what only looks like one."""

import pytest

from tonelint.readers import html
from tonelint.source import Source

HEAD = "Hi Ann,\n\nYour lamp is here. Come by any day this week, we are open until six.\n\n"


def sections(found):
    """Return the words of each section."""
    words = {}
    for sentence in found.view.sentences:
        words.setdefault(sentence.section.value, []).append(sentence.folded.text)
    return {section: " | ".join(texts) for section, texts in words.items()}


@pytest.mark.parametrize(
    "footer",
    [
        "In Mill House near Leeds\nwww.fernway.example | 0113 496 0000",
        "[Company Name, LLC]\n\n12 Street Rd.",
        "Follow us on Facebook\n\nhelp@fernway.example · 0113 496 0000",
        "Stay in touch\n\nUnsubscribe: https://fernway.example/u",
        "[Sender_Name]\n\n[Sender_Address], [Sender_City]\n\nUnsubscribe",
    ],
)
def test_a_footer_is_told_by_its_words(reading, footer):
    found = sections(reading(f"{HEAD}Best,\nElsa\n\n{footer}\n"))
    assert found["signature"] == "Elsa"
    assert len(found["footer"].split(" | ")) >= 2


def test_what_a_program_puts_below_two_hyphens_is_a_footer_and_a_name_signs(reading):
    assert sections(reading(f"{HEAD}--\nLamps :: Orders\nhttps://fernway.example\n"))["footer"].startswith("Lamps :: Orders")
    assert sections(reading(f"{HEAD}-- \nElsa Berg\nLamps\n"))["signature"] == "Elsa Berg | Lamps"


def test_a_long_notice_is_a_footer_when_it_says_so_at_once(reading):
    rest = "It must not be shown to anybody else, in part or in whole, by post or by hand or by any other way that there is. " * 8
    assert sections(reading(f"{HEAD}Best,\nElsa\n\nThis e-mail is confidential. {rest}\n"))["footer"].startswith("This e-mail is")
    assert "footer" not in sections(reading(f"{HEAD}{rest}This e-mail is confidential.\n"))


def test_long_addresses_do_not_make_a_footer_too_long(reading):
    links = f"Settings: https://fernway.example/{'a' * 700}\nUnsubscribe: https://fernway.example/{'b' * 700}"
    assert sections(reading(f"{HEAD}Best,\nElsa\n\n{links}\n"))["footer"].startswith("Settings")


@pytest.mark.parametrize("heading", ["Delivery address", "Shipping to", "Billing Address:"])
def test_the_address_of_the_reader_is_no_footer(reading, heading):
    text = f"{HEAD}{heading}\n\n12 Mill Lane\nDenver, CO 80211\n\nYou received this e-mail as you have an account."
    found = sections(reading(text))
    assert found["footer"] == "You received this e-mail as you have an account."
    assert "Mill Lane" in found["body"]


def test_a_button_does_not_sign_but_a_linked_name_below_the_closing_does(engine):
    def read(end):
        page = f"<p>Hi Ann,</p><p>Your lamp is here. Come by any day this week.</p>{end}"
        return next(iter(engine.read(html.read(Source("mail.html", page))))).view

    assert read("<p><a href=x>Redeem</a></p>").anatomy.signature.signer.value == "missing"
    assert read("<p>Best wishes,</p><p><a href=x>Elsa Berg</a></p>").anatomy.signature.name == "Elsa Berg"
    assert read("<p>Best wishes,<br>Elsa</p><p><a href=x>See it now</a></p>").anatomy.signature.name == "Elsa"


def test_the_last_words_of_a_page_below_an_empty_line_sign(engine):
    page = "<p>Hi Ann,<br><br>your lamp is here. Come by any day this week.<br><br>Best wishes,<br>Elsa<br><br>Mind the step!</p>"
    view = next(iter(engine.read(html.read(Source("mail.html", page))))).view
    assert (view.anatomy.greeting.name, view.anatomy.signature.name) == ("Ann", "Elsa")


def test_tags_of_a_template_above_the_greeting_do_not_hide_it(engine):
    tags = "".join(f"{{% block part{number} %}}<hr>{{% endblock %}}" for number in range(6))
    page = f"{{% extends 'base.html' %}}{tags}<p>Dear {{{{ user.first_name }}}},</p><p>Your lamp is here. Come by any day.</p>"
    view = next(iter(engine.read(html.read(Source("mail.html", page))))).view
    assert view.anatomy.greeting.addressee.value == "name"


def test_a_postscript_ends_a_message_and_does_not_begin_the_rest_of_a_newsletter(reading):
    assert sections(reading(f"{HEAD}Best,\nElsa\n\nP.S. Mind the step.\n\nIt is new."))["postscript"] == "P.S. Mind the step. | It is new."
    news = "\n\n".join(["There is more to tell about the lamps of this spring and those of last."] * 15)
    assert "postscript" not in sections(reading(f"{HEAD}P.S. Mind the step.\n\n{news}"))


def test_what_a_mail_provider_puts_below_its_rule_is_a_footer(reading):
    rule = "_" * 60
    found = sections(reading(f"{HEAD}Best,\nElsa\n\n{rule}\nChat with friends all over the world:\nhttp://chat.example.com\n"))
    assert found["signature"] == "Elsa"
    assert found["footer"].startswith("Chat with friends")
    assert "footer" not in sections(reading(f"{HEAD}{rule}\n\nThe lamp fair is on Sunday: http://fair.example.com\n"))
