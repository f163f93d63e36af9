"""Random texts at size: ten thousand of them, and a vocabulary of 20,000 words."""

import numpy as np

from prelayer.export.portable_model import portable_inputs
from prelayer.export.verification.samples import sample_inputs
from prelayer.export.verification.valid_texts import valid_texts

TEXTS, WORDS = 10_000, 20_000
SYLLABLES = [
    "ka",
    "to",
    "ber",
    "ing",
    "qu",
    "é",
    "ü",
    "ß",
    "\u03c3",
    "ж",
    "日",
    "한",
    "😀",
    "a\u0301",
    "i̇",
]


def vocabulary():
    """Return different words of several scripts."""
    random = np.random.default_rng(1)
    words = {}
    while len(words) < WORDS:
        words["".join(random.choice(SYLLABLES, int(random.integers(1, 6))))] = None
    return list(words)


def strings_of(model, rows, most_bytes):
    """Return random texts for the input of a model, as strings cut off at a number of bytes.

    Each text of a batch takes as much memory as the longest one, and WebAssembly has 4 GB.
    """
    (one,) = portable_inputs(model)
    given = valid_texts(sample_inputs(model, [one], rows), [one])[one.name]
    return [text[:most_bytes].decode("utf-8", "ignore") for text in given]
