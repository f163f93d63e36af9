"""Functions that apply several layers to a dataset or a model at once."""
