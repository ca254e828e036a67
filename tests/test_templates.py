import pytest

from tonelint.draft import Draft
from tonelint.message import FieldKind
from tonelint.source import Source
from tonelint.templates.tags import find_tags
from tonelint.templates.variants import MOST, variants


def read(text):
    return variants(Draft.of(source := Source("mail.txt", text)), source)


def shown(text):
    """Return the texts of the variants with their fields as <kind>."""
    return [plain(one.draft) for one in read(text).drafts if not one.focus]


def plain(draft):
    pieces, at = [], 0
    for field in draft.fields:
        pieces += (draft.text[at : field.span.start], f"<{field.kind.value}>")
        at = field.span.end
    return "".join((*pieces, draft.text[at:]))


# Branches: each variant is what one reader sees, and no two branches of one condition stand in it.
BRANCHES = [
    ("Jinja", "{% if pro %}Pro text{% elif team %}Team text{% else %}Free text{% endif %}.", ["Pro text.", "Team text.", "Free text."]),
    ("Jinja", "{% for x in rows %}A row{% else %}No rows{% endfor %}.", ["A row.", "No rows."]),
    ("Jinja", "{{ 'Dear ' + name if name else 'Dear all' }}.", ["Dear <name>.", "Dear all."]),
    ("Twig", "{% if pro %}Pro text{% elseif team %}Team text{% else %}Free text{% endif %}", ["Pro text", "Team text", "Free text"]),
    ("Twig", "{{ name ? 'Dear friend' : 'Dear all' }}.", ["Dear friend.", "Dear all."]),
    ("Django", "{% ifequal plan 'pro' %}Pro text{% else %}Free text{% endifequal %}", ["Pro text", "Free text"]),
    ("Django", "{% for x in rows %}A row{% empty %}No rows{% endfor %}", ["A row", "No rows"]),
    ("Liquid", "{% unless paid %}Please pay{% else %}All paid{% endunless %}", ["Please pay", "All paid"]),
    (
        "Liquid",
        "{% case plan %}{% when 'pro' %}Pro text{% when 'team' %}Team text{% else %}Free text{% endcase %}",
        ["Pro text", "Team text", "Free text"],
    ),
    ("Braze", "{% if ${first_name} == null %}Dear all{% else %}Dear {{${first_name}}}{% endif %}", ["Dear all", "Dear <name>"]),
    ("Handlebars", "{{#if a}}One of them{{else if b}}Two of them{{else}}None{{/if}}", ["One of them", "Two of them", "None"]),
    ("Handlebars", "{{#unless paid}}Please pay{{else}}All paid{{/unless}}", ["Please pay", "All paid"]),
    ("Handlebars", "{{#each rows}}A row{{^}}No rows{{/each}}", ["A row", "No rows"]),
    ("Handlebars", '{{#ifCond p "==" "A"}}An A{{/ifCond}}{{#ifCond p "==" "B"}}Bee{{/ifCond}}', ["An A", "Bee"]),
    ("Handlebars", '{{#switch p}}{{#case "a"}}An A{{/case}}{{#case "b"}}Bee{{/case}}{{/switch}}', ["An A", "Bee"]),
    ("Mustache", "{{#name}}Dear {{name}}{{/name}}{{^name}}Dear all{{/name}}", ["Dear <name>", "Dear all"]),
    ("ERB", "<% if @a %>One<% elsif @b %>Two<% else %>Three<% end %>", ["One", "Two", "Three"]),
    ("ERB", '<%= @all ? "Dear all" : "Dear #{@user.name}" %>,', ["Dear all,", "Dear <name>,"]),
    ("ERB", "<% @rows.each do |row| %>A <%= row.title %><% end %>.", ["A <other>."]),
    ("EJS", "<% if (a) { %>One<% } else if (b) { %>Two<% } else { %>Three<% } %>", ["One", "Two", "Three"]),
    ("Go", "{{ if .Name }}Dear {{ .Name }}{{ else if .All }}Dear all{{ else }}Hello{{ end }}", ["Dear <name>", "Dear all", "Hello"]),
    ("Go", "{{ range .Rows }}A row{{ else }}No rows{{ end }}", ["A row", "No rows"]),
    ("Smarty", "{if $a}One{elseif $b}Two{else}Three{/if}", ["One", "Two", "Three"]),
    ("Smarty", "{foreach $rows as $row}A row{foreachelse}No rows{/foreach}", ["A row", "No rows"]),
    ("Blade", "Hello\n@if ($a)\nOne\n@elseif ($b)\nTwo\n@else\nThree\n@endif\n", ["Hello\nOne\n", "Hello\nTwo\n", "Hello\nThree\n"]),
    ("Blade", "@forelse ($rows as $row)\nA row\n@empty\nNo rows\n@endforelse\n", ["A row\n", "No rows\n"]),
    ("Blade", "@switch($p)\n@case('a')\nAn A\n@break\n@default\nAny\n@endswitch\n", ["An A\n", "Any\n"]),
    ("PHP", "<?php if ($a): ?>One<?php elseif ($b): ?>Two<?php else: ?>Three<?php endif; ?>", ["One", "Two", "Three"]),
    ("PHP", "<?php if ($a) { ?>One<?php } else { ?>Two<?php } ?>", ["One", "Two"]),
    ("Template Toolkit", "[% IF a %]One[% ELSIF b %]Two[% ELSE %]Three[% END %]", ["One", "Two", "Three"]),
    ("Template Toolkit", "[% SWITCH p %][% CASE 'a' %]An A[% CASE %]Any[% END %]", ["An A", "Any"]),
    ("Mailchimp", "*|IF:FNAME|*Dear *|FNAME|**|ELSE:|*Dear all*|END:IF|*", ["Dear <name>", "Dear all"]),
    ("Mailchimp", "*|IF:PLAN=pro|*Pro text*|ELSEIF:PLAN=team|*Team text*|END:IF|*", ["Pro text", "Team text"]),
    ("Salesforce", '{!IF(ISBLANK(Contact.FirstName), "Dear all", "Dear donor")}', ["Dear all", "Dear donor"]),
    ("AMPscript", "%%[ IF EMPTY(@n) THEN ]%%Dear all%%[ ELSE ]%%Dear %%=v(@name)=%%%%[ ENDIF ]%%", ["Dear all", "Dear <name>"]),
    ("AMPscript", 'Dear %%=IIF(EMPTY(@name),"all",@name)=%%,', ["Dear all,", "Dear <name>,"]),
    ("Campaign Monitor", "[if:firstname]Dear [firstname,fallback=][else]Dear all[endif]", ["Dear <name>", "Dear all"]),
    ("ActiveCampaign", "%IF $FIRSTNAME%Dear %FIRSTNAME%%ELSE%Dear all%/IF%", ["Dear <name>", "Dear all"]),
    (
        "Magento",
        "{{if name}}Dear {{var name}}{{else}}Dear all{{/if}} {{depend gift}}A gift{{/depend}}",
        ["Dear <name> A gift", "Dear all A gift"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in BRANCHES], ids=[f"{row[0]} {row[1][:24]}" for row in BRANCHES])
def test_each_branch_is_read_as_its_reader_sees_it(text, expected):
    assert shown(text) == expected


PLURALS = [
    "{% blocktrans count n=count %}One seat{% plural %}{{ n }} seats{% endblocktrans %}",
    "{% trans n=count %}One seat{% pluralize %}{{ n }} seats{% endtrans %}",
    '{{ ngettext("One seat", "%(n)s seats", count) }}',
]


@pytest.mark.parametrize("text", PLURALS)
def test_singular_and_plural_are_two_readings(text):
    one, many = shown(text)
    assert (one, many.partition(" ")[2]) == ("One seat", "seats")


def test_a_condition_has_one_answer_all_through_a_variant():
    text = "{% if a == 'x' %}AX{% else %}other{% endif %} {% if a == 'y' %}AY{% endif %} {% if not a %}none{% endif %}"
    assert shown(text) == ["AX  ", "other AY ", "other  none"]


def test_opposite_conditions_never_meet_whatever_the_language_calls_them():
    text = "{% if name != blank %}Named{% endif %}{% if name == null %}Nameless{% endif %}{% unless name %}, again{% endunless %}"
    assert shown(text) == ["Named", "Nameless, again"]


def test_variants_say_which_answers_tell_them_apart():
    assert [one.about for one in read("{% if a %}One{% else %}Two{% endif %}{% if b %}Three{% endif %}").drafts] == ["a: yes", "a: no"]


def test_a_branch_that_no_reader_can_see_makes_no_variant():
    assert shown("{% if a %}{% if not a %}Never{% endif %}Seen{% endif %}") == ["Seen"]


def test_more_branches_than_are_told_apart_are_counted():
    many = "{% case a %}" + "".join(f"{{% when '{n}' %}}Text {n}" for n in range(MOST + 3)) + "{% endcase %}"
    assert (len(read(many).drafts), read(many).unread) == (MOST, 3)


def test_branches_in_markup_make_no_variants():
    text = '<p style="color: {% if a %}dark red{% else %}light blue{% endif %}">Words</p><style>{% if b %}p {}{% else %}a {}{% endif %}</style>'
    assert len(read(text).drafts) == 1


# Words that a tag shows are copy, and what a name stands for in them is a field.
SPOKEN = [
    ("Django", "{% trans 'Thanks for coming.' %}", "Thanks for coming."),
    ("Django", "{% trans 'quantity:' %} {{ n }}", "quantity: <other>"),
    ("Django", "{% blocktrans with who=user.name %}Thanks, {{ who }}.{% endblocktrans %}", "Thanks, <name>."),
    ("Jinja", "{% trans who=user.name %}Thanks, {{ who }}.{% endtrans %}", "Thanks, <name>."),
    ("Jinja", '{{ _("Thanks, %(name)s.") % {"name": user.name} }}', "Thanks, <name>."),
    ("Jinja", "{{ 'Thanks, %s.'|format(user.name) }}", "Thanks, <name>."),
    ("Jinja", "{{ gettext('Thanks for coming.') }}", "Thanks for coming."),
    ("Jinja", r"{{ _('It\'s your turn.') }}", "It's your turn."),
    ("Twig", "{{ 'Thanks for coming.'|trans|upper }}", "Thanks for coming."),
    ("Twig", "{{ 'Thanks, %name%.'|trans({'%name%': user.name}) }}", "Thanks, <name>."),
    ("Twig", "{{ 'Dear ' ~ customer.firstName ~ ',' }}", "Dear <name>,"),
    ("Handlebars", "{{t 'Thanks, {name}.' name=user.name}}", "Thanks, <name>."),
    ("ERB", '<%= link_to "See your booking", booking_url(@booking) %>', "See your booking"),
    ("ERB", '<%= header_section("We could not pay you.") %>', "We could not pay you."),
    ("ERB", '<p>Hi<%= @name.present? ? " #{@name}" : "" %>,</p>', "<p>Hi <name>,</p>"),
    ("Go", '{{ printf "Thanks, %s." .FirstName }}', "Thanks, <name>."),
    ("Blade", "{{ __('Thanks, :name.', ['name' => $user->name]) }}", "Thanks, <name>."),
    ("Blade", "@lang('Thanks for coming.')", "Thanks for coming."),
    ("PHP", "<?php esc_html_e( 'Thanks for coming.', 'shop' ); ?>", "Thanks for coming."),
    ("PHP", "<?php printf( esc_html__( 'Dear %s,', 'shop' ), $order->get_first_name() ); ?>", "Dear <name>,"),
    ("Smarty", "{l s='Thanks for coming.' mod='shop'}", "Thanks for coming."),
    ("Magento", '{{trans "%customer_name, thanks." customer_name=$order.name}}', "<name>, thanks."),
    ("Klaviyo", "{% unsubscribe 'Stop these letters' %}", "Stop these letters"),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in SPOKEN], ids=[f"{row[0]} {row[1][:24]}" for row in SPOKEN])
