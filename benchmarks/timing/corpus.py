"""Messages to time programs on: made of the sentences in sentences.yml, the same ones on every machine."""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

HERE = Path(__file__).parent
SEED = 7

# Words of a body, to which a subject, a greeting, a closing and the rest of a sentence come.
_BODY = (75, 270)
# About every fifth sentence is off in its tone or good in it, which is where rules fire; some stray from the topic.
_TONE, _GOOD, _ASIDE = 0.2, 0.3, 0.3
_SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Frames:
    """What messages are made of: sentences with slots by their topic and tone, and the words for the slots."""

    topics: dict[str, list[str]]
    off: list[str]
    good: list[str]
    greetings: list[str]
    closings: list[str]
    subjects: list[str]
    slots: dict[str, list[str]]
    verbs: list[str]


def load_frames() -> Frames:
    """Read sentences.yml."""
    return Frames(**yaml.safe_load((HERE / "sentences.yml").read_text(encoding="utf-8")))


class Writer:
    """Composes messages; the same seed gives the same ones."""

    def __init__(self, frames: Frames, seed: int = SEED) -> None:
        self._frames = frames
        self._draw = random.Random(seed)
        self._decks: dict[int, list[str]] = {}

    def mail(self) -> str:
        """Return a message of 80 to 300 words, with a subject, a greeting and a closing."""
        topic = self._draw.choice(list(self._frames.topics))
        around = (self._frames.subjects, self._frames.greetings, self._frames.closings)
        subject, greeting, closing = (self._filled(self._next(frames)) for frames in around)
        body = "\n\n".join(self.paragraphs(self._draw.randint(*_BODY), topic))
        return f"Subject: {subject}\n\n{greeting}\n\n{body}\n\n{closing}\n"

    def paragraphs(self, words: int, topic: str | None = None) -> Iterator[str]:
        """Yield paragraphs until they have so many words, in lines of 72 characters or in one; without a topic they are of all of them."""
        is_wrapped = self._draw.choice((True, False))
        left = words
        while left > 0:
            sentences: list[str] = []
            for _ in range(self._draw.randint(2, 4)):
                if left > 0:
                    sentences.append(self._sentence(topic))
                    left -= len(sentences[-1].split())
            text = " ".join(sentences)
            yield textwrap.fill(text, 72) if is_wrapped else text

    def _sentence(self, topic: str | None) -> str:
        if self._draw.random() < _TONE:
            return self._filled(self._next(self._frames.good if self._draw.random() < _GOOD else self._frames.off))
        if topic is None or self._draw.random() < _ASIDE:
            topic = self._draw.choice(list(self._frames.topics))
        return self._filled(self._next(self._frames.topics[topic]))

    def _next(self, frames: list[str]) -> str:
        """Deal one of some frames: none comes again before all of them have come."""
        deck = self._decks.setdefault(id(frames), [])
        if not deck:
            deck += self._draw.sample(frames, len(frames))
        return deck.pop()

    def _filled(self, frame: str) -> str:
        text = _SLOT.sub(lambda slot: self._word(slot[1]), frame)
        return text[0].upper() + text[1:]

    def _word(self, slot: str) -> str:
        draw = self._draw
        match slot:
            case "number":
                return str(draw.randint(2, 90))
            case "amount":
                return f"£{draw.randint(2, 480)}.{draw.randint(0, 99):02}"
            case "date":
                return f"{draw.randint(1, 28)} {draw.choice(self._frames.slots['month'])}"
            case "time":
                return f"{draw.randint(6, 22)}:{draw.choice(['00', '15', '30', '45'])}"
            case "percent":
                return f"{draw.randint(1, 14) * 5}%"
            case "code":
                return f"{draw.choice('ABCDEFGH')}{draw.randint(1000, 99999)}"
            case _:
                return draw.choice(self._frames.slots[slot])


@dataclass(frozen=True)
class Corpus:
    """Where the messages lie: many mails, one in which a clause rule fires, and one in which no sentence needs a parse."""

    folder: Path
    mails: tuple[str, ...]
    clause: str
    plain: str

    def long(self, words: int, pieces: int = 1) -> tuple[str, ...]:
        """Write a text of so many words, cut at paragraphs into so many messages; return their paths."""
        paragraphs = list(Writer(load_frames()).paragraphs(words))
        size = -(-len(paragraphs) // pieces)
        texts = ["\n\n".join(paragraphs[start : start + size]) for start in range(0, len(paragraphs), size)]
        return _written(self.folder / f"long-{words}-{pieces}", texts)


def write_corpus(folder: Path, count: int) -> Corpus:
    """Write so many mails, and the two single ones, into a folder."""
    writer = Writer(load_frames())
    mails = _written(folder / "mails", (writer.mail() for _ in range(count)))
    single = _written(folder / "single", ((HERE / f"{name}.txt").read_text(encoding="utf-8") for name in ("clause", "plain")))
    return Corpus(folder, mails, *single)


def _written(folder: Path, texts: Iterable[str]) -> tuple[str, ...]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number, text in enumerate(texts):
        path = folder / f"{number:04}.txt"
        path.write_text(text if text.endswith("\n") else f"{text}\n", encoding="utf-8")
        paths.append(str(path))
    return tuple(paths)
