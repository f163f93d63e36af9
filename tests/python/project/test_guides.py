"""The guides in docs/: their examples run as they stand, one after the other."""

import os
import pickle
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType, SimpleNamespace

import keras
import numpy as np
import pyarrow.parquet as pq
import pytest
import tensorflow as tf

from folders import ROOT
from prelayer import (
    HashedCrossing,
    Hashing,
    IntegerLookup,
    Normalization,
    Preprocessor,
    Rescaling,
    StringLookup,
)

Space = keras.utils.FeatureSpace

GUIDES = ["specification"]
# The guide to clusters shows code that is not run when it is built.
CLUSTERS = ROOT / "docs/guides/clusters.Rmd"


def read(name):
    return (ROOT / f"docs/{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", GUIDES)
def test_its_examples_run(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    names = {"__name__": "__main__"}
    for code in re.findall(r"```python\n(.*?)```", read(name), re.DOTALL):
        exec(code, names)


def chunks_of_clusters():
    """Return the code that is shown in order: the language, the label and the code of each."""
    text = CLUSTERS.read_text(encoding="utf-8")
    chunk = r"^```(?:\{(python)(?: (\w+))?((?:, [^\n]*)?)\}|(sh))\n(.*?)^```"
    return [
        (python or shell, label, code)
        for python, label, options, shell, code in re.findall(chunk, text, re.DOTALL | re.MULTILINE)
        if "include = FALSE" not in options
    ]


def test_the_examples_for_clusters_run(tmp_path, monkeypatch):
    pytest.importorskip("apache_beam", reason="Apache Beam is not installed")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    names = {"__name__": "__main__"}
    for language, label, code in chunks_of_clusters():
        if language == "sh":
            run(["bash", "-euc", code], names["folder"])
        elif label not in ("ray", "dask", "spark"):
            exec(code, names)
    applied = pq.read_table(names["folder"] / "applied-files").to_pydict()
    assert sorted(applied["id"]) == list(range(1200))


# Spark starts Java by forking, and a process in which Beam has threads must not be forked.
def test_the_examples_for_spark_run_in_a_process_of_their_own(tmp_path):
    pytest.importorskip("pyspark", reason="PySpark is not installed")
    if shutil.which("java") is None:
        pytest.skip("Java is not installed: Spark is not tested.")
    chunks = chunks_of_clusters()
    (spark,) = (code for language, label, code in chunks if label == "spark")
    script = tmp_path / "spark.py"
    script.write_text(f"{chunks[0][2]}\n{spark}\nprint(folder)", encoding="utf-8")
    folder = run([sys.executable, str(script)], tmp_path, TMPDIR=str(tmp_path)).splitlines()[-1]
    applied = pq.read_table(Path(folder) / "applied").to_pydict()
    assert sorted(applied["id"]) == list(range(1200))


def run(command, folder, **variables):
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT / "python"), **variables}
    done = subprocess.run(
        command, check=True, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


# Ray and Dask are not installed: threads run the examples, on copies of the plan.
@pytest.mark.parametrize("engine", ["ray", "dask"])
def test_plans_run_on_other_engines(tmp_path, monkeypatch, engine):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with ThreadPoolExecutor(2) as pool:
        for name, module in {"ray": ray_of(pool), "dask": dask_of(pool)}[engine].items():
            monkeypatch.setitem(sys.modules, name, module)
        names = {"__name__": "__main__"}
        data = chunks_of_clusters()[0][2]
        (code,) = (code for _, label, code in chunks_of_clusters() if label == engine)
        exec(f"{data}\nfrom prelayer import AdaptPlan\n{code}", names)
    layers, table = names["layers"], names["table"]
    np.testing.assert_allclose(layers["price"].mean, np.mean(table["price"]), rtol=1e-6)
    cuts = table["cut"].to_pylist()
    ranked = sorted(set(cuts), key=lambda cut: (cuts.count(cut), cut), reverse=True)
    assert layers["cut"].get_vocabulary(include_special_tokens=False) == ranked


def ray_of(pool):
    module = ModuleType("ray")
    module.put = pickle.dumps
    module.get = lambda future: pickle.loads(pickle.dumps(future.result()))
    module.remote = lambda function: SimpleNamespace(
        remote=lambda plan, path: pool.submit(function, pickle.loads(plan), path)
    )
    return {"ray": module}


def dask_of(pool):
    def submit_all(function, plans, paths, pure):
        return [pool.submit(function, pickle.loads(plan), path) for plan, path in zip(plans, paths)]

    def as_completed(futures, with_results):
        return ((future, pickle.loads(pickle.dumps(future.result()))) for future in futures)

    module = ModuleType("dask.distributed")
    module.as_completed = as_completed
    module.Client = lambda: SimpleNamespace(
        scatter=lambda plan, broadcast: pickle.dumps(plan), map=submit_all
    )
    return {"dask": ModuleType("dask"), "dask.distributed": module}


@pytest.mark.parametrize("name", GUIDES)
def test_its_links_lead_to_files(name):
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", read(name))
    assert [link for link in links if not (ROOT / "docs" / link).is_file()] == []


DATA = {
    "size": np.array([1.0, 3.0, 8.0], "float32"),
    "rooms": np.array([2, 3, 2]),
    "town": np.array(["Ely", "Bath", "Ely"]),
}
HOT = {"output_mode": "one_hot"}


# Rows of the table in docs/guides/coming-from-keras.Rmd: what Keras says, and what it is here.
@pytest.mark.parametrize(
    ("column", "theirs", "ours"),
    [
        ("size", Space.float(), None),
        ("size", Space.float_rescaled(2.0, 1.0), Rescaling(2.0, 1.0)),
        ("size", Space.float_normalized(), Normalization()),
        ("rooms", Space.integer_categorical(), IntegerLookup(**HOT)),
        ("town", Space.string_categorical(), StringLookup(**HOT)),
        ("town", Space.string_hashed(7), Hashing(7, **HOT)),
        ("rooms", Space.integer_hashed(7), Hashing(7, **HOT)),
    ],
)
def test_feature_space_and_preprocessor_compute_the_same(column, theirs, ours):
    data = {column: DATA[column]}
    space = Space({column: theirs})
    space.adapt(tf.data.Dataset.from_tensor_slices(data).batch(3))
    dtypes = {column: "int64"} if column == "rooms" else None
    preprocessor = Preprocessor({column: ours}, dtypes=dtypes)
    preprocessor.adapt(data)
    np.testing.assert_allclose(preprocessor(data), space(data), atol=1e-6)


def test_feature_space_crosses_indices_and_preprocessor_values():
    data = {name: DATA[name] for name in ("town", "rooms")}
    space = Space(
        {"town": Space.string_categorical(), "rooms": Space.integer_categorical()},
        crosses=[Space.cross(("town", "rooms"), crossing_dim=16)],
        output_mode="dict",
    )
    space.adapt(tf.data.Dataset.from_tensor_slices(data).batch(3))
    crossing = keras.layers.HashedCrossing(16, **HOT)
    # The indices of Ely and Bath are 1 and 2, and so are those of 2 and 3 rooms.
    np.testing.assert_array_equal(space(data)["town_X_rooms"], crossing(([1, 2, 1], [1, 2, 1])))
    cross = {("town", "rooms"): HashedCrossing(16, **HOT)}
    preprocessor = Preprocessor(cross, dtypes={"rooms": "int64"})
    expected = crossing((tf.constant(["Ely", "Bath", "Ely"]), tf.constant([2, 3, 2])))
    np.testing.assert_array_equal(preprocessor(data), expected)
