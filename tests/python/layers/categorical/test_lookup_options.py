"""Every combination of the options of lookups, beside the reference and beside Keras."""

import itertools
import re

import keras
import numpy as np
import pytest
import tensorflow as tf

import lookup_reference as reference
import prelayer

MODES = ["int", "one_hot", "multi_hot", "count", "tf_idf"]
WORDS = ["a", "b", "c", "d", "é", "m", "Hello", "TensorFlow"]
# Unknown strings go where TensorFlow hashes them.
HASHED = dict(zip(WORDS, tf.strings.to_hash_bucket_fast(WORDS, 3).numpy().tolist()))


class Strings:
    """What StringLookup is tried with."""

    name = "StringLookup"
    mask, unknown, other = "m", "[UNK]", "never seen"
    learned = [["d", "b", "a"], ["b", "m", "c"], ["b", "c", "é"], ["[UNK]", "b", "[UNK]"]]
    rows = [["b", "Hello", "m"], ["a", "TensorFlow", "é"], ["b", "b", "c"], ["d", "Hello", "Hello"]]

    @staticmethod
    def bin_of(token, bins):
        return HASHED[token] if bins == 3 else 0

    @staticmethod
    def as_token(value):
        return value.decode()


class Integers:
    """What IntegerLookup is tried with."""

    name = "IntegerLookup"
    mask, unknown, other = 0, -1, 77
    learned = [[4, 2**40, 1], [2**40, 0, -3], [2**40, -3, 9], [-1, 2**40, -1]]
    rows = [[2**40, 50, 0], [1, -51, 9], [2**40, 2**40, -3], [4, 52, 52]]

    @staticmethod
    def bin_of(token, bins):
        return token % bins

    @staticmethod
    def as_token(value):
        return int(value)


class Texts(Strings):
    """What TextVectorization is tried with: the tokens of texts; its mask pads."""

    name = "TextVectorization"
    mask = ""


KINDS = [Strings, Integers]
ROOMS = {"no bound": None, "too small": -2, "just right": 0, "larger": 3}
BY_NAME = {
    "room": list(ROOMS),
    "num_oov_indices": [0, 1, 3],
    "masked": [False, True],
    "given": [False, True],
    "pad_to_max_tokens": [False, True],
    "sparse": [False, True],
}
COMBINATIONS = [dict(zip(BY_NAME, values)) for values in itertools.product(*BY_NAME.values())]


def expected(kind, combination, output_mode):
    """Return the options of a layer, and the reference for what it computes."""
    mask = kind.mask if combination["masked"] else None
    unknown_indices = combination["num_oov_indices"]
    before = len(reference.special(mask, kind.unknown, unknown_indices, output_mode))
    left_out = [kind.mask, kind.unknown] if combination["masked"] else [kind.unknown]
    tokens = reference.ranked(kind.learned, left_out, None)
    room = ROOMS[combination["room"]]
    max_tokens = None if room is None else before + len(tokens) + room
    if combination["given"]:
        tokens = tokens[::-1]  # in an order that nothing would learn
        weights = [0.5 + place for place in range(len(tokens))]
    else:
        tokens = tokens if max_tokens is None else tokens[: max_tokens - before]
        weights = reference.inverse_document_frequency(kind.learned, tokens)
    options = {
        "max_tokens": max_tokens,
        "num_oov_indices": unknown_indices,
        "mask_token": mask,
        "output_mode": output_mode,
        "pad_to_max_tokens": combination["pad_to_max_tokens"],
        "sparse": combination["sparse"],
    }
    if combination["given"]:
        options["vocabulary"] = tokens
        options["idf_weights"] = weights if output_mode == "tf_idf" else None
    model = reference.Lookup(
        mask,
        kind.unknown,
        unknown_indices,
        kind.bin_of,
        output_mode,
        tuple(tokens),
        tuple(weights),
        max_tokens if combination["pad_to_max_tokens"] else None,
    )
    return options, model


def rules_broken(options):
    """Return what a layer of these options must be refused for, as patterns."""
    most, given = options["max_tokens"], options.get("vocabulary")
    rules = []
    if options["pad_to_max_tokens"] and most is None:
        rules.append("`pad_to_max_tokens` needs `max_tokens`")
    if options["sparse"] and options["output_mode"] == "int":
        rules.append("`sparse` does not go with")
    if given and most and most < len(given) + len(specials_of(options)):
        rules.append(f"`vocabulary` must be of at most {most} tokens")
    return rules


def specials_of(options):
    return reference.special(
        options["mask_token"], None, options["num_oov_indices"], options["output_mode"]
    )


def made(module, kind, options):
    """Return a layer that was given its vocabulary, or has learned it."""
    layer = getattr(module, kind.name)(**options)
    if "vocabulary" not in options:
        rows = tf.constant(kind.learned)
        layer.update_state(
            tf.strings.reduce_join(rows, -1, separator=" ") if kind is Texts else rows
        )
        layer.finalize_state()
    return layer


def rows_for(kind, model):
    """Return rows to look up; without unknown tokens, where those have no index."""
    known = {*model.tokens, model.mask}
    if model.unknown_indices:
        return kind.rows
    return [[token if token in known else model.tokens[0] for token in row] for row in kind.rows]


def plain(output):
    if isinstance(output, tf.RaggedTensor):
        return output.to_tensor()
    return tf.sparse.to_dense(output) if isinstance(output, tf.SparseTensor) else output


