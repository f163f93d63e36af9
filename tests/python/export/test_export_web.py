"""Models in web pages: their files, options and errors, and the module in Node.js."""

import json
import re
import shutil
import subprocess

import keras
import numpy as np
import pytest

from folders import ROOT
from prelayer import Rescaling, export_model, verify_export
from web_models import (
    CLASS_NAMES,
    doubled,
    example,
    mixed_model,
    needs_node,
    needs_runtime,
    scores,
)

FILES = """
    conformance.js conformance.json fields.js files.js images.js index.html licenses.txt model.json
    model.onnx package.json page.css page.js predict.d.ts predict.js results.css results.js runtime
    tensors.js times.js values.js
"""
# Prints the results of calls, or the messages of errors, of an exported module.
SCRIPT = """
const [folder, calls] = process.argv.slice(2);
const { load } = await import(`${folder}/predict.js`);
const predict = await load();
const plain = (_, value) => (typeof value === "bigint" ? `${value}n` : value);
const results = [];
for (const call of JSON.parse(calls)) {
  try {
    results.push(await (0, eval)(`(predict) => ${call}`)(predict));
  } catch (error) {
    results.push(`${error.name}: ${error.message}`);
  }
}
console.log(JSON.stringify(results, plain));
"""


@pytest.fixture(scope="module")
def model():
    return mixed_model()


@pytest.fixture(scope="module")
def folder(model, tmp_path_factory):
    path = tmp_path_factory.mktemp("web") / "mixed"
    return export_model(model, path, format="web", class_names=CLASS_NAMES)


@pytest.fixture
def run(folder, tmp_path):
    (tmp_path / "script.mjs").write_text(SCRIPT)

    def run(*calls):
        command = ["node", str(tmp_path / "script.mjs"), str(folder), json.dumps(calls)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
        return json.loads(done.stdout)

    return run


def call(**values):
    return f"predict({json.dumps(example(**values))})"


@needs_runtime
def test_describes_the_inputs_and_outputs(folder):
    assert {path.name for path in folder.iterdir()} == set(FILES.split())
    described = json.loads((folder / "model.json").read_text())
    inputs = {one.pop("name"): one for one in described["inputs"]}
    assert inputs == {
        "text": {"dtype": "string", "shape": [], "kind": "text"},
        "color": {
            "dtype": "string",
            "shape": [1],
            "kind": "text",
            "choices": ["red", "größe"],
            "example": "red",
        },
        "year": {
            "dtype": "int64",
            "shape": [1],
            "kind": "integer",
            "choices": [str(2**62), 1999],
            "example": str(2**62),
        },
        "price": {"dtype": "float32", "shape": [1], "kind": "number", "example": 14},
        "sold": {"dtype": "bool", "shape": [1], "kind": "boolean"},
        "photo": {"dtype": "uint8", "shape": [4, 4, 3], "kind": "image"},
    }
    assert {one["name"]: one for one in described["outputs"]} == {
        "class": {"name": "class", "dtype": "string", "shape": []},
        "scores": {
            "name": "scores",
            "dtype": "float32",
            "shape": [3],
            "classNames": CLASS_NAMES,
        },
    }
    assert "https:" not in (folder / "index.html").read_text()


@needs_node
def test_predicts_what_the_model_does(model, run):
    cases = [
        {},
        {"text": "Good\0BAD, gut"},
        {"text": "", "color": "größe", "sold": False},
        {"year": 2000, "price": -1e6, "photo": np.full((4, 4, 3), 255, "uint8")},
    ]
    found = run(*[call(**case) for case in cases])
    for case, outputs in zip(cases, found):
        expected = scores(model, **case)
        np.testing.assert_allclose(outputs["scores"], expected, atol=1e-6)
        assert outputs["class"] == CLASS_NAMES[int(np.argmax(expected))]


@needs_node
def test_takes_values_of_javascript(model, run):
    inputs = json.dumps(example())
    (batch, large, array, surrogate, nan) = run(
        f"predict.batch([{inputs}, {json.dumps(example(text='bad bad'))}])",
        f"predict({{...{inputs}, year: 2n ** 62n}})",
        f"predict({{...{inputs}, price: Float32Array.of(12.5)}})",
        f"predict({{...{inputs}, text: 'good\\ud800'}})",
        f"predict({{...{inputs}, price: NaN}})",
    )
    expected = [scores(model), scores(model, text="bad bad")]
    np.testing.assert_allclose([one["scores"] for one in batch], expected, atol=1e-6)
    np.testing.assert_allclose(large["scores"], scores(model, year=2**62), atol=1e-6)
    np.testing.assert_allclose(array["scores"], scores(model), atol=1e-6)
    np.testing.assert_allclose(surrogate["scores"], scores(model, text="good\ufffd"), atol=1e-6)
    assert nan["scores"] == [None] * 3  # NaN has no form in JSON


@needs_node
def test_names_what_does_not_fit(run):
    inputs = json.dumps(example())
    cases = {
        "predict(5)": 'the inputs must be an object with "color", "photo", "price", "sold", '
        '"text", "year", not 5.',
        f"predict({{...{inputs}, colour: 'red'}})": 'the model has no input "colour". Its inputs '
        'are "color", "photo", "price", "sold", "text", "year".',
        f"predict({{...{inputs}, text: undefined}})": 'the input "text" is missing.',
        f"predict({{...{inputs}, text: 7}})": 'the input "text" must be a string, not 7.',
        f"predict({{...{inputs}, price: '7'}})": 'the input "price" must be a number, not "7".',
        f"predict({{...{inputs}, sold: 1}})": 'the input "sold" must be true or false, not 1.',
        f"predict({{...{inputs}, year: 1.5}})": 'the input "year" must be a whole number from '
        "-9223372036854775808 to 9223372036854775807, not 1.5.",
        f"predict({{...{inputs}, year: 2 ** 60}})": 'the input "year" must be a whole number from '
        "-9223372036854775808 to 9223372036854775807, above 2^53 as a BigInt, not "
        "1152921504606847000.",
        f"predict({{...{inputs}, price: [1, 2]}})": 'the input "price" must be an array of the '
        "shape [1], not [1,2].",
        f"predict({{...{inputs}, photo: [[1]]}})": 'the input "photo" must be an array of the '
        "shape [4, 4, 3], not [[1]].",
        "predict.batch([])": "the batch must be an array of examples, not [].",
    }
    assert run(*cases) == [f"TypeError: predict: {message}" for message in cases.values()]


@needs_node
def test_conformance_finds_differences(folder, tmp_path):
    copy = shutil.copytree(folder, tmp_path / "copy")
    checked = json.loads((copy / "conformance.json").read_text())
    texts = {example["inputs"]["text"] for example in checked["examples"]}
    assert len(texts) > 50
    assert any("\0" in text for text in texts)
    checked["examples"][0]["outputs"]["scores"][1] += 0.25
    checked["examples"][1]["outputs"]["class"] += "?"
    checked["examples"][2]["outputs"]["scores"].append(0)
    (tmp_path / "run.mjs").write_text("""
        import { load } from "./copy/predict.js";
        import { runConformance } from "./copy/conformance.js";
        console.log(JSON.stringify(await runConformance(await load())));
    """)

    def run(examples):
        content = json.dumps({**checked, "examples": examples})
        (copy / "conformance.json").write_text(content)
        command = ["node", str(tmp_path / "run.mjs")]
        return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)

    everything = run(checked["examples"])
    assert (everything["examples"], everything["agreeing"]) == (64, 61)
    assert everything["largest"] is None  # Infinity has no form in JSON
    one = run([checked["examples"][0]])
    assert one["agreeing"] == 0
    assert one["largest"] == pytest.approx(0.25, abs=1e-6)


