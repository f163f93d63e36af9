"""Folders of files in parts: for training, for validation, by group."""

import math
import re

import keras
import numpy as np
import pytest

import folders
from image_folders import labels_of, load


def test_a_seed_splits_files_as_keras_splits_them(tmp_path):
    folders.write_images(tmp_path, ["a", "b"], count=5)
    arguments = {"shuffle": True, "seed": 3, "validation_split": 0.4, "subset": "both"}
    ours = load(tmp_path, **arguments)
    theirs = keras.utils.image_dataset_from_directory(tmp_path, verbose=False, **arguments)
    assert [part.file_paths for part in ours] == [part.file_paths for part in theirs]
    assert [part.cardinality().numpy() for part in load(tmp_path, batch_size=1, **arguments)] == [
        6,
        4,
    ]
    training = load(tmp_path, **{**arguments, "subset": "training"})
    validation = load(tmp_path, **{**arguments, "subset": "validation"})
    assert [training.file_paths, validation.file_paths] == [part.file_paths for part in ours]


def test_one_call_returns_all_parts_of_a_split(tmp_path):
    folders.write_images(tmp_path, ["a", "b"], count=20)
    parts = load(tmp_path, split={"train": 0.8, "test": 0.2}, stratify=True, seed=3)
    assert list(parts) == ["train", "test"]
    paths = {name: part.file_paths for name, part in parts.items()}
    assert sorted(paths["train"] + paths["test"]) == load(tmp_path).file_paths
    np.testing.assert_array_equal(np.bincount(labels_of(parts["train"])), [16, 16])
    np.testing.assert_array_equal(np.bincount(labels_of(parts["test"])), [4, 4])


def test_a_split_by_path_moves_no_file_when_others_are_added(tmp_path):
    options = {"split": {"train": 0.5, "test": 0.5}, "split_by": "path"}
    folders.write_images(tmp_path / "before", ["a", "b"], count=20)
    folders.write_images(tmp_path / "after", ["a", "b"], count=25)
    before = load(tmp_path / "before", **options)
    after = load(tmp_path / "after", **options)
    for name in ("train", "test"):
        older = {path.split("/before/")[1] for path in before[name].file_paths}
        assert older <= {path.split("/after/")[1] for path in after[name].file_paths}
        again = load(f"{tmp_path}/after//", **options)[name].file_paths
        assert [path.replace("//", "/") for path in again] == after[name].file_paths


def test_a_part_may_have_no_share(tmp_path):
    folders.write_images(tmp_path, ["a", "b"], count=3)
    parts = load(tmp_path, split={"train": 0, "test": 1}, shuffle=True, batch_size=2)
    assert parts["train"].file_paths == []
    assert parts["train"].element_spec == parts["test"].element_spec
    assert [len(list(part)) for part in parts.values()] == [0, 3]


def test_files_of_a_group_stay_together(tmp_path):
    folders.write_images(tmp_path, ["a", "b"], count=20)
    parts = load(
        tmp_path, split={"train": 0.5, "test": 0.5}, group=lambda name: name[2:-4].zfill(2)[-1]
    )
    numbers = [{path[:-4][-1] for path in part.file_paths} for part in parts.values()]
    assert not numbers[0] & numbers[1]
    assert sum(len(part.file_paths) for part in parts.values()) == 40


def test_an_error_in_a_function_of_paths_comes_through(tmp_path):
    folders.write_images(tmp_path, ["a"], count=2)

    def failing(path):
        raise LookupError(f"no group for {path}")

    with pytest.raises(LookupError, match=re.escape("no group for a/0.png")):
        load(tmp_path, split={"a": 0.5, "b": 0.5}, group=failing)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"stratify": True}, "`stratify` needs `split`, which names the parts."),
        ({"group": np.arange(4)}, "`group` needs `split`, which names the parts."),
        (
            {"split": {"a": 0.5, "b": 0.5}, "group": [1, 2]},
            "`group` must hold one group for each file, but it holds 2 and there are 4 files.",
        ),
        (
            {
                "split": {"a": 0.5, "b": 0.5},
                "group": lambda path: path[:1] if "a" in path else None,
            },
            "`group` must name a group for each file, not None for 'b/0.png'.",
        ),
        (
            {"split": {"a": 0.5, "b": 0.5}, "group": [1, math.nan, 2, 2]},
            "`group` must name a group for each file, not nan for 'a/1.png'.",
        ),
        (
            {"split": {"a": 0.5, "b": 0.5}, "stratify": True, "labels": None},
            "`stratify=True` needs labels, but there are none.",
        ),
        (
            {"split": {"a": 1.0}, "validation_split": 0.2, "subset": "both", "seed": 1},
            "`split` and `validation_split` exclude each other. Give one of them.",
        ),
    ],
)
def test_refuses_splits_that_contradict_themselves(tmp_path, arguments, sentence):
    folders.write_images(tmp_path, ["a", "b"], count=2)
    with pytest.raises(ValueError) as error:
        load(tmp_path, **arguments)
    assert str(error.value) == f"image_dataset_from_directory: {sentence}"
