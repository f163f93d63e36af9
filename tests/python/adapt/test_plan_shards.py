"""Many shards, empty ones and ones whose values are all missing; quantiles within their bound."""

import numpy as np
import pytest

from prelayer import AdaptPlan, Discretization, MinMaxScaling, Normalization, StringLookup
from rank_error import worst_rank_error

ROWS = 40_000
RNG = np.random.default_rng(8)
PRICE = RNG.lognormal(3, 2, ROWS)
CUT = RNG.choice([f"cut {place}" for place in range(300)], ROWS)
EMPTY = {"price": np.zeros(0), "size": np.zeros(0), "depth": np.zeros(0), "cut": np.zeros(0, "U1")}
MISSING = {
    "price": np.full(50, np.nan),
    "size": np.full(50, np.nan),
    "depth": np.full(50, np.nan),
    "cut": np.full(50, None, object),
}


def made():
    return {
        "price": Normalization(axis=None),
        "size": MinMaxScaling(axis=None),
        "depth": Discretization(num_bins=20),
        "cut": StringLookup(max_tokens=100, mask_token="", output_mode="int"),
    }


@pytest.mark.parametrize("exact", [False, True])
@pytest.mark.parametrize("count", [1, 2, 8, 64])
def test_shards_of_any_number_have_the_result_of_all_rows(count, exact):
    plan = AdaptPlan(made(), exact=exact)
    shards = [
        {"price": PRICE[rows], "size": PRICE[rows], "depth": PRICE[rows], "cut": CUT[rows]}
        for rows in np.array_split(RNG.permutation(ROWS), count)
    ]
    partials = []
    for shard in [EMPTY, *shards, MISSING]:
        partials.append(plan.empty())
        plan.add(partials[-1], shard)
    report = plan.finish(plan.merge(partials[place] for place in RNG.permutation(count + 2)))
    assert report.rows == ROWS + 50
    layers = plan.layers
    np.testing.assert_allclose(layers["price"].mean, [PRICE.mean()], rtol=1e-6)
    np.testing.assert_allclose(layers["price"].variance, [PRICE.var()], rtol=1e-6)
    scaled = layers["size"]([PRICE.min(), PRICE.max()])
    np.testing.assert_allclose(scaled, [0, 1], atol=1e-6)
    words, counts = np.unique(CUT, return_counts=True)
    ranked = words[np.lexsort((words, counts))[::-1]]
    assert layers["cut"].get_vocabulary()[2:] == ranked[:98].tolist()
    ranks = np.arange(1, 20) / 20
    assert worst_rank_error(PRICE, layers["depth"].bin_boundaries, ranks) <= 0.002
