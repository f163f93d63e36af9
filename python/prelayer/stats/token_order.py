"""The order of tokens in a vocabulary."""

from __future__ import annotations

import numpy as np

_LONGEST_PACKED = 32


def ranks(tokens: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Return token positions in descending order of count; ties in descending order of bytes.

    Args:
        tokens: distinct bytes, as an array of objects.
        counts: the count of each token.
    """
    lengths = np.fromiter(map(len, tokens), np.int64, len(tokens))
    longest = int(lengths.max(initial=1))
    if longest > _LONGEST_PACKED:
        by_token = np.array(sorted(range(len(tokens)), key=tokens.__getitem__), np.int64)
        return by_token[np.argsort(counts[by_token], kind="stable")][::-1]
    # Sorting numbers is several times faster than sorting bytes: eight bytes form a big-endian
    # number. Of tokens that differ only in trailing NUL, the shorter one is smaller.
    size = -(-longest // 8) * 8
    words = tokens.astype(f"S{size}").view(">u8").reshape(len(tokens), size // 8).astype(np.uint64)
    return np.lexsort((lengths, *words.T[::-1], counts))[::-1]
