"""What of a page nobody sees, and what is seen before the mail is opened."""

import pytest
from pages import texts

from tonelint.message import PartRole


@pytest.mark.parametrize(
    "hidden",
    [
        "<style>p { color: red }</style>",
        "<script>document.write('x')</script>",
        "<!-- a note -->",
        "<!--[if mso]><p>Outlook only</p><![endif]-->",
        "<template>later</template>",
        "<p hidden>x</p>",
        '<p style="display:none">x</p>',
        '<div style="max-height:0;overflow:hidden"><p>x</p></div>',
        '<style>.gone{display:none}</style><span class="big gone">x</span>',
    ],
)
def test_what_is_hidden_is_no_part_of_the_body(hidden):
    assert texts(f"<p>Seen.</p>{hidden}<p>Seen too.</p>") == ["Seen.", "Seen too."]


def test_what_only_some_screens_hide_is_seen():
    assert texts("<style>@media (max-width:9px){.wide{display:none}}</style><p class=wide>Seen.</p>") == ["Seen."]


@pytest.mark.parametrize("markup", ["<!--[if !mso]><!--><p>Seen.</p><!--<![endif]-->", "<p style='mso-hide:all'>Seen.</p>"])
def test_words_for_everyone_but_outlook_are_seen(markup):
    assert texts(markup) == ["Seen."]


@pytest.mark.parametrize(
    "markup",
    [
        "<td style='font-size:0pt'><div style='font-size:14px'>Seen.</div>gone</td>",
        "<td style='font:0/0 a'><div><b style='font:bold 12px Arial'>Seen.</b></div>gone</td>",
        "<style>.thin{font-size:0 !important}.copy{font-size:14px}</style><td class=thin>gone<p class=copy>Seen.</p></td>",
        "<style>@import url(x.css);\n.thin{font-size:0}.box td.copy, .box p{font-size:1em}</style><td class=thin>gone<p>Seen.</p></td>",
    ],
)
def test_letters_without_a_size_are_not_seen_until_they_are_given_one(markup):
    assert texts(markup) == ["Seen."]


@pytest.mark.parametrize(
    "sheet",
    [
        "<style media='only screen and (max-width: 480px)'>.wide{display:none}</style>",
        "<style>@media (max-width:9px){.wide{display:none}} @media print{.wide{display:none}}</style>",
        "<style>.wide .other, .wide:hover{display:none}</style>",
    ],
)
def test_a_style_sheet_for_some_screens_or_other_elements_hides_nothing(sheet):
    assert texts(f"{sheet}<p class=wide>Seen.</p>") == ["Seen."]


def test_a_rule_that_is_not_closed_hides_as_others_do():
    assert texts("<style>p{color:red}} .gone{display:none</style><p class=gone>x</p><p>Seen.</p>") == ["Seen."]


def test_hidden_words_before_the_first_seen_are_the_preheader_without_its_padding():
    markup = '<div style="display:none">Inside: your ticket&nbsp;&zwnj;&nbsp;&zwnj;&#8199;&#847;</div><p>Hello.</p><p hidden>more</p>'
    assert texts(markup, PartRole.PREHEADER) == ["Inside: your ticket"]
    assert texts(markup) == ["Hello."]
