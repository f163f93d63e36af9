"""Models of texts, tables and both in every format, and what export_model rejects."""

import sys

import keras
import numpy as np
import pytest
import tensorflow as tf

from portable import SUFFIXES
from prelayer import (
    IntegerLookup,
    Normalization,
    Pipeline,
    PrelayerError,
    Preprocessor,
    Rescaling,
    StringLookup,
    TextVectorization,
    export_model,
    verify_export,
)

ALL = {"saved_model": "", "keras": ".keras", **SUFFIXES}
NAMES = ["cold", "warm", "höt"]


def mixed_model():
    """Return a model of a text, a number, an id and a category, with random weights."""
    keras.utils.set_random_seed(1)
    inputs = {
        "the text": keras.Input((), dtype="string", name="the text"),
        "price": keras.Input((1,), name="price"),
        "city": keras.Input((1,), dtype="int64", name="city"),
        "kind": keras.Input((1,), dtype="string", name="kind"),
    }
    words = TextVectorization(
        vocabulary=["ä", "word", "日本"], output_mode="tf_idf", idf_weights=[1, 2, 3]
    )
    parts = [
        words(inputs["the text"]),
        Normalization(mean=3.0, variance=4.0)(inputs["price"]),
        IntegerLookup(vocabulary=[5, -3, 2**40], output_mode="one_hot")(inputs["city"]),
        StringLookup(vocabulary=["a", "b"], mask_token="", output_mode="one_hot")(inputs["kind"]),
    ]
    output = keras.layers.Dense(3, activation="softmax", name="probability")(
        keras.layers.Concatenate()(parts)
    )
    return keras.Model(inputs, output)


def text_model(**options):
    text = keras.Input((), dtype="string", name="text")
    return keras.Model(
        text, TextVectorization(vocabulary=["hello", "world"], name="ids", **options)(text)
    )


@pytest.mark.parametrize("target", ALL)
def test_a_mixed_model_agrees_in_every_format(tmp_path, target):
    model = mixed_model()
    path = export_model(model, tmp_path / f"model{ALL[target]}", format=target)
    report = verify_export(model, path, rows=40)
    assert report.agrees, str(report)
    assert (report.format, report.rows, report.first_different) == (target, 40, None)


def test_an_attached_preprocessor_agrees(tmp_path):
    data = {
        "size": np.array([1.0, 3.0, 2.0], np.float32),
        "color": np.array(["red", "blue", "red"]),
    }
    prep = Preprocessor(
        {
            "size": Pipeline([Rescaling(2.0), Normalization()]),
            "color": StringLookup(output_mode="one_hot"),
        }
    )
    prep.adapt(data)
    head = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1, activation="sigmoid")])
    model = prep.attach(head)
    for target, suffix in SUFFIXES.items():
        path = export_model(model, tmp_path / f"model{suffix}", format=target)
        report = verify_export(model, path, data)
        assert report.agrees, str(report)
        assert report.rows == 3


def test_onnx_takes_raw_strings_and_names_classes(tmp_path):
    onnxruntime = pytest.importorskip("onnxruntime")
    model = mixed_model()
    path = export_model(model, tmp_path / "model.onnx", format="onnx", class_names=NAMES)
    session = onnxruntime.InferenceSession(str(path))
    given = {
        "the text": np.array(["Word, Ä!", ""], object),
        "price": np.array([[1.0], [9.0]], np.float32),
        "city": np.array([[5], [6]], np.int64),
        "kind": np.array([["b"], ["z"]], object),
    }
    outputs = dict(zip([one.name for one in session.get_outputs()], session.run(None, given)))
    wanted = model({name: tf.constant(value) for name, value in given.items()}).numpy()
    np.testing.assert_allclose(outputs["probability"], wanted, atol=1e-6)
    assert outputs["class"].tolist() == [NAMES[place] for place in wanted.argmax(1)]


def test_one_probability_names_two_classes(tmp_path):
    onnxruntime = pytest.importorskip("onnxruntime")
    size = keras.Input((1,), name="size")
    model = keras.Model(size, keras.layers.Activation("sigmoid", name="p")(Rescaling(1.0)(size)))
    path = export_model(model, tmp_path / "model.onnx", format="onnx", class_names=["no", "yes"])
    session = onnxruntime.InferenceSession(str(path))
    (names,) = session.run(["class"], {"size": np.array([[-1.0], [2.0]], np.float32)})
    assert names.tolist() == ["no", "yes"]


