"""Inputs of dates in web pages: their description, the module in Node.js, and the page."""

import json
import subprocess

import keras
import pandas as pd
import pytest

import chromium
from prelayer import DatetimeFeatures, Preprocessor, export_model
from served import served
from web_models import HAS_RUNTIME, doubled, needs_node, needs_runtime

ORIGIN = "2024-02-28T06:30"
SINCE = {
    "D": "days since 1970-01-01 UTC; missing: -2^63",
    "us": "microseconds since 1970-01-01 UTC; missing: -2^63",
    "text": 'dates and times in ISO 8601, UTC where they have no offset; missing: ""',
}
CALL = """
const { load } = await import(`${process.argv[2]}/predict.js`);
const predict = await load();
const results = [];
for (const value of [new Date("2024-02-29T13:45:00.250Z"), new Date(NaN), new Date(-1)]) {
  const input = Object.fromEntries(predict.inputs.map(({ name }) => [name, value]));
  results.push(await predict(input));
}
console.log(JSON.stringify(results, (_, value) => (Number.isNaN(value) ? "NaN" : value)));
"""


def model_of(units):
    """Return a model of an input of dates for each unit, "text" for text, and its layers."""
    layers, inputs, outputs = {}, {}, {}
    for name in units:
        unit = "us" if name == "text" else name
        layers[name] = DatetimeFeatures(["day", "hour", "second"], cyclic=(), unit=unit, name=name)
        dtype = "string" if name == "text" else "int64"
        inputs[name] = keras.Input((1,), dtype=dtype, name=f"of {name}")
        outputs[f"from {name}"] = layers[name](inputs[name])
    return keras.Model(list(inputs.values()), outputs)


@needs_runtime
def test_model_json_says_what_the_numbers_are(tmp_path):
    frame = pd.DataFrame({"when": pd.to_datetime([ORIGIN, "2024-03-09T11:00"]), "x": [1.0, 3.0]})
    prep = Preprocessor.from_frame(frame)
    prep.adapt(frame)
    path = export_model(keras.Model(prep.inputs, prep.outputs), tmp_path / "page", format="web")
    first, second = json.loads((path / "model.json").read_text())["inputs"]
    assert first == {
        "name": "when",
        "dtype": "int64",
        "shape": [1],
        "kind": "integer",
        "dates": "us",
        "description": SINCE["us"],
        "example": "2024-02-28T06:30",
    }
    assert "dates" not in second


@needs_runtime
@pytest.mark.parametrize(
    ("origin", "example"),
    [
        ("2024-02-28", "2024-02-28T00:00"),
        ("2024-02-28T06:30:05.25", "2024-02-28T06:30:05"),
        ("0000-02-28", None),
        (None, None),
    ],
)
def test_the_field_begins_with_the_origin(tmp_path, origin, example):
    inputs = keras.Input((1,), dtype="string", name="when")
    components = ["day", "elapsed"] if origin else ["day"]
    model = keras.Model(inputs, DatetimeFeatures(components, origin=origin)(inputs))
    path = export_model(model, tmp_path / "page", format="web", verify=False)
    (described,) = json.loads((path / "model.json").read_text())["inputs"]
    assert (described["dates"], described["description"]) == ("text", SINCE["text"])
    assert described.get("example") == example


@pytest.mark.parametrize("structure", ["functional", "sequential"])
def test_a_saved_model_says_what_the_numbers_are(tmp_path, structure):
    model = model_of(["us", "text"])
    if structure == "sequential":
        layer = DatetimeFeatures(["day"], unit="D")
        model = keras.Sequential([keras.Input((1,), dtype="int64", name="of D"), layer])
    path = export_model(model, tmp_path / "model")
    assert json.loads((path / "assets.extra" / "inputs.json").read_text()) == {
        one.name: {"dtype": one.dtype, "description": SINCE[one.name.removeprefix("of ")]}
        for one in model.inputs
    }
    export_model(model, path, overwrite=True)


def test_a_saved_model_without_dates_has_no_description(tmp_path):
    path = export_model(doubled(), tmp_path / "model")
    assert not (path / "assets.extra").exists()


def test_onnx_says_what_the_numbers_are(tmp_path):
    onnx = pytest.importorskip("onnx")
    model = model_of(["D", "us", "text"])
    export_model(model, tmp_path / "model.onnx", format="onnx", verify=False)
    written = onnx.load(tmp_path / "model.onnx").graph.input
    assert {value.name: value.doc_string for value in written} == {
        f"of {unit}": text for unit, text in SINCE.items()
    }


@needs_node
def test_the_module_takes_dates(tmp_path):
    units = ["D", "s", "ms", "us", "ns", "text"]
    path = export_model(model_of(units), tmp_path / "page", format="web")
    (tmp_path / "script.mjs").write_text(CALL)
    command = ["node", str(tmp_path / "script.mjs"), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    known, missing, before = json.loads(done.stdout)
    for name in units:
        is_day = name == "D"
        assert known[f"from {name}"] == [29, 0 if is_day else 13, 0]
        assert missing[f"from {name}"] == ["NaN"] * 3
        assert before[f"from {name}"] == [31, *((0, 0) if is_day else (23, 59))]


@pytest.mark.slow(reason="Starts a browser.")
@pytest.mark.skipif(not (HAS_RUNTIME and chromium.PROGRAM), reason="Chromium is not installed")
@pytest.mark.parametrize("name", ["us", "text"])
def test_the_page_has_a_field_for_dates(tmp_path, name):
    inputs = keras.Input((1,), dtype="string" if name == "text" else "int64", name="when")
    layer = DatetimeFeatures(["year", "day", "elapsed"], cyclic=(), origin=ORIGIN)
    export_model(keras.Model(inputs, layer(inputs)), tmp_path / "page", format="web")
    field = "document.querySelector('#field-0')"
    with served(tmp_path) as address, chromium.Chromium() as page:
        page.open(f"{address}/page/index.html")
        assert page.wait_for(f"{field}?.type") == "datetime-local"
        assert page.evaluate(f"{field}.value") == ORIGIN
        hint = page.evaluate("document.querySelector('.hint').textContent")
        assert hint == "UTC; empty is missing"
        first = page.wait_for("document.querySelector('#outputs').textContent")
        assert "2024" in first
        assert "28" in first
        for value, shown in (("2031-12-09T18:30:00.5", "2031"), ("", "NaN")):
            page.evaluate(f"""(() => {{
                {field}.value = {json.dumps(value)};
                {field}.dispatchEvent(new Event("input", {{ bubbles: true }}));
            }})()""")
            text = f"document.querySelector('#outputs').textContent.includes({json.dumps(shown)})"
            assert page.wait_for(text)
