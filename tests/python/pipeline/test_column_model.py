"""The model that attach() returns: columns by name, with others among them, and data frames."""

import keras
import numpy as np
import pandas as pd
import pytest
import tensorflow as tf

import prelayer
from prelayer import Normalization, Preprocessor, StringLookup
from prelayer.layers.base.failed_call import restored_after_failure


@pytest.fixture(scope="module")
def frame():
    return pd.DataFrame(
        {
            "a": [1.0, 2.0, 3.0, 4.0],
            "b": [10.0, 20.0, 30.0, 50.0],
            "c": [5.0, 1.0, 2.0, 2.0],
            "sex": ["m", "f", None, "x"],
            "y": [0, 1, 0, 1],
        }
    )


@pytest.fixture
def model(frame):
    lookup = StringLookup(vocabulary=["m", "f"], mask_token="", output_mode="one_hot")
    preprocessor = Preprocessor({"a": Normalization(), "c": Normalization(), "sex": lookup})
    preprocessor.adapt(frame)
    head = keras.Sequential([keras.Input((5,)), keras.layers.Dense(1, use_bias=False)])
    head.set_weights([np.array([[1.0], [100.0], [1000.0], [2000.0], [3000.0]], "float32")])
    return preprocessor.attach(head)


@pytest.fixture(scope="module")
def expected(frame):
    a, c = (((frame[x] - frame[x].mean()) / frame[x].std(ddof=0)).to_numpy() for x in "ac")
    return a + 100 * c + np.array([2000, 3000, 0, 1000])


def test_columns_that_the_model_does_not_take_are_ignored(frame, model, expected):
    dataset = prelayer.dataset_from_frame(frame, target="y", batch_size=3, na="mask")
    np.testing.assert_allclose(model.predict(dataset, verbose=0)[:, 0], expected, rtol=1e-5)
    model.compile("sgd", "mse")
    loss = model.evaluate(dataset, verbose=0)
    assert loss == pytest.approx(np.mean((expected - frame["y"]) ** 2), rel=1e-5)
    batch = next(iter(dataset.take(1)))[0]
    np.testing.assert_allclose(model(batch)[:, 0], expected[:3], rtol=1e-5)


def test_data_frames_and_lists_are_read_as_by_the_preprocessor(frame, model, expected, tmp_path):
    model.save(tmp_path / "model.keras")
    loaded = keras.models.load_model(tmp_path / "model.keras")
    for data in (frame, frame[["sex", "c", "a"]], frame.to_dict("list")):
        for each in (model, loaded):
            np.testing.assert_allclose(each.predict(data, verbose=0)[:, 0], expected, rtol=1e-5)
    model.compile("sgd", "mse")
    loss = model.evaluate(frame, frame["y"], verbose=0)
    assert loss == pytest.approx(np.mean((expected - frame["y"]) ** 2), rel=1e-5)
    history = model.fit(frame, frame["y"], verbose=0)
    assert history.history["loss"][0] == pytest.approx(loss, rel=1e-5)


def test_large_numbers_keep_their_digits():
    frame = pd.DataFrame({"id": 10**9 + np.array([1, 2, 5]), "at": 1e8 + np.arange(3.0)})
    preprocessor = Preprocessor.from_frame(frame)
    preprocessor.adapt(frame)
    head = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1, use_bias=False)])
    head.set_weights([np.array([[1.0], [10.0]], "float32")])
    model = preprocessor.attach(head)
    at = np.array([-1, 0, 1]) * np.sqrt(1.5)
    expected = np.array([-5, -2, 7]) / np.sqrt(26) + 10 * at
    np.testing.assert_allclose(model.predict(frame, 2, verbose=0)[:, 0], expected, rtol=1e-5)
    model.compile("sgd", "mse")
    for method in (model.fit, model.evaluate):
        with pytest.raises(ValueError, match="the column 'id' has the dtype float64, which Keras"):
            method(frame, at, verbose=0)


