"""Preprocessor in models: attach, functional models, saved and exported files, both parts."""

import copy
import pickle

import keras
import numpy as np
import pytest
import tensorflow as tf

import prelayer
from passengers import passengers
from prelayer import Normalization, Pipeline, Preprocessor, Rescaling, StringLookup, feature


@pytest.fixture(scope="module")
def frame():
    return passengers()


@pytest.fixture(scope="module")
def preprocessor(frame):
    found = Preprocessor.from_frame(
        frame, target="survived", overrides={"ticket": "skip", "ship": "skip", "cabin": "skip"}
    )
    found.adapt(frame)
    return found


@pytest.fixture
def dataset(frame):
    return prelayer.dataset_from_frame(frame, target="survived", batch_size=16, na="mask")


def new_head():
    layers = [keras.layers.Dense(4, "relu"), keras.layers.Dense(1, "sigmoid")]
    return keras.Sequential(layers)


def test_the_attached_model_takes_raw_columns(frame, preprocessor, dataset, tmp_path):
    head = new_head()
    head.compile("adam", "binary_crossentropy")
    head.fit(preprocessor.map(dataset), verbose=0)
    model = preprocessor.attach(head)
    expected = head(preprocessor(frame)).numpy()
    raw = preprocessor.prepare(frame)
    np.testing.assert_array_equal(model(raw), expected)
    read = dataset.map(lambda x, y: ({name: x[name] for name in preprocessor.columns}, y))
    np.testing.assert_allclose(model.predict(read, verbose=0), expected, rtol=1e-6)
    model.save(tmp_path / "model.keras")
    loaded = keras.models.load_model(tmp_path / "model.keras")
    np.testing.assert_array_equal(loaded(raw), expected)
    prelayer.export_model(model, tmp_path / "served")
    served = tf.saved_model.load(tmp_path / "served")
    for given in (served.serve(raw), served.serve(**raw)):
        np.testing.assert_allclose(given, expected, rtol=1e-6)
    (found,) = served.signatures["serving_default"](**raw).values()
    np.testing.assert_allclose(found, expected, rtol=1e-6)


def test_a_functional_model(frame, preprocessor):
    outputs = keras.layers.Dense(2)(preprocessor.outputs)
    model = keras.Model(preprocessor.inputs, outputs)
    assert sorted(model.input) == sorted(preprocessor.columns)
    assert model(preprocessor.prepare(frame)).shape == (80, 2)


def test_groups_go_into_inputs_by_name(frame):
    groups = {"deep": ["age", "fare"], "wide": ["sex"]}
    preprocessor = Preprocessor(
        {
            "age": Normalization(missing="mean"),
            "fare": Normalization(),
            "sex": StringLookup(output_mode="one_hot"),
        },
        output=groups,
    )
    preprocessor.adapt(frame)
    deep, wide = keras.Input((2,), name="deep"), keras.Input((3,), name="wide")
    head = keras.Model([wide, deep], keras.layers.Concatenate()([wide, deep]))
    model = preprocessor.attach(head)
    found = model(preprocessor.prepare(frame))
    parts = preprocessor(frame)
    np.testing.assert_array_equal(found, np.hstack([parts["wide"], parts["deep"]]))


@pytest.mark.parametrize("copied", ["pickle", "deepcopy", "config", "keras file"])
def test_copies_compute_the_same(frame, preprocessor, copied, tmp_path):
    ways = {
        "pickle": lambda: pickle.loads(pickle.dumps(preprocessor)),
        "deepcopy": lambda: copy.deepcopy(preprocessor),
        "config": lambda: Preprocessor.from_config(preprocessor.get_config()),
        "keras file": lambda: reloaded(preprocessor, tmp_path / "model.keras"),
    }
    other = ways[copied]()
    np.testing.assert_array_equal(other(frame), preprocessor(frame))
    assert other.get_feature_names_out() == preprocessor.get_feature_names_out()
    assert repr(other) == repr(preprocessor)


def reloaded(preprocessor, path):
    keras.Model(preprocessor.inputs, preprocessor.outputs).save(path)
    return keras.models.load_model(path).get_layer(preprocessor.name)


@pytest.mark.parametrize("accelerator", [False, True])
def test_both_parts_compute_what_the_whole_does(
    frame, preprocessor, dataset, accelerator, tmp_path
):
    dataset_part, model_part = preprocessor.split(accelerator=accelerator)
    train = dataset_part.map(dataset)
    found = np.concatenate([model_part(x) for x, _ in train])
    np.testing.assert_array_equal(found, preprocessor(frame))
    head = new_head()
    model = model_part.attach(head, train)
    model.compile("adam", "binary_crossentropy")
    model.fit(train, verbose=0)
    expected = head(preprocessor(frame)).numpy()
    np.testing.assert_allclose(model.predict(train, verbose=0), expected, rtol=1e-6)
    model.save(tmp_path / "part.keras")
    loaded = keras.models.load_model(tmp_path / "part.keras")
    np.testing.assert_allclose(loaded.predict(train, verbose=0), expected, rtol=1e-6)