def assert_like(actual, wanted, name):
    actual = plain(actual)
    np.testing.assert_allclose(actual, wanted, rtol=1e-6, atol=1e-6, err_msg=str(name))


@pytest.mark.parametrize("output_mode", MODES)
@pytest.mark.parametrize("kind", KINDS)
def test_computes_what_the_rule_says(kind, output_mode):
    computed = 0
    for combination in COMBINATIONS:
        options, model = expected(kind, combination, output_mode)
        broken = rules_broken(options)
        if broken:
            with pytest.raises(ValueError, match="|".join(map(re.escape, broken))):
                made(prelayer, kind, options)
            continue
        layer, rows = made(prelayer, kind, options), rows_for(kind, model)
        assert layer.get_vocabulary() == model.vocabulary, combination
        assert layer.table()["role"] == model.roles, combination
        assert layer.vocabulary_size() == len(model.vocabulary), combination
        output = layer(rows)
        assert isinstance(output, tf.SparseTensor) == options["sparse"], combination
        assert output.dtype == ("int64" if output_mode == "int" else "float32"), combination
        assert_like(output, model(rows), combination)
        if not options["num_oov_indices"]:
            with pytest.raises(ValueError, match="every token must be in the vocabulary"):
                layer([[kind.other]])
        computed += 1
    assert computed == (72 if output_mode == "int" else 144)


def keras_fails(options):
    """Whether Keras cannot do what its options say.

    Weights do not go with sparse counts there, and a sparse one-hot vector of the mask has an
    index that is out of its bounds.
    """
    hot = options["output_mode"] == "one_hot" and options["mask_token"] is not None
    return options["sparse"] and (options["output_mode"] == "tf_idf" or hot)


@pytest.mark.slow(
    reason="Makes and adapts 1920 layers of Keras; fast tests compare the same combinations with "
    "a reference, and each mode with Keras."
)
@pytest.mark.parametrize("output_mode", MODES)
@pytest.mark.parametrize("kind", KINDS)
def test_equals_keras(kind, output_mode):
    compared = 0
    for combination in COMBINATIONS:
        options, model = expected(kind, combination, output_mode)
        if rules_broken(options):
            with pytest.raises(ValueError):
                made(keras.layers, kind, options)
            continue
        theirs, rows = made(keras.layers, kind, options), tf.constant(rows_for(kind, model))
        if keras_fails(options):
            with pytest.raises(tf.errors.InvalidArgumentError):
                plain(theirs(rows))
            continue
        ours = made(prelayer, kind, options)(rows)
        assert_like(ours, plain(theirs(rows)), combination)
        compared += 1
    assert compared == {"int": 72, "one_hot": 108, "tf_idf": 72}.get(output_mode, 144)


@pytest.mark.parametrize("kind", KINDS)
def test_gives_back_what_was_looked_up(kind):
    for combination in COMBINATIONS:
        options, model = expected(kind, combination, "int")
        if rules_broken(options):
            continue
        rows = rows_for(kind, model)
        indices = made(prelayer, kind, options)(rows)
        wanted = [[model.meaning(model.index(token)) for token in row] for row in rows]
        known = {*model.tokens, model.mask}
        for row, names in zip(rows, wanted):
            assert all(name == token for token, name in zip(row, names) if token in known)
        whole = {**options, "vocabulary": model.vocabulary}
        for inverted in ({**options, "invert": True}, {**whole, "invert": True}):
            layer = made(prelayer, kind, inverted)
            back = [[kind.as_token(token) for token in row] for row in layer(indices).numpy()]
            assert back == wanted, combination
            beyond = layer([len(model.vocabulary), -1]).numpy().tolist()
            assert [kind.as_token(token) for token in beyond] == [kind.unknown] * 2


TEXTS = ["b Hello q", "a é", "b b c", "", "d Hello Hello"]


@pytest.mark.parametrize("output_mode", MODES)
def test_texts_follow_the_same_rule(output_mode):
    computed = 0
    for room, given, pad, sparse in itertools.product(ROOMS, *[[False, True]] * 3):
        options = {"pad_to_max_tokens": pad, "sparse": sparse, "given": given, "room": room}
        combination = {**options, "num_oov_indices": 1, "masked": True}
        options, model = expected(Texts, combination, output_mode)
        for own in ("num_oov_indices", "mask_token"):
            del options[own]
        options |= {"standardize": None}
        broken = rules_broken({**options, "num_oov_indices": 1, "mask_token": ""})
        if broken:
            with pytest.raises(ValueError, match="|".join(map(re.escape, broken))):
                made(prelayer, Texts, options)
            continue
        layer = made(prelayer, Texts, options)
        assert layer.get_vocabulary() == model.vocabulary, combination
        texts = TEXTS[::2][:2] if output_mode == "one_hot" else TEXTS
        # Rows are padded with the mask to the length of the longest.
        rows = [(text.split() + [""] * 3)[:3] for text in texts]
        assert_like(layer(texts), model(rows), combination)
        if output_mode != "one_hot" and not (sparse and output_mode == "tf_idf"):
            theirs = made(keras.layers, Texts, options)
            assert_like(layer(texts), plain(theirs(tf.constant(texts))), combination)
        computed += 1
    assert computed == (12 if output_mode == "int" else 24)