def test_a_missing_column_is_named(frame, model):
    message = "the data must have the column 'c', but it has ['a', 'b', 'sex', 'y']"
    with pytest.raises(ValueError) as raised:
        model.predict(frame.drop(columns="c"), verbose=0)
    assert message in str(raised.value)
    with pytest.raises(ValueError, match="the data must have a part 'c'"):
        model({"a": np.zeros(2), "b": np.zeros(2), "sex": np.array(["m", "f"])})


def test_no_rows_have_no_predictions_and_train_nothing(frame, model):
    found = model.predict(frame[:0], verbose=0)
    assert found.shape == (0, model.predict(frame, verbose=0).shape[1])
    model.compile(loss="mse")
    for method in (model.fit, model.evaluate):
        with pytest.raises(prelayer.PrelayerError, match="the data must have rows"):
            method(frame[:0], np.zeros(0), verbose=0)


def test_a_model_is_trained_after_a_failed_call(frame, model, expected):
    loss = pytest.approx(np.mean((expected - frame["y"]) ** 2), rel=1e-5)
    for target in (None, frame["y"][:2]):
        for method in ("fit", "evaluate"):
            model.compile("sgd", "mse", metrics=["mae"])
            with pytest.raises(ValueError):
                getattr(model, method)(frame, target, verbose=0)
            assert model.evaluate(frame, frame["y"], verbose=0)[0] == loss
    assert model.fit(frame, frame["y"], verbose=0).history["loss"][0] == loss


def _layers():
    return [keras.layers.Dense(2), keras.layers.BatchNormalization(), keras.layers.Dense(1)]


_X = np.float32([[1, 2], [3, 4]])


@pytest.mark.parametrize("is_nested", [False, True])
@pytest.mark.parametrize(
    ("x", "y"),
    [
        (_X, None),
        (_X, np.zeros((2, 3))),
        (_X[:, 0], np.zeros(2)),
        (tf.constant([["a", "b", "c"]] * 2), np.zeros(2)),
        (np.zeros((2, 3)), np.zeros((2, 3))),
    ],
)
def test_what_a_failed_call_has_built_is_undone(x, y, is_nested):
    layers = _layers()
    model = keras.Sequential([keras.Sequential(layers[:2]), layers[2]] if is_nested else layers)
    model.compile("adam", "binary_crossentropy", metrics=["mae"])
    with pytest.raises((ValueError, tf.errors.OpError)), restored_after_failure(model):
        model.fit(x, y, verbose=0)
    assert not any(layer.built for layer in model.layers)
    model.fit(_X, np.zeros(2), epochs=2, verbose=0)
    assert int(model.optimizer.iterations) == 2
    assert model.input_shape == (None, 2)
    assert model.count_params() == 2 * 2 + 2 + 4 * 2 + 2 + 1


def test_what_was_built_before_a_failed_call_is_kept():
    lookup = keras.layers.StringLookup(output_mode="multi_hot")
    lookup.adapt(["red", "blue"])
    model = keras.Sequential([lookup, keras.layers.Dense(1)])
    model.compile("adam", "binary_crossentropy")
    colors = tf.constant([["red"], ["blue"]])
    with pytest.raises(ValueError), restored_after_failure(model):
        model.fit(colors, np.zeros((2, 3)), verbose=0)
    assert model.layers[0] is lookup
    model.fit(colors, np.zeros(2), verbose=0)
    weights, optimizer = model.get_weights(), model.optimizer
    with pytest.raises(ValueError), restored_after_failure(model):
        model.fit(colors, np.zeros((2, 3)), verbose=0)
    np.testing.assert_array_equal(model.get_weights()[0], weights[0])
    assert model.optimizer is optimizer


def test_layers_without_a_configuration_are_kept():
    class Plain(keras.layers.Dense):
        def get_config(self):
            raise NotImplementedError

    model = keras.Sequential([Plain(1)])
    model.compile("sgd", "mse")
    with pytest.raises(ValueError, match="None values"), restored_after_failure(model):
        model.fit(_X, None, verbose=0)
    assert isinstance(model.layers[0], Plain)