def test_words_that_a_tag_shows_are_copy(text, expected):
    assert shown(text)[0] == expected


def test_copy_in_a_tag_keeps_its_place():
    text = "<p>{% trans 'Thanks for coming.' %}</p>"
    draft = read(text).drafts[0].draft
    at = draft.text.index("Thanks")
    region = draft.source_span(at, at + 18)
    assert text[region.start : region.end] == "Thanks for coming."


@pytest.mark.parametrize(
    "text",
    [
        "{{ 'mail.thanks'|trans }}", "<%= t('.body', name: @name) %>", '{{ translate "email.greeting" (dict "name" .name) }}',
        "{% trans 'mail.hello' %}", "@lang('mail.hello')",
    ],
)  # fmt: skip
def test_words_that_stand_in_a_catalogue_are_a_field_of_control(text):
    assert shown(text) == ["<control>"]


@pytest.mark.parametrize(
    "text",
    [
        "{# it's hidden #}", "{#- it's\nhidden -#}", "{{! it's hidden }}", "{{!-- {{ hidden }} --}}", "{{/* it's hidden */}}",
        "{% comment %}it's {{ hidden }}{% endcomment %}", "{% # it's hidden %}", "<%# it's hidden %>", "<%-- it's hidden --%>",
        "{* it's hidden *}", "[%# it's hidden %]", "{% set a = 'it is hidden' %}", "{% assign a = 'it is hidden' %}", "{{ $a := .Hidden }}",
        "<% hidden = 'it is hidden' %>", "<?php $a = 'it is hidden'; ?>", "[% a = 'it is hidden' %]", "%%[ SET @a = 'it is hidden' ]%%",
        "{% load hidden %}", "{% csrf_token %}", '%%[ IF EMPTY(@n) THEN SET @n = "hidden" ENDIF ]%%',
    ],
)  # fmt: skip
def test_comments_and_assignments_show_nothing(text):
    assert shown(f"One {text}two") == ["One two"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{% raw %}{{ shown }}{% endraw %}", "{{ shown }}"),
        ("{% verbatim %}{% shown %}{% endverbatim %}", "{% shown %}"),
        ("{literal}{shown}{/literal}", "{shown}"),
        ("@verbatim {{ shown }} @endverbatim", " {{ shown }} "),
        ("{% set a %}Shown{% endset %}", "Shown"),
        ("{capture assign=a}Shown{/capture}", "Shown"),
        ("{{{{raw}}}}shown{{{{/raw}}}}", "shown"),
    ],
)
def test_what_raw_and_captured_blocks_hold_is_shown_as_it_stands(text, expected):
    assert shown(text) == [expected]


