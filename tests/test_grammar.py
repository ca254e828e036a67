import pytest

from tonelint.grammar.clauses import clauses
from tonelint.grammar.inflection import forms
from tonelint.grammar.roles import roles
from tonelint.nlp import Parser


@pytest.fixture(scope="module", name="parse")
def _parse():
    parser = Parser()
    return lambda text: parser.parse([text])[0]


def frame(parse, text, verb):
    """Return who does what to whom for one verb of a sentence."""
    parsed = parse(text)
    clause = next(c for c in clauses(parsed) if c.verb.lower == verb)
    return [t.lower for t in clause.subjects], [t.lower for t in clause.objects]


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("We have really missed you.", "missed", (["we"], ["you"])),
        ("You have been missed by all of us.", "missed", (["all"], ["you"])),
        ("Have we missed you?", "missed", (["we"], ["you"])),
        ("We want to help you.", "help", (["we"], ["you"])),
        ("We called and missed you.", "missed", (["we"], ["you"])),
        ("Let us pay your exam fee!", "pay", (["us"], ["fee"])),
        ("You are the customers we love.", "love", (["we"], ["customers"])),
        ("Is there anything we can help you with?", "help", (["we"], ["you"])),
        ("Mistakes were made.", "made", ([], ["mistakes"])),
    ],
)
def test_a_clause_has_the_same_frame_however_it_is_written(parse, text, verb, expected):
    assert frame(parse, text, verb) == expected


@pytest.mark.parametrize(
    ("text", "verb", "flag"),
    [
        ("There is no need to hurry.", "hurry", "is_negated"),
        ("Please do not wait.", "wait", "is_negated"),
        # Of a passive the parse hangs "n't" on the small word.
        ("Don't get left behind.", "left", "is_negated"),
        ("Did we do something wrong?", "do", "is_question"),
        ("If you miss the train, call us.", "miss", "is_conditional"),
        ("Call us today.", "call", "is_imperative"),
        ("Don't get caught out.", "caught", "is_imperative"),
        ("Please be advised of it.", "advised", "is_imperative"),
        ("Your order was sent.", "sent", "passive"),
    ],
)
def test_a_clause_knows_how_it_is_said(parse, text, verb, flag):
    assert getattr(next(c for c in clauses(parse(text)) if c.verb.lower == verb), flag) is True


@pytest.mark.parametrize("text", ["You get paid on Friday.", "Your lamp will be packed.", "It was packed and will be sent."])
def test_a_passive_with_something_that_undergoes_it_is_no_command(parse, text):
    assert not any(clause.is_imperative for clause in clauses(parse(text)))


@pytest.mark.parametrize(
    ("text", "verb", "tense"),
    [
        ("We lose keys.", "lose", "present"),
        ("We lost it.", "lost", "past"),
        # The parser takes this for a present.
        ("I forgot to put the lid in.", "forgot", "past"),
        ("We have lost it.", "lost", "perfect"),
        ("We've been losing keys.", "losing", "perfect"),
        ("The reason is that we'd lost it.", "lost", "perfect"),
        ("We'd be told of it.", "told", "present"),
        ("We'll lose it.", "lose", "future"),
    ],
)
def test_a_clause_has_a_tense(parse, text, verb, tense):
    assert next(c for c in clauses(parse(text)) if c.verb.lower == verb).tense == tense


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The Fernway team misses you.", "team", ["sender"]),
        ("Everyone here misses you.", "everyone", ["sender"]),
        ("All of us miss you.", "all", ["sender"]),
        ("Oakline misses you.", "oakline", ["sender"]),
        ("Your team misses you.", "team", []),
        ("We wrote to all of you.", "all", ["reader"]),
        ("We thank our customers.", "customers", ["customers"]),
    ],
)
def test_a_noun_phrase_knows_whom_it_speaks_of(parse, text, word, expected):
    parsed = parse(text)
    head = next(token for token in parsed.tokens if token.lower == word)
    assert [role.value for role in roles(parsed, head)] == expected


@pytest.mark.parametrize(
    ("word", "some"),
    [
        ("miss", {"miss", "misses", "missed", "missing"}),
        ("hurry", {"hurries", "hurried", "hurrying"}),
        ("love", {"loves", "loved", "loving"}),
        ("stop", {"stopped", "stopping"}),
        ("go out", {"goes out", "went out", "gone out"}),
        ("offer", {"offers", "offered", "offering"}),
        ("agree", {"agrees", "agreed", "agreeing"}),
        ("cancel", {"cancelled", "canceled"}),
        ("die", {"dying", "died"}),
    ],
)
def test_words_are_inflected(word, some):
    assert some <= forms(word)


def test_a_parse_does_not_depend_on_its_neighbours():
    parser = Parser()
    texts = ["We missed you.", "Call us today, please.", "Mistakes were made."]
    assert [parser.parse([text])[0].tokens for text in texts] == [p.tokens for p in parser.parse(texts)]
