"""Names for the types of arguments and results in the public API.

TensorFlow, Keras and the data frame packages have no types that mypy can read, so that most names
stand for `Any` to it; they state what a reader may pass and gets back.
"""

from __future__ import annotations

import os
from typing import Any, TypeAlias

# A NumPy array, a tensor, a (nested) list, a scalar, or a column of pandas, polars or Arrow.
ArrayLike: TypeAlias = Any

# A data frame of pandas or polars, an Arrow table, or a dict of columns.
FrameLike: TypeAlias = Any

# A dense, ragged or sparse tensor, or a symbolic one (KerasTensor).
Tensor: TypeAlias = Any

# The input or output of a layer: one `ArrayLike` or tensor, or a dict or list of them.
Structure: TypeAlias = Any

# Data to fit layers to: a `Structure`, a `FrameLike`, a dataset, or an iterable of batches.
Data: TypeAlias = Any

# A number, or an array that is broadcast against the data.
NumberLike: TypeAlias = Any

# A layer, a list or dict of layers, or a Keras model.
LayerLike: TypeAlias = Any

# The layers of a feature: a layer, a list of layers, None, or the result of `feature()`.
FeatureLike: TypeAlias = Any

# How the outputs of features are joined: "concat", "dict", or a dict of lists of features.
OutputLike: TypeAlias = Any

# The name of a column, or the result of `selector()`.
SelectorLike: TypeAlias = Any

# A name such as "float32", a NumPy or TensorFlow dtype, or a Keras dtype policy.
DTypeLike: TypeAlias = Any

# The sizes of a tensor, None where unknown; a dict or list of them for several tensors.
ShapeLike: TypeAlias = Any

# The element spec of a dataset, a (nested) structure of `tf.TensorSpec`.
ElementSpec: TypeAlias = Any

# An entry of a layer's config: plain data, or a serialized Keras object.
ConfigValue: TypeAlias = Any

# A token or class name: text or bytes, or an integer.
Token: TypeAlias = Any

# Tokens in index order, or the path of a vocabulary file.
VocabularyLike: TypeAlias = Any

# Class names, or a dict of them for several targets.
ClassNames: TypeAlias = Any

# A text step: a name, a list of names, a dict for a regular expression, or a function of tensors.
TextStep: TypeAlias = Any

# The dtype of a column, or the default of its missing values.
ColumnDefault: TypeAlias = Any

# A fitted transformer of scikit-learn.
Transformer: TypeAlias = Any

# A figure of matplotlib.
PlotFigure: TypeAlias = Any

# Where Keras stores the variables of a layer: a group of an HDF5 file, or a dict.
VariableStore: TypeAlias = Any

# The value of a keyword argument that is passed on to Keras, such as `name` or `dtype`.
Option: TypeAlias = Any

# A path of a file or folder.
PathLike: TypeAlias = str | os.PathLike[str]
