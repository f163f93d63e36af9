"""MelSpectrogram."""

import keras
import numpy as np
import pytest
import tensorflow as tf

import cases
from prelayer import MelSpectrogram
from references_audio import cosine_window, decibels, mel_bands, spectra

SOUNDS = np.random.default_rng(4).normal(size=(2, 3000))


@pytest.mark.parametrize("case", cases.load("mel_spectrogram"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


@pytest.mark.parametrize("length", [2048, 1000, 777])
@pytest.mark.parametrize("window", ["hann", "hamming"])
@pytest.mark.parametrize("exponent", [1.0, 2.0, 0.7])
def test_equals_numpy(length, window, exponent):
    layer = MelSpectrogram(
        length,
        300,
        700,
        window,
        8000,
        50,
        mag_exp=exponent,
        top_db=60,
        ref_power=2,
        dtype="float64",
    )
    found = layer(SOUNDS)
    before = (length - 700) // 2
    weights = np.pad(cosine_window(window, 700, periodic=True), (before, length - 700 - before))
    bands = mel_bands(50, length // 2 + 1, 8000, 20, 4000)
    for sound, ours in zip(SOUNDS, found):
        around = np.pad(sound, length // 2, mode="reflect")
        magnitude = np.abs(spectra(around, weights, 300, length))
        expected = decibels(magnitude**exponent @ bands, 2, 1e-10, 60)
        np.testing.assert_allclose(ours, expected.T, atol=1e-8)
    assert found.shape == layer.compute_output_shape(SOUNDS.shape)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"power_to_db": False},
        {"fft_length": 1000, "sequence_length": 800, "sequence_stride": 160, "window": "hamming"},
        {"mag_exp": 1.0, "top_db": 20, "ref_power": 3.0, "num_mel_bins": 40, "min_freq": 100},
        {"sequence_length": 512, "window": np.arange(512.0)},
        {"sequence_length": 512, "window": None, "max_freq": 3000},
    ],
)
def test_equals_keras_for_one_sound(options):
    sound = SOUNDS[0].astype("float32")
    theirs = keras.layers.MelSpectrogram(**options)(sound)
    found = MelSpectrogram(**options)(sound)
    # Keras computes in float32 alone, also the bands.
    np.testing.assert_allclose(found, theirs, rtol=1e-3, atol=5e-3)


def test_a_sound_does_not_depend_on_its_batch():
    sounds = SOUNDS.astype("float32") * [[1], [1e-5]]
    layer = MelSpectrogram(top_db=10)
    for sound, found in zip(sounds, layer(sounds)):
        np.testing.assert_allclose(found, layer(sound), atol=1e-4)


def test_computes_the_same_in_datasets_models_and_graphs_of_unknown_length():
    layer = MelSpectrogram(512, 100, num_mel_bins=20)
    sounds = SOUNDS.astype("float32")
    expected = layer(sounds).numpy()
    dataset = tf.data.Dataset.from_tensor_slices(sounds).map(layer)
    np.testing.assert_allclose(list(dataset.as_numpy_iterator()), expected, atol=1e-4)
    inputs = keras.Input((None,))
    model = keras.Model(inputs, layer(inputs))
    assert model.output_shape == (None, 20, None)
    np.testing.assert_allclose(model.predict(sounds, verbose=0), expected, atol=1e-4)
    traced = tf.function(layer, input_signature=[tf.TensorSpec((None, None))])
    np.testing.assert_allclose(traced(sounds), expected, atol=1e-4)


def test_takes_a_batch_without_sounds():
    assert MelSpectrogram()(SOUNDS[:0]).shape == (0, 128, 6)


def test_half_precision_is_that_of_the_output_only():
    found = MelSpectrogram(dtype="mixed_float16")(SOUNDS)
    assert found.dtype == tf.float16
    np.testing.assert_allclose(found, MelSpectrogram()(SOUNDS), rtol=1e-3, atol=0.05)
