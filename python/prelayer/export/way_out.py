"""What to do about layers that a format cannot have."""

_EXPORT = "`export_model()` exports these layers, in the formats that `portability()` lists"
_OTHER_LAYERS = "; or choose other layers for the features, as by `overrides`"


def way_out(in_features: bool) -> str:
    """Return the template of a sentence.

    Args:
        in_features: whether a feature of a `Preprocessor` has one of the layers.
    """
    return f"{_EXPORT}{_OTHER_LAYERS if in_features else ''}."
