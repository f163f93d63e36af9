"""Folders of sounds for the loaders' tests."""

import wave

import numpy as np


def write_sound(path, samples, channels=1, rate=8000, seed=0):
    """Writes a 16-bit WAV file of random samples; returns them, (samples, channels), -1 to 1."""
    values = np.random.default_rng(seed).integers(-(2**15), 2**15, (samples, channels), "int16")
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(values.astype("<i2").tobytes())
    return values.astype("float32") / 2**15


def write_sounds(root, lengths, **options):
    """Writes {"class/name.wav": samples} below `root`; returns the sounds in that order."""
    return [
        write_sound(root / name, samples, seed=number, **options)
        for number, (name, samples) in enumerate(lengths.items())
    ]
