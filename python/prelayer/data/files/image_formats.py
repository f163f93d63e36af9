"""Decodes image files by the format that their first bytes identify."""

from __future__ import annotations

import tensorflow as tf

# Older releases of TensorFlow do not read WebP.
_WEBP = (".webp",) if hasattr(tf.io, "decode_webp") else ()
EXTENSIONS = (".bmp", ".gif", ".jpeg", ".jpg", ".png", *_WEBP)
JPEG_EXTENSIONS, PNG_EXTENSIONS = (".jpeg", ".jpg"), (".png",)

# TensorFlow handles all other files: BMP, GIF, and files that are not images.
_SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF")


def decode(contents: tf.Tensor, channels: int) -> tf.Tensor:
    """Decode a BMP, GIF (its first frame), JPEG, PNG or WebP to float32 (height, width, channels).

    Values are from 0 to 255, those of a 16-bit PNG from 0 to 65535. If a decoder of TensorFlow does
    not support 1 or 4 channels, these are converted from 3 channels, so that every color mode works
    for every format.

    Args:
        contents: the contents of the file.
        channels: 1, 3 or 4.
    """
    kind = tf.add_n(
        [
            tf.cast(_is(contents, signature), tf.int32) * place
            for place, signature in enumerate(_SIGNATURES, 1)
        ]
    )
    decoders = (_bitmap, jpeg, _png, _webp)
    return tf.switch_case(kind, [lambda one=one: one(contents, channels) for one in decoders])


def is_known(contents: tf.Tensor) -> tf.Tensor:
    """Return whether strings start like a file of one of the formats; not whether they are whole.

    Args:
        contents: the contents of files, of any shape.
    """
    starts = [_is(contents, signature) for signature in (*_SIGNATURES, b"GIF8", b"BM")]
    return tf.reduce_any(tf.stack(starts), 0)


def jpeg(contents: tf.Tensor, channels: int) -> tf.Tensor:
    """Decode a JPEG only, which is faster than detecting the format."""
    # Fails for other formats, some of which `decode_jpeg` would accept.
    shape = tf.io.extract_jpeg_shape(contents)

    def read(channels: int) -> tf.Tensor:
        # The default transform is faster, with errors of up to 40 of 256 levels.
        return tf.io.decode_jpeg(contents, channels, dct_method="INTEGER_ACCURATE")

    with tf.control_dependencies([shape]):
        if channels > 1:
            image = read(3)
        else:
            # The decoder does not convert CMYK to gray.
            gray_of_print = lambda: tf.image.rgb_to_grayscale(read(3))  # noqa: E731
            image = tf.cond(shape[2] == 4, gray_of_print, lambda: read(1))
    return _as_floats(image, channels)


def png(contents: tf.Tensor, channels: int) -> tf.Tensor:
    """Decode a PNG only, which is faster than detecting the format."""
    # The decoder also accepts other formats, without the options set here.
    is_png = tf.debugging.Assert(_is(contents, _SIGNATURES[1]), ["It is no PNG file."])
    with tf.control_dependencies([is_png]):
        return _png(tf.identity(contents), channels)


def _png(contents: tf.Tensor, channels: int) -> tf.Tensor:
    image = tf.io.decode_png(contents, channels, tf.uint16)
    # A truncated file may not contain the bit depth; `image` fails first for such a file.
    with tf.control_dependencies([image]):
        bits = tf.strings.substr(contents, 24, 1)
    # TensorFlow scales fewer than 16 bits to 16, multiplying each level by 257.
    pixels = tf.cast(image, tf.float32) / tf.where(bits == b"\x10", 1.0, 257.0)
    return pixels if channels < 4 else _with_whole_alpha(pixels, bits, contents)


def _with_whole_alpha(pixels: tf.Tensor, bits: tf.Tensor, contents: tf.Tensor) -> tf.Tensor:
    """Scale alpha to a maximum of 255 in RGBA pixels of a PNG with fewer than 8 bits.

    If the file has no alpha, TensorFlow fills it with the largest number of these bits, 1, 3 or 15.
    If the file has a table of transparent colors, alpha has 8 bits, or is 0 or 255.
    """
    few = tf.reduce_any(bits == tf.constant([b"\x01", b"\x02", b"\x04"]))
    filled = tf.cond(few, lambda: ~_has_transparent_colors(contents), lambda: False)
    alpha = tf.where(filled, 255.0, pixels[..., 3:])
    return tf.concat([pixels[..., :3], alpha], -1)


