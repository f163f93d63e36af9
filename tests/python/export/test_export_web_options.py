"""Exporting to web pages: what it replaces, and what it cannot do."""

import json
import re

import keras
import pytest

from folders import ROOT
from prelayer import Normalization, Rescaling, TextVectorization, export_model, portability
from prelayer.export import web_files
from web_models import doubled, needs_runtime


def refusal(*arguments, **options):
    with pytest.raises(ValueError) as caught:
        export_model(*arguments, **options)
    return str(caught.value).removeprefix("export_model: ")


@needs_runtime
def test_replaces_only_exported_pages(tmp_path):
    path = export_model(doubled(), tmp_path / "page", format="web")
    export_model(doubled("y"), path, True, format="web")
    assert json.loads((path / "model.json").read_text())["inputs"][0]["name"] == "y"
    (path / "mine.txt").touch()
    assert refusal(doubled(), path, True, format="web") == (
        f"`path` must be a new folder or that of an exported model, not '{path}'. "
        "'mine.txt' would be lost."
    )


@needs_runtime
def test_options_of_other_formats_are_errors(tmp_path):
    model, path = doubled(), tmp_path / "page"
    assert refusal(model, path, format="web", batch_size=1) == (
        '`batch_size` goes with the format "litert" or "onnx", not with "web".'
    )
    assert refusal(model, path, format="web", text="bytes") == (
        '`text` goes with the format "litert" or "onnx", not with "web".'
    )
    assert refusal(model, path, format="onnx", single_file=True) == (
        '`single_file` goes with the format "web", not with "onnx".'
    )
    assert refusal(model, path, format="web", single_file=1) == (
        "`single_file` must be True or False, not 1."
    )
    assert refusal(model, path, format="web", single_file=True) == (
        f"`path` must be a path that ends in '.html' with `single_file=True`, not '{path}'."
    )
    assert list(tmp_path.iterdir()) == []


@needs_runtime
def test_dtypes_without_numbers_in_javascript_are_errors(tmp_path):
    assert refusal(doubled(dtype="float16"), tmp_path / "page", format="web") == (
        "the input 'x' has the dtype 'float16', of which JavaScript has no numbers. "
        'Convert it to "float32".'
    )


def test_inputs_and_outputs_of_one_name_are_errors(tmp_path):
    value = keras.Input((1,), name="x")
    model = keras.Model(value, {"x": Rescaling(2.0)(value)})
    assert refusal(model, tmp_path / "model.onnx", format="onnx") == (
        "the model has an input and an output of the name 'x', which ONNX does not allow. Return "
        "the outputs as a dict with another name."
    )


@needs_runtime
def test_a_sequential_model_has_class_names(tmp_path):
    layers = [Normalization(mean=[1.5, 2], variance=[1, 1]), keras.layers.Dense(1)]
    model = keras.Sequential([keras.Input((2,), name="size"), *layers])
    path = export_model(model, tmp_path / "page", format="web", class_names=["no", "yes"])
    described = json.loads((path / "model.json").read_text())
    assert described["inputs"][0]["example"] == [1.5, 2]
    assert described["outputs"][1]["classNames"] == ["no", "yes"]


def test_layers_without_a_portable_form_are_errors(tmp_path, monkeypatch):
    monkeypatch.setattr("prelayer.export.export_model.check_runtime", lambda: None)
    text = keras.Input((), dtype="string", name="text")
    layer = TextVectorization(standardize=["nfc"], vocabulary=["a"], name="words")
    model = keras.Model(text, layer(text))
    assert portability(model)["web"] == ["no"]
    assert refusal(model, tmp_path / "page", format="web").startswith(
        "the layer 'words' (TextVectorization) cannot be exported to 'web': `standardize`: "
    )


def test_a_missing_runtime_is_an_error_with_the_remedy(tmp_path, monkeypatch):
    monkeypatch.setattr(web_files, "TEMPLATES", tmp_path)
    assert refusal(doubled(), tmp_path / "page", format="web") == (
        "web pages need the runtime onnxruntime-web, but this installation has none. Run "
        "`tools/web-runtime.sh` in a checkout of prelayer, or copy ort.wasm.bundle.min.mjs and "
        f"ort-wasm-simd-threaded.wasm from the folder dist of the npm package onnxruntime-web "
        f"{web_files.RUNTIME_VERSION} to '{tmp_path / 'runtime'}'."
    )


def test_the_runtime_has_one_version():
    script = (ROOT / "tools/web-runtime.sh").read_text()
    assert re.findall("(?m)^version=(.*)", script) == [web_files.RUNTIME_VERSION]
    assert all(name in script for name in web_files.RUNTIME)