@needs_node
@pytest.mark.slow(reason="Exports two pages.")
def test_the_guide_runs(tmp_path, monkeypatch):
    guide = (ROOT / "docs/web.md").read_text()
    monkeypatch.chdir(tmp_path)
    exec(re.search(r"```python\n(.*?)```", guide, re.DOTALL)[1], {"__name__": "__main__"})
    (tmp_path / "mail/example.js").write_text(re.search(r"```js\n(.*?)```", guide, re.DOTALL)[1])
    done = subprocess.run(["node", "mail/example.js"], capture_output=True, text=True, check=True)
    assert done.stdout == "spam 2\n"
    assert (tmp_path / "mail.html").is_file()


@needs_node
def test_is_verified_in_node(model, folder, tmp_path):
    report = verify_export(keras.Model(model.inputs, model.outputs), folder / "model.onnx", rows=8)
    assert report.format == "onnx"
    path = export_model(doubled(), tmp_path / "page.html", format="web", single_file=True)
    report = verify_export(doubled(), path, rows=8)
    assert (report.format, report.rows, report.agrees) == ("web", 8, True)
    other = keras.Input((1,), name="x")
    wrong = keras.Model(other, Rescaling(3.0, name="double")(other))
    assert not verify_export(wrong, path, rows=8).agrees


@needs_runtime
def test_verification_needs_node(tmp_path, monkeypatch):
    path = export_model(doubled(), tmp_path / "page", format="web")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ValueError) as caught:
        verify_export(doubled(), path)
    assert str(caught.value) == (
        "verify_export: web pages are verified in Node.js, but there is no program `node`. "
        "Install it, or verify the file model.onnx of an exported folder, which needs Python only."
    )
    assert verify_export(doubled(), path / "model.onnx", rows=8).agrees