@pytest.mark.parametrize(
    "tag",
    [
        "{{> greeting}}", "{% include 'greeting.txt' %}", "{% block header %}", "{% extends 'base.txt' %}", "{{ super() }}", "{{ block('a') }}",
        "{{content_blocks.${greeting}}}", "<%= render 'greeting' %>", "<%- include('greeting') -%>", '{{ template "greeting" . }}',
        "{include file='greeting.tpl'}", "@include('greeting')", "[% INCLUDE greeting %]", "<?php get_header(); ?>",
        '{{template config_path="design/header"}}', "*|MC_PREVIEW_TEXT|*",
    ],
)  # fmt: skip
def test_what_stands_in_other_files_stays_as_a_field_of_control(tag):
    draft = read(f"One {tag} two").drafts[0].draft
    assert [(draft.text[f.span.start : f.span.end], f.kind) for f in draft.fields] == [(tag, FieldKind.CONTROL)]


# The surprises of real templates.
def test_a_greeting_in_another_place_is_no_missing_name(reading):
    for start in (
        "{{> greeting}}",
        "{% block header_recipient %}{% endblock %}",
        "{{ t 'mail.greeting' }}",
        "{contact.email_greeting_display}",
    ):
        found = reading(f"{start}\n\nYour bench is booked for the whole of Friday morning.\n")
        assert found.view.anatomy.greeting.addressee.value == "unknown", start


