"""The difference of floats that is allowed between runtimes."""

TOLERANCE = 1e-5  # relative to max(1, |number|)
