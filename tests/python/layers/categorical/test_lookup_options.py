"""Every combination of the options of lookups, beside the reference and beside Keras."""

import itertools
import re

import keras
import numpy as np
import pytest
import tensorflow as tf

import prelayer
from lookup_combinations import (
    COMBINATIONS,
    ROOMS,
    Integers,
    Strings,
    Texts,
    expected,
    made,
    rows_for,
    rules_broken,
)

MODES = ["int", "one_hot", "multi_hot", "count", "tf_idf"]
KINDS = [Strings, Integers]


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
