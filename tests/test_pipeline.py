"""The pipeline made by hand: no parse is another than that of spaCy's own load, which is used when something is not as we know it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tonelint import nlp, pipeline
from tonelint.nlp import Parser

FOLDER = Path(nlp.model_folder())
EXCLUDE = ("ner", "senter", "strings", "attribute_ruler", "lemmatizer")

SENTENCES = """\
We have really missed you, and the dog looks up whenever the bell rings.
Don't worry: you can't lose what you've already earned, y'all!
I'm gonna let you know when it's back; you'd've wanted it, wouldn't you?
Hi Ann,
Dear Ms. O'Neill-Smith (and Dr. Brown),
Hello [First Name]!
Your order #12-345/B ships at 10am on Jan. 5th, 2024...
Pay $49.99/month, €20, £1,000 or 15% less than before.
Only 3 left!!! Grab yours NOW >>> 50% OFF
LAST CHANCE: YOUR CART EXPIRES TONIGHT.
“You deserve it,” she said – and so it was…
We’re sorry that it didn’t work; it wasn’t your fault.
Visit https://example.com/a?b=c&d=e#f or www.example.org, or write to help@example.co.uk.
Love it 😍🎉👍🏽 or not :-) :( ;) <3 ^_^
See you in the U.S., the U.K. or Washington D.C. soon.
It costs 5km of walking, 20kg of luck and 3in of rain.
Which of the boxes that you ordered, and that we sent, were lost?
If you hadn't been told, whom should we have asked?
Unsubscribe | View in browser | © 2024 Fernway Ltd.
the quick-and-dirty, state-of-the-art, e-mail-only offer
Snorkelbury's crew'll send zyxwords to Quillfeather.
a.b.c. x=y 1+1=2 and/or C++ (c) {{ name }} %s <b>
naïve café — Zoë’s jalapeño, Müller & Söhne, 北京
It was _really_ *bold* ~~gone~~ `code`
No.
?
  two  spaces,\ta tab
: ) and :   - )
""".splitlines()


@pytest.fixture(name="whole", scope="module")
def _whole():
    return nlp.whole(EXCLUDE)


@pytest.fixture(name="parses")
def _parses(monkeypatch):
    """Return the parses of texts by a pipeline."""

    def parses(by, texts):
        monkeypatch.setattr(nlp, "by_hand", lambda _: by)
        return Parser().parse(texts)

    return parses


def test_every_parse_is_that_of_the_whole_pipeline(whole, parses):
    texts = [*SENTENCES, ""]
    made = Parser().nlp
    assert isinstance(made, pipeline.Pipeline)
    assert parses(made, texts) == parses(whole, texts)
    for text in texts:
        assert parses(made, [text]) == parses(whole, [text])


def test_special_cases_are_added_when_they_occur_and_all_of_them_in_a_long_run(whole, parses, monkeypatch):
    monkeypatch.setattr(pipeline, "_FIRST_CALLS", 2)
    made = pipeline.load(FOLDER, EXCLUDE)
    come = []
    for text in ("We can't.", "You won't.", "They shan't."):
        assert parses(made, [text]) == parses(whole, [text])
        come.append([case not in made.cases_to_come for case in ("can't", "won't", "shan't", "don't")])
    assert come == [[True, False, False, False], [True, True, False, False], [True, True, True, True]]
    assert made.tokenizer.rules == whole.tokenizer.rules


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"spacy.MultiHashEmbed.v2"', '"spacy.MultiHashEmbed.v3"'),
        ("hidden_width = 64", "hidden_width = 32"),
        ("hidden_width = 64", "hidden_width = 64\nanother = 1"),
        ("after_creation = null", 'after_creation = {"@callbacks":"own"}'),
        ('"tok2vec","tagger","parser"', '"tok2vec","own","tagger","parser"'),
        ("include_static_vectors = false", "include_static_vectors = true"),
        ('"attribute_ruler","lemmatizer"', '"merge_subtokens","lemmatizer"'),
        ('lang = "en"', 'lang = "de"'),
    ],
)
def test_a_model_that_is_not_as_we_know_it_is_refused(tmp_path, old, new):
    changed = shutil.copytree(FOLDER, tmp_path / "model", ignore=shutil.ignore_patterns("ner", "lemmatizer", "strings.json"))
    config = (FOLDER / "config.cfg").read_text(encoding="utf-8")
    assert old in config
    (changed / "config.cfg").write_text(config.replace(old, new), encoding="utf-8")
    with pytest.raises((ValueError, TypeError, KeyError)):
        pipeline.load(changed, EXCLUDE)


def _refuse(_folder, _exclude):
    raise KeyError


@pytest.mark.parametrize(("where", "name", "value"), [(nlp, "_KNOWN", "0."), (pipeline, "load", _refuse)])
def test_what_cannot_be_made_by_hand_is_loaded_by_spacy_itself(where, name, value, monkeypatch, whole):
    monkeypatch.setattr(where, name, value)
    nlp.by_hand.cache_clear()
    assert Parser().nlp is whole
    monkeypatch.undo()
    nlp.by_hand.cache_clear()


def test_raw_patterns_get_the_whole_pipeline():
    assert "attribute_ruler" in Parser(frozenset({"POS"})).nlp.pipe_names


def test_nothing_of_spacy_is_imported_that_parsing_does_not_take_and_all_of_it_is_there_for_whoever_asks():
    code = """
import sys; from tonelint.nlp import Parser; from tonelint.deferred import own_process; own_process()
print(len(Parser().parse(['We lost it.'])[0].tokens), {'typer', 'pydantic_core', 'numpy.random.mtrand'} & sys.modules.keys())
import spacy, spacy.cli, pydantic
print(spacy.cli.download.__module__, spacy.info(silent=True)['spacy_version'] == spacy.__version__, pydantic.BaseModel.__module__)
nlp = spacy.blank('en'); nlp.add_pipe('entity_ruler').add_patterns([{'label': 'ORG', 'pattern': [{'LOWER': 'fernway'}]}])
print([entity.label_ for entity in nlp('Hi from Fernway.').ents])
"""
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "4 set()\nspacy.cli.download True pydantic.main\n['ORG']\n"