def test_five_greetings_in_branches_are_five_messages():
    text = "{{#if a.name ~}} Hi {{a.name}}, {{else if name ~}} Hi {{name}}, {{else ~}} Hi there, {{~/if}}\n\nWords."
    assert shown(text) == ["Hi <name>, \n\nWords.", "Hi <name>, \n\nWords.", "Hi there,\n\nWords."]


def test_a_value_that_brings_its_own_space_leaves_no_hole():
    text = 'Hi<%= @name.present? ? " #{@name}" : "" %>, hello'
    assert shown(text) == ["Hi <name>, hello"]
    assert read(text).drafts[0].draft.map.slices[0].copied


def test_a_condition_may_cut_a_word():
    assert shown("{% if name %}{{ name }}, t{% else %}T{% endif %}hanks for coming") == ["<name>, thanks for coming"]


def test_two_languages_may_stand_in_one_file():
    text = "{% if vip %}Dear {{ customer.first_name }}{% else %}{{> greeting}}{% endif %} {%customer.firstName,fallback=%} {$shop} {contact.email}"
    assert shown(text)[0] == "Dear <name> <name> <organisation> <other>"


@pytest.mark.parametrize(
    "text",
    [
        "Now 50% off, tomorrow 20% off.", "It cost 100%!", "Read [our guide](https://example.com/a).", "[Unsubscribe] or [Book your seat →]",
        "[First Name]", "a { color: red } b { margin: 0 }", "@media print { a { color: red; } }", "@font-face {font-family: x}",
        "<script>if (a) {if (b) return; for (;;) {c()}}</script>", "<!--[if mso]>Old<![endif]-->", "<!--[endif]-->", '<?xml version="1.0"?>',
        "Costs < 20 and > 10, or <<", "It is * | * fun", "write to ana@if.example", "20%-30%", "https://a.example/?q=%20OFF%20now", "a {2} b{3}",
        "« Bonjour tout le monde »", "5 <% of them", "{{ never closed", "{% never closed", "1 {, 2 }", "{a b c}", '{"key": "value"}',
    ],
)  # fmt: skip
def test_marks_in_plain_text_are_no_tags(text):
    assert [tag for tag in find_tags(text) if text[tag.span.start : tag.span.end] != "{2}"] == []


