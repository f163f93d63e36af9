"""verify_export: equal artifacts agree, and each kind of difference is found and shown."""

import keras
import numpy as np
import pytest

from prelayer import (
    CategoryEncoding,
    Normalization,
    PrelayerError,
    TextVectorization,
    export_model,
    verify_export,
)
from prelayer.export.verification.differences import Differences


def number_model(mean=1.0):
    size = keras.Input((1,), name="size")
    return keras.Model(size, Normalization(mean=mean, variance=4.0, name="scaled")(size))


def text_model(words):
    text = keras.Input((), dtype="string", name="text")
    layer = TextVectorization(vocabulary=words, output_sequence_length=2, name="ids")
    return keras.Model(text, layer(text))


def test_a_difference_is_counted_measured_and_shown(tmp_path):
    path = export_model(number_model(1.0), tmp_path / "model.onnx", format="onnx")
    other = number_model(1.5)
    report = verify_export(other, path, {"size": np.array([[1.0], [101.0]])})
    assert not report.agrees
    assert (report.format, report.rows, report.different) == ("onnx", 2, 2)
    # 0 instead of -0.25, and 50 instead of 49.75.
    assert report.largest_difference == pytest.approx(0.25)
    assert report.first_different == {"size": [1.0]}
    assert report.reason == "output 'scaled' is off by 0.25"
    assert str(report).startswith("onnx: 2 rows, 2 different, largest difference 0.25. The first: ")


def test_only_the_rows_that_differ_are_counted(tmp_path):
    path = export_model(text_model(["a", "b"]), tmp_path / "model.tflite", format="litert")
    report = verify_export(text_model(["a", "c"]), path, {"text": ["a a", "b", "zzz"]})
    assert (report.rows, report.different) == (3, 1)
    assert report.first_different == {"text": b"b"}
    assert report.reason == "output 'ids' is off by 2"


def test_a_tolerance_allows_small_differences(tmp_path):
    path = export_model(number_model(1.0), tmp_path / "model.onnx", format="onnx")
    data = {"size": np.array([[1.0]])}
    assert not verify_export(number_model(1.0001), path, data).agrees
    assert verify_export(number_model(1.0001), path, data, tolerance=1e-3).agrees


def test_rows_that_the_model_rejects_are_left_out(tmp_path):
    index = keras.Input((1,), dtype="int64", name="index")
    model = keras.Model(index, CategoryEncoding(4, output_mode="one_hot")(index))
    path = export_model(model, tmp_path / "model.onnx", format="onnx")
    report = verify_export(model, path, {"index": np.array([[3], [4], [-1], [0]])})
    assert report.agrees
    assert report.rows == 2


def test_rows_that_are_all_rejected_are_an_error(tmp_path):
    index = keras.Input((1,), dtype="int64", name="index")
    model = keras.Model(index, CategoryEncoding(4, output_mode="one_hot")(index))
    path = export_model(model, tmp_path / "model.onnx", format="onnx")
    with pytest.raises(PrelayerError) as caught:
        verify_export(model, path, {"index": np.array([[4], [-1]])})
    assert str(caught.value) == (
        "verify_export: the model rejects all rows, so that nothing was compared. Pass `data` that "
        "it takes."
    )


def test_data_may_be_a_frame(tmp_path):
    pandas = pytest.importorskip("pandas")
    path = export_model(number_model(), tmp_path / "model.onnx", format="onnx")
    frame = pandas.DataFrame({"other": ["a", "b"], "size": [0.5, 1.0]})
    report = verify_export(number_model(), path, frame)
    assert (report.rows, report.agrees) == (2, True)


def test_the_same_random_rows_are_made_every_time(tmp_path):
    path = export_model(text_model(["a"]), tmp_path / "model.onnx", format="onnx", text="bytes")
    first, second = (verify_export(text_model(["ba"]), path, rows=30) for _ in range(2))
    assert first == second
    assert first.rows == 30


def damaged(path):
    path.write_bytes(path.read_bytes()[:100])
    return path


