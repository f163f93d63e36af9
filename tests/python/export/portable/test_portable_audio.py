"""Layers that compute the spectra of sounds, in LiteRT and ONNX Runtime."""

import numpy as np
import pytest
import tensorflow as tf

from portable import assert_portable, model_of
from prelayer import MelSpectrogram, STFTSpectrogram, portability
from prelayer.export.portable.fourier import spectra

FORMATS = [("litert", None), ("onnx", None)]
SLOW = pytest.mark.slow(reason="Each model is converted and run twice, in two runtimes.")
ROUNDED = 1e-6
# Magnitudes near 0 are differences of large numbers.
LOGARITHM = 1e-3
STEREO = (200, 2)
LAYERS = {
    "log": (STFTSpectrogram(frame_length=32), STEREO, LOGARITHM),
    "magnitude": (STFTSpectrogram("magnitude", frame_length=32), STEREO, ROUNDED),
    "psd": (STFTSpectrogram("psd", frame_length=32), STEREO, ROUNDED),
    "real": (STFTSpectrogram("real", frame_length=32), STEREO, ROUNDED),
    "imaginary": (STFTSpectrogram("imag", frame_length=32, fft_length=50), STEREO, ROUNDED),
    "both": (STFTSpectrogram("stft", frame_length=31), STEREO, ROUNDED),
    "same": (
        STFTSpectrogram(
            "psd",
            frame_length=30,
            frame_step=7,
            padding="same",
            expand_dims=True,
            data_format="channels_first",
        ),
        (2, None),
        ROUNDED,
    ),
    "expanded": (
        STFTSpectrogram("psd", frame_length=30, padding="same", expand_dims=True),
        (None, 1),
        ROUNDED,
    ),
    "mel": (MelSpectrogram(fft_length=256, sequence_stride=50, num_mel_bins=20), (None,), 1e-5),
    "mel_magnitude": (
        MelSpectrogram(fft_length=128, num_mel_bins=20, power_to_db=False, mag_exp=1),
        (900,),
        ROUNDED,
    ),
    "mel_default": (MelSpectrogram(), (5000,), 1e-5),
}
CHEAP = ("psd", "mel")


def noise(shape):
    """Return random sounds of a shape, of 300 samples if that is unknown."""
    return np.random.default_rng(0).normal(0, 0.3, (8, *(size or 300 for size in shape)))


@pytest.mark.parametrize(
    ("layer", "shape", "tolerance"),
    [pytest.param(*LAYERS[key], id=key, marks=[] if key in CHEAP else SLOW) for key in LAYERS],
)
def test_spectra_are_the_same(tmp_path, layer, shape, tolerance):
    model = model_of(layer, shape, "float32")
    assert_portable(model, tmp_path, FORMATS, {"x": noise(shape)}, tolerance=tolerance)


@SLOW
@pytest.mark.parametrize("dtype", ["int16", "float32"])
def test_clicks_have_the_same_spectra(tmp_path, dtype):
    for layer, shape in (
        (STFTSpectrogram(frame_length=32), STEREO),
        (MelSpectrogram(fft_length=128), (None,)),
    ):
        assert_portable(model_of(layer, shape, dtype), tmp_path, FORMATS)


@pytest.mark.parametrize("length", [1, 2, 3, 4, 7, 12, 30, 64, 400, 1025])
def test_spectra_are_those_of_numpy(length):
    frames = np.random.default_rng(0).normal(size=(5, length))
    real, imaginary = spectra(tf.constant(frames, tf.float32), length)
    wanted = np.fft.rfft(frames)
    np.testing.assert_allclose(real, wanted.real, atol=1e-6 * length**0.5 + 1e-6)
    np.testing.assert_allclose(imaginary, wanted.imag, atol=1e-6 * length**0.5 + 1e-6)


def test_angles_are_not_portable():
    found = portability(model_of(STFTSpectrogram("angle", frame_length=32), STEREO, "float32"))
    assert (found["litert"], found["onnx"], found["option"]) == (["no"], ["no"], ["mode"])
