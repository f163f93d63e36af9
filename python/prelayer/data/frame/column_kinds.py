"""The functions that specify the kind of a column: numeric, categorical, text, image, label."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any, Literal

from prelayer._core import check, errors
from prelayer._core.missing import is_missing
from prelayer._core.owner import public
from prelayer.data.common.class_names import to_class_name
from prelayer.data.files import image_files
from prelayer.data.files.image_decoder import Decoder, checked_decoder
from prelayer.data.frame.column_specs import (
    CategoricalColumn,
    ImageColumn,
    LabelColumn,
    NumericColumn,
    TextColumn,
    listed,
)

DTYPES = ("float32", "float64", "float16", "int32", "int64", "uint8", "bool", None)
LABEL_MODES = ("int", "categorical", "binary", "multi_label", "float", None)


@public
def numeric_column(names: str | Sequence[str], dtype: str | None = None) -> NumericColumn:
    """Specify a numeric feature: a number of one column, or a vector of several columns.

    See also: `categorical_column`, `text_column`, `image_column`, `label_column`.

    Args:
        names: a column, or a list of columns whose numbers form a vector, in this order.
        dtype: dtype of the feature. Default: float32 for numbers with fractions and for several
            columns, else the dtype of the column.

    Returns:
        A column for `dataset_from_frame()`: shape (batch,), or (batch, columns) for a list.

    Raises:
        ValueError: if `names` is neither a name nor a list of names.

    Examples:
        >>> from prelayer import dataset_from_frame, numeric_column
        >>> data = {"x": [1.0, 2.0], "y": [3, 4]}
        >>> features = {"place": numeric_column(["x", "y"])}
        >>> next(iter(dataset_from_frame(data, features)))["place"].numpy()
        array([[1., 3.],
               [2., 4.]], dtype=float32)
    """
    check.one_of("dtype", dtype, DTYPES)
    several = not isinstance(names, str)
    return NumericColumn(_names(names), several, dtype)


@public
def text_column(name: str) -> TextColumn:
    """Specify a text feature.

    See also: `categorical_column`, `TextVectorization`.

    Args:
        name: the column.

    Returns:
        A column for `dataset_from_frame()`: strings of shape (batch,).

    Raises:
        ValueError: if `name` is not a string.

    Examples:
        >>> from prelayer import dataset_from_frame, text_column
        >>> data = {"title": ["A cat", "A dog"]}
        >>> dataset = dataset_from_frame(data, {"text": text_column("title")})
        >>> next(iter(dataset))["text"].numpy()
        array([b'A cat', b'A dog'], dtype=object)
    """
    return TextColumn(_names(name, several=False))


@public
def categorical_column(name: str, vocabulary: Sequence[str] | None = None) -> CategoricalColumn:
    """Specify a categorical feature: the index of each value of a column in a vocabulary.

    The indices are those of `StringLookup(vocabulary=vocabulary)`: 0 for out-of-vocabulary values,
    then the vocabulary from 1. With `dataset_from_frame(na="mask")` they are those of a lookup with
    a mask: 0 for missing values, 1 for out-of-vocabulary values, then the vocabulary; with "token",
    missing values have the index after the last one. See also: `numeric_column`, `label_column`,
    `StringLookup`.

    Args:
        name: the column.
        vocabulary: the vocabulary in index order, text or numbers. Default: the levels of the
            column, such as those of a factor or a pandas categorical.

    Returns:
        A column for `dataset_from_frame()`: int64 of shape (batch,), ragged for a column of lists.

    Raises:
        ValueError: if `name` is not a string, or `vocabulary` is unordered or has duplicates.

    Examples:
        >>> from prelayer import categorical_column, dataset_from_frame
        >>> data = {"size": ["small", "large", "odd"]}
        >>> sizes = categorical_column("size", ["small", "large"])
        >>> next(iter(dataset_from_frame(data, {"size": sizes})))["size"].numpy()
        array([1, 2, 0])
    """
    known = _strings("vocabulary", vocabulary)
    return CategoricalColumn(_names(name, several=False), known)


@public
def image_column(
    name: str,
    size: tuple[int, int] = (256, 256),
    color_mode: Literal["grayscale", "rgb", "rgba"] = "rgb",
    interpolation: str = "bilinear",
    directory: str | None = None,
    antialias: bool = False,
    decoder: Decoder | None = None,
) -> ImageColumn:
    """Specify an image feature, from image files listed in a column.

    See also: `text_column`, `image_dataset_from_frame`.

    Args:
        name: the column of paths.
        size: (height, width) in pixels to which every image is resized.
        color_mode: "grayscale", "rgb" or "rgba": 1, 3 or 4 channels.
        interpolation: the resizing method, as in `image_dataset_from_directory()`.
        directory: the folder to which the paths are relative. Default: the working directory.
        antialias: whether downsampling averages over all pixels, as in Pillow; this is slower.
        decoder: functions that read other file formats, by extension, {".npy": numpy.load}: each
            takes a path and returns numbers of shape (height, width) or (height, width, channels),
            whose range is not changed.

    Returns:
        A column for `dataset_from_frame()`: float32 of shape (batch, height, width, channels).

    Raises:
        ValueError: if an argument is invalid.

    Examples:
        >>> from prelayer import image_column
        >>> image_column("path", (32, 32)).size
        (32, 32)
    """
    column = ImageColumn((name,), size, color_mode, interpolation, directory, antialias, decoder)
    return checked_image_column(column, "size")


def checked_image_column(column: ImageColumn, size_argument: str) -> ImageColumn:
    """Check and normalize the options of an image column.

    Args:
        column: the user's column.
        size_argument: the user's name of `size` in errors.
    """
    check.one_of("color_mode", column.color_mode, tuple(image_files.CHANNELS))
    check.one_of("interpolation", column.interpolation, image_files.INTERPOLATIONS)
    sides = column.size if isinstance(column.size, (list, tuple)) else ()
    if len(sides) != 2:
        raise errors.invalid(size_argument, "two whole numbers, (height, width)", column.size)
    height, width = (check.whole(size_argument, side, minimum=1) for side in sides)
    return replace(
        column,
        names=_names(column.names[0], several=False),
        size=(height, width),
        antialias=check.flag("antialias", column.antialias),
        decoder=checked_decoder(column.decoder),
    )


@public
def label_column(
    names: str | Sequence[str],
    mode: Literal["int", "categorical", "binary", "multi_label", "float"] | None = None,
    class_names: Sequence[str] | None = None,
    separator: str = "|",
) -> LabelColumn:
    """Specify a target and its encoding.

    See also: `categorical_column`, `class_names`, `to_categorical`.

    Args:
        names: the column; for "float" also a list of columns, whose numbers form a vector.
        mode: "int": the index of each class, int32; "categorical": one-hot, float32; "binary": 0 or
            1, float32 of shape (batch, 1); "multi_label": 1 for each class that a row has, float32;
            "float": numbers, float32. Default: "int" for text and levels; numbers are not changed.
        class_names: the classes in index order. Default: the levels of the column, or all values,
            sorted.
        separator: text between the classes of a row for "multi_label", if labels are text and not
            lists.

    Returns:
        A column for `dataset_from_frame(target=)`.

    Raises:
        ValueError: if an argument is invalid.

    Examples:
        >>> from prelayer import dataset_from_frame, label_column
        >>> data = {"size": [1.0, 2.0], "tags": ["red|round", "round"]}
        >>> tags = label_column("tags", "multi_label")
        >>> dataset = dataset_from_frame(data, target=tags)
        >>> next(iter(dataset))[1].numpy()
        array([[1., 1.],
               [0., 1.]], dtype=float32)
    """
    check.one_of("mode", mode, LABEL_MODES)
    if not isinstance(separator, str) or not separator:
        raise errors.invalid("separator", "a string that is not empty", separator)
    given = _names(names)
    if len(given) > 1 and mode != "float":
        raise errors.problem(
            'several columns need `{mode="float"}`; for others give several targets.'
        )
    known = _strings("class_names", class_names)
    return LabelColumn(given, mode, known, separator)


def _names(names: Any, several: bool = True) -> tuple[str, ...]:
    argument = "names" if several else "name"
    if isinstance(names, str):
        return (names,)
    rule = "the name of a column" + (" or a list of names" if several else "")
    names = listed(names)
    if not several or not isinstance(names, (list, tuple)) or not names:
        raise errors.invalid(argument, rule, names)
    if not all(isinstance(name, str) for name in names):
        raise errors.invalid(argument, rule, names)
    return tuple(names)


def _strings(argument: str, values: Any) -> tuple[str, ...] | None:
    if values is None:
        return None
    values = [values] if isinstance(values, (str, bytes)) else values
    if isinstance(values, (Set, Mapping)) or not isinstance(values, Iterable):
        raise errors.invalid(argument, "a list of values, whose order counts", values)
    items = [item.numpy() if hasattr(item, "numpy") else item for item in values]
    if any(map(is_missing, items)):
        raise errors.invalid(argument, "values, none of them missing", items)
    given = tuple(map(to_class_name, items))
    if not given or len(set(given)) < len(given):
        raise errors.invalid(argument, "different values, at least one", list(given))
    return given