def test_litert_has_fixed_sizes_where_they_are_asked_for(tmp_path):
    interpreter = pytest.importorskip("ai_edge_litert.interpreter")
    path = export_model(
        text_model(output_sequence_length=3),
        tmp_path / "m.tflite",
        format="litert",
        batch_size=2,
        text_length=16,
        verify=False,
    )
    model = interpreter.Interpreter(str(path))
    (given,) = model.get_input_details()
    assert given["shape_signature"].tolist() == [2, 16]
    bytes_ = np.full((2, 16), -1, np.int32)
    bytes_[0, :11] = list(b"World hello")
    found = model.get_signature_runner("serving_default")(text=bytes_)["ids"]
    assert found.tolist() == [[3, 2, 0], [0, 0, 0]]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"format": "onix"},
            '`format` must be "saved_model", "keras", "litert", "onnx" or "web", not \'onix\'. '
            'Is "onnx" meant?',
        ),
        (
            {"format": "tflite"},
            '`format` must be "saved_model", "keras", "litert", "onnx" or "web", not \'tflite\'. '
            'Is "litert" meant?',
        ),
        (
            {"format": "litert", "path": "model"},
            "`path` must be a path that ends in '.tflite' where `format` is 'litert', not "
            "'{path}'.",
        ),
        (
            {"text": "bytes"},
            '`text` goes with the format "litert" or "onnx", not with "saved_model".',
        ),
        (
            {"format": "litert", "path": "m.tflite", "text": "string"},
            '`text` must be "bytes" where `format` is "litert", not \'string\'.',
        ),
        (
            {"format": "onnx", "path": "m.onnx", "text_length": 5},
            '`text_length` goes with `text="bytes"` only.',
        ),
        (
            {"format": "onnx", "path": "m.onnx", "batch_size": 0},
            "`batch_size` must be a whole number of at least 1, not 0.",
        ),
        (
            {"class_names": ["a", "b"]},
            "`class_names` has 2 names, but the outputs of the model have the shapes (None, None). "
            "It must have one output with a number for each class, or with one probability and two "
            "names.",
        ),
    ],
)
def test_options_that_do_not_fit(tmp_path, options, message):
    path = str(tmp_path / options.get("path", "model"))
    options = {name: value for name, value in options.items() if name != "path"}
    with pytest.raises(PrelayerError) as caught:
        export_model(text_model(), path, **options)
    assert str(caught.value) == f"export_model: {message.replace('{path}', path)}"
    assert list(tmp_path.iterdir()) == []


def test_a_layer_without_a_portable_form(tmp_path):
    model = text_model(standardize=["nfc"])
    with pytest.raises(PrelayerError) as caught:
        export_model(model, tmp_path / "model.onnx", format="onnx")
    assert str(caught.value) == (
        "export_model: the layer 'ids' (TextVectorization) cannot be exported to 'onnx': "
        "`standardize`: the step 'nfc' depends on neighboring characters in a way that no runtime "
        "computes. Normalize the texts before the model, or leave the step out."
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("target", "runtime"), [("litert", "ai_edge_litert"), ("onnx", "onnxruntime")]
)
def test_an_operation_without_a_test_is_named(tmp_path, target, runtime):
    size = keras.Input((1,), name="size")
    gamma = keras.layers.Lambda(lambda x: tf.math.igamma(x, x), output_shape=(1,))
    model = keras.Model(size, gamma(size))
    with pytest.raises(PrelayerError) as caught:
        export_model(model, tmp_path / f"model{SUFFIXES[target]}", format=target)
    assert str(caught.value) == (
        f"export_model: the model cannot be exported to {runtime}, because it has operations that "
        'are not tested there: "Igamma". See `portability()`.'
    )
    assert list(tmp_path.iterdir()) == []


def test_a_layer_that_has_not_learned(tmp_path):
    text = keras.Input((), dtype="string", name="text")
    model = keras.Model(text, TextVectorization(name="ids")(text))
    for target, suffix in SUFFIXES.items():
        with pytest.raises(PrelayerError) as caught:
            export_model(model, tmp_path / f"model{suffix}", format=target)
        assert str(caught.value) == (
            f"export_model: the layer 'ids' (TextVectorization) cannot be exported to {target!r}: "
            "it has not learned yet. Call `adapt()` first."
        )
    assert list(tmp_path.iterdir()) == []


def test_an_absent_package_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "tf2onnx", None)
    with pytest.raises(ImportError) as caught:
        export_model(text_model(), tmp_path / "model.onnx", format="onnx")
    assert str(caught.value) == (
        "export_model: tf2onnx is needed, but it is not installed; "
        "`pip install 'prelayer[onnx]'` brings it."
    )


@pytest.mark.parametrize("target", SUFFIXES)
def test_an_existing_file_is_replaced_on_request_only(tmp_path, target):
    path = tmp_path / f"model{SUFFIXES[target]}"
    path.write_text("old")
    with pytest.raises(PrelayerError) as caught:
        export_model(text_model(), path, format=target)
    assert str(caught.value) == (
        f"export_model: `path` must be a file that does not exist yet, not '{path}'. Pass "
        "`overwrite=True` to replace it."
    )
    assert path.read_text() == "old"
    export_model(text_model(), path, format=target, overwrite=True, verify=False)
    assert path.read_bytes() != b"old"
