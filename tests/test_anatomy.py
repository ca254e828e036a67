import pytest

BODY = "\n\nYour parcel left this morning. It should be with you on Friday.\n\n"


@pytest.mark.parametrize(
    ("line", "addressee"),
    [
        ("Hi Priya,", "name"),
        ("Dear Mr Okafor,", "name"),
        ("Dear Mrs Hassan:", "name"),
        ("Hello, Anna!", "name"),
        ("maz,", "name"),
        ("Good morning Siân –", "name"),
        ("Hi {{ first_name }},", "name"),
        ("Dear {{customer.lastName}},", "name"),
        ("Hi *|FNAME|*,", "name"),
        ("Hey there,", "nobody"),
        ("Hi all,", "nobody"),
        ("Hello sunshine,", "nobody"),
        ("Hi you early birds,", "nobody"),
        ("Hi ida,", "unknown"),
        ("Dear friends,", "category"),
        ("Dear organiser,", "category"),
        ("Welcome, {{ first_name }}!", "name"),
        ("Welcome, {{ shop_name }}!", "unknown"),
        ("Welcome, all!", "nobody"),
        ("Hello!", "nobody"),
        ("Hi ,", "unknown"),
        ("Dear Customer,", "category"),
        ("Dear Sir or Madam,", "category"),
        ("Dear Mr/Mrs,", "category"),
        ("Dear Mr/Mrs/Ms,", "category"),
        ("Dear Mr or Mrs,", "category"),
        ("Dear Mr or Mrs Roe,", "name"),
        ("To whom it may concern,", "category"),
        ("Dear valued member,", "category"),
        ("Dear account holder,", "number"),
        ("Dear customer 40213,", "number"),
        ("Dear Flat 4,", "number"),
        ("Dear Year 6,", "unknown"),
        ("Dear parents of class 12b,", "unknown"),
        ("Dear manager of the event Expo 2031,", "unknown"),
        ("Robin, your lamp is here.", "name"),
        ("Robin, your guide, will meet you.", "missing"),
        ("Hello Studio 54 team,", "unknown"),
        ("Dear Sir Anthony,", "name"),
        ("Dear Customer Success team,", "unknown"),
        ("Hello {{ product.title }},", "unknown"),
        ("", "missing"),
    ],
)
def test_a_greeting_tells_whom_it_addresses(reading, line, addressee):
    assert reading(line + BODY).view.anatomy.greeting.addressee.value == addressee


ABOVE = "SPRING\n\nView online\n\nCode: 5512\n\nTen per cent off all lamps.\n\n[ Shop now ]\n\n"


@pytest.mark.parametrize(
    ("line", "addressee"),
    [
        ("Hi Priya,", "name"),
        ("Dear Ms Roe:", "name"),
        ("Hello {{ first_name }}!", "name"),
        ("Dear gardeners,", "category"),
        ("Hello Oakline Members,", "category"),
        ("Dear policyholder,", "number"),
        ("Hey folks,", "nobody"),
    ],
)
def test_a_greeting_may_stand_below_headlines_and_coupons(reading, line, addressee):
    found = reading(ABOVE + line + BODY + "Best,\nYuki").view
    assert found.anatomy.greeting.addressee.value == addressee
    assert [s.text for s in found.sentences if s.section.value == "greeting"] == [line]


@pytest.mark.parametrize(
    "above",
    [
        "A gardener in Leeds wrote to us last week.\n\n",
        "Send this to your councillor:\n\n",
        "A sample that you may use.\n\n",
        "Kind regards,\nBo\n\n",
        "From: Bo Chen\nSent: Monday\n\n",
        "The van leaves Leeds at nine. " + "It rings twice and waits for five minutes at the door. " * 4 + "\n\n",
    ],
)
def test_a_letter_in_the_middle_of_a_body_does_not_greet_the_reader(reading, above):
    assert reading(ABOVE + above + "Dear Mr Okafor," + BODY + "Yuki").view.anatomy.greeting.addressee.value == "missing"


@pytest.mark.parametrize("headline", ["Hello Spring!", "Dear Lamp", "Hi-fi, radio and more", "Hello Leeds, we are open!"])
def test_a_headline_further_down_is_no_greeting(reading, headline):
    assert reading(ABOVE + headline + BODY + "Yuki").view.anatomy.greeting.addressee.value == "missing"


def test_a_greeting_with_nothing_below_it_is_none(reading):
    assert reading(ABOVE + "It shines.\n\nDear Priya,\n\nLamps").view.anatomy.greeting.addressee.value == "missing"


