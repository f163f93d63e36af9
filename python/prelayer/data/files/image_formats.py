"""Decodes image files by the format that their first bytes show."""

from __future__ import annotations

import tensorflow as tf

# Older releases of TensorFlow do not read WebP.
_WEBP = (".webp",) if hasattr(tf.io, "decode_webp") else ()
EXTENSIONS = (".bmp", ".gif", ".jpeg", ".jpg", ".png", *_WEBP)
JPEG_EXTENSIONS, PNG_EXTENSIONS = (".jpeg", ".jpg"), (".png",)

# What is no other kind is left to TensorFlow: BMP, GIF, and what is no image.
_SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF")


def decode(contents: tf.Tensor, channels: int) -> tf.Tensor:
    """Decode a BMP, GIF (its first frame), JPEG, PNG or WebP to float32 (height, width, channels).

    Values are from 0 to 255, those of a PNG with 16 bits from 0 to 65535. Not every decoder of
    TensorFlow gives 1 or 4 channels: what one cannot give is made from 3, so that a color mode
    works for every kind of file.

    Args:
        contents: what the file holds.
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


def jpeg(contents: tf.Tensor, channels: int) -> tf.Tensor:
    """Decode a JPEG alone, which is faster than to ask what a file is."""
    # It fails for anything else, which the decoder itself might take.
    shape = tf.io.extract_jpeg_shape(contents)

    def read(channels: int) -> tf.Tensor:
        # The default transform is fast, and off by up to 40 of 256 levels.
        return tf.io.decode_jpeg(contents, channels, dct_method="INTEGER_ACCURATE")

    with tf.control_dependencies([shape]):
        if channels > 1:
            image = read(3)
        else:
            # The decoder makes no gray of the four colors of print.
            gray_of_print = lambda: tf.image.rgb_to_grayscale(read(3))  # noqa: E731
            image = tf.cond(shape[2] == 4, gray_of_print, lambda: read(1))
    return _as_floats(image, channels)


def png(contents: tf.Tensor, channels: int) -> tf.Tensor:
    """Decode a PNG alone, which is faster than to ask what a file is."""
    # The decoder takes other kinds of files, and not what is said of them.
    is_png = tf.debugging.Assert(_is(contents, _SIGNATURES[1]), ["It is no PNG file."])
    with tf.control_dependencies([is_png]):
        return _png(tf.identity(contents), channels)


def _png(contents: tf.Tensor, channels: int) -> tf.Tensor:
    image = tf.io.decode_png(contents, channels, tf.uint16)
    # A file that is cut off before them has no bits to look at.
    with tf.control_dependencies([image]):
        bits = tf.strings.substr(contents, 24, 1)
    # Fewer than 16 are spread over 16, each level to 257 of them.
    pixels = tf.cast(image, tf.float32) / tf.where(bits == b"\x10", 1.0, 257.0)
    return pixels if channels < 4 else _with_whole_alpha(pixels, bits, contents)


def _with_whole_alpha(pixels: tf.Tensor, bits: tf.Tensor, contents: tf.Tensor) -> tf.Tensor:
    """Return RGBA pixels whose alpha goes up to 255 also where a PNG has fewer than 8 bits.

    TensorFlow fills in the largest number of the bits, 1, 3 or 15, where the file has no alpha.
    Where it has one, in its table of transparent colors, alpha is either of 8 bits, or 0 and 255.
    """
    few = tf.reduce_any(bits == tf.constant([b"\x01", b"\x02", b"\x04"]))
    filled = tf.cond(few, lambda: ~_has_transparent_colors(contents), lambda: False)
    alpha = tf.where(filled, 255.0, pixels[..., 3:])
    return tf.concat([pixels[..., :3], alpha], -1)


def _has_transparent_colors(contents: tf.Tensor) -> tf.Tensor:
    # The table comes before the pixels; `\C` is any byte.
    head = tf.strings.regex_replace(contents, r"IDAT\C*", "", replace_global=False)
    return tf.strings.regex_full_match(head, r"\C*tRNS\C*")


def _webp(contents: tf.Tensor, channels: int) -> tf.Tensor:
    if not _WEBP:
        return _bitmap(contents, channels)
    # TensorFlow's decoder writes beyond its memory where there are several frames.
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
    # TensorFlow gives the numbers of the colors where a BMP has a palette of them.
    has_palette = _is(contents, b"BM") & (header[28] == 8) & (header[14] >= 40)
    image = tf.cond(has_palette, lambda: _painted(image, contents, header), lambda: image)
    return _as_floats(image, channels)


def _painted(image: tf.Tensor, contents: tf.Tensor, header: tf.Tensor) -> tf.Tensor:
    """Return the colors of a BMP whose pixels are numbers of colors in a palette."""
    start = 14 + _whole(header[14:18])
    colors = tf.io.decode_raw(
        tf.strings.substr(contents, start, _whole(header[10:14]) - start), tf.uint8
    )
    # Blue, green, red and nothing. Files without a palette are gray.
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
    """Return levels of 8 bits as floats, with the channels that are wanted."""
    found = image.shape[-1]
    if channels == 1 < found:
        image = tf.image.rgb_to_grayscale(image[..., :3])
    elif channels == 4 > found:
        image = _opaque(image)
    return tf.cast(image[..., :channels], tf.float32)


def _opaque(image: tf.Tensor) -> tf.Tensor:
    opaque = tf.fill(tf.concat([tf.shape(image)[:2], [1]], 0), tf.constant(255, tf.uint8))
    return tf.concat([image, opaque], -1)
