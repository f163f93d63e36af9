"""Preprocessor: the layers of all features of a table, declared once, as one layer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import keras
import tensorflow as tf

from prelayer._core.owner import called
from prelayer._core.types import (
    ConfigValue,
    Data,
    FeatureLike,
    Option,
    OutputLike,
    ShapeLike,
    Structure,
)
from prelayer.adapt.engine import adapt
from prelayer.adapt.layer_binding import LayerBinding
from prelayer.adapt.report import AdaptReport
from prelayer.layers.base.layer import Layer
from prelayer.pipeline.preprocessor import feature_table, where_to_run
from prelayer.pipeline.preprocessor.attach import ModelEnds, attach
from prelayer.pipeline.preprocessor.feature import Feature
from prelayer.pipeline.preprocessor.feature_set import FeatureSet
from prelayer.pipeline.preprocessor.feature_state import merge_state, packed_state
from prelayer.pipeline.preprocessor.from_frame import from_frame
from prelayer.pipeline.preprocessor.from_sklearn import from_sklearn
from prelayer.pipeline.preprocessor.joined_output import JoinedOutput
from prelayer.pipeline.preprocessor.output_frame import like_frame, named_columns
from prelayer.pipeline.preprocessor.plot import plot
from prelayer.pipeline.preprocessor.stages import feature_stages


class Preprocessor(Layer):
    """Preprocesses the columns of a table by the layers of each feature, as one layer.

    Declare features once, adapt them to the training data (no leakage), apply them in datasets, and
    attach them to the model.

    See also: `from_frame`, `from_sklearn`, `feature`, docs/guides/tables.Rmd.

    Args:
        features: a dict from the name of a feature, which is that of its column, to a layer, a list
            of layers, None for the column as it is, or `feature()`. A tuple of columns goes into
            one layer, such as `HashedCrossing`, and a `Preprocessor` is a layer of its columns.
        output: "concat" returns one float matrix; "dict" the output of each feature by name; a dict
            from names of groups to lists of features one matrix for each group.
        dtypes: the dtypes of columns by name. Default: what their layers take, else "float32".
        shapes: the shapes of one value of a column by name, such as (3,). Default: (1,), a scalar.
        **kwargs: `name` and `dtype`, as for every layer.

    Returns:
        A float tensor (batch, width), or a dict of tensors; see `get_feature_names_out`.

    Raises:
        ValueError: if a column is missing or of another type, features share a layer that learns,
            or outputs cannot be joined.

    Examples:
        >>> from prelayer import Normalization, Preprocessor, StringLookup
        >>> data = {"size": [1.0, 3.0], "color": ["red", "blue"]}
        >>> lookup = StringLookup(output_mode="one_hot")
        >>> prep = Preprocessor({"size": Normalization(), "color": lookup})
        >>> report = prep.adapt(data)
        >>> prep(data).numpy()
        array([[-1.,  0.,  1.,  0.],
               [ 1.,  0.,  0.,  1.]], dtype=float32)
        >>> prep.get_feature_names_out()
        ['size', 'color_[UNK]', 'color_red', 'color_blue']
    """

    takes_columns = True
    # Keras's layers have a property `output`.
    _state_arguments = ("features", "output", "dtypes", "shapes")

    from_frame = classmethod(from_frame)
    from_sklearn = classmethod(from_sklearn)
    map = where_to_run.map_dataset
    placement = where_to_run.placement
    plot = plot
    split = where_to_run.split
    summary = feature_table.print_summary
    __repr__ = feature_table.preprocessor_repr
    _repr_html_ = feature_table.preprocessor_html
    _on_one_line = feature_table.title

    _instead_of_fit = "a preprocessor learns by `adapt(data)`, and is then called"

    def __init__(
        self,
        features: Mapping[str | tuple[str, ...], FeatureLike],
        output: OutputLike = "concat",
        *,
        dtypes: Mapping[str, str] | None = None,
        shapes: Mapping[str, Sequence[int | None]] | None = None,
        **kwargs: Option,
    ) -> None:
        super().__init__(**kwargs)
        self._set = FeatureSet(features, dtypes, shapes)
        self._joined = JoinedOutput(output, list(self._set.features))
        self._feature_layers = self._set.layers  # Keras saves the layers of a list
        self._skipped: dict[str, str] = {}
        self._report: AdaptReport | None = None
        self._model_ends: ModelEnds | None = None

    @property
    def features(self) -> dict[str, Feature]:
        """The features by name."""
        return dict(self._set.features)

    @property
    def columns(self) -> list[str]:
        """The names of the columns that are read."""
        return list(self._set.columns)

    @property
    def skipped(self) -> dict[str, str]:
        """The columns that `from_frame` left out, with the reason."""
        return dict(self._skipped)

    @property
    def is_fitted(self) -> bool:
        """Whether all layers have the state that they need."""
        return not self._set.unfitted

    @property
    def report(self) -> AdaptReport | None:
        """The report of the last call of `adapt()` here; None before."""
        return self._report

    def adapt(self, data: Data, **options: Option) -> AdaptReport:
        """Fit all layers to data, in one pass, or one for each learned layer of the longest chain.

        Args:
            data: a data frame, a dict of columns, a dataset or an iterable of batches, as for
                `prelayer.adapt`; a target in it is ignored.
            **options: those of `prelayer.adapt`, whose report is returned and names features.
        """
        self._report = adapt(self, data, **options)
        return self._report

    def binding_stages(self, data: Data) -> Iterable[list[LayerBinding]]:
        """Return the layers to fit in each pass; called by `prelayer.adapt`."""
        self._model_ends = None
        return feature_stages(self._set.features, self._set.columns, data)

    def prepare(self, inputs: Structure) -> dict[str, Structure]:
        """Return the columns of data as tensors by name, in the dtypes of the columns."""
        return self._set.tensors(inputs)

    def __call__(
        self,
        inputs: Structure,
        *others: Structure,
        as_frame: bool = False,
        **kwargs: Option,
    ) -> Structure:
        """Preprocess columns; targets and weights that follow are returned unchanged.

        Args:
            inputs: a data frame, or a dict of columns, tensors or symbolic tensors by name.
            *others: targets and weights, so that `dataset.map(preprocessor)` works.
            as_frame: whether to return a data frame with the columns `get_feature_names_out()`.
            **kwargs: options of Keras, such as `training`.
        """
        output = super().__call__(inputs, **kwargs)
        with called(self.title):
            if as_frame:
                return like_frame(named_columns(output, self._output_names()), inputs)
        return (output, *others) if others else output

    def build(self, input_shape: ShapeLike) -> None:
        self.built = True

    def call(self, inputs: dict[str, tf.Tensor]) -> Structure:
        return self.joined(self._set.run(inputs))

    def compute_output_spec(self, inputs: dict[str, Structure]) -> Structure:
        return self._joined.spec(self._set.specs(inputs), self.compute_dtype)

    def joined(self, outputs: Mapping[str, Structure]) -> Structure:
        """Return the output of the layer for the outputs of its features by name."""
        return self._joined.join(outputs, self.compute_dtype)

    @property
    def inputs(self) -> dict[str, keras.KerasTensor]:
        """The inputs of a functional model, by column; each is a batch of (rows, 1) scalars."""
        return self._ends().inputs

    @property
    def outputs(self) -> Structure:
        """The output for `inputs`, for a functional model."""
        return self._ends().outputs

    def _ends(self) -> ModelEnds:
        if self._model_ends is None:
            self._set.check_fitted("a model")
            inputs = self._set.inputs()
            self._model_ends = ModelEnds(inputs, self(inputs))
        return self._model_ends

    def attach(self, model: keras.Model) -> keras.Model:
        """Return the end-to-end model, to save, export or evaluate: it takes raw columns by name.

        Args:
            model: a model that was trained on the output of this preprocessor.

        Returns:
            A Keras model, which also takes data frames, and ignores columns without an input.

        Raises:
            ValueError: if it is not adapted, or its output, which is shown, does not fit the model.
        """
        self._set.check_fitted("attach()")
        return attach(self, self._set.inputs(), model)

    def get_feature_names_out(self) -> list[str]:
        """Return the names of the output columns, such as "cut_Ideal"."""
        return [name for names in self._output_names().values() for name in names]

    def table(self) -> dict[str, list[str]]:
        """Return a table of the features: feature, type, layers, output, learned."""
        return feature_table.feature_table(self._set.features, self._set.columns)

    def state(self) -> bytes:
        """Return the accumulators of all layers, for `merge` of another preprocessor."""
        return packed_state(self._set.features)

    def merge(self, state: bytes) -> None:
        """Add the data that another preprocessor of the same features was fitted to.

        Args:
            state: the result of `state()` of the other one, from this process or another.

        Raises:
            ValueError: if the state is damaged or of other features, or if a chain has two layers
                that learn, because the second one was fitted to the output of the first.
        """
        merge_state(self._set.features, state)
        self._model_ends = None

    def get_config(self) -> dict[str, ConfigValue]:
        config = keras.layers.Layer.get_config(self)
        return {**config, **self._set.to_config(), "output": self._joined.to_config()}

    def _output_names(self) -> dict[str, list[str]]:
        return self._joined.names(self._set.output_names())
