"""What benchmarks/speed.py times is the same on every machine, and is what its tables say."""

import hashlib
from importlib import import_module
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


@pytest.fixture(name="timing", autouse=True)
def _timing(monkeypatch):
    """Import a module of benchmarks/timing by its name."""
    monkeypatch.syspath_prepend(BENCHMARKS)
    return lambda name: import_module(f"timing.{name}")


@pytest.fixture(name="corpus")
def _corpus(timing, tmp_path):
    return timing("corpus").write_corpus(tmp_path, 30)


def test_the_generated_mails_are_the_same_everywhere(corpus):
    """Figures taken before a change of the sentences are of other messages."""
    texts = [Path(path).read_text(encoding="utf-8") for path in corpus.mails]
    assert {80 <= len(text.split()) <= 300 for text in texts} == {True}
    assert hashlib.sha256("".join(texts).encode()).hexdigest()[:16] == "f52d0b9580f7b285"


def test_a_long_message_has_the_words_of_its_pieces(corpus):
    texts = [[Path(path).read_text(encoding="utf-8") for path in corpus.long(2000, pieces)] for pieces in (1, 4)]
    assert list(map(len, texts)) == [1, 4]
    assert len({tuple(" ".join(some).split()) for some in texts}) == 1


def test_the_single_mails_have_what_their_tables_say(corpus, lint):
    found = {
        path: [finding.rule for finding in lint(Path(path).read_text(encoding="utf-8")).findings] for path in (corpus.clause, corpus.plain)
    }
    assert found == {corpus.clause: ["sincerity/false-intimacy"], corpus.plain: []}


def test_the_generated_rules_are_rules_of_three_kinds_that_fire(timing, corpus, engine_of, lint_with):
    folder = timing("rules").write_rules(corpus.folder, 18, corpus.mails)
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.yml"))]
    assert [sum(f"- {kind}:" in text for text in texts) for kind in ("phrase", "clause", "regex")] == [10, 6, 2]
    engine = engine_of(*texts)
    assert sum(len(lint_with(engine, Path(path).read_text(encoding="utf-8")).findings) for path in corpus.mails) > 0