def test_a_greeting_may_stand_below_several_lines_of_template_code(reading):
    above = "{% extends 'base.txt' %}\n{% block body %}\n"
    assert reading(above + "Hello {{ first_name }},\n\nYour lamp is lit.\n{% endblock %}").view.anatomy.greeting.addressee.value == "name"


def test_a_greeting_may_share_its_line_with_the_first_sentence(reading):
    found = reading("Hi Anna, thanks for your call. I have booked it.")
    assert [(s.section.value, s.text) for s in found.view.sentences][:2] == [
        ("greeting", "Hi Anna,"),
        ("opening", "thanks for your call."),
    ]


@pytest.mark.parametrize(
    ("end", "signer", "name"),
    [
        ("Kind regards,\n\nAnna Berg\nCustomer Support", "person", "Anna Berg"),
        ("Best, Tomás", "person", "Tomás"),
        ("— Yuki", "person", "Yuki"),
        ("Sincerely,\n\nMelissa\nSupervisor\nCustomer Service", "person", "Melissa"),
        ("Thanks,\nPriya from Fernway", "person", "Priya"),
        ("Cheers,\n{{ agent.first_name }}", "person", ""),
        ("Best wishes,\n[Your Name]", "person", ""),
        ("Thank you for using Oakline!\n\nOakline Customer Service", "team", "Oakline Customer Service"),
        ("Kind regards,\nThe Fernway Team", "team", "The Fernway Team"),
        ("Best,\nBrightwell Bank", "company", "Brightwell Bank"),
        ("", "missing", ""),
    ],
)
def test_a_signature_tells_who_signs(reading, end, signer, name):
    signature = reading("Hi Anna," + BODY + end).view.anatomy.signature
    assert (signature.signer.value, signature.name) == (signer, name)


@pytest.mark.parametrize(
    ("opening", "name"),
    [
        ("Priya, your parcel is on its way.", "Priya"),
        ("Thank you for your order, Priya.", "Priya"),
        ("Thank you, Priya, for your order.", "Priya"),
        ("To Dr Patel:", "Dr Patel"),
        ("Welcome, Jordan!", "Jordan"),
        ("Hi there Priya,", "Priya"),
        ("Thanks, {{ first_name }}!", "{{ first_name }}"),
        ("{{ first_name }}, your parcel is on its way.", "{{ first_name }}"),
    ],
)
def test_a_reader_may_be_addressed_in_the_first_sentence(reading, opening, name):
    view = reading(f"{opening}\n\nIt left Leeds this morning.\n\nSam").view
    greeting = view.anatomy.greeting
    assert greeting.addressee.value == "name"
    assert view.message.parts[0].text[greeting.name_span.start : greeting.name_span.end] == name


@pytest.mark.parametrize(
    "opening",
    [
        "Today, your parcel left.",
        "Unfortunately, we are late.",
        "Remember, your lamp is hot.",
        "Thank you for your order, friends.",
        "In Leeds, we wait.",
    ],
)
def test_words_before_a_comma_are_not_always_a_name(reading, opening):
    assert reading(f"{opening}\n\nIt left Leeds this morning.\n\nSam").view.anatomy.greeting.addressee.value == "missing"


def test_a_block_where_the_name_would_stand_leaves_the_greeting_unknown(reading):
    assert reading("Dear {% block name %}{% endblock %},\n\nIt left.\n\nSam").view.anatomy.greeting.addressee.value == "unknown"


def test_a_device_does_not_sign(reading):
    assert reading("Hi Ann,\n\nIt left Leeds.\n\nSent from my phone").view.anatomy.signature.signer.value == "missing"


def test_a_person_with_a_team_is_a_person(reading):
    signature = reading("Hi Ann,\n\nIt left Leeds.\n\nSam and the team").view.anatomy.signature
    assert (signature.signer.value, signature.name) == ("person", "Sam")


def test_the_brand_that_the_message_speaks_of_is_no_person(reading):
    assert reading("Hi Anna,\n\nYour Acorn account is open.\n\nThanks,\nAcorn").view.anatomy.signature.signer.value == "company"


def test_a_whole_message_is_taken_apart(reading):
    text = (
        "Subject: Your parcel\n\nHi Anna,\n\nYour parcel left today.\n\nIt comes on Friday.\n\n- one\n- two\n\n[ Track it ]\n\n"
        "Thank you for waiting, Anna!\n\nBest,\nYuki\n\nP.S. Mind the dog.\n\nUnsubscribe here. Fernway Ltd.\n\nOn Monday, Anna wrote:\n> Where?"
    )
    found = reading(text)
    assert [(s.section.value, s.text) for s in found.view.sentences] == [
        ("subject", "Your parcel"),
        ("greeting", "Hi Anna,"),
        ("opening", "Your parcel left today."),
        ("body", "It comes on Friday."),
        ("body", "one"),
        ("body", "two"),
        ("button", "Track it"),
        ("closing", "Thank you for waiting, Anna!"),
        ("closing", "Best,"),
        ("signature", "Yuki"),
        ("postscript", "P.S. Mind the dog."),
        ("footer", "Unsubscribe here."),
        ("footer", "Fernway Ltd."),
        ("thread", "On Monday, Anna wrote:"),
        ("thread", "> Where?"),
    ]


