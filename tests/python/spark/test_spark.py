"""Fitting and applying layers on Spark: the result is that of one machine."""

import keras
import numpy as np
import pyarrow as pa
import pytest

from prelayer import (
    Discretization,
    IntegerLookup,
    Normalization,
    Preprocessor,
    StringLookup,
    TextVectorization,
    adapt,
)

pytest.importorskip("pyspark", reason="PySpark is not installed: Spark is not tested.")
pytestmark = pytest.mark.slow(reason="Spark starts a virtual machine and Python workers.")

ROWS = 300
RNG = np.random.default_rng(5)
WORDS = np.array(["fair", "good", "ideal", "rare", "日本"])
PRICE = RNG.normal(50, 9, ROWS)
PRICE[RNG.random(ROWS) < 0.1] = np.nan
DATA = {
    "id": np.arange(ROWS),
    "price": PRICE,
    "cut": WORDS[RNG.choice(5, ROWS, p=[0.4, 0.3, 0.2, 0.07, 0.03])],
    "code": RNG.integers(0, 9, ROWS),
    "title": np.char.add(np.char.add(WORDS[RNG.choice(5, ROWS)], " "), "x"),
}
KNOWN = PRICE[~np.isnan(PRICE)]


def made():
    return {
        "price": Normalization(axis=None),
        "cut": StringLookup(max_tokens=5),
        "code": IntegerLookup(min_count=2),
        "title": TextVectorization(max_tokens=6, output_mode="tf_idf"),
    }


def check(layers):
    whole = made()
    adapt(whole, DATA)
    for name in ("cut", "code", "title"):
        assert layers[name].get_vocabulary() == whole[name].get_vocabulary()
    np.testing.assert_array_equal(layers["title"](["good x"]), whole["title"](["good x"]))
    np.testing.assert_allclose(layers["price"].mean, KNOWN.mean(), rtol=1e-6)
    np.testing.assert_allclose(layers["price"].variance, KNOWN.var(), rtol=1e-6)


def frame(spark, data=DATA):
    return spark.createDataFrame(pa.table(data))


@pytest.mark.parametrize("partitions", [1, 7, 64])
def test_the_result_is_that_of_one_machine(spark, partitions):
    layers = made()
    report = adapt(layers, frame(spark).repartition(partitions))
    assert report.rows == ROWS
    assert report.missing == {layers["price"].name: ROWS - len(KNOWN)}
    check(layers)


def test_partitions_may_be_empty_and_lack_values(spark):
    layers = made()
    df = frame(spark).orderBy("price").repartitionByRange(40, "price")
    adapt(layers, df)
    check(layers)


def test_reset_false_continues_from_earlier_data(spark):
    layers = {"price": Normalization(axis=None), "cut": StringLookup()}
    adapt(layers, {"price": [0.0] * ROWS, "cut": ["zero"] * ROWS})
    adapt(layers, frame(spark), reset=False)
    values = np.concatenate([KNOWN, np.zeros(ROWS)])
    np.testing.assert_allclose(np.ravel(layers["price"].mean), [values.mean()], rtol=1e-6)
    np.testing.assert_allclose(np.ravel(layers["price"].variance), [values.var()], rtol=1e-6)
    assert layers["cut"].get_vocabulary()[:2] == ["[UNK]", "zero"]


def test_a_preprocessor_is_fitted_stage_by_stage(spark):
    features = {"price": [Normalization(), Discretization(num_bins=4)], "cut": StringLookup()}
    one = Preprocessor(features)
    whole = Preprocessor.from_config(one.get_config())
    assert one.adapt(frame(spark).repartition(3)).passes == 2
    whole.adapt(DATA)
    np.testing.assert_array_equal(one(DATA), whole(DATA))


def test_layers_are_applied(spark):
    from prelayer.spark import apply

    layers = made()
    adapt(layers, DATA)
    df = frame(spark).repartition(3)
    found = apply(layers, df, keep=["id"]).toArrow().sort_by("id")
    assert found["id"].to_pylist() == list(range(ROWS))
    titles = np.stack(found["title"].to_pylist())
    np.testing.assert_array_equal(titles, layers["title"](DATA["title"]))
    np.testing.assert_array_equal(found["cut"], layers["cut"](DATA["cut"]))
    np.testing.assert_array_equal(found["price"], layers["price"](DATA["price"]))


def test_a_model_is_applied(spark):
    from prelayer.spark import apply

    price = keras.Input((1,), name="price")
    model = keras.Model({"price": price}, Normalization(mean=50.0, variance=4.0)(price))
    found = apply(model, frame(spark), keep=["id"]).toArrow().sort_by("id")
    np.testing.assert_allclose(found.column(1), (PRICE - 50) / 2, atol=1e-5)


def test_a_column_that_is_not_there_is_an_error_before_the_job_starts(spark):
    with pytest.raises(ValueError) as caught:
        adapt({"prise": Normalization(axis=None)}, frame(spark))
    assert str(caught.value) == (
        "adapt: the DataFrame must have the column 'prise', but it has ['id', 'price', 'cut', "
        "'code', 'title']. Is \"price\" meant?"
    )


def test_options_of_one_machine_are_rejected(spark):
    with pytest.raises(ValueError) as caught:
        adapt(made(), frame(spark), steps=3)
    assert str(caught.value) == "adapt: `steps` must be None for a Spark DataFrame, not 3."


def test_layers_without_columns_are_rejected(spark):
    with pytest.raises(ValueError) as caught:
        adapt(Normalization(), frame(spark))
    assert str(caught.value) == (
        "adapt: `layers` must be layers by column, a model with named inputs or a `Preprocessor`, "
        "not Normalization()."
    )
