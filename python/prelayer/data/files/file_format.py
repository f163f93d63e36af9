"""File formats: readers, and the errors of files that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import tensorflow as tf

from prelayer.data.common.unreadable_files import Read
from prelayer.data.files.file_batches import ReadFew, Source


class Quick(NamedTuple):
    """A faster way to read files that may fail for some of them, where all names end so."""

    extensions: tuple[str, ...]
    read: ReadFew


class Kind(NamedTuple):
    """How files of some kind become elements.

    Args:
        read: turns a path into a tensor of one static shape.
        complaint: what is wrong with a file that cannot be read, to stand after its path.
        quick: faster ways, each for files that are named alike.
        finish: what is done to the dataset of what was read. None: nothing.
    """

    read: Read
    complaint: str
    quick: tuple[Quick, ...] = ()
    finish: Callable[[tf.data.Dataset], tf.data.Dataset] | None = None

    def source(self, paths: Sequence[str]) -> Source:
        """Return how some files are read, a faster way where that may do."""
        names = [path.lower() for path in paths]
        may = [way for way in self.quick if all(name.endswith(way.extensions) for name in names)]
        return Source(paths, self.read, may[0].read if may else None, self.complaint)
