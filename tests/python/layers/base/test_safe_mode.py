"""A file of Keras that is not trusted reads nothing but itself."""

import json
import zipfile

import keras
import pytest

from prelayer import IntegerLookup, StringLookup, TextVectorization

LAYERS = [
    (StringLookup, ["a", "b"], "string"),
    (TextVectorization, ["a", "b"], "string"),
    (IntegerLookup, [1, 2], "int64"),
]


def _saved(folder, layer, dtype):
    inputs = keras.Input((), dtype=dtype)
    path = folder / "model.keras"
    keras.Model(inputs, layer(inputs)).save(path)
    return path


def _rewritten(path, layer, **options):
    """Change options in the config of a file."""
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    config = json.loads(parts["config.json"])
    for entry in config["config"]["layers"]:
        if entry["class_name"] == layer.__name__:
            entry["config"].update(options)
    parts["config.json"] = json.dumps(config).encode()
    with zipfile.ZipFile(path, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return path


@pytest.mark.parametrize(("layer", "tokens", "dtype"), LAYERS)
def test_a_path_in_a_config_is_not_read_in_safe_mode(tmp_path, layer, tokens, dtype):
    secret = tmp_path / "secret.txt"
    secret.write_text("3\n4\n")
    path = _saved(tmp_path, layer(vocabulary=tokens), dtype)
    path = _rewritten(path, layer, vocabulary=str(secret))
    with pytest.raises(ValueError, match=r"and safe mode reads no file. Load the model with"):
        keras.saving.load_model(path)
    keras.saving.load_model(path, safe_mode=False)
    config = keras.saving.serialize_keras_object(layer(vocabulary=tokens))
    config["config"]["vocabulary"] = str(secret)
    with pytest.raises(ValueError, match="safe mode"):
        keras.saving.deserialize_keras_object(config)


@pytest.mark.parametrize(("layer", "tokens", "dtype"), LAYERS)
def test_a_saved_layer_holds_the_tokens_and_not_the_path(tmp_path, layer, tokens, dtype):
    source = tmp_path / "tokens.txt"
    source.write_text("".join(f"{token}\n" for token in tokens))
    path = _saved(tmp_path, layer(vocabulary=source), dtype)
    source.unlink()
    loaded = keras.saving.load_model(path).layers[-1]
    assert loaded.get_vocabulary(include_special_tokens=False) == tokens
    assert str(source).encode() not in path.read_bytes()


@pytest.mark.parametrize("option", ["standardize", "split"])
@pytest.mark.parametrize(("module", "name"), [("os", "system"), ("builtins", "eval")])
def test_a_function_in_a_config_is_not_found_in_safe_mode(tmp_path, option, module, name):
    path = _saved(tmp_path, TextVectorization(vocabulary=["a"]), "string")
    function = {"module": module, "class_name": "function", "config": name}
    _rewritten(path, TextVectorization, **{option: {**function, "registered_name": "function"}})
    with pytest.raises((TypeError, ValueError), match=r"[Dd]eserializ"):
        keras.saving.load_model(path)
