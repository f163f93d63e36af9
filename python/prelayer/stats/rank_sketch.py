"""Quantile sketch with a guaranteed rank error, in bounded memory."""

from __future__ import annotations

import numpy as np

# Enough for 2^63 numbers in chunks of 9,000.
_MOST_LEVELS = 64
_ERROR_TIMES_SIZE = 18
SMALLEST_CHUNK = 10_000


class RankSketch:
    """A mergeable, deterministic sketch of quantiles with a bounded rank error.

    A full chunk is sorted and halved: one of each two neighbors is kept, with twice the weight.
    Halves are collected, and halved again, at the next level, so that a sketch works like a binary
    counter. The sketch is not random: the same numbers in the same order result in the same sketch,
    for any batch size.

    Halving at a level whose numbers have weight w moves the rank of any number by at most w: up, if
    the first of each two neighbors is kept, and down, if the second is. The two alternate, so that
    two halvings move it by at most w together. With chunks of size s and n numbers, there are at
    most n / (s w) halvings at a level, whose sum is at most n / 2s + w. Over L levels this is
    n L / 2s + 2^L, with 2^L at most 2 n / s. A merged sketch may end between two alternating
    halvings, which adds at most 2 n / s, and a quantile is one number of weight at most 2^L.
    Therefore the rank error is at most (L / 2 + 6) / s, which is `error` for s = 18 / `error` and L
    up to 24: for 75 billion numbers. In practice it is much smaller.

    Source: Manku, Rajagopalan, Lindsay (1998), "Approximate medians and other quantiles in one pass
    and with limited memory"; merging: Agarwal et al. (2012), "Mergeable summaries".

    Args:
        error: maximum rank error, as a fraction of the number of values.

    Examples:
        >>> import numpy as np
        >>> from prelayer.stats.rank_sketch import RankSketch
        >>> sketch = RankSketch(0.002)
        >>> sketch.add(np.arange(100_001.0))
        >>> sketch.quantiles(np.array([0.0, 0.5, 1.0]))
        array([     0.,  50005., 100000.])
    """

    def __init__(self, error: float) -> None:
        size = max(SMALLEST_CHUNK, int(np.ceil(_ERROR_TIMES_SIZE / error)))
        self.size = size + size % 2
        self.count = 0
        self.minimum, self.maximum = np.inf, -np.inf
        # Numbers of weight 1, in the order in which they were added.
        self._pending: list[np.ndarray] = []
        self._waiting = 0
        # For each level from 1, which has weight 2: sorted numbers, fewer than a chunk; and which
        # of two neighbors is kept next.
        self._levels: list[np.ndarray] = [np.zeros(0)]
        self._turns = [0]

    def add(self, values: np.ndarray) -> None:
        """Add numbers.

        Args:
            values: finite float64 numbers, one-dimensional.
        """
        if not len(values):
            return
        self.count += len(values)
        self.minimum = min(self.minimum, float(values.min()))
        self.maximum = max(self.maximum, float(values.max()))
        self._wait(values)

    def _wait(self, values: np.ndarray) -> None:
        self._pending.append(values)
        self._waiting += len(values)
        if self._waiting < self.size:
            return
        joined = np.concatenate(self._pending)
        whole = len(joined) // self.size * self.size
        self._pending, self._waiting = [joined[whole:].copy()], len(joined) - whole
        for chunk in np.sort(joined[:whole].reshape(-1, self.size), axis=1):
            self._collect(1, self._halved(0, chunk))

    def _halved(self, level: int, numbers: np.ndarray) -> np.ndarray:
        turn = self._turns[level]
        self._turns[level] = 1 - turn
        return numbers[turn::2]

    def _collect(self, level: int, numbers: np.ndarray) -> None:
        """Add sorted numbers to a level, and halve it if it is full."""
        while level == len(self._levels):
            self._levels.append(np.zeros(0))
            self._turns.append(0)
        if len(self._levels[level]):
            numbers = np.sort(np.concatenate([self._levels[level], numbers]), kind="stable")
        if len(numbers) < self.size:
            self._levels[level] = numbers.copy()
            return
        even = len(numbers) - len(numbers) % 2
        self._levels[level] = numbers[even:].copy()
        self._collect(level + 1, self._halved(level, numbers[:even]))

    def merge(self, other: RankSketch) -> None:
        """Add the data of another sketch with the same error."""
        self.count += other.count
        self.minimum = min(self.minimum, other.minimum)
        self.maximum = max(self.maximum, other.maximum)
        for level in range(len(other._levels) - 1, 0, -1):
            while level >= len(self._levels):
                self._levels.append(np.zeros(0))
                self._turns.append(0)
            self._collect(level, other._levels[level])
        for values in list(other._pending):
            self._wait(values)

    def quantiles(self, ranks: np.ndarray) -> np.ndarray:
        """Return for each rank, from 0 to 1, the smallest number whose rank is not below it."""
        levels = self.levels()
        numbers = np.concatenate(levels)
        weights = np.repeat(2 ** np.arange(len(levels)), list(map(len, levels)))
        order = np.argsort(numbers, kind="stable")
        places = np.searchsorted(np.cumsum(weights[order]), ranks * self.count)
        found = numbers[order][np.minimum(places, len(numbers) - 1)]
        found[ranks <= 0], found[ranks >= 1] = self.minimum, self.maximum
        return found

    def levels(self) -> list[np.ndarray]:
        """Return the sorted numbers of each level; those of level i have the weight 2^i."""
        pending = [np.sort(np.concatenate(self._pending)) if self._pending else np.zeros(0)]
        return pending + self._levels[1:]

    def turns(self) -> list[int]:
        """Return for each level which of two neighbors is kept next."""
        return list(self._turns)

    @classmethod
    def of_levels(
        cls, error: float, levels: list[np.ndarray], turns: list[int], ends: tuple[float, float]
    ) -> RankSketch:
        """Create a sketch from its `levels` and `turns`.

        Args:
            error: as for the sketch.
            levels: the numbers of each level.
            turns: which of two neighbors is kept next, for each level.
            ends: minimum and maximum.

        Raises:
            ValueError: if the values are invalid for a sketch.
        """
        sketch = cls(error)
        sizes = list(map(len, levels))
        if not 0 < len(levels) == len(turns) <= _MOST_LEVELS or not set(turns) <= {0, 1}:
            raise ValueError("levels and turns do not belong together")
        sketch.count = sum(size << level for level, size in enumerate(sizes))
        if sketch.count and not all(_lie_within(numbers, *ends) for numbers in levels):
            raise ValueError("the numbers of a sketch must be sorted and lie between its ends")
        if sketch.count:
            sketch.minimum, sketch.maximum = ends
        sketch._turns = list(turns)
        sketch._levels = [np.zeros(0) for _ in levels]
        for level, numbers in enumerate(levels):
            if level and len(numbers):
                sketch._collect(level, numbers)
        if sizes[0]:
            sketch._wait(levels[0])
        return sketch


def _lie_within(numbers: np.ndarray, low: float, high: float) -> bool:
    if not np.isfinite([low, high]).all() or low > high:
        return False
    if not len(numbers):
        return True
    return bool(low <= numbers[0] and numbers[-1] <= high and np.all(numbers[:-1] <= numbers[1:]))
