"""Checkpoints over datasets, data in memory and the stages of a model."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from interrupted import Killed, write_at_once
from prelayer import Normalization, StringLookup, adapt


@pytest.fixture
def path(tmp_path, monkeypatch):
    write_at_once(monkeypatch)
    return tmp_path / "adapt.checkpoint"


def dataset_of(batches, signature):
    return tf.data.Dataset.from_generator(lambda: batches, output_signature=signature)


def test_goes_on_over_a_dataset(path):
    spec = tf.TensorSpec((None, 300))  # rows that are too wide to be joined to larger batches
    rows = np.random.default_rng(1).normal(size=(8, 2, 300))
    whole, adapted = Normalization(), Normalization()
    whole.adapt(dataset_of(list(rows), spec))

    def stop(now):
        if now.rows == 10:
            raise Killed

    with pytest.raises(Killed):
        adapt(Normalization(), dataset_of(list(rows), spec), checkpoint=path, progress=stop)
    read = []
    adapt(adapted, dataset_of(list(rows), spec), checkpoint=path, progress=read.append)
    assert [now.rows for now in read] == [10, 12, 14, 16]
    np.testing.assert_array_equal(adapted.mean, whole.mean)
    np.testing.assert_array_equal(adapted.variance, whole.variance)


def test_goes_on_over_strings_in_memory(path):
    words = ["b", "a", "b", "caf\u00e9"]

    def stop(now):
        if now.rows == 4:
            raise Killed

    with pytest.raises(Killed):
        adapt(StringLookup(), words, checkpoint=path, progress=stop)
    assert path.exists()
    layer = StringLookup()
    adapt(layer, words, checkpoint=path)
    assert layer.get_vocabulary() == ["[UNK]", "b", "caf\u00e9", "a"]
    assert not path.exists()


def model_in_two_stages():
    texts = keras.Input((), dtype="string")
    lookup, scale = StringLookup(), Normalization(axis=None)
    return keras.Model(texts, scale(lookup(texts))), lookup, scale


def test_goes_on_within_the_stages_of_a_model(path):
    words = [np.array(["b", "a"]), np.array(["b", "c"]), np.array(["d", "b"])]
    spec = tf.TensorSpec((None,), "string")
    whole, lookup, scale = model_in_two_stages()
    adapt(whole, dataset_of(words, spec), batch_size=None)

    def stop(now):
        if now.number == 2:
            raise Killed

    model, *_ = model_in_two_stages()
    with pytest.raises(Killed):
        adapt(model, dataset_of(words, spec), checkpoint=path, progress=stop)
    model, again, scale_again = model_in_two_stages()
    assert adapt(model, dataset_of(words, spec), checkpoint=path).passes == 2
    assert again.get_vocabulary() == lookup.get_vocabulary() == ["[UNK]", "b", "d", "c", "a"]
    np.testing.assert_array_equal(scale_again.mean, scale.mean)