def test_a_postscript_ends_where_the_sign_off_follows_it(reading):
    found = reading("Hi Anna,\n\nIt left Leeds.\n\nP.S. Mind the dog.\n\nIt bites.\n\nCheers,\nYuki Tanaka").view
    assert [(s.section.value, s.text) for s in found.sentences][2:] == [
        ("postscript", "P.S. Mind the dog."),
        ("postscript", "It bites."),
        ("closing", "Cheers,"),
        ("signature", "Yuki Tanaka"),
    ]
    assert (found.anatomy.signature.signer.value, found.anatomy.signature.name) == ("person", "Yuki Tanaka")


def test_hard_wrapped_lines_are_joined_and_short_ones_are_not(reading):
    text = "We are writing to you about the heating in your flat, which has been off\nsince Monday. Sorry!\nOne\nTwo"
    assert [s.folded.text for s in reading(text).view.sentences] == [
        "We are writing to you about the heating in your flat, which has been off since Monday.",
        "Sorry!",
        "One",
        "Two",
    ]


def test_abbreviations_do_not_end_a_sentence(reading):
    text = "Mr. Jones paid approx. 5 pounds at 5 p.m. on Monday. Then he left."
    assert [s.text for s in reading(text).view.sentences] == ["Mr. Jones paid approx. 5 pounds at 5 p.m. on Monday.", "Then he left."]


@pytest.mark.parametrize(
    ("text", "situation"),
    [
        ("Hi Anna,\n\nWe're sorry that we charged you twice. I've refunded £12.\n\nYuki", "apology"),
        ("Hi Anna,\n\nThank you for your order. It has been shipped.\n\nYuki", "transactional"),
        ("We miss you! Come back and get 20% off.", "win-back"),
        ("Your invoice is overdue. Please pay the balance.", "billing"),
        ("Good afternoon.", "unknown"),
    ],
)
def test_the_situation_is_worked_out_from_the_words(reading, text, situation):
    assert reading(text).situation.name == situation


@pytest.mark.parametrize(
    ("end", "footer"),
    [
        ("Best,\nElsa\nFernway Ltd, registered in England 0123", "Fernway Ltd, registered in England 0123"),
        ("Best,\nElsa\n\nTerms and conditions apply.", "Terms and conditions apply."),
        ("Our terms and conditions are attached.\n\nBest,\nElsa", ""),
        ("The VAT number is GB 123.\n\nElsa", ""),
        ("Best,\nElsa\n\n© Fernway\n\n12 Mill Lane, Leeds", "© Fernway 12 Mill Lane, Leeds"),
    ],
)
def test_the_footer_begins_behind_the_sign_off(reading, end, footer):
    found = reading("Hi Ann,\n\nYour lamp is here.\n\n" + end).view
    assert " ".join(s.text for s in found.sentences if s.section.value == "footer") == footer
    assert found.anatomy.signature.name == "Elsa"


@pytest.mark.parametrize(
    ("end", "name"),
    [
        ("Kind regards,\nTOM LEE", "TOM LEE"),
        ("The Rev. Tom Lee", "The Rev. Tom Lee"),
        ("Best,\nTom @ Fernway", "Tom"),
        ("Best,\nЕлена Петрова", "Елена Петрова"),
        ("Best,\n**Elsa**", "Elsa"),
        ("Your host Elsa", "Elsa"),
        ("See you on Thursday,\nCoach Mel", "Coach Mel"),
        ("-- \nLena Brandt\nOakline Support", "Lena Brandt"),
        ("/Anders", "Anders"),
    ],
)
def test_people_sign_in_many_ways(reading, end, name):
    signature = reading("Hi Ann,\n\nYour lamp is here. It works.\n\n" + end).view.anatomy.signature
    assert (signature.signer.value, signature.name) == ("person", name)


@pytest.mark.parametrize(
    "end", ["Best,\n{{ sender }}", "Best,\n{{ ticket.signature }}", "Best,\n{{ agent.first_name }}", "Happy reading,\n{{ sender }}"]
)
def test_a_field_may_sign(reading, end):
    assert reading("Hi Ann,\n\nYour lamp is here. It works.\n\n" + end).view.anatomy.signature.signer.value == "person"


