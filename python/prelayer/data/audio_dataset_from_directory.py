"""audio_dataset_from_directory: loads sound files with labels from a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Literal

import tensorflow as tf

from prelayer._core import check, errors
from prelayer._core.owner import public
from prelayer._core.types import ArrayLike, Token
from prelayer.data.files import sound_files
from prelayer.data.files.file_format import Kind, Quick
from prelayer.data.files.folder_dataset import Datasets, Folder, folder_dataset
from prelayer.data.files.sound_files import Sound


@public
def audio_dataset_from_directory(
    directory: str | os.PathLike[str],
    labels: ArrayLike = "inferred",
    label_mode: str | None = "int",
    class_names: Sequence[str] | None = None,
    batch_size: int | None = 32,
    sampling_rate: int | None = None,
    output_sequence_length: int | None = None,
    ragged: bool = False,
    shuffle: bool = True,
    seed: int | None = None,
    validation_split: float | None = None,
    subset: str | None = None,
    follow_links: bool = False,
    verbose: bool = True,
    on_error: Literal["raise", "skip", "placeholder"] = "raise",
    split: Mapping[str, float] | None = None,
    split_by: Literal["chance", "path"] = "chance",
    stratify: bool = False,
    group: Callable[[str], Token] | Sequence[Token] | None = None,
) -> Datasets:
    """Load the sound files in a folder as a dataset of batches with labels.

    Each folder in `directory` is a class; class indices follow the alphabetical order of the names.
    Each epoch is shuffled in a new order, reproducible by `seed`. Files must be WAV with 16 bits
    per sample, which become float32 from -1 to 1. All files must have the number of channels of the
    first file and, unless `sampling_rate` is set, its sampling rate; a file that differs raises an
    error that names it.

    See also: `MelSpectrogram`, `STFTSpectrogram`, `report`.

    Args:
        directory: folder with one folder of .wav files per class. Hidden files and folders (names
            that begin with a dot), FIFOs, sockets and devices are skipped.
        labels: "inferred" from the folders; None for no labels; or one label per file, in the
            order of `file_paths` with `shuffle=False`: whole numbers or strings.
        label_mode: "int" (int32), "categorical" (one-hot float32), "binary" (0 or 1, float32,
            shape (batch, 1)) or None (no labels).
        class_names: names of class folders in the order of their class indices. Default: all class
            folders in alphabetical order.
        batch_size: sounds per batch; None for single sounds.
        sampling_rate: samples per second to which every sound is resampled, by its spectrum; None
            keeps the sampling rate of the files.
        output_sequence_length: number of samples to which every sound is truncated or padded with
            silence. Default: sounds are padded to the longest sound of the batch.
        ragged: whether to return sounds with their own lengths, as a ragged tensor.
        shuffle: whether to shuffle the files; otherwise they are in alphabetical order.
        seed: whole number that makes shuffling and splitting reproducible.
        validation_split: fraction of the files, between 0 and 1, used for validation.
        subset: "training", "validation" or "both"; used with `validation_split`.
        follow_links: whether to enter folders that are symbolic links. A link to a folder that
            contains the link is not followed.
        verbose: whether to print the number of files and classes.
        on_error: how to handle an unreadable file: "raise" an error that names it, "skip" it and
            its label, or replace it by a "placeholder", silence. `report()` lists these files.
            With "skip" the number of batches is unknown, and Keras's `fit()` warns after each epoch
            that the data ran out; `tf.data.experimental.assert_cardinality()` sets the number.
        split: the names of the parts and their fractions: {"train": 0.8, "test": 0.2}. Only the
            first part is shuffled.
        split_by: "chance": at random, by `seed`; or "path": by a hash of each file's path relative
            to `directory`, so that no file changes its part when files are added.
        stratify: whether each part contains its fraction of each class, to within one file.
        group: keeps the files of a group in the same part: a function from the path relative to
            `directory` to the name of a group, or the groups of the files in the order of
            `file_paths`.

    Returns:
        A `tf.data.Dataset` of (sounds, labels), or of sounds only without labels, with the
        attributes `class_names` and `file_paths`; sounds have the shape (batch, samples,
        channels). A pair of datasets with `subset="both"`; a dict of datasets with `split`.

    Raises:
        ValueError: if an argument is invalid, a folder is missing or empty, or a class has no
            files.

    Examples:
        >>> import os, tempfile
        >>> import tensorflow as tf
        >>> from prelayer import audio_dataset_from_directory
        >>> folder = tempfile.mkdtemp()
        >>> for name, samples in [("clap", 3), ("snap", 5)]:
        ...     os.mkdir(os.path.join(folder, name))
        ...     sound = tf.audio.encode_wav(tf.fill((samples, 1), 0.5), 8000)
        ...     tf.io.write_file(os.path.join(folder, name, "1.wav"), sound)
        >>> dataset = audio_dataset_from_directory(folder)
        Found 2 files belonging to 2 classes.
        >>> sounds, labels = next(iter(dataset))
        >>> sounds.shape, labels.dtype, dataset.class_names
        (TensorShape([2, 5, 1]), tf.int32, ['clap', 'snap'])
    """
    if sampling_rate is not None:
        sampling_rate = check.whole("sampling_rate", sampling_rate, minimum=1)
    if output_sequence_length is not None:
        output_sequence_length = check.whole(
            "output_sequence_length", output_sequence_length, minimum=1
        )
    if check.flag("ragged", ragged) and output_sequence_length is not None:
        raise errors.problem("`ragged` and `output_sequence_length` exclude each other.")
    arguments = Folder(
        directory=directory,
        labels=labels,
        label_mode=label_mode,
        class_names=class_names,
        batch_size=batch_size if sampling_rate is None else None,
        shuffle=shuffle,
        seed=seed,
        validation_split=validation_split,
        subset=subset,
        follow_links=follow_links,
        verbose=verbose,
        on_error=on_error,
        split=split,
        split_by=split_by,
        stratify=stratify,
        group=group,
    )
    if batch_size is not None:
        batch_size = check.whole("batch_size", batch_size, minimum=1)

    def kind(paths: Sequence[str]) -> Kind:
        sound = sound_files.first_sound(paths, sampling_rate, output_sequence_length)
        quick = (
            (Quick(sound_files.EXTENSIONS, sound_files.quick_reader(sound)),) if sound.plain else ()
        )
        finish = partial(_batches, sound=sound, batch_size=batch_size, ragged=ragged)
        return Kind(sound_files.reader(sound), sound.complaint, quick, finish)

    return folder_dataset(arguments, sound_files.EXTENSIONS, kind)


def _batches(
    files: tf.data.Dataset, sound: Sound, batch_size: int | None, ragged: bool
) -> tf.data.Dataset:
    """Decode sounds from batches of files, or from single files if each one is resampled."""

    def decode(files: tf.Tensor, *labels: tf.Tensor) -> Any:
        single = files.shape.rank == 0
        audio = (
            sound_files.decoded(files, sound)
            if single
            else sound_files.decoded_batch(files, sound, ragged)
        )
        return (audio, *labels) if labels else audio

    dataset = files.map(decode, num_parallel_calls=tf.data.AUTOTUNE)
    if batch_size is None or sound.new_rate is None:
        return dataset
    batch = dataset.padded_batch if sound.length is None else dataset.batch
    return dataset.ragged_batch(batch_size) if ragged else batch(batch_size)
