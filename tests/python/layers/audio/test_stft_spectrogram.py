"""STFTSpectrogram."""

import itertools

import keras
import numpy as np
import pytest
import scipy.signal
import tensorflow as tf

import cases
from prelayer import STFTSpectrogram
from references_audio import cosine_window, padded_same, spectra, values_of

SOUNDS = np.random.default_rng(3).normal(size=(2, 700, 3))
MODES = ("log", "magnitude", "psd", "real", "imag", "angle", "stft")


@pytest.mark.parametrize("case", cases.load("stft_spectrogram"), ids=cases.name)
def test_computes_what_its_cases_say(case):
    cases.check(case)


def reference(mode, window, step, fft_length, padding="valid", sounds=SOUNDS):
    """Return (batch, channels, frames, bins) by NumPy."""
    return np.array([
        [
            values_of(
                spectra(
                    padded_same(channel, len(window), step) if padding == "same" else channel,
                    window, step, fft_length,
                ),
                mode,
            )
            for channel in sound.T
        ]
        for sound in sounds
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("mode", "name", "padding"), [*itertools.product(MODES, ("hann", "hamming"), ("valid", "same"))]
)
def test_equals_numpy(mode, name, padding):
    window = cosine_window(name, 100, periodic=False)
    expected = reference(mode, window / np.sqrt(np.sum(window**2)), 30, 128, padding)
    layer = STFTSpectrogram(mode, 100, 30, window=name, padding=padding, dtype="float64")
    joined = expected.transpose(0, 2, 1, 3).reshape(2, expected.shape[2], -1)
    np.testing.assert_allclose(layer(SOUNDS), joined, atol=1e-9)
    single = STFTSpectrogram(mode, 100, 30, window=name, padding=padding)
    if mode != "angle":  # the angle of almost nothing is any
        np.testing.assert_allclose(single(SOUNDS.astype("float32")), joined, atol=2e-4)


def test_odd_lengths_have_the_frequencies_of_their_length():
    found = STFTSpectrogram("stft", 101, 50, 101, window=None, expand_dims=True)(SOUNDS)
    assert found.shape == (2, 12, 102, 3)
    expected = reference("stft", np.ones(101), 50, 101).transpose(0, 2, 3, 1)
    np.testing.assert_allclose(found, expected, atol=1e-4)


OPTIONS = [
    {},
    {"padding": "same", "frame_step": 100},
    {"expand_dims": True, "window": "hamming", "scaling": "spectrum", "fft_length": 512},
    {"window": None, "frame_length": 100, "frame_step": 30},
    {"window": "blackman", "scaling": None, "periodic": True},
    {"window": np.arange(256.0) + 1},
]


@pytest.mark.parametrize("options", OPTIONS)
@pytest.mark.parametrize("data_format", ["channels_last", "channels_first"])
@pytest.mark.parametrize("mode", [mode for mode in MODES if mode != "angle"])
def test_equals_keras(mode, options, data_format):
    sounds = SOUNDS.astype("float32")
    sounds = sounds if data_format == "channels_last" else sounds.transpose(0, 2, 1)
    theirs = keras.layers.STFTSpectrogram(mode, data_format=data_format, **options)(sounds)
    layer = STFTSpectrogram(mode, data_format=data_format, **options)
    found = layer(sounds)
    assert tuple(found.shape) == layer.compute_output_shape(sounds.shape)
    scale = float(tf.reduce_max(tf.abs(theirs)))
    # The error of Keras, whose kernels are rounded to float32.
    np.testing.assert_allclose(found, theirs, atol=2e-3 * max(1, scale / 100), rtol=1e-3)


def test_takes_the_windows_of_scipy():
    found = STFTSpectrogram("real", 64, window="blackman", scaling=None, dtype="float64")(SOUNDS)
    window = scipy.signal.get_window("blackman", 64, fftbins=False)
    expected = reference("real", window, 32, 64).transpose(0, 2, 1, 3).reshape(found.shape)
    np.testing.assert_allclose(found, expected, atol=1e-9)


def test_computes_the_same_in_datasets_models_and_graphs_of_unknown_length():
    layer = STFTSpectrogram(frame_length=64, padding="same")
    sounds = SOUNDS.astype("float32")
    expected = layer(sounds).numpy()
    dataset = tf.data.Dataset.from_tensors(sounds).map(layer)
    np.testing.assert_array_equal(next(iter(dataset)), expected)
    inputs = keras.Input((None, 3))
    model = keras.Model(inputs, layer(inputs))
    assert model.output_shape == (None, None, 3 * 33)
    np.testing.assert_allclose(model.predict(sounds, verbose=0), expected, atol=1e-5)
    traced = tf.function(layer, input_signature=[tf.TensorSpec((None, None, None))])
    np.testing.assert_allclose(traced(sounds), expected, atol=1e-5)


def test_takes_a_batch_without_sounds():
    assert STFTSpectrogram()(SOUNDS[:0]).shape == (0, 4, 387)


def test_reports_a_short_sound_in_a_dataset():
    spec = tf.TensorSpec((1, None, 1))
    short = tf.data.Dataset.from_generator(
        lambda: iter([np.ones((1, 5, 1))]), output_signature=spec
    )
    with pytest.raises(tf.errors.InvalidArgumentError, match="must have at least 8 samples"):
        next(iter(short.map(STFTSpectrogram(frame_length=8))))


def test_gradients_reach_the_sounds():
    sounds = tf.constant(SOUNDS.astype("float32"))
    with tf.GradientTape() as tape:
        tape.watch(sounds)
        power = tf.reduce_sum(STFTSpectrogram("psd", 100, 100, 128)(sounds))
    assert np.abs(tape.gradient(power, sounds)).max() > 0


def test_rejects_ragged_sounds():
    ragged = tf.RaggedTensor.from_row_lengths(np.ones((5, 1), "float32"), [2, 3])
    with pytest.raises(ValueError, match="sounds must be dense and of one length"):
        STFTSpectrogram(frame_length=3)(ragged)
