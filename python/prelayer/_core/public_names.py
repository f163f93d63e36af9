"""Public paths of classes and functions, in place of those of internal modules."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def publish(package: str, names: Sequence[str]) -> None:
    """Make a package the module of its public names.

    Reprs, pickles, S3 classes of R and saved configs then have the public path.

    Args:
        package: the name of the package, which is being imported.
        names: its public names.
    """
    for name in names:
        value = getattr(sys.modules[package], name)
        parent, _, stem = value.__module__.rpartition(".")
        # Pickles of version 0.1 refer to layers by modules that were all in one folder.
        if parent.startswith(f"{package}.layers."):
            sys.modules.setdefault(f"{package}.layers.{stem}", sys.modules[value.__module__])
        value.__module__ = package
