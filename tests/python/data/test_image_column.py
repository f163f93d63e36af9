"""`image_column()`: images as features of a table, among others."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import tensorflow as tf

from image_folders import write_image_table
from prelayer import dataset_from_frame, image_column, report, text_column


def test_images_texts_and_numbers_come_in_one_dataset(tmp_path):
    table, images = write_image_table(tmp_path)
    table = table.assign(caption=[f"picture {n}" for n in range(6)], price=np.arange(6) / 2)
    features = {
        "image": image_column("path", (8, 9), directory=str(tmp_path)),
        "text": text_column("caption"),
        "price": "price",
    }
    dataset = dataset_from_frame(table, features, "label", batch_size=6)
    x, y = next(iter(dataset))
    np.testing.assert_array_equal(x["image"][2], images[str(tmp_path / table["path"].iloc[2])])
    assert [text.decode() for text in x["text"].numpy()] == list(table["caption"])
    np.testing.assert_array_equal(x["price"], np.arange(6, dtype="float32") / 2)
    np.testing.assert_array_equal(y, table["label"] == "dog")
    shuffled = dataset_from_frame(table, features, "label", shuffle=True, seed=2, batch_size=4)
    for x, _ in shuffled:
        for image, text in zip(x["image"], x["text"].numpy()):
            path = table["path"][table["caption"] == text.decode()].item()
            np.testing.assert_array_equal(image, images[str(tmp_path / path)])


@pytest.mark.parametrize("on_error", ["skip", "placeholder"])
def test_two_images_of_a_row_stay_together_whatever_cannot_be_read(tmp_path, on_error):
    table, images = write_image_table(tmp_path)
    paths = sorted(table["path"])
    table = pd.DataFrame({"left": paths, "right": paths[::-1], "label": range(6), "w": range(6)})
    (tmp_path / "cat" / "1.png").write_bytes(b"")
    size, folder = (8, 9), str(tmp_path)
    features = {side: image_column(side, size, directory=folder) for side in ("left", "right")}
    dataset = dataset_from_frame(
        table, features, "label", "w", batch_size=4, shuffle=True, seed=1, on_error=on_error
    )
    black = np.zeros((8, 9, 3))
    for _ in range(2):
        x, y, w = (
            tf.nest.map_structure(lambda *parts: np.concatenate(parts), *parts)
            for parts in zip(*dataset.as_numpy_iterator())
        )
        # The file that cannot be read is on the left of row 1, and on the right of row 4.
        assert sorted(y) == ([0, 2, 3, 5] if on_error == "skip" else [0, 1, 2, 3, 4, 5])
        np.testing.assert_array_equal(w, y)
        for row, left, right in zip(y, x["left"], x["right"], strict=True):
            expected = [
                black if path == "cat/1.png" else images[str(tmp_path / path)]
                for path in (paths[row], paths[5 - row])
            ]
            np.testing.assert_array_equal([left, right], expected)
    assert [found.path for found in report(dataset)] == [str(tmp_path / "cat/1.png")]
