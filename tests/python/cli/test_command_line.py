"""The command line, as a user runs it: in a process of its own."""

import json
import os
import subprocess
import sys

import keras
import numpy as np
import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq
import pytest

from folders import ROOT
from prelayer import Normalization, StringLookup, adapt, merge
from prelayer.cli.main import main

ROWS = 200
RNG = np.random.default_rng(5)
DATA = {
    "id": np.arange(ROWS),
    "price": RNG.normal(50, 9, ROWS),
    "cut": RNG.choice(["fair", "good", "ideal"], ROWS, p=[0.5, 0.3, 0.2]),
}


def made():
    return {"price": Normalization(axis=None), "cut": StringLookup()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("files")
    config = keras.saving.serialize_keras_object(made())
    (folder / "layers.json").write_text(json.dumps(config))
    table = pa.table(DATA)
    for number, start in enumerate((0, 60, 150)):
        part = table.slice(start, (60, 90, 50)[number])
        pq.write_table(part, folder / f"part-{number}.parquet")
        pc.write_csv(part, folder / f"part-{number}.csv")
    return folder


@pytest.fixture
def run(folder, monkeypatch, capsys):
    """Run a command here, and return its status and output."""
    monkeypatch.chdir(folder)

    def run_here(*arguments):
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as exit_:
            status = exit_.code
        return status, *capsys.readouterr()

    return run_here


def process(folder, *arguments):
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "python"),
        "PYSPARK_PYTHON": sys.executable,
    }
    command = [sys.executable, "-m", "prelayer", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def check(layers):
    np.testing.assert_allclose(layers["price"].mean, [DATA["price"].mean()], rtol=1e-6)
    assert layers["cut"].get_vocabulary() == ["[UNK]", "fair", "good", "ideal"]


@pytest.mark.parametrize(
    "engine, files",
    [("local", "part-*.parquet"), ("local", "part-*.csv"), ("beam", "part-*.parquet")],
)
def test_fits_layers_to_files(run, tmp_path, engine, files):
    state = tmp_path / "state"
    status, output, error = run(
        "adapt", "layers.json", files, "--output", state, "--engine", engine
    )
    assert status == 0, error
    assert "in 1 pass over 200 rows" in output
    layers = made()
    merge(layers, state)
    check(layers)
    _, output, _ = run("show", state)
    assert output == (
        "stage 1: 200 rows\n"
        "  cut    3 tokens: 'fair', 'good', 'ideal'\n"
        f"  price  mean {DATA['price'].mean():.6g}, standard deviation {DATA['price'].std():.6g}\n"
    )


@pytest.mark.slow(reason="Spark is started in processes of its own.")
def test_fits_and_applies_layers_on_spark(folder, tmp_path, spark):
    del spark  # skips without Java
    state, output = tmp_path / "state", tmp_path / "output"
    engine = ("--engine", "spark", "--option", "spark.master=local[2]")
    files = ("layers.json", "part-*.parquet")
    status, _, error = process(folder, "adapt", *files, "--output", state, *engine)
    assert status == 0, error
    kept = ("--state", state, "--output", output, "--keep", "id")
    status, _, error = process(folder, "apply", *files, *kept, *engine)
    assert status == 0, error
    check_output(output)


@pytest.mark.parametrize("engine", ["local", "beam"])
def test_applies_layers_to_files(run, tmp_path, engine):
    layers = made()
    adapt(layers, DATA)
    (tmp_path / "fitted.json").write_text(json.dumps(keras.saving.serialize_keras_object(layers)))
    output = tmp_path / "output"
    kept = ("--output", output, "--keep", "id", "--engine", engine)
    status, _, error = run("apply", tmp_path / "fitted.json", "part-*.parquet", *kept)
    assert status == 0, error
    check_output(output)


def check_output(output):
    table = pa.concat_tables(map(pq.read_table, sorted(output.glob("*.parquet")))).sort_by("id")
    assert table["id"].to_pylist() == list(range(ROWS))
    expected = (DATA["price"] - DATA["price"].mean()) / DATA["price"].std()
    np.testing.assert_allclose(table["price"], expected, atol=1e-5)
    ids = {"fair": 1, "good": 2, "ideal": 3}
    assert table["cut"].to_pylist() == [ids[cut] for cut in DATA["cut"]]


@pytest.mark.parametrize(
    "arguments, status, message",
    [
        (
            ("adapt", "layers.json", "none-*", "--output", "s"),
            1,
            "`INPUT` must be paths or patterns",
        ),
        (
            ("adapt", "part-0.csv", "part-0.csv", "--output", "s"),
            1,
            "`layers` must be a .keras or .json",
        ),
        (("show", "part-0.csv"), 1, "the state is cut off, or was not written by"),
        (("adapt", "layers.json"), 2, "the following arguments are required: INPUT, --output"),
        (("fit",), 2, "invalid choice: 'fit'"),
    ],
)
def test_errors_are_one_sentence_and_a_status(run, arguments, status, message):
    found, _, error = run(*arguments)
    assert found == status
    assert message in error


def test_without_java_spark_is_an_error_of_one_sentence(run, tmp_path, monkeypatch):
    pytest.importorskip("pyspark", reason="PySpark is not installed: Spark is not tested.")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    status, _, error = run(
        *("adapt", "layers.json", "part-*.parquet", "--output", tmp_path / "state"),
        *("--engine", "spark"),
    )
    assert status == 1
    assert error == (
        "adapt: Spark needs Java, which is not installed here. Install Java 17 or later, or set "
        "the environment variable JAVA_HOME to its folder.\n"
    )


def test_help_lists_the_commands(folder):
    status, output, _ = process(folder, "--help")
    assert status == 0
    assert all(name in output for name in ("adapt", "apply", "show"))
