"""The small network that ships: the layers of tonelint/likeness.py in PyTorch, taught by the teacher's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from teacher import batches, descend, weighed
from torch import nn

from tonelint.likeness import _UNKNOWN, tokens

EPOCHS, BATCH, RATE = 7, 128, 2e-3
WIDTH, FEATURES, WORDS = 64, 128, 15_000
# Logits beyond this say no more than "surely".
SURE = 8.0
_MARKS = ["#money", "#percent", "#number", "!", "?", ",", ".", ":", "-", '"']


class Student(nn.Module):
    """Words to vectors, three convolutions, the most and the mean of their features, one logit for each scale."""

    def __init__(self, vectors: Any, scales: int) -> None:
        super().__init__()
        self.vectors = nn.Embedding(len(vectors), WIDTH, padding_idx=0)
        self.vectors.weight.data.copy_(torch.from_numpy(vectors))
        reaches = ((WIDTH, 1), (FEATURES, 1), (FEATURES, 2))
        self.layers = nn.ModuleList(nn.Conv1d(size, FEATURES, 3, padding=reach, dilation=reach) for size, reach in reaches)
        self.out = nn.Linear(4 * FEATURES, scales)
        self.dropout, self.word_dropout = nn.Dropout(0.1), nn.Dropout(0.1)

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        present = (rows != 0).float().unsqueeze(1)
        layer = self.word_dropout(self.vectors(rows)).transpose(1, 2) * present
        pooled = []
        for number, convolution in enumerate(self.layers):
            layer = (nn.functional.relu(convolution(layer)) + (layer if number else 0)) * present
            pooled.append(layer.max(2)[0])
        pooled.append(layer.sum(2) / present.sum(2))
        return self.out(self.dropout(torch.cat(pooled, 1)))


def vocabulary(words: Sequence[str], vectors: Any) -> tuple[dict[str, int], Any]:
    """Return the rows of the words that the network knows, and their first vectors; row 0 is no word."""
    known = ["", _UNKNOWN, *_MARKS, *words[:WORDS]]
    few = np.random.RandomState(0).normal(0, 0.2, (1 + len(_MARKS), WIDTH))
    table = np.concatenate([np.zeros((1, WIDTH)), few, vectors[:WORDS, :WIDTH]]).astype(np.float32) * 0.5
    return {word: row for row, word in enumerate(known)}, table


def rows_of(text: str, known: Mapping[str, int]) -> list[int]:
    """Return the rows of a sentence's tokens."""
    return [known.get(token, known[_UNKNOWN]) for token in tokens(text)]


def padded(lines: Sequence[Sequence[int]]) -> torch.Tensor:
    """Return lines of rows as one tensor, zeros behind the shorter ones."""
    table = np.zeros((len(lines), max(map(len, lines))), np.int64)
    for number, line in enumerate(lines):
        table[number, : len(line)] = line
    return torch.from_numpy(table)


def train(texts: Sequence[str], taught: Any, own: tuple[Any, Any], known: Mapping[str, int], vectors: Any) -> Student:
    """Return the network, taught what the teacher says of each text and, where there is a label, the label too.

    `taught`: logits of shape (texts, scales); `own`: labels and weights of the same shape.
    """
    torch.manual_seed(1)
    lines = [rows_of(text, known) for text in texts]
    student = Student(vectors, taught.shape[1])
    optimizer = torch.optim.AdamW(student.parameters(), lr=RATE, weight_decay=0.01)
    steps = EPOCHS * (len(texts) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps + 1, pct_start=0.1)
    for epoch in range(EPOCHS):
        student.train()
        total = 0.0
        for batch in batches([len(line) for line in lines], BATCH, epoch, jitter=6):
            said = torch.from_numpy(np.clip(taught[batch].astype(np.float32), -SURE, SURE))
            logits = student(padded([lines[i] for i in batch]))
            apart = ((logits.clamp(-SURE - 1, SURE + 1) - said) ** 2).sum()
            labelled = weighed(logits, torch.from_numpy(own[0][batch]), torch.from_numpy(own[1][batch]))
            loss = (weighed(logits, said.sigmoid(), torch.ones_like(said)) + 0.02 * apart + 0.1 * labelled) / len(batch)
            descend(loss, student, optimizer, schedule)
            total += loss.item() * len(batch)
        print(f"student, epoch {epoch + 1} of {EPOCHS}: loss {total / len(texts):.3f}", flush=True)
    return student.eval()


def exported(student: Student, known: Mapping[str, int], scales: Sequence[str]) -> dict[str, Any]:
    """Return the arrays that tonelint/likeness.py reads: words in 8 bits each, the rest in 16; the bars are all 0."""
    vectors = student.vectors.weight.detach().numpy()
    unit = np.abs(vectors).max(0) / 127
    arrays = {
        "words": _lines(known),
        "scales": _lines(scales),
        "vectors": np.round(vectors / unit).astype(np.int8),
        "unit": unit.astype(np.float32),
        "out": np.concatenate([student.out.weight.detach().numpy().T, student.out.bias.detach().numpy()[None]]).astype(np.float16),
        "bar": np.zeros(len(scales), np.float32),
    }
    for number, layer in enumerate(student.layers, start=1):
        arrays[f"layer{number}"] = layer.weight.detach().numpy().transpose(2, 1, 0).astype(np.float16)
        arrays[f"bias{number}"] = layer.bias.detach().numpy().astype(np.float16)
    return arrays


def _lines(texts: Sequence[str] | Mapping[str, int]) -> Any:
    return np.frombuffer("\n".join(texts).encode(), np.uint8)
