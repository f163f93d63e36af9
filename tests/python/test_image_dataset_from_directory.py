import re

import keras
import numpy as np
import pytest
import tensorflow as tf

import folders
from prelayer import image_dataset_from_directory


def load(root, **arguments):
    arguments = {"image_size": (8, 9), "verbose": False, "shuffle": False, **arguments}
    return image_dataset_from_directory(root, **arguments)


def together(dataset):
    """All images and all labels of a batched dataset, as arrays."""
    batches = [tuple(part.numpy() for part in batch) for batch in dataset]
    return tuple(np.concatenate(parts) for parts in zip(*batches))


def labels_of(dataset):
    return together(dataset)[1]


def test_raw_files_become_batches_of_float32_images_with_int32_labels(tmp_path):
    folders.write_images(tmp_path, ["a", "b"], count=33, size=(4, 5))
    dataset = load(tmp_path, batch_size=64, image_size=(200, 200))
    images, labels = next(iter(dataset))
    assert images.shape == (64, 200, 200, 3)
    assert images.dtype == tf.float32
    assert labels.shape == (64,)
    assert labels.dtype == tf.int32
    assert dataset.cardinality() == 2
    np.testing.assert_array_equal(labels_of(dataset), [0] * 33 + [1] * 33)


@pytest.mark.parametrize("extension", ["png", "bmp", "gif", "jpeg", "JPG"])
def test_images_have_the_values_of_their_files(tmp_path, extension):
    written = folders.write_images(tmp_path, ["a"], extension=extension)
    images, _ = together(load(tmp_path))
    np.testing.assert_array_equal(images, np.stack(list(written.values())))


@pytest.mark.parametrize("extension", ["png", "bmp", "gif", "jpeg"])
@pytest.mark.parametrize(
    ("color_mode", "mode", "channels"),
    [("grayscale", "L", 1), ("rgb", "RGB", 3), ("rgba", "RGBA", 4)],
)
def test_every_color_mode_works_for_every_kind_of_file(
    tmp_path, extension, color_mode, mode, channels
):
    folders.write_images(tmp_path, ["a"], count=1, extension=extension)
    images, _ = together(load(tmp_path, color_mode=color_mode))
    expected = folders.pixels_of(tmp_path / "a" / f"0.{extension}", mode)
    assert images.shape == (1, 8, 9, channels)
    # A JPEG holds its gray levels; Pillow computes them from the colors made of them.
    np.testing.assert_allclose(images[0], expected.reshape(8, 9, channels), atol=3)


@pytest.mark.parametrize("how", [{}, {"crop_to_aspect_ratio": True}, {"pad_to_aspect_ratio": True}])
@pytest.mark.parametrize("interpolation", ["bilinear", "nearest", "area", "lanczos3"])
@pytest.mark.parametrize("data_format", ["channels_last", "channels_first"])
def test_images_are_resized_as_keras_resizes_them(tmp_path, how, interpolation, data_format):
    folders.write_images(tmp_path, ["a", "b"], size=(13, 29))
    arguments = {
        "image_size": (10, 12),
        "interpolation": interpolation,
        "data_format": data_format,
        "shuffle": False,
        "verbose": False,
        **how,
    }
    images, labels = together(image_dataset_from_directory(tmp_path, **arguments))
    reference = keras.utils.image_dataset_from_directory(tmp_path, **arguments)
    expected_images, expected_labels = together(reference)
    assert images.dtype == np.float32
    np.testing.assert_allclose(images, expected_images, atol=1e-4)
    np.testing.assert_array_equal(labels, expected_labels)


def test_one_number_is_a_square_image_size(tmp_path):
    folders.write_images(tmp_path, ["a"], count=1)
    assert load(tmp_path, image_size=6).element_spec[0].shape == (None, 6, 6, 3)


def test_class_names_give_the_order_of_labels(tmp_path):
    folders.write_images(tmp_path, ["a", "b", "c"], count=2)
    dataset = load(tmp_path, class_names=["c", "a"])
    assert dataset.class_names == ["c", "a"]
    assert [path.split("/")[-2] for path in dataset.file_paths] == ["c", "c", "a", "a"]
    np.testing.assert_array_equal(labels_of(dataset), [0, 0, 1, 1])


def test_label_modes_encode_labels(tmp_path):
    folders.write_images(tmp_path, ["a", "b"], count=1)
    categorical = labels_of(load(tmp_path, label_mode="categorical"))
    binary = labels_of(load(tmp_path, label_mode="binary"))
    np.testing.assert_array_equal(categorical, [[1, 0], [0, 1]])
    np.testing.assert_array_equal(binary, [[0], [1]])
    assert categorical.dtype == binary.dtype == np.float32


@pytest.mark.parametrize("arguments", [{"label_mode": None}, {"labels": None}])
def test_without_labels_images_come_alone(tmp_path, arguments):
    folders.write_images(tmp_path, ["a", "b"], count=1)
    dataset = load(tmp_path, **arguments)
    assert dataset.element_spec == tf.TensorSpec((None, 8, 9, 3), tf.float32)
    assert dataset.class_names is None