def test_a_price_sign_before_a_tag_stays():
    assert shown("NZ${{ item.price }} for {days} days") == ["NZ$<amount> for <number> days"]


def test_an_apostrophe_swallows_no_paragraph():
    text = "Hi {{ name }}, it's here. Don't wait: {{ user's }} and {{ x|default:'it }} is' }}, it's {{ day }}."
    raw = [text[tag.span.start : tag.span.end] for tag in find_tags(text)]
    assert raw == ["{{ name }}", "{{ user's }}", "{{ x|default:'it }} is' }}", "{{ day }}"]


def test_a_failed_merge_in_a_sent_message_stays_in_its_text():
    found = variants(Draft.of(source := Source("mail.eml", 'Hi {{name or "Friend"}},{% if a %}', is_sent=True)), source).drafts
    assert [one.draft.text for one in found] == ['Hi {{name or "Friend"}},{% if a %}']


# White space.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One\n{% if a %}\nTwo\n{% endif %}\nThree\n", "One\nTwo\nThree\n"),
        ("One\r\n  {% if a %} {% if b %}  \r\nTwo\r\n{% endif %}{% endif %}", "One\r\nTwo\r\n"),
        ("Hi {%- if a %} Ana{% endif -%}  ,", "Hi Ana,"),
        ("One\n{{- name -}}\n, two", "One<name>, two"),
        ("One\n{%- if a %}\nTwo{% endif %}", "One\nTwo"),
        ("One {% if a %}two{% endif %} three", "One two three"),
    ],
)
def test_tags_that_show_nothing_take_their_line_or_what_they_trim(text, expected):
    assert shown(text)[0] == expected