def test_placement_is_a_table_with_reasons(frame):
    preprocessor = Preprocessor(
        {
            "age": Normalization(missing="mean"),
            "fare": feature(layers=Normalization(), placement="dataset"),
            "sex": StringLookup(output_mode="one_hot"),
            "deck": feature(
                layers=[StringLookup(mask_token=""), keras.layers.Embedding(5, 2)], placement="auto"
            ),
        },
        output="dict",
    )
    table = preprocessor.placement(accelerator=True)
    assert table["feature"] == ["age", "fare", "sex", "deck"]
    assert table["dataset"][:3] == ["", "Normalization()", "StringLookup(output_mode='one_hot')"]
    assert table["dataset"][3] == "StringLookup(mask_token='')"
    assert table["model"][0] == "Normalization(missing='mean')"
    assert "Embedding" in table["model"][3]
    assert table["reason"] == [
        "accelerator: numbers",
        "set for the feature",
        "strings and tables need the CPU",
        "strings and tables need the CPU; then numbers on the accelerator",
    ]


def test_what_fits_in_memory_is_cached(frame, preprocessor, dataset):
    assert {*preprocessor.placement(dataset, accelerator=False)["reason"]} == {
        "CPU: computed once, the result is cached"
    }
    endless = dataset.repeat()
    assert not any("cached" in why for why in preprocessor.placement(endless, False)["reason"])
    reads = tf.Variable(0, dtype=tf.int64)

    def counted(x, y):
        reads.assign_add(1)
        return x, y

    for cache in ("auto", True, False):
        reads.assign(0)
        mapped = preprocessor.map(dataset.map(counted), cache=cache)
        for _ in range(2):
            assert sum(1 for _ in mapped) == 5
        # "auto" reads the first elements before, to find out their size.
        assert (reads.numpy() >= 10) == (cache is False)


def test_random_layers_are_not_cached_wherever_they_are():
    noise = keras.layers.GaussianNoise(1.0)
    dataset = tf.data.Dataset.from_tensor_slices({"x": [1.0, 2.0]}).batch(2)
    chains = [noise], [keras.Sequential([noise])], [prelayer.Pipeline([noise])]
    for chain in (*chains, [Preprocessor({"x": noise})]):
        preprocessor = Preprocessor({"x": chain}, output="dict")
        with pytest.raises(ValueError, match="a layer is random and would repeat its numbers"):
            preprocessor.map(dataset, cache=True)
        reasons = preprocessor.placement(dataset, accelerator=False)["reason"]
        assert not any("cached" in reason for reason in reasons)


def test_the_plot_shows_columns_layers_and_outputs(preprocessor):
    pytest.importorskip("matplotlib").use("Agg")
    figure = preprocessor.plot(accelerator=True)
    (axes,) = figure.axes
    shown = [text.get_text() for text in axes.texts if text.get_text()]
    assert "age\nfloat32" in shown
    assert "Normalization\nmissing='mean'" in shown
    assert "sex\nshape (None, 3)" in shown
    assert "one matrix" in shown
    colors = {patch.get_facecolor()[:3] for patch in axes.patches}
    assert len(colors) == 3  # columns and outputs, the dataset, the model


def test_a_pipeline_is_the_list_of_its_layers():
    sizes = {"size": [1.0, 3.0]}
    inner = Pipeline([Rescaling(2.0), Pipeline([Normalization(name="scaled")])])
    found = Preprocessor({"size": inner})
    assert [layer.name for layer in found.features["size"].layers][1:] == ["scaled"]
    found.adapt(sizes)
    np.testing.assert_allclose(found(sizes), [[-1.0], [1.0]])
    np.testing.assert_allclose(inner(tf.constant([[5.0]])), [[3.0]])
    copied = pickle.loads(pickle.dumps(found))
    np.testing.assert_allclose(copied(sizes), [[-1.0], [1.0]])


def test_a_column_as_it_is_may_be_an_output_of_a_model():
    found = Preprocessor({"a": None, "b": Rescaling(2.0)}, output="dict")
    model = keras.Model(found.inputs, found.outputs)
    outputs = model({"a": tf.constant([[3.0]]), "b": tf.constant([[4.0]])})
    assert {name: value.numpy().tolist() for name, value in outputs.items()} == {
        "a": [[3.0]],
        "b": [[8.0]],
    }


def test_a_preprocessor_is_a_layer_of_its_columns():
    facts = Preprocessor(
        {
            "size": Normalization(missing="mean"),
            "color": StringLookup(mask_token="", output_mode="one_hot", num_oov_indices=0),
        }
    )
    other = feature("price", layers=Rescaling(0.5))
    preprocessor = Preprocessor({"facts": facts, "half": other}, output="dict")
    assert preprocessor.columns == ["size", "color", "price"]
    data = {"size": [1.0, np.nan, 3.0], "color": ["red", "", "blue"], "price": [2.0, 4.0, 6.0]}
    preprocessor.adapt(data)
    # Of equally frequent tokens, the last one by code points comes first.
    expected = [[-1, 1, 0], [0, 0, 0], [1, 0, 1]]
    inputs = preprocessor.inputs
    assert {name: part.dtype for name, part in inputs.items()} == {
        "size": "float32",
        "color": "string",
        "price": "float32",
    }
    model = keras.Model(inputs, preprocessor.outputs)
    again = Preprocessor.from_config(preprocessor.get_config())
    again.adapt(data)
    for found in (preprocessor(data), model(preprocessor.prepare(data)), again(data)):
        np.testing.assert_allclose(found["facts"], expected, atol=1e-6)
        np.testing.assert_array_equal(found["half"], [[1], [2], [3]])
