"""Image files of every kind: formats, bits, palettes, and names."""

from __future__ import annotations

import os
import struct
import zlib

import numpy as np
import pytest
import tensorflow as tf
from PIL import Image

import folders
from image_folders import images_of, load_unlabeled
from prelayer import report

RANDOM = np.random.default_rng(5)


def save(path, pixels, **options):
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(path, **options)


def test_a_png_of_16_bits_keeps_them(tmp_path):
    deep = RANDOM.integers(0, 65536, (8, 9), dtype="uint16")
    save(tmp_path / "deep.png", deep)
    save(tmp_path / "plain.png", (deep >> 8).astype("uint8"))
    images = images_of(load_unlabeled(tmp_path, color_mode="grayscale"))
    with Image.open(tmp_path / "deep.png") as image:
        np.testing.assert_array_equal(images[0, ..., 0], np.asarray(image))
    np.testing.assert_array_equal(images[1, ..., 0], deep >> 8)
    colors = images_of(load_unlabeled(tmp_path, color_mode="rgb"))
    np.testing.assert_array_equal(colors[0], np.repeat(deep[..., np.newaxis], 3, -1))
    alpha = images_of(load_unlabeled(tmp_path, color_mode="rgba"))
    np.testing.assert_array_equal(alpha[:, 0, 0, 3], [65535, 255])


@pytest.mark.parametrize("channels", [3, 4])
def test_colors_of_16_bits_are_kept_too(tmp_path, channels):
    pixels = RANDOM.integers(0, 65536, (8, 9, channels), dtype="uint16")
    tf.io.write_file(str(tmp_path / "deep.png"), tf.io.encode_png(pixels))
    mode = {3: "rgb", 4: "rgba"}[channels]
    np.testing.assert_array_equal(images_of(load_unlabeled(tmp_path, color_mode=mode))[0], pixels)


def of_few_bits(path, mode, bits, transparent):
    """Write a PNG of 1, 2 or 4 bits a pixel: a palette by Pillow, gray by hand."""
    numbers = RANDOM.integers(0, 2**bits, (8, 9), dtype="uint8")
    if mode == "P":
        image = Image.fromarray(numbers, "P")
        image.putpalette(RANDOM.integers(0, 256, 3 * 2**bits, dtype="uint8").tobytes())
        alpha = {"transparency": bytes(transparent)} if transparent else {}
        image.save(path, bits=bits, **alpha)
        return

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", 9, 8, bits, 0, 0, 0, 0)
    apart = (numbers[..., None] >> np.arange(bits - 1, -1, -1)) & 1
    rows = np.packbits(apart.reshape(8, -1), axis=1)
    lines = b"".join(b"\0" + row.tobytes() for row in rows)
    parts = [chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(lines)), chunk(b"IEND", b"")]
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(parts))


# Modes of Pillow, and the alpha of each color of a palette; the last has one of 1, 2 or 4 bits.
OF_FEW_BITS = [("L", []), ("P", []), ("P", [0, 7]), ("P", "as many as colors")]


@pytest.mark.parametrize("color_mode", ["grayscale", "rgb", "rgba"])
def test_a_png_of_few_bits_has_the_pixels_that_others_read(tmp_path, color_mode):
    paths = []
    for number, (mode, alpha) in enumerate(OF_FEW_BITS):
        for bits in (1, 2, 4):
            paths.append(tmp_path / f"{number}-{bits}.png")
            every = alpha == "as many as colors"
            of_few_bits(paths[-1], mode, bits, [2**bits - 1] * 2**bits if every else alpha)
        # What is no file name of a PNG goes another way through the loader.
        paths.append(tmp_path / f"{number}-5.jpg")
        paths[-1].write_bytes(paths[-2].read_bytes())
    images = images_of(load_unlabeled(tmp_path, color_mode=color_mode))
    wanted = {"grayscale": "L", "rgb": "RGB", "rgba": "RGBA"}[color_mode]
    for image, path in zip(images, paths, strict=True):
        with Image.open(path) as opened:
            rgba = opened.convert("RGBA")
        expected = np.asarray(rgba.convert(wanted)).reshape(8, 9, -1)
        np.testing.assert_allclose(image, expected, atol=int(color_mode == "grayscale"))


@pytest.mark.parametrize("color_mode", ["grayscale", "rgb", "rgba"])
def test_a_webp_has_the_pixels_that_pillow_reads(tmp_path, color_mode):
    for mode in ("RGB", "RGBA"):
        pixels = RANDOM.integers(0, 256, (8, 9, len(mode)), dtype="uint8")
        save(tmp_path / f"{mode}.webp", pixels, lossless=True, exact=True)
    wanted = {"grayscale": "L", "rgb": "RGB", "rgba": "RGBA"}[color_mode]
    images = images_of(load_unlabeled(tmp_path, color_mode=color_mode))
    for found, path in zip(images, sorted(tmp_path.iterdir()), strict=True):
        with Image.open(path) as image:
            expected = np.asarray(image.convert(wanted)).reshape(8, 9, -1)
        np.testing.assert_allclose(found, expected, atol=1)


def test_a_webp_of_several_frames_is_a_bad_file(tmp_path):
    frames = [Image.fromarray(np.full((8, 9, 3), shade, "uint8")) for shade in (0, 200)]
    frames[0].save(tmp_path / "moves.webp", save_all=True, append_images=frames[1:])
    save(tmp_path / "still.webp", np.full((8, 9, 3), 7, "uint8"), lossless=True)
    dataset = load_unlabeled(tmp_path, on_error="skip")
    np.testing.assert_array_equal(images_of(dataset), np.full((1, 8, 9, 3), 7))
    assert [bad.path for bad in report(dataset)] == [str(tmp_path / "moves.webp")]
    assert "WebP file of several frames" in report(dataset)[0].reason