@pytest.mark.parametrize(
    "end",
    [
        *["Best,\nDispatch", "Best,\nBrightwell Cover", "Recoveries", "Cheers,\nTarn Cycles", "FERNWAY ENERGY", "The [Product Name] team"],
        *["Best,\nGuest Insights", "Happy reading,\n{{ company.name }}"],
    ],
)
def test_teams_and_companies_are_no_people(reading, end):
    assert reading("Hi Ann,\n\nYour lamp is here. It works.\n\n" + end).view.anatomy.signature.signer.value != "person"


LETTER = (
    "We have spent the whole week in the shed, and I am glad to say that the new boats are ready. "
    "You can see them on Saturday from ten, with tea and cake for all.\n\n"
)
LISTINGS = "\n\nThis week\n\nThe rope shop has moved to the east quay and opens at nine.\n\nFive boats are for sale on the page.\n"


@pytest.mark.parametrize(
    ("end", "name"),
    [
        ("Kind regards,\nMara Lindt", "Mara Lindt"),
        ("See you on the quay,\nMara Lindt", "Mara Lindt"),
        ("Mara Lindt\nEditor, Harbour Post", "Mara Lindt"),
        ("Mara Lindt, Managing Director", "Mara Lindt"),
        ("Mar-\n\nMara Lindt\nHead of Boats", "Mara Lindt"),
        ("Cheers,\nMara, Tom, Ida and Ben", "Mara"),
    ],
)
def test_a_letter_may_be_signed_above_listings(reading, end, name):
    signature = reading(LETTER + end + LISTINGS).view.anatomy.signature
    assert (signature.signer.value, signature.name) == ("person", name)


@pytest.mark.parametrize(
    "end",
    [
        "Mara Lindt, Director of Boats\n\nShe talks on Friday at noon.",
        "Mara Lindt, Director\n\nTom Oak, Head of Ropes",
        "Meet the team:\n\nMara Lindt, Director",
        "“The best boats by far.”\n– Mara Lindt, Director",
        "Talk to Mara Lindt about boats.\n\nMara Lindt, Director",
        "By Mara Lindt, Editor",
        "Mara Lindt\nQuay 4",
        "Send it to us,\nHarbour Post\n12 Quay\nLeeds",
    ],
)
def test_who_is_named_above_listings_need_not_sign(reading, end):
    assert reading(LETTER + end + LISTINGS).view.anatomy.signature.signer.value == "missing"


def test_a_team_may_sign_above_a_notice(reading):
    found = reading(
        "Hi Ann,\n\nYour room is booked.\n\nWarm regards,\nHarbour Reservations\n\nNobody reads this mailbox, so do call us."
    ).view
    assert (found.anatomy.signature.signer.value, found.anatomy.signature.name) == ("team", "Harbour Reservations")
    assert [s.section.value for s in found.sentences] == ["greeting", "opening", "closing", "signature", "body"]


@pytest.mark.parametrize(
    "end",
    [
        "Call at any time if the lamp hums, and ask for me,\n\nMara Lindt\nSchool of Lamps",
        "The plans are at https://lamps.example/plans\n\nMara Lindt\nSchool of Lamps",
        "Mara Lindt / School of Lamps",
        "[[ Does it hum?\n\nMara Lindt ]]",
    ],
)
def test_a_name_signs_below_whatever_ends_a_sentence(reading, end):
    assert reading("Hi Ann,\n\nYour lamp is here. It works.\n\n" + end).view.anatomy.signature.name == "Mara Lindt"


@pytest.mark.parametrize(
    "end",
    [
        "“A lovely lamp.”\n— Mara Lindt",
        "Happy reading,\n{{ company.name }}",
        "Best,\n{{ company.name }}\nMill Street",
        "Email: lamps@fernway.example\nShade\nBulb",
    ],
)
def test_who_is_quoted_and_what_is_a_firms_is_no_person(reading, end):
    assert reading("Hi Ann,\n\nYour lamp is here. It works.\n\n" + end).view.anatomy.signature.signer.value != "person"


@pytest.mark.parametrize("end", ["Best,\n{{ host.name }}", "Warmly,\n{{> lampsSignature}}\n{{> footer}}"])
def test_a_field_for_a_person_or_a_firm_and_a_partial_leave_open_who_signs(reading, end):
    assert reading("Hi {{ first_name }},\n\nYour lamp is here. It works.\n\n" + end).view.anatomy.signature.signer.value == "unknown"
