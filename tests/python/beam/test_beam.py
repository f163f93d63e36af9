"""Fitting and applying layers on Apache Beam, in its local runner."""

from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import tensorflow as tf

from folders import ROOT
from prelayer import (
    Discretization,
    Normalization,
    Preprocessor,
    StringLookup,
    TextVectorization,
    adapt,
    merge,
)

beam = pytest.importorskip("apache_beam", reason="Apache Beam is not installed")
from apache_beam.options.pipeline_options import PipelineOptions  # noqa: E402

from prelayer.beam import Adapt, Apply, WriteState  # noqa: E402

ROWS = 300
RNG = np.random.default_rng(5)
WORDS = np.array(["fair", "good", "ideal", "rare", "日本"])
DATA = {
    "price": RNG.normal(50, 9, ROWS),
    "cut": WORDS[RNG.choice(5, ROWS, p=[0.4, 0.3, 0.2, 0.07, 0.03])],
    "title": np.char.add(np.char.add(WORDS[RNG.choice(5, ROWS)], " "), WORDS[RNG.choice(5, ROWS)]),
}


def made():
    return {
        "price": Normalization(axis=None),
        "cut": StringLookup(max_tokens=5),
        "title": TextVectorization(max_tokens=6, output_mode="tf_idf"),
    }


def batches(count, kind=dict):
    bounds = np.linspace(0, ROWS, count + 1).astype(int)
    return [
        kind({name: column[low:high] for name, column in DATA.items()})
        for low, high in pairwise(bounds)
    ]


def rows():
    columns = [column.tolist() for column in DATA.values()]
    return [dict(zip(DATA, values)) for values in zip(*columns)]


def fitted(layers, elements, folder, runner=(), **options):
    path = folder / "state"
    with beam.Pipeline(options=PipelineOptions(list(runner))) as pipeline:
        created = pipeline | beam.Create(elements) | beam.Reshuffle()
        created | Adapt(layers, **options) | WriteState(path)
    return merge(layers, path)


def check(layers):
    whole = made()
    adapt(whole, DATA)
    for name in ("cut", "title"):
        assert layers[name].get_vocabulary() == whole[name].get_vocabulary()
    np.testing.assert_array_equal(layers["title"](["good fair"]), whole["title"](["good fair"]))
    np.testing.assert_allclose(layers["price"].mean, DATA["price"].mean(), rtol=1e-6)
    np.testing.assert_allclose(layers["price"].variance, DATA["price"].var(), rtol=1e-6)


@pytest.mark.parametrize("elements", [batches(1), batches(8, pa.table), batches(64), rows()])
def test_the_result_is_that_of_one_machine(elements, tmp_path):
    layers = made()
    assert fitted(layers, elements, tmp_path, keys=3).rows == ROWS
    check(layers)


@pytest.mark.slow(reason="Workers are processes of their own.")
def test_workers_may_be_other_processes(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "python"))
    layers = made()
    runner = ["--direct_running_mode=multi_processing", "--direct_num_workers=2"]
    assert fitted(layers, batches(4), tmp_path, runner).rows == ROWS
    check(layers)


def test_stages_are_fitted_in_one_pipeline(tmp_path):
    features = {"price": [Normalization(), Discretization(num_bins=4)], "cut": StringLookup()}
    one = Preprocessor(features)
    whole = Preprocessor.from_config(one.get_config())
    report = fitted(one, batches(3), tmp_path)
    assert (report.rows, report.passes) == (ROWS, 2)
    whole.adapt(DATA)
    np.testing.assert_array_equal(one(DATA), whole(DATA))


def test_output_is_written_as_parquet_and_as_examples(tmp_path):
    layers = made()
    adapt(layers, DATA)
    schema = pa.schema(
        [("cut", pa.string()), ("price", pa.float32()), ("title", pa.list_(pa.float32(), 6))]
    )
    wanted = {"price": layers["price"], "title": layers["title"]}
    with beam.Pipeline() as pipeline:
        created = pipeline | beam.Create(batches(4))
        tables = created | Apply(wanted, keep=["cut"])
        tables | beam.io.WriteToParquetBatched(str(tmp_path / "part"), schema)
        examples = created | "As examples" >> Apply(wanted, keep=["cut"], format="tfrecord")
        examples | beam.io.WriteToTFRecord(str(tmp_path / "record"))
    table = pa.concat_tables(map(pq.read_table, sorted(tmp_path.glob("part*"))))
    of_price = np.argsort(table["price"].to_numpy())
    expected = np.argsort(layers["price"](DATA["price"]).numpy())
    np.testing.assert_array_equal(
        table["price"].to_numpy()[of_price], layers["price"](DATA["price"]).numpy()[expected]
    )
    assert table["cut"].take(of_price).to_pylist() == DATA["cut"][expected].tolist()
    titles = np.stack(table["title"].take(of_price).to_pylist())
    np.testing.assert_array_equal(titles, layers["title"](DATA["title"]).numpy()[expected])
    files = [str(path) for path in tmp_path.glob("record*")]
    kinds = {"cut": "string", "price": "float32"}
    features = {name: tf.io.FixedLenFeature([], kind) for name, kind in kinds.items()}
    parsed = [tf.io.parse_single_example(one, features) for one in tf.data.TFRecordDataset(files)]
    found = sorted((float(one["price"]), one["cut"].numpy().decode()) for one in parsed)
    assert found == sorted(zip(table["price"].to_pylist(), table["cut"].to_pylist()))


def test_a_column_that_no_row_has_is_an_error(tmp_path):
    layers = {"price": Normalization(axis=None), "cost": Normalization(axis=None)}
    with pytest.raises(Exception, match=r"holds no value to learn from"):
        fitted(layers, [{"price": 1.0}, {"price": 2.0}], tmp_path)


def test_nothing_binds_the_pipeline_to_one_runner():
    pipeline = beam.Pipeline()
    pipeline | beam.Create(batches(1)) | Adapt(made())
    graph = str(pipeline.to_runner_api())
    assert "PartialCoder" in graph
    assert "save_main_session" not in graph