@pytest.mark.parametrize(("color_mode", "mode"), [("grayscale", "L"), ("rgb", "RGB")])
def test_a_bitmap_has_the_colors_of_its_palette(tmp_path, color_mode, mode):
    image = Image.fromarray(RANDOM.integers(0, 256, (8, 9, 3), "uint8"))
    image.quantize(200).save(tmp_path / "0.bmp")
    image.quantize(16).save(tmp_path / "1.bmp")
    negative = image.convert("L").convert("P")
    negative.putpalette([255 - level for level in range(256) for _ in range(3)])
    negative.save(tmp_path / "2.bmp")
    image.convert("L").save(tmp_path / "3.bmp")
    image.save(tmp_path / "4.bmp")
    paths = [tmp_path / f"{number}.bmp" for number in range(5)]
    expected = [np.reshape(folders.pixels_of(path, mode), (8, 9, -1)) for path in paths]
    # Pillow rounds what it makes gray.
    np.testing.assert_allclose(
        images_of(load_unlabeled(tmp_path, color_mode=color_mode)), expected, atol=1
    )


def test_what_is_made_for_print_can_be_gray(tmp_path):
    colors = np.full((8, 9, 3), (200, 100, 50), "uint8")
    Image.fromarray(colors).convert("CMYK").save(tmp_path / "a.jpg")
    save(tmp_path / "b.jpg", colors)
    images = images_of(load_unlabeled(tmp_path, color_mode="grayscale"))
    luma = [0.299, 0.587, 0.114]
    np.testing.assert_allclose(images, np.full((2, 8, 9, 1), colors[0, 0] @ luma), atol=3)


@pytest.mark.parametrize("name", ["png", "jpg"])
@pytest.mark.parametrize(("color_mode", "mode"), [("grayscale", "L"), ("rgb", "RGB")])
def test_a_file_is_what_it_holds_whatever_its_name(tmp_path, name, color_mode, mode):
    gray = RANDOM.integers(0, 256, (8, 9), dtype="uint8")
    pixels = np.repeat(gray[..., np.newaxis], 3, -1)
    for number, kind in enumerate(["png", "bmp", "gif", "jpeg"]):
        for place in (number, number + 6):
            save(tmp_path / f"{place:02d}.{name}", pixels, format=kind)
    for place in (4, 5):
        save(tmp_path / f"{place:02d}.{name}", pixels, format=name.replace("jpg", "jpeg"))
    images = images_of(load_unlabeled(tmp_path, batch_size=4, color_mode=color_mode))
    expected = [
        np.reshape(folders.pixels_of(path, mode), (8, 9, -1)) for path in sorted(tmp_path.iterdir())
    ]
    # Colors of a GIF are few, and Pillow rounds what it makes of those of a JPEG.
    np.testing.assert_allclose(images, expected, atol=3)


def test_a_name_need_not_be_text(tmp_path):
    name = os.fsdecode(os.path.join(os.fsencode(tmp_path), b"caf\xe9.png"))
    try:
        Image.fromarray(np.full((8, 9, 3), 6, "uint8")).save(name)
    except (OSError, UnicodeError):
        pytest.skip("this file system has names of text alone")
    np.testing.assert_array_equal(images_of(load_unlabeled(tmp_path)), np.full((1, 8, 9, 3), 6))
    with open(name, "wb"):
        pass
    skipping = load_unlabeled(tmp_path, on_error="skip")
    assert list(skipping) == []
    assert [bad.path for bad in report(skipping)] == [name]
    with pytest.raises(tf.errors.InvalidArgumentError, match="cannot be read as an image"):
        list(load_unlabeled(tmp_path))


@pytest.mark.parametrize("how", [{}, {"crop_to_aspect_ratio": True}])
def test_antialiasing_shrinks_as_pillow_does(tmp_path, how):
    pixels = RANDOM.integers(0, 256, (40, 48, 3), dtype="uint8")
    save(tmp_path / "1.png", pixels)
    images = images_of(load_unlabeled(tmp_path, image_size=(10, 12), antialias=True, **how))
    expected = Image.fromarray(pixels).resize((12, 10), Image.Resampling.BILINEAR)
    # Pillow rounds to whole levels, twice.
    np.testing.assert_allclose(images[0], np.asarray(expected), atol=1)
    plain = images_of(load_unlabeled(tmp_path, image_size=(10, 12), **how))
    assert np.abs(plain[0] - np.asarray(expected)).max() > 20


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            {"decoder": {"npy": np.load}},
            "`decoder` must be extensions with their functions, such as {'.npy': numpy.load}, "
            "not {'npy': ",
        ),
        (
            {"decoder": []},
            "`decoder` must be extensions with their functions, such as {'.npy': numpy.load}, "
            "not [].",
        ),
        ({"antialias": 1}, "`antialias` must be True or False, not 1."),
    ],
)
def test_reports_bad_options_in_one_sentence(tmp_path, arguments, sentence):
    folders.write_images(tmp_path, ["."], count=1)
    with pytest.raises(ValueError) as error:
        load_unlabeled(tmp_path, **arguments)
    assert str(error.value).startswith(f"image_dataset_from_directory: {sentence}")
