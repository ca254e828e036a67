import pytest

from tonelint.draft import Draft
from tonelint.message import FieldKind
from tonelint.source import Source
from tonelint.templates.fields import merge_field
from tonelint.templates.kinds import kind_of
from tonelint.templates.tags import find_tags
from tonelint.templates.variants import variants

NAME, PERSON, SENDER, OTHER = FieldKind.NAME, FieldKind.PERSON, FieldKind.SENDER, FieldKind.OTHER
ORGANISATION, PRODUCT, AMOUNT, DATE = FieldKind.ORGANISATION, FieldKind.PRODUCT, FieldKind.AMOUNT, FieldKind.DATE
NUMBER, LINK, CONTROL = FieldKind.NUMBER, FieldKind.LINK, FieldKind.CONTROL


def read(text):
    return variants(Draft.of(source := Source("mail.txt", text)), source)


# Each language: a tag in its text, what it puts there, and its fallback words.
TAGS = [
    ("Jinja", "Good to see you, {{ user.first_name }}.", "{{ user.first_name }}", NAME, None),
    ("Jinja", "Good to see you, {{ user.name|default('neighbour', true) }}.", "{{ user.name|default('neighbour', true) }}", NAME, "neighbour"),
    ("Jinja", 'Dear {{ guest.name or "traveller" }},', '{{ guest.name or "traveller" }}', NAME, "traveller"),
    ("Jinja", 'Dear {{ name|default("}} you") }},', '{{ name|default("}} you") }}', NAME, "}} you"),
    ("Twig", "Dear {{ order.customer.lastName ?? 'member' }},", "{{ order.customer.lastName ?? 'member' }}", NAME, "member"),
    ("Django", "Your total: {{ order.total|floatformat:2 }}", "{{ order.total|floatformat:2 }}", AMOUNT, None),
    ("gettext", "Dear %(first_name)s,", "%(first_name)s", NAME, None),
    ("gettext", "%(count)d seats left", "%(count)d", NUMBER, None),
    ("printf", "Dear %s,", "%s", OTHER, None),
    ("Liquid", 'Hi {{ customer.first_name | default: "runner" }},', '{{ customer.first_name | default: "runner" }}', NAME, "runner"),
    ("Liquid", 'It leaves on {{ order.created_at | date: "%d %B" }}.', '{{ order.created_at | date: "%d %B" }}', DATE, None),
    ("Shopify", "You paid {{ checkout.total_price | money }}.", "{{ checkout.total_price | money }}", AMOUNT, None),
    ("Klaviyo", "Hi {{ first_name|default:'gardener' }},", "{{ first_name|default:'gardener' }}", NAME, "gardener"),
    ("Klaviyo", "Hi {{ person|lookup:'First Name' }},", "{{ person|lookup:'First Name' }}", NAME, None),
    ("Braze", "Hi {{${first_name} | default: 'baker'}},", "{{${first_name} | default: 'baker'}}", NAME, "baker"),
    ("Braze", "Hi {{${first_name}}}, hello", "{{${first_name}}}", NAME, None),
    ("Intercom", "Hi {{ first_name | fallback: “mate” }},", "{{ first_name | fallback: “mate” }}", NAME, "mate"),
    ("HubSpot", 'Hi {{ contact.firstname | default("founder") }},', '{{ contact.firstname | default("founder") }}', NAME, "founder"),
    ("Marketo", "Hello {{lead.First Name:default=Colleague}},", "{{lead.First Name:default=Colleague}}", NAME, "Colleague"),
    ("Handlebars", "Hi {{recipient.name}},", "{{recipient.name}}", NAME, None),
    ("Handlebars", "Hi {{~recipient.name~}},", "{{~recipient.name~}}", NAME, None),
    ("Mustache", "By {{{author.name}}}.", "{{{author.name}}}", PERSON, None),
    ("SendGrid", 'Hi {{insert first_name "default=climber"}},', '{{insert first_name "default=climber"}}', NAME, "climber"),
    ("SendGrid", "Stop these: <%asm_unsubscribe_url%>", "<%asm_unsubscribe_url%>", LINK, None),
    ("ERB", "Hi <%= @guest.first_name %>,", "<%= @guest.first_name %>", NAME, None),
    ("ERB", 'Hi <%= @guest.name.presence || "you two" %>,', '<%= @guest.name.presence || "you two" %>', NAME, "you two"),
    ("EJS", "Your code: <%- order.code -%>", "<%- order.code -%>", NUMBER, None),
    ("Go", "Hello {{ .FirstName }}!", "{{ .FirstName }}", NAME, None),
    ("Go", 'Hello {{ or .FirstName "reader" }}!', '{{ or .FirstName "reader" }}', NAME, "reader"),
    ("Smarty", "Dear {$client.lastname|default:'client'},", "{$client.lastname|default:'client'}", NAME, "client"),
    ("Smarty", "Dear {$client->firstname},", "{$client->firstname}", NAME, None),
    ("Blade", "Hi {{ $user->first_name ?? 'pal' }},", "{{ $user->first_name ?? 'pal' }}", NAME, "pal"),
    ("Blade", "Hi {!! $user->name !!},", "{!! $user->name !!}", NAME, None),
    ("PHP", "Hi <?= $customer->name ?: 'buyer' ?>,", "<?= $customer->name ?: 'buyer' ?>", NAME, "buyer"),
    ("PHP", "Hi <? echo $first_name; ?>,", "<? echo $first_name; ?>", NAME, None),
    ("Template Toolkit", "Hello [% user.name || 'citizen' %],", "[% user.name || 'citizen' %]", NAME, "citizen"),
    ("Mailchimp", "Hi *|FNAME|*,", "*|FNAME|*", NAME, None),
    ("Mailchimp", "From all at *|LIST:COMPANY|*", "*|LIST:COMPANY|*", ORGANISATION, None),
    ("Salesforce", "Hi {!Contact.FirstName},", "{!Contact.FirstName}", NAME, None),
    ("Salesforce", 'Hi {!BLANKVALUE(Contact.FirstName, "donor")},', '{!BLANKVALUE(Contact.FirstName, "donor")}', NAME, "donor"),
    ("Salesforce", "Yours, {!User.FirstName}", "{!User.FirstName}", SENDER, None),
    ("Salesforce", "Hi %%First Name%%,", "%%First Name%%", NAME, None),
    ("AMPscript", "Hi %%=v(@firstName)=%%,", "%%=v(@firstName)=%%", NAME, None),
    ("Campaign Monitor", "Hi [firstname,fallback=subscriber],", "[firstname,fallback=subscriber]", NAME, "subscriber"),
    ("Campaign Monitor", "Hi [firstname,fallback=],", "[firstname,fallback=]", NAME, None),
    ("ActiveCampaign", "Hi %FIRSTNAME%,", "%FIRSTNAME%", NAME, None),
    ("ActiveCampaign", "Hi %firstName%,", "%firstName%", NAME, None),
    ("Help Scout", "Hi {%customer.firstName,fallback=folks%},", "{%customer.firstName,fallback=folks%}", NAME, "folks"),
    ("Help Scout", "Hi {%customer.firstName%},", "{%customer.firstName%}", NAME, None),
    ("Zendesk", "Hi {{ticket.requester.first_name}},", "{{ticket.requester.first_name}}", NAME, None),
    ("osTicket", "Dear %{recipient.name.first},", "%{recipient.name.first}", NAME, None),
    ("Zammad", 'Hi #{user.firstname || "you"},', '#{user.firstname || "you"}', NAME, "you"),
    ("Rails", "Hi %{user_handle},", "%{user_handle}", NAME, None),
    ("script", "Dear ${student.firstName},", "${student.firstName}", NAME, None),
    ("braces", "Dear {attendee_name},", "{attendee_name}", NAME, None),
    ("braces", "A word about {company|your firm}.", "{company|your firm}", ORGANISATION, "your firm"),
    ("Mautic", "Hi {contactfield=firstname|Neighbour},", "{contactfield=firstname|Neighbour}", NAME, "Neighbour"),
    ("Ghost", 'Hey {first_name, "reader"},', '{first_name, "reader"}', NAME, "reader"),
    ("Ghost", "Member since: %%{created_at}%%", "%%{created_at}%%", DATE, None),
    ("brackets", "Dear [[First Name]],", "[[First Name]]", NAME, None),
    ("brackets", "Yours, [Sender_Name]", "[Sender_Name]", SENDER, None),
    ("Magento", "Order {{var order.increment_id}} is packed.", "{{var order.increment_id}}", NUMBER, None),
    ("Word", "Dear «First Name»,", "«First Name»", NAME, None),
    ("Word", "Dear <<first_name>>,", "<<first_name>>", NAME, None),
    ("Word", "Dear &lt;&lt;first name&gt;&gt;,", "&lt;&lt;first name&gt;&gt;", NAME, None),
    ("Razor", "Dear @Model.FirstName,", "@Model.FirstName", NAME, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tag", "kind", "fallback"), [row[1:] for row in TAGS], ids=[f"{row[0]} {row[2]}" for row in TAGS])
def test_a_tag_is_one_field_with_its_own_characters_its_kind_and_its_fallback_words(text, tag, kind, fallback):
    draft = read(text).drafts[0].draft
    assert [(draft.text[f.span.start : f.span.end], f.kind, f.fallback) for f in draft.fields] == [(tag, kind, fallback)]
    region = draft.map.region(draft.fields[0].span)
    assert (region.start, text[region.start : region.end]) == (text.index(tag), tag)


@pytest.mark.parametrize(("text", "fallback"), [(row[1], row[4]) for row in TAGS if row[4]])
def test_fallback_words_are_read_in_place_of_the_field_at_their_own_place(text, fallback):
    found = read(text).drafts[-1]
    span = found.focus[0]
    assert (found.about, found.draft.text[span.start : span.end]) == ("fallback words", fallback)
    region = found.draft.map.region(span)
    assert text[region.start : region.end] == fallback


def test_several_fallbacks_are_read_in_one_go():
    found = read("Hi {first|you}, is {firm|your firm} well?").drafts[-1]
    assert found.draft.text == "Hi you, is your firm well?"
    assert [found.draft.text[span.start : span.end] for span in found.focus] == ["you", "your firm"]


@pytest.mark.parametrize(
    ("tag", "missing"),
    [
        ("{{ name }}", True),
        ("{{ name|default:'you' }}", False),
        ("{{ name|default:nickname }}", False),
        ("{{ name or nickname }}", False),
        ("[firstname,fallback=]", True),
        ("<%= @name %>", True),
        ("{$name}", True),
        ("<?php echo $name; ?>", True),
        ("{name}", False),
        ("*|FNAME|*", False),
    ],
)
def test_a_field_that_could_have_a_fallback_and_has_none_is_told(tag, missing):
    field, _ = merge_field(tag, find_tags(tag)[0])
    assert (field.can_fall_back and field.fallback is None) is missing


# Written before the words that tell them, and left as they were.
PATHS = {
    NAME: [
        "{{ customer.first_name }}", "{{ user.get_full_name }}", '{{ recipient.display_name|default:"there" }}', "{{ contact.FIRSTNAME }}",
        "*|FNAME|*", "{{ order.shipping_address.name }}", "<%= @user.handle %>", "{{ $notifiable->first_name }}", "{$client_first_name}",
        "{{ subscriber.nickname }}", "{{ to_name }}", "${student.firstName}", "{{ person.forename }}", "{{ order.orderCustomer.lastName }}",
        "{!Lead.LastName}", "{{ user|full_name }}", "{{ params['first_name'] }}", '<%= name.split(" ")[0] %>', "{{ user }}",
    ],
    SENDER: [
        "{{ agent.first_name }}", "{{ sender.name }}", "{{ from_name }}", "{!User.FirstName}", "{%user.firstName,fallback=us%}",
        "{{ ticket.agent.name }}", "{my_name}", "{{ email_signature }}",
    ],
    PERSON: [
        "{{ inviter.name }}", "<%= @invitation.invited_by.full_name %>", "{{ friend_name }}", "{{ gift.recipient_name }}",
        "{{ comment.author.display_name }}", "{{ ticket.assignee.first_name }}", "<%= @referrer.first_name %>", "{firstname_friend}",
        "{{ event.organizer.name }}", "{{ approver.username }}", "{{ doctor_name }}", "{{ collective.admin.name }}", "{co_authors}",
    ],
    ORGANISATION: [
        "{{OrganizationName}}", "{shop_name}", "{{ collective.name }}", "{{ account.company_name }}", "*|LIST:COMPANY|*",
        "{{ workspace.name }}", "{{{expenses.[0].collective.name}}}",
    ],
    PRODUCT: ["{{ product.title }}", "{{ plan_name }}", "{{ event.name }}", "{{ line_item.name }}", "{{ course.title }}"],
    AMOUNT: [
        "{{ order.total_price | money }}", "{{ invoice.amount_due }}", "<%= number_to_currency(@payout.amount_cents) %>",
        "{{ receipt.tax }}", "{{currency nextGoal.missing.amount currency=currency}}",
    ],
    DATE: [
        '{{ order.created_at | date: "%B %d" }}', "{{ trial_end_date }}", "%{expires_on}", "{{ appointment.starts_at }}",
        "{{ event.start_dt | format_datetime('short', timezone=event.tzinfo) }}", "{{moment shop.opensAt timezone=shop.timezone}}",
    ],
    NUMBER: [
        "{{ order.order_number }}", "{{ unread_count }}", "{{ days_left }}", "{{ verification_code }}", "*|INVOICE_NO|*", "{{expenses.length}}",
    ],
    LINK: [
        "{{ action_url }}", "*|UNSUB|*", "{{ path('frontend.account.home') }}", "{$invoice_link}", "{{permalink order}}",
        "{{accountUrl user.collective}}",
    ],
    OTHER: [
        "{{ support_email }}", "{{ shipping_address.city }}", "{{ browser_name }}", "{{ file.name }}", "{{ category.name }}", "{{ content }}",
        "{{userAgent}}", "{{ server_name }}", "{{transaction.description}}",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("tag", "kind"), [(tag, kind) for kind, tags in PATHS.items() for tag in tags])
def test_the_words_of_a_path_tell_what_is_put_there(tag, kind):
    assert kind_of(tag) is kind


@pytest.mark.parametrize("greeting", ["Hi {{ inviter.name }},", "Hello {{ agent.first_name }}!"])
def test_a_name_that_is_not_the_readers_greets_nobody_we_know(reading, greeting):
    found = reading(f"{greeting}\n\nYour seat at the table is kept until Friday evening.\n")
    assert found.view.anatomy.greeting.addressee.value == "unknown"


@pytest.mark.parametrize("signer", ["{{ organizer.first_name }}", "{{ agent.name }}", "{{ sender.first_name }}"])
def test_whoever_it_is_a_name_signs(reading, signer):
    found = reading(f"Dear Ana,\n\nYour seat at the table is kept until Friday evening.\n\nKind regards,\n{signer}\n")
    assert found.view.anatomy.signature.signer.value == "person"


def test_names_that_a_tag_gives_to_values_keep_what_these_are():
    text = "{% trans name=event.title, to=host.first_name, b='<b>' %}{{ b }}{{ name }} by {{ to }}{% endtrans %}"
    assert [field.kind for field in read(text).drafts[0].draft.fields] == [CONTROL, PRODUCT, PERSON]
