import time

import pytest

from tonelint.message import BlockKind
from tonelint.readers import plain


def own(text):
    return [text[b.span.start : b.span.end] for b in plain.blocks(text) if b.kind is not BlockKind.QUOTE]


@pytest.mark.parametrize(
    "thread",
    [
        "On Tue, 3 Feb 2026 at 09:12, Ida Holm <ida@holm.example> wrote:\n> Is the kettle back?\n",
        "On Tue, 3 Feb 2026 at 09:12, Somebody With A Very Long Name <\nlong.name@holm.example> wrote:\n\n> Is the kettle back?\n",
        "On Tue, 3 Feb 2026 at 09:12, Ida Holm <ida@holm.example> wrote:\n\nIs the kettle back?\n",
        "On 3 February 2026, Ida Holm wrote:\n> Is the kettle back?\n",
        "From: Ida Holm\nSent: Tuesday, 3 February 2026\nTo: Bo Chen\nSubject: Kettle\n\nIs the kettle back?\n",
        "*From:* Ida Holm <ida@holm.example>\n*Sent:* Tuesday, 3 February 2026\n\nIs the kettle back?\n",
        "________________________________\nFrom: Ida Holm\nSent: Tuesday\n\nIs the kettle back?\n",
        "-----Original Message-----\nFrom: Ida Holm\nSent: Tuesday\nIs the kettle back?\n",
        "-------- Forwarded Message --------\nSubject: Kettle\nDate: Tue, 3 Feb 2026\n\nIs the kettle back?\n",
        "Am 03.02.26 um 09:12 schrieb Ida Holm:\n> Ist der Kessel da?\n",
        "Von: Ida Holm\nGesendet: Dienstag\n\nIst der Kessel da?\n",
        "Le mar. 3 févr. 2026 à 09:12, Ida Holm <ida@holm.example> a écrit :\n> La bouilloire est là ?\n",
        "\nSent from my iPhone\n",
        "Get Outlook for Android\n",
    ],
)
def test_what_a_mail_program_puts_below_an_answer_is_not_the_answer(thread):
    assert own(f"Yes, since Monday.\n\n{thread}") == ["Yes, since Monday."]


def test_answers_between_quoted_lines_are_kept():
    assert own("> Is the kettle back?\nSince Monday.\n> And the lid?\nThat too.\n") == ["Since Monday.", "That too."]


@pytest.mark.parametrize(
    "prose",
    [
        "On Monday we wrote: please bring the lid.",
        "On reflection, he wrote:\nall is well.",
        "Here is the plan.\nFrom: next week we open at nine.\nThank you.",
        "To: whom it may concern.",
        "You may want to read what she wrote:",
    ],
)
def test_prose_that_looks_like_the_head_of_a_thread_stays(prose):
    assert own(prose) == [prose]


def test_what_a_person_quotes_by_hand_does_not_end_the_message():
    assert own("On 3 May at 10:30 you wrote:\n\nWhere is it?\n\nIt left on Monday.") == ["Where is it?", "It left on Monday."]


def test_two_hyphens_part_the_signature_from_the_text():
    assert own("All is well.\n\n-- \nIda Holm\nKettles\n") == ["All is well.", "Ida Holm\nKettles"]


@pytest.mark.parametrize(
    "line", ["\n", "On a schrieb a écrit wrote\n", "On " + "wrote " * 30 + "\n", "From: x\n", "--\n", "Am " + "schrieb " * 25 + "\n"]
)
def test_a_hundred_kilobytes_of_beginnings_are_read_in_linear_time(line):
    start = time.perf_counter()
    list(plain.blocks(line * (100_000 // len(line))))
    assert time.perf_counter() - start < 20
