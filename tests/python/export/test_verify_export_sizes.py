"""verify_export with fixed sizes, and data that the inputs of a model cannot hold."""

import keras
import numpy as np
import pandas as pd
import pytest

from prelayer import (
    IntegerLookup,
    PrelayerError,
    Preprocessor,
    Rescaling,
    TextVectorization,
    export_model,
    verify_export,
)


def text_model(words):
    text = keras.Input((), dtype="string", name="text")
    size = keras.Input((1,), name="size")
    ids = TextVectorization(vocabulary=words, output_sequence_length=2, name="ids")(text)
    return keras.Model([text, size], [ids, Rescaling(2.0, name="double")(size)])


@pytest.mark.parametrize(
    ("file", "options"),
    [
        ("m.tflite", {"format": "litert", "batch_size": 3, "text_length": 4}),
        ("m.onnx", {"format": "onnx", "batch_size": 3}),
        ("m.onnx", {"format": "onnx", "batch_size": 1, "text": "bytes", "text_length": 4}),
    ],
)
def test_an_artifact_with_fixed_sizes_is_compared(tmp_path, file, options):
    path = export_model(text_model(["a", "b"]), tmp_path / file, **options)
    report = verify_export(text_model(["a", "b"]), path, rows=20)
    assert (report.agrees, report.rows) == (True, 20)
    data = {"text": ["a a", "b", "a b", "zzz"], "size": [1, 2, 3, 4]}
    report = verify_export(text_model(["a", "c"]), path, data)
    assert (report.rows, report.different) == (4, 2)
    assert report.first_different == {"text": b"b", "size": [2.0]}


def test_texts_are_cut_off_at_the_length_of_the_artifact(tmp_path):
    path = export_model(
        text_model(["ab", "a"]), tmp_path / "m.tflite", format="litert", text_length=1
    )
    report = verify_export(text_model(["zz", "a"]), path, {"text": ["ab", "a"], "size": [1, 2]})
    # Of both, the model and the artifact get the text "a".
    assert (report.agrees, report.rows) == (True, 2)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([1.5], "the input 'id' of the model takes int32, but `data` has 1.5 there."),
        ([3e9], "the input 'id' of the model takes int32, but `data` has 3000000000.0 there."),
        ([np.nan], "the input 'id' of the model takes int32, but `data` has nan there."),
        (["x"], "the input 'id' of the model takes numbers, but `data` has 'x' there."),
        (
            [[1, 2]],
            "the input 'id' of the model has the shape (None, 1), but `data` has (1, 2).",
        ),
    ],
)
def test_numbers_that_the_input_cannot_hold(tmp_path, value, message):
    number = keras.Input((1,), dtype="int32", name="id")
    model = keras.Model(number, IntegerLookup(vocabulary=[1])(number))
    path = export_model(model, tmp_path / "m.onnx", format="onnx", verify=False)
    with pytest.raises(PrelayerError) as caught:
        verify_export(model, path, {"id": value})
    assert str(caught.value) == f"verify_export: {message}"


def test_text_inputs_take_no_numbers(tmp_path):
    path = export_model(text_model(["a"]), tmp_path / "m.onnx", format="onnx", verify=False)
    with pytest.raises(PrelayerError) as caught:
        verify_export(text_model(["a"]), path, {"text": [5], "size": [1.0]})
    assert str(caught.value) == (
        "verify_export: the input 'text' of the model takes strings, but `data` has 5 there."
    )
    with pytest.raises(PrelayerError) as caught:
        verify_export(text_model(["a"]), path, 5)
    assert str(caught.value) == (
        "verify_export: `data` must be inputs by name: a data frame or a dict, not 5."
    )


def test_a_keras_file_with_named_outputs_is_compared_by_name(tmp_path):
    size = keras.Input((1,), name="size")
    model = keras.Model(size, keras.layers.Activation("sigmoid", name="p")(size))
    path = export_model(
        model, tmp_path / "m.keras", format="keras", class_names=["no", "yes"], verify=False
    )
    assert verify_export(model, path, {"size": [0.5, -1.0]}).agrees


def test_gaps_in_columns_follow_the_preprocessor(tmp_path):
    frame = pd.DataFrame({"age": [1.0, 2.0, 4.0], "town": ["Ulm", "Bonn", "Ulm"]})
    preprocessor = Preprocessor.from_frame(frame)
    preprocessor.adapt(frame)
    model = preprocessor.attach(keras.Sequential([keras.layers.Dense(1, "sigmoid")]))
    path = export_model(model, tmp_path / "model")
    gaps = frame.assign(age=[1.0, None, 4.0], town=["Ulm", "Bonn", None], other=1)
    report = verify_export(model, path, gaps)
    assert (report.rows, report.different) == (3, 0)
    with pytest.raises(PrelayerError) as caught:
        verify_export(model, path, frame[:0])
    assert str(caught.value) == "verify_export: `data` must have rows, but it has none."


def test_gaps_of_other_models_are_an_error(tmp_path):
    path = export_model(text_model(["a"]), tmp_path / "model")
    with pytest.raises(PrelayerError) as caught:
        verify_export(text_model(["a"]), path, {"text": ["a", None], "size": [1.0, 2.0]})
    assert str(caught.value) == (
        "verify_export: the input 'text' of the model takes strings, but `data` has the missing "
        "value None there. Replace it by the text that means a missing value, such as ''."
    )
