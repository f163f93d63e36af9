"""Files that cannot be read: an error, passed over, or replaced, and listed."""

from __future__ import annotations

import os

import numpy as np
import pytest
import tensorflow as tf
from PIL import Image

import folders
from prelayer import class_names, image_dataset_from_directory, report, text_dataset_from_directory


@pytest.fixture
def folder(tmp_path):
    """A folder of two classes: files that can be read, whatever they are named, and files not."""
    folders.write_images(tmp_path, ["cat", "dog"], count=3, extension="jpg")
    cats = tmp_path / "cat"
    whole = (cats / "0.jpg").read_bytes()
    (cats / "truncated.jpg").write_bytes(whole[: len(whole) // 2])
    (cats / "empty.png").write_bytes(b"")
    (tmp_path / "dog" / "page.jpg").write_text("<html><body>404</body></html>")
    picture = Image.fromarray(np.full((8, 9, 3), 200, "uint8"))
    picture.save(cats / "bitmap.bmp")
    (cats / "bitmap.bmp").rename(cats / "bitmap.jpg")
    frames = [picture, Image.fromarray(np.zeros((8, 9, 3), "uint8"))]
    frames[0].save(cats / "moving.gif", save_all=True, append_images=frames[1:])
    picture.convert("CMYK").save(tmp_path / "dog" / "print.jpg")
    return tmp_path


def bad_paths(folder):
    return [str(folder / name) for name in ("cat/empty.png", "cat/truncated.jpg", "dog/page.jpg")]


def load(folder, on_error, **options):
    return image_dataset_from_directory(
        folder,
        image_size=(8, 9),
        shuffle=False,
        verbose=False,
        on_error=on_error,
        **options,
    )


def epoch(dataset):
    batches = [[part.numpy() for part in batch] for batch in dataset]
    return [np.concatenate(part) for part in zip(*batches)]


@pytest.mark.parametrize("extension", ["bmp", "gif", "jpg", "png", "webp"])
def test_a_file_that_is_cut_off_anywhere_is_bad(tmp_path, extension):
    (tmp_path / "a").mkdir()
    pixels = np.random.default_rng(1).integers(0, 256, (8, 9, 3), "uint8")
    whole = tmp_path / "a" / f"whole.{extension}"
    Image.fromarray(pixels).save(whole)
    content = whole.read_bytes()
    # Within what tells the kind, and at every tenth of what follows.
    cuts = [*range(32), *range(32, len(content) - 32, len(content) // 10)]
    for cut in cuts:
        (tmp_path / "a" / f"{cut:03}.{extension}").write_bytes(content[:cut])
    dataset = load(tmp_path, "skip")
    images, _ = epoch(dataset)
    np.testing.assert_allclose(images[0], folders.pixels_of(whole), atol=4)
    assert len(images) == 1
    assert len(report(dataset)) == len(cuts)
    assert all(bad.reason for bad in report(dataset))


def test_the_name_of_a_file_that_is_gone_need_not_be_text(tmp_path):
    folders.write_images(tmp_path, ["a"], count=2)
    folder = os.fsencode(tmp_path / "a")
    odd = folder + b"/\xff.png"
    os.rename(folder + b"/1.png", odd)
    dataset = load(tmp_path, "skip")
    os.remove(odd)
    images, _ = epoch(dataset)
    assert len(images) == 1
    (bad,) = report(dataset)
    assert os.fsencode(bad.path) == odd
    assert "No such file" in bad.reason


def test_skip_leaves_out_a_bad_file_and_its_label(folder):
    dataset = load(folder, "skip", batch_size=4)
    for _ in range(2):
        images, labels = epoch(dataset)
        # 3 cats, a bitmap and a GIF; 3 dogs and a print.
        np.testing.assert_array_equal(labels, [0] * 5 + [1] * 4)
        for place, name in enumerate(["cat/0.jpg", "cat/1.jpg", "cat/2.jpg"]):
            expected = folders.pixels_of(folder / name)
            np.testing.assert_allclose(images[place], expected, atol=3)
        assert images[3].min() == images[4].min() == 200
        assert [bad.path for bad in report(dataset)] == bad_paths(folder)
    assert class_names(dataset) == ["cat", "dog"]


def test_placeholder_puts_black_in_the_place_of_a_bad_file(folder):
    dataset = load(folder, "placeholder", batch_size=5)
    for _ in range(2):
        images, labels = epoch(dataset)
        np.testing.assert_array_equal(labels, [0] * 7 + [1] * 5)
        black = np.flatnonzero(images.max(axis=(1, 2, 3)) == 0)
        paths = [dataset.file_paths[place] for place in black]
        assert paths == bad_paths(folder)
        assert [bad.path for bad in report(dataset)] == bad_paths(folder)


def test_raise_names_the_file(folder):
    dataset = load(folder, "raise", batch_size=1)
    for _ in range(2):
        with pytest.raises(tf.errors.InvalidArgumentError) as caught:
            list(dataset)
        assert (
            f"image_dataset_from_directory: the file {folder}/cat/empty.png cannot be read as an "
            "image. Repair it or move it away."
        ) in str(caught.value)
    assert report(dataset) == []


def test_the_report_gives_a_reason_and_is_found_after_other_verbs(folder):
    dataset = load(folder, "skip").unbatch().shuffle(9, seed=1).batch(2).take(3).prefetch(1)
    assert report(dataset) == []
    list(dataset)
    reasons = {bad.path: bad.reason for bad in report(dataset)}
    assert sorted(reasons) == bad_paths(folder)
    page = reasons[str(folder / "dog" / "page.jpg")]
    assert page.startswith("Unknown image file format. One of JPEG,")
    for reason in reasons.values():
        assert 10 < len(reason) < 200
        assert "\n" not in reason


def test_texts_that_cannot_be_read_are_met_by_the_same_rules(tmp_path):
    folders.write_texts(tmp_path, {"a/1.txt": "one", "a/2.txt": b"\xff\xfe\xff", "b/3.txt": "two"})
    load = {"verbose": False, "shuffle": False, "batch_size": None}
    skipping = text_dataset_from_directory(tmp_path, on_error="skip", **load)
    assert [text.numpy() for text, _ in skipping] == [b"one", b"two"]
    assert [label.numpy() for _, label in skipping] == [0, 1]
    replacing = text_dataset_from_directory(tmp_path, on_error="placeholder", **load)
    assert [text.numpy() for text, _ in replacing] == [b"one", b"", b"two"]
    for dataset in (skipping, replacing):
        assert [bad.path for bad in report(dataset)] == [str(tmp_path / "a/2.txt")]


def test_refuses_another_policy(folder):
    with pytest.raises(ValueError) as caught:
        load(folder, "ignore")
    assert str(caught.value) == (
        'image_dataset_from_directory: `on_error` must be "raise", "skip" or "placeholder", not '
        "'ignore'."
    )
