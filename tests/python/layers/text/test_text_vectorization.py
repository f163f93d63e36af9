"""TextVectorization."""

import itertools

import keras
import numpy as np
import pytest
import tensorflow as tf

import cases
import reloading
from prelayer import TextVectorization

TEXTS = ["the cat sat on the mat", "The dog, the cat!", "a", "", "rare words here and the dog"]
ACCENTED = ["Été à Ägypten, İ ", "e\u0301te\u0301 ﬁn"]


@pytest.mark.parametrize("case", cases.load("text_vectorization"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


_MODES = ["int", "one_hot", "multi_hot", "count", "tf_idf"]


_SPLITS = ["whitespace", "character"]
_SOME = [[6], [None, (1, 3)], _SPLITS, ["lower"], [0, 1]]
_ALL = pytest.param(
    [[None, 6], [None, 2, (1, 3)], _SPLITS, ["lower", None], [0, 1]],
    marks=pytest.mark.slow(reason="Adapts 48 layers of Keras in each mode; the fast test 8."),
)


@pytest.mark.parametrize("choices", [_SOME, _ALL], ids=["some", "all"])
@pytest.mark.parametrize("output_mode", _MODES)
def test_equals_keras_in_every_mode(output_mode, choices):
    compared = 0
    for max_tokens, ngrams, split, standardize, kind in itertools.product(*choices):
        options = {
            "output_mode": output_mode,
            "max_tokens": max_tokens,
            "ngrams": ngrams,
            "split": split,
            "standardize": standardize,
            "ragged" if output_mode == "int" else "sparse": bool(kind),
        }
        if output_mode in ("tf_idf", "one_hot") and kind:
            continue  # fails in Keras
        theirs = keras.layers.TextVectorization(**options)
        ours = TextVectorization(**options)
        theirs.adapt(TEXTS)
        ours.adapt(TEXTS)
        expected, actual = reloading.plain(theirs(TEXTS)), reloading.plain(ours(TEXTS))
        if isinstance(expected, list):
            assert actual == expected, options
        else:
            # Keras multiplies where we add up, so that float32 rounds in other places.
            np.testing.assert_allclose(actual, expected, rtol=1e-6, err_msg=str(options))
        compared += 1
    assert compared >= (24 if choices is not _SOME else 4)


def test_learns_the_same_from_data_of_every_kind():
    expected = ["", "[UNK]", "the", "dog", "cat"]
    batches = tf.data.Dataset.from_tensor_slices(TEXTS).batch(2)
    labeled = tf.data.Dataset.from_tensor_slices((TEXTS, np.arange(5))).batch(2)
    kinds = [
        TEXTS,
        np.array(TEXTS),
        np.array(TEXTS)[:, np.newaxis],
        tf.constant(TEXTS),
        batches,
        labeled,
        (batch for batch in [TEXTS[:3], TEXTS[3:]]),
    ]
    for kind in kinds:
        layer = TextVectorization()
        layer.adapt(kind)
        assert layer.get_vocabulary()[:5] == expected


def test_applies_functions_of_ones_own():
    layer = TextVectorization(
        standardize=lambda text: tf.strings.regex_replace(text, "<br />", " "),
        split=lambda text: tf.strings.split(text, "-"),
    )
    layer.adapt(["a-b<br />c", "b<br />c"])
    assert layer.get_vocabulary() == ["", "[UNK]", "b c", "a"]
    np.testing.assert_array_equal(layer(["a-b<br />c"]), [[3, 2]])


_NO_FUNCTIONS = [
    ({"standardize": lambda text: text.lower()}, "lower"),
    ({"standardize": str.lower}, "lower"),
    ({"standardize": lambda text: "a"}, "it returned 'a'"),
    ({"split": lambda text: text.split()}, "split"),
    ({"split": lambda text: tf.strings.length(text)}, "it returned "),
]


@pytest.mark.parametrize(("options", "reason"), _NO_FUNCTIONS)
def test_a_function_that_takes_no_tensor_is_refused_in_one_sentence(options, reason):
    (argument,) = options
    rule = f"TextVectorization: `{argument}` must be a function that takes a string tensor and"
    remedy = "Use TensorFlow's functions, such as those of `tf.strings`, or steps."
    calls = [
        lambda: TextVectorization(**options).adapt(["a b"]),
        lambda: TextVectorization(vocabulary=["a"], **options)(["a b"]),
        lambda: tf.data.Dataset.from_tensors(["a b"]).map(
            TextVectorization(vocabulary=["a"], **options)
        ),
    ]
    for call in calls:
        with pytest.raises(Exception, match=rule) as caught:
            call()
        sentence = next(line for line in str(caught.value).splitlines() if rule in line)
        assert reason in sentence
        assert sentence.endswith(remedy)


@keras.saving.register_keras_serializable("tests")
def shout(text):
    return tf.strings.upper(text)


def test_keeps_a_registered_function_in_a_keras_file(tmp_path):
    layer = TextVectorization(standardize=shout, vocabulary=["A"])
    inputs = keras.Input((), dtype="string")
    keras.Model(inputs, layer(inputs)).save(tmp_path / "model.keras")
    loaded = keras.saving.load_model(tmp_path / "model.keras")
    np.testing.assert_array_equal(loaded(tf.constant(["a b"])), [[2, 1]])


def test_runs_in_a_dataset_and_in_a_model():
    layer = TextVectorization(output_sequence_length=4)
    layer.adapt(TEXTS)
    inputs = keras.Input((1,), dtype="string")
    model = keras.Model(inputs, layer(inputs))
    batch = tf.constant(TEXTS)[:, tf.newaxis]
    (in_dataset,) = tf.data.Dataset.from_tensors(batch).map(layer)
    np.testing.assert_array_equal(model.predict(batch, verbose=0), in_dataset)
    assert model.output_shape == (None, 4)


def test_starts_a_sequential_model_without_an_input():
    model = keras.Sequential([TextVectorization(vocabulary=["a", "b"])])
    np.testing.assert_array_equal(
        model.predict(tf.constant([["b a"], ["z"]]), verbose=0), [[3, 2], [1, 0]]
    )


def test_trains_beside_layers_that_are_compiled():
    layer = TextVectorization(output_mode="multi_hot")
    layer.adapt(["a b", "b"])
    model = keras.Sequential([keras.Input((), dtype="string"), layer, keras.layers.Dense(1)])
    with pytest.warns(UserWarning, match="jit_compile"):
        model.compile("sgd", "mse", jit_compile=True)
    losses = model.fit(tf.constant(["a", "b"]), np.zeros((2, 1)), verbose=0).history["loss"]
    assert np.isfinite(losses).all()


@keras.saving.register_keras_serializable("tests")
class Subclassed(keras.Model):
    def __init__(self, text, **kwargs):
        super().__init__(**kwargs)
        self.text = text
        self.dense = keras.layers.Dense(1)

    def call(self, inputs):
        return self.dense(self.text(inputs))

    def get_config(self):
        return {**super().get_config(), "text": keras.saving.serialize_keras_object(self.text)}

    @classmethod
    def from_config(cls, config):
        return cls(keras.saving.deserialize_keras_object(config["text"]))


@pytest.mark.parametrize("output_mode", ["multi_hot", "count", "tf_idf"])
def test_keeps_the_weights_of_a_subclassed_model(tmp_path, output_mode):
    layer = TextVectorization(output_mode=output_mode)
    layer.adapt(TEXTS)
    model = Subclassed(layer)
    expected = model(tf.constant(TEXTS))
    model.save(tmp_path / "model.keras")
    loaded = keras.saving.load_model(tmp_path / "model.keras")
    np.testing.assert_array_equal(loaded(tf.constant(TEXTS)), expected)


def test_takes_each_element_of_a_dataset_as_a_text():
    weights = []
    for data in (TEXTS, tf.data.Dataset.from_tensor_slices(TEXTS)):
        layer = TextVectorization(output_mode="tf_idf")
        layer.adapt(data)
        weights.append(layer(["the dog"]))
    np.testing.assert_array_equal(*weights)


def test_refuses_ragged_texts_and_texts_beside_each_other():
    layer = TextVectorization(vocabulary=["a"])
    rule = "texts that are split must come one a row"
    with pytest.raises(ValueError, match=rule):
        layer(tf.ragged.constant([["a"], ["b", "c"]]))
    spec = tf.TensorSpec([None, None], tf.string)
    with pytest.raises(tf.errors.InvalidArgumentError, match=rule):
        tf.function(layer, input_signature=[spec])(tf.constant([["a", "b"]]))


def test_keeps_bytes_that_are_no_utf_8():
    layer = TextVectorization(standardize=None)
    layer.adapt(tf.constant([b"\xff\xfe ok"]))
    assert layer(tf.constant([b"\xff\xfe ok"])).numpy().min() >= 2
    again = TextVectorization(standardize=None, vocabulary=layer.get_vocabulary()[2:])
    assert again.get_vocabulary() == layer.get_vocabulary()
