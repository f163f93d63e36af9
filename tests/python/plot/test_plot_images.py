"""plot_images: what is drawn, where, in which colors."""

import subprocess
import sys

import matplotlib as mpl
import numpy as np
import pytest
import tensorflow as tf

from plotted import pixels, shown, titles
from prelayer import plot_images

mpl.use("agg")
IMAGES = np.random.default_rng(2).uniform(0, 1, (3, 6, 8, 3))


@pytest.fixture(autouse=True)
def _closes_its_figures():
    yield
    mpl.pyplot.close("all")


def test_draws_a_picture_for_each_image_in_rows():
    figure = plot_images(IMAGES, columns=2)
    assert [axes.get_subplotspec().get_geometry()[:3] for axes in figure.axes] == [
        (2, 2, 0),
        (2, 2, 1),
        (2, 2, 2),
    ]
    for axes, image in zip(figure.axes, IMAGES):
        np.testing.assert_allclose(pixels(axes), image)
        # The unit is a pixel, counted from the upper left corner.
        assert (axes.get_xlim(), axes.get_ylim()) == ((0, 8), (6, 0))
        assert axes.images[0].get_extent() == [0, 8, 6, 0]
    numbers = {n: plot_images(np.zeros((n, 2, 2, 3))).axes[0] for n in (1, 3, 4, 8, 16)}
    columns = {n: axes.get_subplotspec().get_geometry()[1] for n, axes in numbers.items()}
    assert columns == {1: 1, 3: 3, 4: 4, 8: 4, 16: 4}


def test_black_and_white_follow_one_rule():
    values = np.array([[0.0, 0.5], [1.0, 0.25]])
    gray = np.repeat(values[..., None], 3, axis=-1)
    np.testing.assert_allclose(shown(values), gray)
    np.testing.assert_allclose(shown(values * 2), gray * 2 / 255)
    np.testing.assert_allclose(shown((values * 4).astype("uint8")), gray * 4 / 255)
    np.testing.assert_allclose(shown(values.astype("float16")), gray)
    np.testing.assert_allclose(shown(values > 0.3), gray > 0.3)
    np.testing.assert_allclose(shown(values * 2 - 1, value_range=(-1, 1)), gray)
    np.testing.assert_allclose(
        shown(values * 2 - 1, value_range=(0, 1)), np.maximum(gray * 2 - 1, 0)
    )
    # One image of a batch decides for all of it; those of a list decide for themselves.
    batch = np.stack([values, values * 200])[..., None]
    np.testing.assert_allclose(shown(batch), gray / 255)
    np.testing.assert_allclose(shown(list(batch)), gray)


def test_nan_is_magenta():
    image = IMAGES[0].copy()
    image[2, 3, 1] = np.nan
    expected = IMAGES[0].copy()
    expected[2, 3] = [1, 0, 1]
    np.testing.assert_allclose(shown(image), expected)
    np.testing.assert_allclose(
        shown(np.full((2, 2), np.nan)), np.broadcast_to([1, 0, 1], (2, 2, 3))
    )


def test_takes_one_image_a_list_a_dict_and_a_dataset():
    assert len(plot_images(IMAGES[0]).axes) == 1
    np.testing.assert_allclose(shown(IMAGES[0, :, :, 0])[..., 1], IMAGES[0, :, :, 0])
    small = plot_images([IMAGES[0], IMAGES[1, :2, :3, 0]], ["a", "b"])
    assert [pixels(axes).shape for axes in small.axes] == [(6, 8, 3), (2, 3, 3)]
    assert titles(small) == ["a", "b"]
    whole = plot_images(
        {"images": IMAGES, "labels": [2, 0, 1], "keypoints": np.ones((3, 1, 2))},
        class_names=["a", "b", "c"],
    )
    assert titles(whole) == ["c", "a", "b"]
    assert len(whole.axes[2].collections) == 1
    dataset = tf.data.Dataset.from_tensor_slices((IMAGES, [2, 0, 1])).batch(2)
    assert titles(plot_images(dataset)) == ["2", "0"]
    dataset.class_names = ["a", "b", "c"]
    assert titles(plot_images(dataset)) == ["c", "a"]
    # Three axes are gray images, unless the last can be channels.
    assert len(plot_images(IMAGES[:, :, :, 0]).axes) == 3
    assert len(plot_images(IMAGES[:, :, :4, 0]).axes) == 1


def test_takes_gray_transparent_and_channels_first_images():
    np.testing.assert_allclose(shown(IMAGES[..., :1]), np.repeat(IMAGES[0, ..., :1], 3, axis=-1))
    opacity = np.full((3, 6, 8, 1), 0.25)
    clear = np.concatenate([IMAGES, opacity], axis=-1)
    np.testing.assert_allclose(shown(clear), 0.25 * IMAGES[0] + 0.75)
    first = IMAGES.transpose(0, 3, 1, 2)
    np.testing.assert_allclose(shown(first, data_format="channels_first"), IMAGES[0])
    np.testing.assert_allclose(shown(first[0], data_format="channels_first"), IMAGES[0])


