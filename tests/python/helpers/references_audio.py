"""Spectrograms by NumPy's Fourier transform, in float64."""

from __future__ import annotations

import numpy as np


def cosine_window(name: str, length: int, periodic: bool) -> np.ndarray:
    """Return the window "hann" or "hamming" by its definition."""
    first = {"hann": 0.5, "hamming": 0.54}[name]
    steps = np.arange(length) / (length if periodic else length - 1)
    return first - (1 - first) * np.cos(2 * np.pi * steps)


def spectra(sound: np.ndarray, window: np.ndarray, step: int, fft_length: int) -> np.ndarray:
    """Return the spectra (frames, bins) of the frames of a sound (samples)."""
    length = len(window)
    starts = range(0, len(sound) - length + 1, step)
    frames = [sound[start : start + length] * window for start in starts]
    return np.array([np.fft.rfft(frame, fft_length) for frame in frames])


def padded_same(sound: np.ndarray, length: int, step: int) -> np.ndarray:
    """Return a sound (samples) with zeros around it, for one frame per started step."""
    steps = int(np.ceil(len(sound) / step))
    missing = max(0, (steps - 1) * step + length - len(sound))
    return np.pad(sound, (missing // 2, missing - missing // 2))


def values_of(found: np.ndarray, mode: str) -> np.ndarray:
    """Return the real values (frames, bins) of spectra in a mode of `STFTSpectrogram`."""
    power = np.abs(found) ** 2
    magnitude = np.sqrt(np.maximum(power, 1e-7))
    twice = np.concatenate([power[:, :1], 2 * power[:, 1:-1], power[:, -1:]], axis=1)
    return {
        "real": found.real,
        "imag": found.imag,
        "angle": np.angle(found),
        "stft": np.concatenate([found.real, found.imag], axis=1),
        "psd": twice,
        "magnitude": magnitude,
        "log": np.log(magnitude),
    }[mode]


def mel_bands(count: int, bins: int, rate: int, lowest: float, highest: float) -> np.ndarray:
    """Return the weights (bins, bands) of triangles on the mel scale, one band at a time."""

    def mel(hertz: float) -> float:
        return 1127 * np.log(1 + hertz / 700)

    corners = np.linspace(mel(lowest), mel(highest), count + 2)
    frequencies = [mel(rate / 2 * place / (bins - 1)) for place in range(bins)]
    bands = [np.interp(frequencies, corners[i : i + 3], [0, 1, 0], 0, 0) for i in range(count)]
    weights = np.transpose(bands)
    weights[0] = 0
    return weights


def decibels(power: np.ndarray, reference: float, smallest: float, top: float) -> np.ndarray:
    """Return the decibels of one sound, cut off below the loudest value."""
    level = 10 * np.log10(np.maximum(power, smallest) / max(abs(reference), smallest))
    return np.maximum(level, level.max() - top)
