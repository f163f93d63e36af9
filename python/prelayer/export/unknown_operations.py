"""The error for operations that a runtime does not have."""


class UnknownOperations(Exception):
    """Operations of a model that the runtime does not have; the argument is a list of names."""
