"""The rank error of quantiles."""

import numpy as np

RANKS = np.arange(1, 100) / 100


def worst_rank_error(values, quantiles, ranks=RANKS):
    """Return how far the ranks that a quantile has in the data are from the one it stands for."""
    values = np.sort(values)
    below = np.searchsorted(values, quantiles, side="left") / len(values)
    up_to = np.searchsorted(values, quantiles, side="right") / len(values)
    return np.max(np.maximum(below - ranks, ranks - up_to), initial=0)
