"""Sound at another rate is what SciPy makes of it."""

import numpy as np
import pytest
import scipy.signal
import tensorflow as tf

from prelayer.ops.audio import waveform


@pytest.mark.parametrize("samples", [7, 8, 100, 101, 1000])
@pytest.mark.parametrize(
    ("rate_in", "rate_out"), [(8000, 16000), (16000, 8000), (44100, 16000), (3, 4), (4, 3), (9, 8)]
)
def test_equals_scipy(samples, rate_in, rate_out):
    sound = np.random.default_rng(1).uniform(-1, 1, (samples, 2)).astype("float32")
    after = -(-samples * rate_out // rate_in)
    expected = scipy.signal.resample(sound.astype("float64"), after, axis=0)
    found = tf.function(waveform.resampled)(sound, rate_in, rate_out)
    assert found.shape == (after, 2)
    np.testing.assert_allclose(found, expected, atol=1e-6)


def test_a_tone_stays_a_tone():
    time = {rate: np.arange(rate) / rate for rate in (44100, 16000)}
    tone = {rate: np.sin(2 * np.pi * 440 * time[rate]).astype("float32") for rate in time}
    found = waveform.resampled(tone[44100][:, None], 44100, 16000)
    np.testing.assert_allclose(found[:, 0], tone[16000], atol=1e-5)


def test_frequencies_that_the_rate_cannot_hold_are_gone():
    time = np.arange(44100) / 44100
    tone = np.sin(2 * np.pi * 12000 * time).astype("float32")[:, None]
    assert np.abs(waveform.resampled(tone, 44100, 16000)).max() < 1e-6


def test_the_same_rate_changes_nothing():
    sound = np.random.default_rng(1).uniform(-1, 1, (50, 1)).astype("float32")
    np.testing.assert_array_equal(waveform.resampled(sound, 8000, 8000), sound)


def test_sounds_are_cut_off_or_followed_by_silence():
    sound = tf.constant([[1.0], [2.0], [3.0]])
    assert waveform.of_length(sound, 2).numpy().tolist() == [[1], [2]]
    assert waveform.of_length(sound, 4).numpy().tolist() == [[1], [2], [3], [0]]


def test_no_sound_stays_no_sound():
    # In a graph, as in a dataset; the spectrum of nothing would end the process.
    found = tf.function(waveform.resampled)(tf.zeros((0, 2)), 8000, 16000)
    assert found.shape == (0, 2)
