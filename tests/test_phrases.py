import re
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonelint.archive import Archive, dumps
from tonelint.language import PhraseError
from tonelint.line import Line
from tonelint.phrases import WordLists, compile_phrase, read_phrases
from tonelint.quantities import QUANTITIES, begins_value, needed, quantity, signs

LISTS = WordLists({"warm": ("miss", "think of"), "deal": ("sale", "special offer"), "loop": ("@loop",)})


def found(phrase, text):
    return [text[start:end] for start, end in compile_phrase(phrase, LISTS).find(Line(text))]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("last chance", "your last-chance sale", ["last-chance"]),
        ("act now", "please, act, now", ["act, now"]),
        ("we (really|truly)? miss~ you", "we missed you and we truly miss you", ["we missed you", "we truly miss you"]),
        ("@warm~ you", "we thought of you, missing you", ["thought of you", "missing you"]),
        ("only #number ... left", "only 3 lovely blue ones left", ["only 3 lovely blue ones left"]),
        ("only #number ...1 left", "only 3 lovely blue ones left", []),
        ("save #percent", "save 20% today", ["save 20%"]),
        ("from #money", "from £20 and from 20 euros", ["from £20", "from 20 euros"]),
        ("ends #date", "it ends 3 may", ["ends 3 may"]),
        ("^ hurry", "hurry, no hurry", ["hurry"]),
        ("thanks $", "thanks a lot. thanks", ["thanks"]),
        ("no thanks , i * $", "no thanks, i pass", ["no thanks, i pass"]),
        ("! !", "wow!!", ["!!"]),
        ("really (?|!|$)", "really? really! we really", ["really?", "really!", "really"]),
        ("(^|and) hurry", "\U0001f525 hurry and hurry", ["hurry", "and hurry"]),
        ("(everybody) 's (here|in)", "everybody's here", ["everybody's here"]),
        ("at ... left", "at 11:59 left", ["at 11:59 left"]),
        ("own", "owner ownership", []),
        ("very?", "very", PhraseError),
        ("(a|b", "a", PhraseError),
        ("@worm", "a", PhraseError),
        ("@loop", "a", PhraseError),
        ("#euro", "a", PhraseError),
        ("miss*", "a", PhraseError),
        ("so ?(much|far)", "so much", PhraseError),
        ("so ?(much ado|far)", "so far", PhraseError),
        ("was it (good|bad) ?", "was it good?", ["was it good?"]),
        ("", "a", PhraseError),
    ],
)
def test_a_phrase_finds_what_it_says(phrase, text, expected):
    if expected is PhraseError:
        with pytest.raises(PhraseError):
            found(phrase, text)
    else:
        assert found(phrase, text) == expected


@pytest.mark.parametrize("phrase", ["(we|you) miss", "(we|you)? miss", "(you|(we|i)) (miss|lose)~", "so(really|very)?,we miss~"])
def test_blanks_within_brackets_and_before_marks_change_nothing(phrase):
    spread = re.sub(r"([(|,])", r" \1 ", phrase).replace(")", " )")
    assert compile_phrase(phrase, LISTS).elements == compile_phrase(spread, LISTS).elements


def test_an_unknown_list_is_answered_with_a_near_name():
    with pytest.raises(PhraseError, match="did you mean 'deal'"):
        compile_phrase("@deals", LISTS)


PARTS = st.sampled_from(["we", "miss~", "(a|b c)", "@warm~", "@deal", "...", "...2", "really?", "#number", "(x|y)?"])


@given(
    st.lists(PARTS, min_size=1, max_size=5),
    st.lists(st.sampled_from(["we", "missed", "think", "of", "sale", "a", "b", "c", "x", "3", "really", "special", "offer"]), max_size=12),
)
def test_a_phrase_never_matches_where_its_anchors_are_not(parts, words):
    try:
        phrase = compile_phrase(" ".join(parts), LISTS)
    except PhraseError:
        return
    text = " ".join(words)
    vocabulary = set(re.findall(r"\w+", text)) | signs(text)
    if any(anchor.isdisjoint(vocabulary) for anchor in phrase.anchors):
        assert list(phrase.find(Line(text), range(len(phrase.ways)))) == []


@pytest.mark.parametrize("kind", QUANTITIES)
@given(st.data())
def test_a_value_begins_with_certain_words_and_is_never_where_its_words_and_signs_are_not(kind, data):
    text = data.draw(st.from_regex(quantity(kind)))
    match = quantity(kind).search(text)
    assert match is not None
    assert begins_value(re.match(r"\w+|[^\w\s]", text[match.start() :])[0])
    assert needed(kind) & (set(re.findall(r"\w+", text)) | signs(text))


@pytest.mark.parametrize("phrase", ["(a|@deal) , now", "#money off", "(#date|soon) !", "(see|miss) (me|us|#time) ...3 @warm"])
@given(
    st.lists(
        st.sampled_from(["a", "special", "offer", ",", "now", "$5", "off", "monday", "!", "see", "us", "miss", "9am", "think", "of"]),
        max_size=9,
    )
)
def test_a_phrase_never_matches_where_none_of_its_ways_is_open(phrase, words):
    text = " ".join(words).replace(" ,", ",").replace(" !", "!")
    known = set(re.findall(r"\w+", text)) | signs(text)
    read = compile_phrase(phrase, LISTS)
    if all(any(anchor.isdisjoint(known) for anchor in way) for conditions in read.ways for way in conditions):
        assert list(read.find(Line(text), range(len(read.ways)))) == []


@given(st.lists(st.sampled_from(["we", "miss", "missed", "think", "of", "sale", "special", "offer", "you", ",", "now"]), max_size=9))
def test_the_alternatives_of_a_phrase_find_what_the_phrase_finds(words):
    """Looked for one by one, in order, or as the one group that they are."""
    text = " ".join(words).replace(" ,", ",")
    read = compile_phrase("(we miss|@warm~ you|special offer|offer ,? now|you?)", LISTS)
    assert list(read.find(Line(text), range(len(read.ways)))) == list(read.find(Line(text)))


def test_of_kept_phrases_and_lists_only_those_are_read_that_are_asked_for(monkeypatch):
    lists = WordLists({"warm": ("miss", "think of"), "deal": ("sale", "special offer")})
    kept = Archive(dumps(read_phrases(["@warm~ you", "a @deal"], lists, pytest.fail))).value()
    read = []
    piece = Archive.piece
    monkeypatch.setattr(Archive, "piece", lambda self, number: read.append(piece(self, number)) or read[-1])
    assert list(kept[0].find(Line("we think of you"))) == [(3, 15)]
    assert read == ["@warm~ you", lists["warm"], lists.element("warm", inflected=True)]


def test_a_kept_list_is_one_however_many_phrases_name_it():
    phrases = read_phrases(["@warm you", "we @warm"], WordLists({"warm": ("miss", "think of")}), pytest.fail)
    first, second = Archive(dumps([[phrases], [phrases]])).value()
    assert first[0][0].elements[0] is second[0][1].elements[1]


def test_threads_that_read_the_same_entries_do_not_take_each_other_for_a_circle():
    names = [f"list-{number}" for number in range(300)]
    lists = WordLists(
        {name: (f"(the|a) (lid|kettle) of {name} ...2 @end", "(once|twice) upon @end") for name in names} | {"end": ("a (long)? time",)}
    )
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(6) as pool:
            read = list(pool.map(lambda _: [list(lists.element(name, inflected=False).branches) for name in names], range(6)))
    finally:
        sys.setswitchinterval(usual)
    assert all(one == read[0] for one in read)