def test_given_labels_follow_the_order_of_the_paths(tmp_path):
    folders.write_images(tmp_path, ["b", "a"], count=2)
    dataset = load(tmp_path, labels=[5, 6, 7, 7])
    assert [path[-7:] for path in dataset.file_paths] == [
        "a/0.png",
        "a/1.png",
        "b/0.png",
        "b/1.png",
    ]
    np.testing.assert_array_equal(labels_of(dataset), [5, 6, 7, 7])
    assert dataset.class_names == ["5", "6", "7"]


def test_given_labels_may_be_strings(tmp_path):
    folders.write_images(tmp_path, ["a"], count=3)
    dataset = load(tmp_path, labels=["wet", "dry", "wet"])
    np.testing.assert_array_equal(labels_of(dataset), [1, 0, 1])
    assert dataset.class_names == ["dry", "wet"]


def test_without_a_batch_size_images_come_one_by_one(tmp_path):
    folders.write_images(tmp_path, ["a"], count=2)
    dataset = load(tmp_path, batch_size=None)
    assert dataset.element_spec[0].shape == (8, 9, 3)
    assert dataset.cardinality() == 2


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


def test_images_keep_their_labels_when_shuffled(tmp_path):
    written = folders.write_images(tmp_path, ["a", "b"], count=6)
    dataset = load(tmp_path, shuffle=True, seed=1, label_mode="int")
    expected = {array.tobytes(): "/b/" in path for path, array in written.items()}
    for image, label in zip(*together(dataset)):
        assert expected[image.astype(np.uint8).tobytes()] == label


def test_each_epoch_has_another_order_that_the_seed_repeats(tmp_path):
    folders.write_images(tmp_path, ["a"], count=20)
    dataset = load(tmp_path, shuffle=True, seed=1, labels=list(range(20)))
    again = load(tmp_path, shuffle=True, seed=1, labels=list(range(20)))
    first, second = labels_of(dataset), labels_of(dataset)
    assert sorted(first) == sorted(second) == list(range(20))
    assert first.tolist() != second.tolist()
    np.testing.assert_array_equal(labels_of(again), first)
    np.testing.assert_array_equal(labels_of(again), second)


def test_files_in_deeper_folders_belong_to_their_class(tmp_path):
    folders.write_images(tmp_path, ["a/deep", "b"], count=1)
    (tmp_path / "b" / "notes.md").write_text("not an image")
    (tmp_path / ".hidden").mkdir()
    dataset = load(tmp_path)
    assert dataset.class_names == ["a", "b"]
    assert [path[len(str(tmp_path)) :] for path in dataset.file_paths] == [
        "/a/deep/0.png",
        "/b/0.png",
    ]


def test_links_are_followed_when_asked(tmp_path):
    folders.write_images(tmp_path / "elsewhere", ["x"], count=2)
    folders.write_images(tmp_path / "main", ["a"], count=1)
    (tmp_path / "main" / "a" / "link").symlink_to(tmp_path / "elsewhere" / "x")
    assert len(load(tmp_path / "main").file_paths) == 1
    assert len(load(tmp_path / "main", follow_links=True).file_paths) == 3


def test_says_what_it_found(tmp_path, capsys):
    folders.write_images(tmp_path, ["a", "b"], count=1)
    load(tmp_path, verbose=True)
    load(tmp_path, verbose=True, labels=None)
    assert capsys.readouterr().out == ("Found 2 files belonging to 2 classes.\nFound 2 files.\n")


@pytest.mark.parametrize("content", [b"", b"<html></html>", "truncated"])
def test_an_unreadable_image_is_an_error_that_names_the_file(tmp_path, content):
    written = folders.write_images(tmp_path, ["a"], extension="jpg")
    bad = tmp_path / "a" / "1.jpg"
    bad.write_bytes(bad.read_bytes()[:200] if content == "truncated" else content)
    sentence = (
        f"image_dataset_from_directory: the file {bad} cannot be read as an image. "
        "Repair it or move it away."
    )
    with pytest.raises(tf.errors.InvalidArgumentError, match=re.escape(sentence)):
        list(load(tmp_path, batch_size=1))
    assert str(bad) in written


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"labels": "guessed"}, "`labels` must be \"inferred\" or None, but it is 'guessed'."),
        (
            {"label_mode": "integer"},
            '`label_mode` must be "int", "categorical", "binary" or None, but it is \'integer\'.',
        ),
        (
            {"color_mode": "bgr"},
            '`color_mode` must be "grayscale", "rgb" or "rgba", but it is \'bgr\'.',
        ),
        ({"batch_size": 1.5}, "`batch_size` must be a whole number of at least 1, but it is 1.5."),
        ({"image_size": (8, 0)}, "`image_size` must be a whole number of at least 1, but it is 0."),
        (
            {"image_size": (8, 8, 3)},
            "`image_size` must be two whole numbers, (height, width), but it is (8, 8, 3).",
        ),
        (
            {"labels": [0]},
            "`labels` must hold one label for each file, but it holds 1 and there are 4 files.",
        ),
        (
            {"class_names": ["a", "z"]},
            "`class_names` must be different names of the folders ['a', 'b'], "
            "but it is ['a', 'z'].",
        ),
        (
            {"label_mode": "binary", "class_names": ["a"]},
            "`label_mode=\"binary\"` needs 2 classes, but there are 1: ['a'].",
        ),
        (
            {"labels": None, "class_names": ["a"]},
            '`class_names` can be given only with `labels="inferred"`.',
        ),
        (
            {"validation_split": 0.5},
            "`validation_split` and `subset` go together: give both or neither.",
        ),
        (
            {"validation_split": 1, "subset": "both"},
            "`validation_split` must be between 0 and 1, but it is 1.",
        ),
        (
            {"validation_split": 0.5, "subset": "both", "shuffle": True},
            "`seed` must be given with `validation_split` and `shuffle=True`, or the training and "
            "the validation files would overlap.",
        ),
        (
            {"validation_split": 0.1, "subset": "both"},
            "`validation_split=0.1` of 4 files leaves none for validation. "
            "Give more files or a larger fraction.",
        ),
        (
            {"crop_to_aspect_ratio": True, "pad_to_aspect_ratio": True},
            "`crop_to_aspect_ratio` and `pad_to_aspect_ratio` cannot both be True. Choose one.",
        ),
    ],
)
def test_reports_bad_arguments_in_one_sentence(tmp_path, arguments, sentence):
    folders.write_images(tmp_path, ["a", "b"], count=2)
    with pytest.raises(ValueError) as error:
        load(tmp_path, **arguments)
    assert str(error.value) == f"image_dataset_from_directory: {sentence}"


