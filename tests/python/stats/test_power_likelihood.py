"""PowerLikelihood: against SciPy, kept rows and moments."""

import numpy as np
import pytest
from scipy import stats

from prelayer.stats import power_likelihood
from prelayer.stats.power_likelihood import PowerLikelihood

RANDOM = np.random.default_rng(4)
TABLE = np.stack([RANDOM.gamma(2, size=900), RANDOM.lognormal(2, 1, 900), np.full(900, 3.0)], 1)
TABLE[:50, 0] = np.nan


def likelihood_of(*batches, method="yeo_johnson"):
    likelihood = PowerLikelihood(method)
    for batch in batches:
        likelihood.add(batch)
    return likelihood


@pytest.fixture(params=["kept rows", "moments"])
def kind(request, monkeypatch):
    if request.param == "moments":
        monkeypatch.setattr(power_likelihood, "EXACT_ROWS", 100)
    return request.param


@pytest.mark.parametrize("method", ["yeo_johnson", "box_cox"])
def test_equals_scipy(kind, method):
    found = likelihood_of(*np.split(TABLE, 9), method=method).lambdas
    best = stats.boxcox_normmax if method == "box_cox" else stats.yeojohnson_normmax
    options = {"method": "mle"} if method == "box_cox" else {}
    expected = [best(column[~np.isnan(column)], **options) for column in TABLE.T[:2]]
    np.testing.assert_allclose(found, [*expected, 1], atol=1e-6)


def test_numbers_of_both_signs_equal_scipy(kind):
    numbers = RANDOM.normal(1, 2, size=(900, 1)) ** 2 - 2
    found = likelihood_of(numbers).lambdas
    np.testing.assert_allclose(found, stats.yeojohnson_normmax(numbers[:, 0]), atol=1e-5)


def test_negative_numbers_mirror_positive_ones(kind):
    forth, back = likelihood_of(TABLE).lambdas, likelihood_of(-TABLE).lambdas
    np.testing.assert_allclose(back[:2], 2 - forth[:2], atol=1e-7)


@pytest.mark.parametrize("cut", [0, 30, 450, 900])
def test_shards_merged_in_any_order_equal_one_pass(kind, cut):
    expected = likelihood_of(TABLE).lambdas
    parts = [likelihood_of(TABLE[:cut]), likelihood_of(TABLE[cut:])]
    for order in (parts, parts[::-1]):
        total = PowerLikelihood()
        for part in order:
            total.merge(PowerLikelihood.from_bytes(part.to_bytes()))
        np.testing.assert_allclose(total.lambdas, expected, rtol=1e-9)
        np.testing.assert_array_equal(total.missing, [50, 0, 0])


def test_nothing_seen_is_empty():
    assert PowerLikelihood().empty
    assert likelihood_of(np.array([[np.nan]])).empty
    assert not likelihood_of(np.array([[0.0]])).empty


def test_refuses_what_does_not_fit():
    with pytest.raises(ValueError, match="must have one shape"):
        likelihood_of(np.zeros((2, 3)), np.zeros((2, 1)))
    with pytest.raises(ValueError, match="must be finite or NaN"):
        likelihood_of(np.array([[np.inf]]))
    with pytest.raises(ValueError, match="learns from numbers above 0"):
        likelihood_of(np.array([[0.0]]), method="box_cox")


@pytest.mark.parametrize("cut", [0, 10, -1])
def test_refuses_other_bytes_in_one_sentence(kind, cut):
    with pytest.raises(ValueError, match="is cut off, or was not written by"):
        PowerLikelihood.from_bytes(likelihood_of(TABLE).to_bytes()[:cut])
