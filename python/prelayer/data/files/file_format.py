"""File formats: readers, and the errors of files that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import tensorflow as tf

from prelayer.data.common.unreadable_files import Read
from prelayer.data.files.file_batches import ReadFew, Source


class Quick(NamedTuple):
    """A faster reader for files with certain extensions, which may fail for some of them."""

    extensions: tuple[str, ...]
    read: ReadFew


class Kind(NamedTuple):
    """The readers of a kind of files.

    Args:
        read: function from a path to a tensor with a static shape.
        complaint: error message for an unreadable file, which follows its path.
        quick: faster readers, each for files with certain extensions.
        finish: function applied to the dataset of contents. None: no function.
    """

    read: Read
    complaint: str
    quick: tuple[Quick, ...] = ()
    finish: Callable[[tf.data.Dataset], tf.data.Dataset] | None = None

    def source(self, paths: Sequence[str]) -> Source:
        """Return the source for files, with a faster reader if one matches all extensions."""
        names = [path.lower() for path in paths]
        may = [way for way in self.quick if all(name.endswith(way.extensions) for name in names)]
        return Source(paths, self.read, may[0].read if may else None, self.complaint)