def test_reports_a_folder_that_it_cannot_use(tmp_path):
    empty, unsorted, partial = tmp_path / "empty", tmp_path / "unsorted", tmp_path / "partial"
    empty.mkdir()
    folders.write_images(unsorted, ["."], count=1)
    folders.write_images(partial, ["a"], count=1)
    (partial / "b").mkdir()
    owner = "image_dataset_from_directory: "
    classes = (
        "`directory` must be a folder with one folder for each class, but it is {!r}. "
        "For files without classes, pass `labels=None`."
    )
    sentences = {
        tmp_path
        / "none": f"`directory` must be a folder that exists, but it is '{tmp_path}/none'.",
        empty: classes.format(str(empty)),
        unsorted: classes.format(str(unsorted)),
        partial: f"the class folder '{partial}/b' holds no .bmp, .gif, .jpeg, .jpg, .png or .webp "
        "file. "
        "Remove it, or leave it out of `class_names`.",
    }
    for folder, sentence in sentences.items():
        with pytest.raises(ValueError) as error:
            load(folder)
        assert str(error.value) == owner + sentence


def test_asks_whether_a_folder_nearby_is_meant(tmp_path):
    folders.write_images(tmp_path / "train", ["a"], count=1)
    (tmp_path / "trains.txt").write_text("no folder")
    with pytest.raises(ValueError) as error:
        load(tmp_path / "trian")
    assert str(error.value) == (
        "image_dataset_from_directory: `directory` must be a folder that exists, but it is "
        f"'{tmp_path}/trian'. Is \"train\" meant?"
    )


def test_a_file_that_links_list_twice_is_an_error(tmp_path):
    folders.write_images(tmp_path, ["a", "b"], count=2)
    (tmp_path / "b" / "again.png").symlink_to(tmp_path / "a" / "1.png")
    for labels in ("inferred", None):
        with pytest.raises(ValueError) as error:
            load(tmp_path, labels=labels)
        assert str(error.value) == (
            f"image_dataset_from_directory: each file must be listed once, but '{tmp_path}/a/1.png'"
            f" and '{tmp_path}/b/again.png' are the same one. Remove the link."
        )


def test_links_to_different_files_are_files(tmp_path):
    folders.write_images(tmp_path / "store", ["x"], count=2)
    (tmp_path / "main" / "a").mkdir(parents=True)
    for number in range(2):
        link = tmp_path / "main" / "a" / f"{number}.png"
        link.symlink_to(tmp_path / "store" / "x" / f"{number}.png")
    images, _ = together(load(tmp_path / "main"))
    expected = [folders.pixels_of(tmp_path / "store" / "x" / f"{n}.png") for n in range(2)]
    np.testing.assert_array_equal(images, expected)


def test_reads_real_images_as_pillow_does():
    root = folders.samples("images", "test")
    if root is None:
        pytest.skip("the real samples are not beside the checkout")
    dataset = load(root, image_size=(32, 32))
    images, labels = together(dataset)
    expected = np.stack([folders.pixels_of(path) for path in dataset.file_paths])
    np.testing.assert_array_equal(images, expected)
    np.testing.assert_array_equal(labels, np.repeat(range(10), 20))


def test_the_first_arguments_are_keras_s_in_name_order_and_default():
    theirs = folders.defaults_of(keras.utils.image_dataset_from_directory)
    assert folders.defaults_of(image_dataset_from_directory)[: len(theirs)] == theirs


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
        (
            {"split": {"a": 0.5, "b": 0.5}, "group": [1, 2]},
            "`group` must hold one group for each file, but it holds 2 and there are 4 files.",
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
