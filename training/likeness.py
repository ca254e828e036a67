"""Train the network of tonelint/likeness.py and write it to rules/.

    pip install -e ".[train]"
    python training/likeness.py              everything, about forty minutes on two cores
    python training/likeness.py --from pool  begin at a later step (sentences, teacher, pool, student, bars) with what is in --work

Five steps: the labelled sentences are cut; a pretrained encoder is fine-tuned on them (the teacher); it speaks of a large pool of
sentences; the small network learns that (the student); the bar of each scale is set on labelled texts that were kept back.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import labelled
import numpy as np
import pool
import student
import teacher
import torch
from labelled import Labelled

from tonelint.likeness import EXAMPLES, WEIGHTS, Likeness

RULES = labelled.ROOT / "rules"
POOL = 240_000
# A bar is passed by about this share of the look-alikes that were kept back, and by no more of the neutral sentences. The few
# look-alikes of one scale are a rough measure, so half of the bar is that of all scales together; LEAST is the lowest bar.
LOOKALIKES, NEUTRAL, LEAST = 0.04, 0.002, 0.5
# Neutral sentences are few beside the pool, and mail is full of them.
NEUTRAL_TIMES = 8
_EXAMPLES, _LONGEST_EXAMPLE = 40, 110


@dataclass(frozen=True)
class Work:
    """The folder where the steps leave what the next one needs."""

    folder: Path

    def save(self, name: str, value: Any) -> None:
        """Keep a value under a name."""
        (self.folder / name).write_bytes(pickle.dumps(value, protocol=5))

    def load(self, name: str) -> Any:
        """Return what was kept; only our own files stand here."""
        return pickle.loads((self.folder / name).read_bytes())  # noqa: S301


def cut_sentences(work: Work) -> None:
    """Step 1: the labelled sentences."""
    found = labelled.sentences()
    work.save("sentences", found)
    print(f"{len(found)} sentences, {len(labelled.scales(found))} scales", flush=True)


def fine_tune(work: Work) -> None:
    """Step 2: the teacher."""
    found = work.load("sentences")
    scales = labelled.scales(found)
    taught = teacher.train([sentence for sentence in found if not sentence.calibrates], scales)
    torch.save(taught.state_dict(), work.folder / "teacher.pt")
    work.save("vectors", teacher.word_vectors(taught, student.WIDTH))


def fill_pool(work: Work) -> None:
    """Step 3: the pool, with what the teacher says of it."""
    found = work.load("sentences")
    speaker = teacher.Teacher(len(labelled.scales(found)))
    speaker.load_state_dict(torch.load(work.folder / "teacher.pt"))
    speaker.eval()
    learned = [sentence for sentence in found if not sentence.calibrates]
    telling = [sentence.words for sentence in learned if sentence.label is not None]
    others = [sentence.words for sentence in learned if sentence.label is None] + pool.ordinary()
    texts = pool.build(telling, [*others, *pool.clauses(telling)], *work.load("vectors"), POOL)
    work.save("pool", (texts, teacher.logits(speaker, texts).astype(np.float16)))
    print(f"{len(texts)} sentences in the pool", flush=True)


def teach(work: Work) -> None:
    """Step 4: the student."""
    found, (texts, taught) = work.load("sentences"), work.load("pool")
    scales = labelled.scales(found)
    known, vectors = student.vocabulary(*work.load("vectors"))
    neutral = [sentence.words for sentence in found if sentence.scale == labelled.NEUTRAL] * NEUTRAL_TIMES
    taught = np.concatenate([taught, np.zeros((len(neutral), len(scales)), taught.dtype)])
    texts = [*texts, *neutral]
    own = _own_labels([sentence for sentence in found if not sentence.calibrates], texts, scales)
    # The teacher has seen little but telling sentences. Of neutral ones people know better: like none of the problems.
    is_neutral, problems = np.arange(len(texts)) >= len(texts) - len(neutral), _problems(scales)
    taught[np.ix_(is_neutral, problems)] = -student.SURE
    own[1][np.ix_(is_neutral, problems)] = 1
    network = student.train(texts, taught, own, known, vectors)
    work.save("student", student.exported(network, known, scales))


def set_bars(work: Work) -> None:
    """Step 5: the bars, and the files in rules/."""
    found, arrays = work.load("sentences"), work.load("student")
    scales = labelled.scales(found)
    network = Likeness({name: a.astype("float32") if a.dtype == "float16" else a for name, a in arrays.items()})
    kept_back = [sentence for sentence in found if sentence.calibrates and sentence.label is not None]
    logits = _logits(network, [sentence.words for sentence in kept_back], scales)
    neutral = _logits(network, [sentence.words for sentence in found if sentence.scale == labelled.NEUTRAL], scales)
    own = [logits[row, scales.index(sentence.scale)] for row, sentence in enumerate(kept_back)]
    everywhere = np.quantile([logit for logit, s in zip(own, kept_back, strict=True) if not s.label], 1 - LOOKALIKES)
    bars = []
    for column, scale in enumerate(scales):
        alike = [logit for logit, s in zip(own, kept_back, strict=True) if s.scale == scale and s.label]
        apart = [logit for logit, s in zip(own, kept_back, strict=True) if s.scale == scale and not s.label]
        here = np.quantile(apart, 1 - LOOKALIKES) if apart else everywhere
        bar = max((here + everywhere) / 2, np.quantile(neutral[:, column], 1 - NEUTRAL), LEAST)
        bars.append(float(bar))
        passed = sum(logit > bar for logit in alike)
        print(f"{scale:36} bar {bar:5.2f}  passed by {passed} of {len(alike)}", flush=True)
    arrays["bar"] = np.array(bars, np.float32)
    np.savez(RULES / WEIGHTS, **arrays)
    chosen = {scale: _shown(found, scale) for scale in scales}
    (RULES / EXAMPLES).write_text(json.dumps(chosen, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


def _own_labels(found: Sequence[Labelled], texts: Sequence[str], scales: Sequence[str]) -> tuple[Any, Any]:
    """Return labels and weights of the pool: those of the labelled sentences, no weight for the others."""
    labels, weights = np.zeros((len(texts), len(scales)), np.float32), np.zeros((len(texts), len(scales)), np.float32)
    row_of = {text: row for row, text in enumerate(texts)}
    column = {scale: number for number, scale in enumerate(scales)}
    for sentence in found:
        if sentence.label is not None and sentence.words in row_of:
            place = row_of[sentence.words], column[sentence.scale]
            labels[place], weights[place] = sentence.label, 1
    return labels, weights


def _problems(scales: Sequence[str]) -> Any:
    """Tell for each scale whether it is one of problems: a neutral sentence may well be like a strength."""
    problems = {rule.id for rule in labelled.ruleset.load().rules if not rule.is_strength}
    return np.array([scale in problems for scale in scales])


def _logits(network: Likeness, texts: Sequence[str], scales: Sequence[str]) -> Any:
    scores = np.array([[network.score(text, scale) for scale in scales] for text in texts])
    table = np.clip(np.nan_to_num(scores), 1e-6, 1 - 1e-6)
    return np.log(table / (1 - table))


def _shown(found: Sequence[Labelled], scale: str) -> list[str]:
    """Return some short labelled texts of a scale, as a reason to be shown."""
    short = {s.words for s in found if s.scale == scale and s.label == 1 and not s.calibrates and len(s.words) <= _LONGEST_EXAMPLE}
    return sorted(sorted(short, key=lambda words: hashlib.blake2b(words.encode()).digest())[:_EXAMPLES])


STEPS: dict[str, Callable[[Work], None]] = {
    "sentences": cut_sentences,
    "teacher": fine_tune,
    "pool": fill_pool,
    "student": teach,
    "bars": set_bars,
}


def main() -> None:
    """Run the steps."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="first", choices=STEPS, default="sentences")
    parser.add_argument("--work", type=Path, default=Path("training/work"))
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(2)
    for name in list(STEPS)[list(STEPS).index(options.first) :]:
        STEPS[name](Work(options.work))


if __name__ == "__main__":
    main()
