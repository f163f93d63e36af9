"""Public paths of classes and functions, instead of those of internal modules."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def publish(package: str, names: Sequence[str]) -> None:
    """Set the module of the public names of a package to the package.

    Reprs, pickles, S3 classes of R and saved configs then have the public path. Base classes have
    it, too, because they are classes in R.

    Args:
        package: the name of the package, during its import.
        names: its public names.
    """
    for name in names:
        value = getattr(sys.modules[package], name)
        parent, _, stem = value.__module__.rpartition(".")
        # Pickles of version 0.1 refer to layers by modules in a single folder.
        if parent.startswith(f"{package}.layers."):
            sys.modules.setdefault(f"{package}.layers.{stem}", sys.modules[value.__module__])
        bases = value.__mro__ if isinstance(value, type) else (value,)
        for part in bases:
            if part.__module__.partition(".")[0] == package:
                part.__module__ = package