def test_a_damaged_file_is_one_sentence(tmp_path):
    path = damaged(export_model(number_model(), tmp_path / "model.onnx", format="onnx"))
    with pytest.raises(PrelayerError) as caught:
        verify_export(number_model(), path)
    assert str(caught.value).startswith(f"verify_export: the exported model {path} cannot be run: ")
    assert "\n" not in str(caught.value)


def test_a_path_without_a_model(tmp_path):
    (tmp_path / "none.txt").touch()
    with pytest.raises(PrelayerError) as caught:
        verify_export(number_model(), tmp_path / "none.txt")
    assert str(caught.value) == (
        "verify_export: `path` must be the path of an exported model: a folder with a SavedModel "
        'or a web page, or a file ".keras", ".tflite", ".onnx" or ".html", not '
        f"'{tmp_path / 'none.txt'}'."
    )


def test_data_without_an_input(tmp_path):
    path = export_model(number_model(), tmp_path / "model.onnx", format="onnx")
    with pytest.raises(PrelayerError) as caught:
        verify_export(number_model(), path, {"sizes": [1.0]})
    assert str(caught.value) == "verify_export: `data` must have the input 'size' of the model."


@pytest.mark.parametrize(
    ("wanted", "found", "largest", "reason"),
    [
        ([1.0, np.nan, np.inf], [1.0, np.nan, np.inf], 0.0, ""),
        ([1.0, np.nan], [1.0, 2.0], np.inf, "is off by inf"),
        ([np.inf], [1.0], np.inf, "is off by inf"),
        ([2e6], [2e6 + 10], 5e-6, ""),
        ([0.0], [2e-5], 2e-5, "is off by 2e-05"),
        ([1, 2], [1, 3], 1.0, "is off by 1"),
        ([[1.0]], [1.0], np.inf, "has the shape (1,) instead of (1, 1)"),
        ([b"a"], ["a"], 0.0, ""),
        ([b"a"], ["b"], 1.0, "has another text"),
    ],
)
def test_outputs_are_compared_by_kind(wanted, found, largest, reason):
    wanted = np.array(wanted, object if isinstance(wanted[0], bytes) else None)
    found = np.array(found, object if isinstance(found[0], str) else None)
    compared = Differences({"y": wanted}, {"y": found}, len(wanted), 1e-5)
    assert compared.largest.max() == pytest.approx(largest)
    assert max(compared.reasons) == (f"output 'y' {reason}" if reason else "")


def test_only_rows_that_differ_have_a_reason():
    wanted = {"y": np.array([[1.0, 2.0], [3.0, 4.0]]), "k": np.array([1, 2])}
    found = {"k": np.array([1, 3]), "y": np.array([[1.0, 2.5], [3.0, 4.0]])}
    compared = Differences(wanted, found, 2, 1e-5)
    assert compared.largest.tolist() == [0.25, 1.0]
    assert compared.reasons == ["output 'y' is off by 0.25", "output 'k' is off by 1"]


def test_exporting_deletes_what_differs(tmp_path, monkeypatch):
    from prelayer.export import portable_file

    wrong = portable_file.to_bytes(number_model(5.0), "onnx", portable_file.PortableOptions())
    monkeypatch.setattr("prelayer.export.export_model.to_bytes", lambda *_: wrong)
    old = tmp_path / "model.onnx"
    old.write_text("old")
    with pytest.raises(PrelayerError) as caught:
        export_model(number_model(), old, format="onnx", overwrite=True)
    assert str(caught.value).startswith(
        "export_model: the exported model differs from the model and was deleted: onnx: 32 rows, "
    )
    assert old.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["model.onnx"]


def test_a_row_that_the_model_rejects_alone_is_compared_among_others(tmp_path):
    texts = keras.Input((1,), dtype="string", name="text")
    words = TextVectorization(vocabulary=["good", "bad"])(texts)
    numbers = keras.layers.GRU(2)(keras.layers.Embedding(4, 3)(words))
    model = keras.Model(texts, numbers)
    path = export_model(model, tmp_path / "model")
    # An empty text alone has no words, and a recurrent layer needs one.
    report = verify_export(model, path, {"text": ["", "good bad", "bad"]})
    assert (report.agrees, report.rows) == (True, 3)
