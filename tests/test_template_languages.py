import pytest

from tonelint.templates.languages import languages

TEXTS = [
    ("Jinja2", "{% macro row(x) %}{{ x }}{% endmacro %}{% if a is defined %}One{% elif b %}Two{% endif %}"),
    ("Jinja2", "{% trans who=user.name %}Thanks, {{ who }}.{% endtrans %}"),
    ("Twig", "Dear {{ customer.salutation ~ ' ' }}{{ customer.name }}, {{ 'thanks'|trans }}"),
    ("Django", "{% load i18n %}{% blocktrans %}Thanks, {{ name }}.{% endblocktrans %}"),
    ("Liquid", "{% unless paid %}Please pay.{% endunless %} Hi {{ name | default: 'you' }}"),
    ("Shopify", "{{ shop.name }} has {{ line_item.price | money }}"),
    ("Klaviyo", "Hi {{ person.first_name|default:'you' }}, {% unsubscribe 'stop' %}"),
    ("Braze", "Hi {{${first_name} | default: 'you'}} {{content_blocks.${footer}}}"),
    ("Intercom", 'Hi {{ first_name | fallback: "you" }}'),
    ("HubSpot", 'Hi {{ contact.firstname | default("you") }}'),
    ("Handlebars", "{{#if a}}One{{else}}Two{{/if}}{{> footer}}"),
    ("Mustache", "{{#items}}{{name}}{{/items}}{{& html}}"),
    ("Mustachio", "{{#each rows}}{{x}}{{/each}}{{^rows}}None{{/rows}} {{action_url}}"),
    ("SendGrid", 'Hi {{insert name "default=you"}}, <%asm_unsubscribe_url%>'),
    ("ERB", "<% if @user.pro? %>Hi <%= @user.name %><% end %>"),
    ("EJS", "<% if (user) { %>Hi <%= user.name %><% } %>"),
    ("Go", "{{ if .Name }}Hi {{ .Name }}{{ end }}"),
    ("Smarty", "{if $name}Dear {$name|default:'you'}{/if}"),
    ("Blade", "{{-- A note --}}"),
    ("Blade", "@if($a)\nHi {{ $user->name }}\n@endif"),
    ("PHP", "Hi <?= $name ?>, <?php if ($a): ?>one<?php endif; ?>"),
    ("Template Toolkit", "Hello [% user.name %] [% IF a %]one[% END %]"),
    ("Mailchimp", "Hi *|FNAME|*, *|IF:VIP|*one*|END:IF|*"),
    ("Mandrill", "Stop: *|UNSUB:https://a.example/stop|*"),
    ("Salesforce", "Hi {!Contact.FirstName}"),
    ("Salesforce", "Hi %%First Name%%"),
    ("AMPscript", "%%[ SET @a = 1 ]%%Hi %%=v(@name)=%%"),
    ("Marketo", "Hello {{lead.First Name:default=you}}"),
    ("Campaign Monitor", "[if:firstname]Hi [firstname,fallback=you][endif]"),
    ("ActiveCampaign", "Hi %FIRSTNAME%"),
    ("Help Scout", "Hi {%customer.firstName,fallback=you%}"),
    ("Zendesk", "Hi {{ticket.requester.first_name}}"),
    ("osTicket", "Dear %{recipient.name.first}"),
    ("Rails", "Hi %{handle}, #{count} new"),
    ("Magento", "{{var order.increment_id}} {{depend gift}}gift{{/depend}}"),
    ("single brackets", "Yours, [Sender_Name]"),
    ("double brackets", "Hi [[FirstName]]"),
    ("{name}", "Hi {first_name|you}"),
    ("${...}", "Hi ${user.firstName}"),
    ("Word merge", "Dear «First Name»"),
    ("gettext", "Dear %(name)s"),
    ("Razor", "Dear @Model.FirstName"),
]


@pytest.mark.parametrize(("language", "text"), TEXTS, ids=[f"{name} {text[:20]}" for name, text in TEXTS])
def test_the_language_of_a_text_is_its_first_guess(language, text):
    assert languages(text)[0] == language


def test_two_languages_in_one_file_are_both_named():
    assert set(languages("{% unless a %}Hi {{ x | default: 'you' }}{% endunless %}{{> footer}} {$shop}")) == {
        "Liquid",
        "Handlebars",
        "Smarty",
    }


@pytest.mark.parametrize(
    ("text", "guesses"),
    [
        ("Hi {{ name }}", ("Liquid", "Jinja2", "Handlebars")),
        ("Hi {{name}}", ("Handlebars", "Mustache", "Liquid")),
        ("{% if a %}One{% endif %}", ("Jinja2", "Django", "Twig", "Liquid")),
        ("<%= name %>", ("ERB", "EJS")),
    ],
)
def test_tags_that_many_languages_share_name_the_likeliest(text, guesses):
    assert languages(text) == guesses


@pytest.mark.parametrize("text", ["", "Now 50% off, see [our page](https://a.example) {today}.", "a { color: red }"])
def test_a_text_without_tags_has_no_language(text):
    assert languages(text.replace("{today}", "")) == ()