def _has_transparent_colors(contents: tf.Tensor) -> tf.Tensor:
    # The table precedes the pixels; `\C` matches any byte.
    head = tf.strings.regex_replace(contents, r"IDAT\C*", "", replace_global=False)
    return tf.strings.regex_full_match(head, r"\C*tRNS\C*")


def _webp(contents: tf.Tensor, channels: int) -> tf.Tensor:
    if not _WEBP:
        return _bitmap(contents, channels)
    # TensorFlow's decoder writes out of bounds if there are several frames.
    start = tf.strings.substr(contents, 0, 21)
    header = tf.io.decode_raw(start, tf.uint8, fixed_length=21)
    moves = tf.reduce_all(header[12:16] == list(b"VP8X")) & (header[20] & 2 > 0)
    sentence = "It is a WebP file of several frames, which TensorFlow cannot read."
    with tf.control_dependencies([tf.debugging.Assert(~moves, [sentence])]):
        image = tf.io.decode_webp(contents)[0]
    image = tf.cond(tf.shape(image)[-1] == 3, lambda: _opaque(image), lambda: image)
    return _as_floats(tf.ensure_shape(image, (None, None, 4)), channels)


def _bitmap(contents: tf.Tensor, channels: int) -> tf.Tensor:
    def read(channels: int) -> tf.Tensor:
        image = tf.io.decode_image(contents, channels, expand_animations=False)
        return tf.ensure_shape(image, (None, None, channels))

    if channels == 4:
        image = tf.cond(_is(contents, b"GIF8"), lambda: _opaque(read(3)), lambda: read(4))
    else:
        image = read(3)
    header = tf.io.decode_raw(tf.strings.substr(contents, 0, 54), tf.uint8, fixed_length=54)
    # For a BMP with a palette, TensorFlow returns the palette indices.
    has_palette = _is(contents, b"BM") & (header[28] == 8) & (header[14] >= 40)
    image = tf.cond(has_palette, lambda: _painted(image, contents, header), lambda: image)
    return _as_floats(image, channels)


def _painted(image: tf.Tensor, contents: tf.Tensor, header: tf.Tensor) -> tf.Tensor:
    """Return the colors of a BMP whose pixels are palette indices."""
    start = 14 + _whole(header[14:18])
    colors = tf.io.decode_raw(
        tf.strings.substr(contents, start, _whole(header[10:14]) - start), tf.uint8
    )
    # Entries are blue, green, red and a reserved byte. Files without a palette are gray.
    palette = tf.reshape(colors, (-1, 4))[:, 2::-1]
    numbers = tf.cast(image[..., 0], tf.int32)
    painted = lambda: tf.gather(palette, numbers)  # noqa: E731
    rgb = tf.cond(tf.size(colors) == 0, lambda: image[..., :3], painted)
    return tf.concat([rgb, image[..., 3:]], -1)


def _whole(octets: tf.Tensor) -> tf.Tensor:
    return tf.bitcast(octets, tf.int32)


def _is(contents: tf.Tensor, signature: bytes) -> tf.Tensor:
    return tf.strings.substr(contents, 0, len(signature)) == signature


def _as_floats(image: tf.Tensor, channels: int) -> tf.Tensor:
    """Convert 8-bit levels to floats with the requested number of channels."""
    found = image.shape[-1]
    if channels == 1 < found:
        image = tf.image.rgb_to_grayscale(image[..., :3])
    elif channels == 4 > found:
        image = _opaque(image)
    return tf.cast(image[..., :channels], tf.float32)


def _opaque(image: tf.Tensor) -> tf.Tensor:
    opaque = tf.fill(tf.concat([tf.shape(image)[:2], [1]], 0), tf.constant(255, tf.uint8))
    return tf.concat([image, opaque], -1)
