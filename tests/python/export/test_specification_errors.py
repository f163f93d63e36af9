"""What to_json() rejects, and the files that it writes."""

import json

import keras
import pandas as pd
import pytest

from prelayer import (
    Hashing,
    IntegerLookup,
    Normalization,
    Preprocessor,
    RandomFlip,
    Rescaling,
    StringLookup,
    TextVectorization,
    to_json,
)

EXPORT = " `export_model()` exports these layers, in the formats that `portability()` lists."


def message(preprocessing, **options):
    with pytest.raises(ValueError) as error:
        to_json(preprocessing, **options)
    return str(error.value)


def test_all_layers_are_listed_that_cannot_be_described():
    image = keras.Input((4, 4, 3), name="image")
    name = keras.Input((1,), dtype="string", name="name")
    parts = [
        keras.layers.Dense(2, name="dense")(
            keras.layers.Flatten(name="flat")(RandomFlip(name="flip")(image))
        ),
        Hashing(4, output_mode="one_hot", name="hash")(name),
        StringLookup(vocabulary=["a"], num_oov_indices=2, output_mode="one_hot", name="oov")(name),
    ]
    model = keras.Model([image, name], keras.layers.Concatenate(name="joined")(parts))
    found = message(model)
    assert found.startswith("to_json: the format cannot describe every layer. Layer '")
    assert found.endswith(EXPORT)
    found = found.removesuffix(EXPORT)
    of_class = "layers of this class are not part of the format."
    listed = {
        f"Layer 'flip' (RandomFlip): {of_class}",
        f"Layer 'flat' (Flatten): {of_class}",
        f"Layer 'dense' (Dense): {of_class}",
        f"Layer 'hash' (Hashing): {of_class}",
        "Layer 'oov' (StringLookup), `num_oov_indices`: hashes of unknown tokens are not part of "
        "the format.",
    }
    assert {f"Layer '{one.strip()}" for one in found.split("Layer '")[1:]} == listed


@pytest.mark.parametrize(
    ("layer", "sentence"),
    [
        (
            TextVectorization(vocabulary=["a"], standardize=lambda text: text, name="t"),
            "Layer 't' (TextVectorization), `standardize`: a user-defined function cannot be "
            "described. Use a list of steps.",
        ),
        (
            TextVectorization(vocabulary=["a"], standardize=["nfc"], name="t"),
            "Layer 't' (TextVectorization), `standardize`: the step 'nfc' is not part of the "
            "format.",
        ),
        (
            TextVectorization(
                vocabulary=["a"], split={"step": "regex", "pattern": "ab+"}, name="t"
            ),
            "Layer 't' (TextVectorization), `split`: the regular expression 'ab+' is neither a "
            "text nor that of single characters. Use a class of characters such as `[-_/]+`.",
        ),
        (
            IntegerLookup(vocabulary=[1], invert=True, name="i"),
            "Layer 'i' (IntegerLookup), `invert`: tokens as outputs are not part of the format.",
        ),
        (
            Normalization(name="n"),
            "Layer 'n' (Normalization): it has not learned yet. Call `adapt()` first.",
        ),
        (
            Rescaling(2.0, dtype="float16", name="r"),
            "Layer 'r' (Rescaling), `dtype`: its numbers are float16, not float32 or float64.",
        ),
    ],
)
def test_a_layer_that_cannot_be_described(layer, sentence):
    has_remedy = sentence.endswith(("a list of steps.", "`[-_/]+`.", "first."))
    remedy = "" if has_remedy else EXPORT
    assert message(layer) == f"to_json: the format cannot describe every layer. {sentence}{remedy}"


def test_the_features_are_named_that_cannot_be_described():
    frame = {
        "day": pd.to_datetime(["2024-02-29", "2024-05-03", "2025-01-08"]),
        "x": [1.0, 2.0, 4.0],
    }
    prep = Preprocessor.from_frame(pd.DataFrame(frame))
    prep.adapt(frame)
    name = prep.features["day"].layers[0].name
    assert message(prep) == (
        "to_json: the format cannot describe every layer. "
        f"Layer '{name}' (DatetimeFeatures) of the feature 'day': layers of this class are not "
        f"part of the format.{EXPORT[:-1]}; or choose other layers for the features, as by "
        "`overrides`."
    )


def test_arguments_are_checked():
    assert message("a") == (
        "to_json: `preprocessing` must be a layer or a `Preprocessor` of prelayer, or a Keras "
        "model, not 'a'."
    )
    assert message(Rescaling(2.0), conformance=-1) == (
        "to_json: `conformance` must be a whole number of at least 0, not -1."
    )
    assert message(Preprocessor({"x": Normalization()})) == (
        "to_json: to_json() needs an adapted preprocessor, but ['x'] have not learned yet. Call "
        "`adapt()` first."
    )


def test_writes_a_file_once(tmp_path):
    path = tmp_path / "new" / "x.json"
    written = to_json(Rescaling(2.0), path, conformance=0)
    assert path.read_text(encoding="utf-8") == written
    assert json.loads(written)["conformance"] is None
    assert message(Rescaling(3.0), path=path) == (
        f"to_json: `path` must be a file that does not exist yet, not '{path}'. Pass "
        "`overwrite=True` to replace it."
    )
    assert path.read_text(encoding="utf-8") == written
    assert to_json(Rescaling(3.0), path, overwrite=True) == path.read_text(encoding="utf-8")
    assert message(Rescaling(3.0), path=tmp_path, overwrite=True) == (
        f"to_json: `path` must be a file, not '{tmp_path}'. There is a folder of this name."
    )
    inside = path / "y.json"
    assert message(Rescaling(3.0), path=inside) == (
        f"to_json: `path` must be a file that can be written, not '{inside}'. File exists."
    )
    assert [one.name for one in path.parent.iterdir()] == ["x.json"]


def test_describing_leaves_a_layer_free_to_learn_again():
    layer = StringLookup(output_mode="multi_hot")
    layer.adapt([["a", "b"]])
    to_json(layer)
    layer.adapt([["a", "b", "c", "d"]])
    assert len(json.loads(to_json(layer))["nodes"][0]["state"]["vocabulary"]) == 4
