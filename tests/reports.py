"""Reports made by hand, and by chance, for the tests of outputs."""

import io
import os

from hypothesis import strategies as st

from tonelint.finding import Finding, Place, Severity
from tonelint.report import USUAL_BAR, FileError, FileReport, HiddenBy, Report, RuleInfo, SituationFound, Suppressed, Unused
from tonelint.source import Source
from tonelint.tally import hidden, tallied
from tonelint.writers import WRITERS
from tonelint.writers.style import Style

MAIL = "Hi Ann,\n\nWe longed for you.\nHurry, act\nnow: 20% off @ “Fernway” ☕!\n\nSam\n"
LONGING = RuleInfo(
    "sincerity/longing",
    Severity.ERROR,
    100,
    "A company can't long for a reader.",
    "It <knows> nobody.",
    "Say why you write.",
    ("Holm 2020, @journal", "Chen 2021"),
)
HASTE = RuleInfo("freedom/haste", Severity.WARNING, 40, "This hurries the reader.", "There is time.", None)
HEAT = RuleInfo("sincerity/heat", Severity.SUGGESTION, 10, "Loud.", "Calm is kind.", "Lower your voice.")
NAMED = RuleInfo("recognition/named", None, 20, "The name is used.", "Names are kind.", None)
RULES = (HASTE, NAMED, HEAT, LONGING)


def found(rule, words, source=MAIL, **more):
    """Return the finding of a rule at some words of a text."""
    lines = Source("mail.txt", source).lines
    start = source.index(words)
    place = Place(lines.position(start), lines.position(start + len(words)))
    sentence = f"{' '.join(words.split())}."
    given = {"text": " ".join(words.split()), "part": "body", "message": rule.message, "suggestion": rule.suggestion, "sentence": sentence}
    return Finding(rule=rule.id, place=place, severity=rule.severity, worth=rule.points, **{**given, **more})


def mail(*findings, path="mail.txt", text=MAIL, bar=USUAL_BAR, suppressed=(), unused=(), label=""):
    """Return the report of one message with its points and score."""
    empty = FileReport(Source(path, text), "text", SituationFound("win-back", "detected"), 0, (), (), (), (), (), label, bar=bar)
    whole = tallied(empty, [f for f in findings if not f.is_strength], [f for f in findings if f.is_strength])
    return hidden(whole, suppressed, unused)


def run(*files, errors=(), twins=(), rules=RULES):
    return Report(tuple(files), tuple(errors), "model", tuple(twins), rules)


def written(form, report, **style):
    """Return what an output writes, which must be writable as UTF-8."""
    stream = io.StringIO()
    WRITERS[form](report, stream, Style(**style))
    return stream.getvalue().encode("utf-8").decode("utf-8")


SMALL = run(
    mail(found(LONGING, "We longed for you"), found(HASTE, "Hurry, act\nnow"), found(NAMED, "Ann"), path="emails/winback.txt"),
    mail(
        found(NAMED, "Ann"),
        path="emails/back.txt",
        suppressed=[Suppressed(found(HASTE, "Hurry, act\nnow"), HiddenBy.COMMENT, "the shop closes at six")],
        unused=[Unused(found(HEAT, "☕").place, "ignore sincerity/heat hides nothing")],
    ),
    errors=[FileError("gone.txt", "no such file or folder"), FileError("emails/front.md", "unknown key 'situaton'", 2, 1)],
)

ANY = st.text(st.characters(), max_size=30)
PATHS = st.binary(min_size=1, max_size=20).filter(lambda name: b"\0" not in name).map(os.fsdecode)
_RULES = st.sampled_from([LONGING, HASTE, HEAT])


@st.composite
def _problems(draw):
    rule, words = draw(_RULES), draw(st.sampled_from(["We longed for you", "Hurry, act\nnow", "☕"]))
    more = {"text": draw(ANY), "message": draw(ANY), "suggestion": draw(st.none() | ANY), "like": draw(st.none() | ANY)}
    return found(rule, words, sentence=draw(ANY), origin=draw(st.none() | ANY), **more)


@st.composite
def _mails(draw):
    findings = [*draw(st.lists(_problems(), max_size=3)), found(NAMED, "Ann", text=draw(ANY))]
    suppressed = draw(st.lists(st.builds(Suppressed, _problems(), st.sampled_from(HiddenBy), ANY), max_size=2))
    unused = [Unused(found(HEAT, "☕").place, draw(ANY))]
    return mail(*findings, path=draw(PATHS), label=draw(ANY), suppressed=suppressed, unused=unused)


@st.composite
def any_reports(draw):
    """Make runs with whatever characters files, messages and rules may hold."""
    errors = st.builds(FileError, PATHS, ANY, st.none() | st.integers(1, 9), st.none() | st.integers(1, 9))
    return run(*draw(st.lists(_mails(), max_size=3)), errors=draw(st.lists(errors, max_size=2)))