def test_titles_are_texts_or_labels_by_name():
    def named(labels, names=("a", "b")):
        return titles(plot_images(IMAGES, labels, class_names=names))

    assert named(["x", "$y", "é"]) == ["x", "$y", "é"]
    assert named([0, 1, 1]) == named(np.array([[0.0], [1.0], [1.0]])) == ["a", "b", "b"]
    assert named([0, 5, 7], None) == ["0", "5", "7"]
    assert named([0.25, 1.5, np.nan]) == ["0.25", "1.5", "nan"]
    assert named(np.eye(3)[:, :2]) == ["a", "b", ""]
    assert named([[0.75, 0.25], [0.25, 0.75], [1.0, 1.0]]) == [
        "a 0.75, b 0.25",
        "b 0.75, a 0.25",
        "a, b",
    ]
    assert titles(plot_images(IMAGES[0], "one")) == ["one"]
    assert titles(plot_images(IMAGES[0], [0.0, 1.0], class_names=["a", "b"])) == ["b"]


def test_draws_no_more_images_than_asked_for_and_says_so():
    figure = plot_images(IMAGES, ["a", "b", "c"], max_images=2)
    assert titles(figure) == ["a", "b"]
    assert figure.get_suptitle() == "the first 2 of 3 images"
    assert plot_images(IMAGES).get_suptitle() == ""
    assert titles(plot_images(list(IMAGES), max_images=2)) == ["", ""]


@pytest.mark.parametrize(
    ("images", "options", "sentence"),
    [
        (
            IMAGES[0, 0, 0],
            {},
            "images must have shape (height, width), (height, width, channels) or",
        ),
        (IMAGES[..., :2], {}, "images must have 1, 3 or 4 channels, but they have 2."),
        (
            IMAGES,
            {"titles": ["a", "b"]},
            "`titles` must be one for each of 3 images, but there are 2.",
        ),
        (
            IMAGES,
            {"titles": [0, 1, 2], "class_names": ["a", "b"]},
            "`class_names` must have a name for each class, but of 2 names none is for class 2;",
        ),
        (IMAGES, {"columns": 0}, "`columns` must be a whole number of at least 1, not 0."),
        (IMAGES, {"max_images": 0}, "`max_images` must be a whole number of at least 1"),
        (
            IMAGES,
            {"value_range": (1, 0)},
            "`value_range` must be two numbers, the smaller one first",
        ),
        (IMAGES, {"bounding_box_format": "xy"}, '`bounding_box_format` must be "xyxy", "yxyx", '),
        (
            IMAGES,
            {"data_format": "last"},
            '`data_format` must be "channels_last", "channels_first"',
        ),
        (
            IMAGES,
            {"keypoints": [[1, 2]]},
            "keypoints must have shape (batch, keypoints, 2 or more)",
        ),
        (IMAGES, {"bounding_boxes": [[1, 2]]}, "boxes must have shape (batch, boxes, 4)"),
        (
            IMAGES,
            {"segmentation_masks": [[1]]},
            "segmentation masks must have the size of the images",
        ),
        (
            list(IMAGES),
            {"keypoints": [[1, 2]]},
            "`keypoints` needs a batch of images of one size, not a list of images. Resize the",
        ),
        ({"image": IMAGES}, {}, "the keys of a dict must be "),
        (["a"], {}, "images are needed, but the values are strings."),
        (IMAGES[:0], {}, "`images` must hold at least one image, but there is none."),
        (tf.data.Dataset.range(0), {}, "the dataset must have a batch to show, but it is empty."),
    ],
)
def test_refuses_what_it_cannot_draw_in_one_sentence(images, options, sentence):
    with pytest.raises(ValueError) as refusal:
        plot_images(images, **options)
    assert str(refusal.value).startswith(f"plot_images: {sentence}")


def test_says_how_to_get_matplotlib(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", None)
    with pytest.raises(ImportError) as refusal:
        plot_images(IMAGES)
    assert str(refusal.value) == (
        "plot_images: matplotlib is needed, but it is not installed; "
        "`pip install matplotlib` brings it."
    )


@pytest.mark.slow(reason="What an import loads shows in a process of its own alone.")
def test_matplotlib_is_imported_on_use():
    # Keras imports it, too, where it is there.
    code = (
        "import sys, keras; before = set(sys.modules); import prelayer; "
        "print([name for name in set(sys.modules) - before if 'matplotlib' in name])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
