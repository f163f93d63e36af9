"""Preprocessor: the layers of the features of a table, as one layer."""
