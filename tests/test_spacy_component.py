"""The component of a spaCy pipeline: what it leaves on a Doc, and that it goes wherever pipelines go."""

import json
import pickle

import pytest
import spacy
from confection import ConfigValidationError
from spacy.tokens import DocBin

import tonelint
import tonelint.spacy_component

pytestmark = pytest.mark.usefixtures("loaded")
SOME = ["freedom/urgency", "sincerity/false-intimacy", "recognition/name-used"]
TEXT = "Hi Ann,\n\nWe've missed you! Act now to keep your discount.\n\nSam\n"


@pytest.fixture(name="nlp", scope="module")
def _nlp(loaded):
    return made(loaded)


def made(_=None, **config):
    nlp = spacy.blank("en")
    nlp.add_pipe("tonelint", config={"select": SOME, **config})
    return nlp


def test_findings_are_left_on_the_doc(nlp):
    doc = nlp(TEXT)
    assert [(span.text, span.label_, span.kb_id_) for span in doc.spans["tonelint"]] == [
        ("We've missed you", "sincerity/false-intimacy", "error"),
        ("Act now", "freedom/urgency", "warning"),
    ]
    assert doc._.tonelint == tonelint.check_text(TEXT, select=SOME).to_dict()
    assert doc._.tonelint_score == doc._.tonelint["score"] == 64.8


def test_a_span_has_the_whole_of_a_token_that_a_finding_ends_in():
    doc = made(format="html")("<p>Hi Ann,</p><p>We've <b>missed you</b>.</p>")
    assert [(finding["text"], span.text) for finding, span in zip(doc._.tonelint["findings"], doc.spans["tonelint"], strict=True)] == [
        ("We've missed you", "We've <b>missed you</b>.</p")
    ]


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_a_doc_without_words_has_no_score(nlp, text):
    doc = nlp(text)
    assert (doc._.tonelint, doc._.tonelint_score, list(doc.spans["tonelint"])) == (None, None, [])


def test_a_doc_may_be_long(nlp):
    doc = nlp("Hi Ann,\n\n" + "The form is open until 3 May, and nobody hurries you.\n\n" * 500 + TEXT)
    assert [span.text for span in doc.spans["tonelint"]] == ["We've missed you", "Act now"]


def test_the_config_has_the_options_of_check_text():
    text = "<p>Hi Ann,</p><p>We've missed you.</p>"
    doc = made(format="html", situation="win-back", ignore=["recognition"])(text)
    assert doc._.tonelint == tonelint.check_text(text, format="html", situation="win-back", select=SOME, ignore="recognition").to_dict()


@pytest.mark.parametrize(
    ("config", "error", "message"),
    [
        ({"select": ["freedom/urgncy"]}, tonelint.TonelintError, "did you mean 'freedom/urgency'"),
        ({"situation": "apologie"}, tonelint.TonelintError, "did you mean 'apology'"),
        ({"format": "htm"}, tonelint.TonelintError, "did you mean 'html'"),
        ({"slect": []}, ConfigValidationError, "slect"),
        ({"select": 1}, ConfigValidationError, "select"),
    ],
)
def test_a_wrong_config_is_told_when_the_component_is_added(config, error, message):
    with pytest.raises(error, match=message):
        made(**config)


def test_a_pipeline_is_written_and_read_with_its_config(nlp, tmp_path):
    nlp.to_disk(tmp_path)
    read = spacy.load(tmp_path)
    assert read.config["components"]["tonelint"] == nlp.config["components"]["tonelint"]
    assert read(TEXT)._.tonelint == nlp(TEXT)._.tonelint


def test_the_component_can_be_sent_to_a_process_that_is_not_forked(nlp):
    sent = pickle.loads(pickle.dumps(nlp.get_pipe("tonelint")))  # noqa: S301 - our own bytes
    assert sent(nlp.make_doc(TEXT))._.tonelint == nlp(TEXT)._.tonelint


def test_what_is_left_on_a_doc_is_written_with_it(nlp):
    doc = nlp(TEXT)
    [read] = DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)
    assert json.dumps(read._.tonelint) == json.dumps(doc._.tonelint)
    assert read._.tonelint_score == doc._.tonelint_score
    assert [(span.text, span.label_, span.kb_id_) for span in read.spans["tonelint"]] == [
        (span.text, span.label_, span.kb_id_) for span in doc.spans["tonelint"]
    ]


@pytest.mark.parametrize("processes", [1, 2])
def test_many_texts_get_what_each_of_them_gets(nlp, processes):
    texts = [TEXT, "", *(f"Hi Ann,\n\nAct now, {number} are left.\n\nSam" for number in range(10))]
    found = [doc._.tonelint for doc in nlp.pipe(texts, n_process=processes, batch_size=4)]
    assert found == [nlp(text)._.tonelint for text in texts]


def test_a_text_that_cannot_be_read_goes_to_the_error_handler_of_the_pipeline():
    nlp, told = made(), []
    with pytest.raises(tonelint.TonelintError, match="a binary file"):
        list(nlp.pipe(["Hi\0"]))
    nlp.set_error_handler(lambda name, _proc, docs, error: told.append((name, docs[0].text, str(error))))
    assert [doc.text for doc in nlp.pipe(["Hi\0", TEXT])] == [TEXT]
    assert told == [("tonelint", "Hi\0", "a binary file, not a message")]
