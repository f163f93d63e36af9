"""The exception of the package: its fields, its text, and how TensorFlow passes it on."""

import gc
import pickle
import threading
import weakref

import numpy as np
import pytest
import tensorflow as tf

from prelayer import Normalization, RandomFlip, StringLookup, adapt
from prelayer._core import errors, owner
from prelayer._core.errors import PrelayerError
from prelayer._core.message import Message


def raised(function):
    with pytest.raises(PrelayerError) as caught:
        function()
    return caught.value


def test_has_the_fields_of_its_sentence():
    error = raised(lambda: RandomFlip("up"))
    assert (error.owner, error.argument, error.value) == ("RandomFlip", "mode", "up")
    assert str(error.rule) == '"horizontal", "vertical" or "horizontal_and_vertical"'
    assert str(error) == f"RandomFlip: `mode` must be {error.rule}, not 'up'."


def test_survives_pickling():
    error = raised(lambda: RandomFlip("up"))
    # Notes, which exist since Python 3.11, and attributes of other packages are in its `__dict__`.
    error.__notes__ = ["a note"]
    copy = pickle.loads(pickle.dumps(error))
    assert (str(copy), copy.argument) == (str(error), "mode")


def test_does_not_keep_large_values():
    error = errors.invalid("x", "small", np.zeros(1000))
    assert str(error.value).startswith("[0.0, 0.0")
    assert len(str(error.value)) == 200


def test_keeps_nothing_of_the_calls_that_it_passed():
    def failing():
        data = np.zeros(3)
        references.append(weakref.ref(data))
        raise errors.problem("it failed.")

    references = []
    with pytest.raises(PrelayerError):
        failing()
    gc.collect()
    assert references[0]() is None


@pytest.mark.parametrize(
    ("template", "values", "text"),
    [
        ("{None} or {True}", {}, "None or True"),
        ("`{reset=True}`", {}, "`reset=True`"),
        ('`{mode="a"}` or `{mode=other}`', {"other": "b"}, '`mode="a"` or `mode="b"`'),
        ("row {row!p} of {name!r}", {"row": 2, "name": "x"}, "row 2 of 'x'"),
        ("{options!o}", {"options": ["a", None]}, '"a" or None'),
        ("{shape!s}", {"shape": tf.TensorShape([None, 3])}, "(None, 3)"),
        ("{number!r}", {"number": np.float32(0.1)}, "0.1"),
        ("{layer!c}()", {"layer": "StringLookup"}, "StringLookup()"),
        ("{package!i}", {"package": "onnx"}, "pip install onnx"),
        ("{package!i}", {"package": "prelayer[onnx]"}, "pip install 'prelayer[onnx]'"),
        ("{inner}.", {"inner": Message("{x!r}", x="{y}")}, "'{y}'."),
    ],
)
def test_formats_a_template(template, values, text):
    assert str(Message(template, **values)) == text


def test_names_the_layer_for_errors_in_a_call():
    error = raised(lambda: Normalization()([1.0]))
    assert error.owner == "Normalization"


def test_names_the_public_function_that_was_called():
    error = raised(lambda: adapt({"x": Normalization()}, {"y": [1.0]}))
    assert error.owner == "adapt"


def test_keeps_the_owner_in_another_thread():
    with owner.called("outer"):
        function = owner.keep_owner(lambda: errors.problem("it failed."))
    found = []
    thread = threading.Thread(target=lambda: found.append(function()))
    thread.start()
    thread.join()
    assert str(found[0]) == "outer: it failed."


def test_an_assertion_of_a_graph_is_the_error_in_a_call_of_the_package():
    lookup = StringLookup(vocabulary=["a"], num_oov_indices=0)
    data = tf.data.Dataset.from_tensors(["a", "b"]).map(lookup)
    with pytest.raises(PrelayerError) as caught, owner.called("outer"):
        list(data)
    assert str(caught.value) == (
        "StringLookup: with `num_oov_indices` of 0 every token must be in the vocabulary, but "
        "these are not: b."
    )


def test_an_error_while_a_function_is_traced_is_one_sentence():
    layer, data = Normalization(name="price"), tf.data.Dataset.from_tensors([1.0])
    layer.build((1,))
    error = raised(lambda: data.map(lambda x: layer(x)))
    assert str(error).startswith("Normalization: the layer 'price' has not learned")
    assert "\n" not in str(error)
