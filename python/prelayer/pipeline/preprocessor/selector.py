"""selector(): columns of a data frame by name and type, for overrides."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from prelayer._core import check, errors
from prelayer._core.owner import public

KINDS = ("number", "logical", "category", "text", "datetime", "vector", "list")
Kind = Literal["number", "logical", "category", "text", "datetime", "vector", "list"]


@dataclass(frozen=True)
class Selector:
    """Selects columns; see `selector()`.

    Args:
        pattern: a regular expression, which a part of the name matches; None: any name.
        include: the kinds of columns; none: all.
        exclude: kinds of columns that are not selected.
    """

    pattern: str | None
    include: tuple[str, ...]
    exclude: tuple[str, ...]

    def selects(self, name: str, kind: str) -> bool:
        """Return whether a column with a name and kind is selected."""
        if self.pattern is not None and re.search(self.pattern, name) is None:
            return False
        return (not self.include or kind in self.include) and kind not in self.exclude


@public
def selector(
    pattern: str | None = None,
    *,
    dtype_include: Kind | Sequence[Kind] | None = None,
    dtype_exclude: Kind | Sequence[Kind] | None = None,
) -> Selector:
    """Select columns of a data frame by name and type, for `Preprocessor.from_frame`.

    See also: `Preprocessor`, `feature`, docs/guides/tables.Rmd.

    Args:
        pattern: a regular expression, found anywhere in the name; None: any name.
        dtype_include: a kind of columns or several: "number", "logical", "category" (pandas
            categoricals, factors), "text", "datetime", "vector" (lists of one length) and "list"
            (lists of text). Default: all.
        dtype_exclude: kinds of columns that are not selected.

    Returns:
        A selector, as a key of the argument `overrides`.

    Raises:
        ValueError: if `pattern` is not a regular expression, or a kind does not exist.

    Examples:
        >>> from prelayer import MinMaxScaling, Preprocessor, selector
        >>> data = {"width": [1.0, 2.0, 4.0], "height": [3.0, 3.5, 4.0]}
        >>> scaled = {selector(dtype_include="number"): MinMaxScaling}
        >>> prep = Preprocessor.from_frame(data, overrides=scaled)
        >>> [feature.layers for feature in prep.features.values()]
        [(MinMaxScaling(),), (MinMaxScaling(),)]
    """
    if pattern is not None:
        try:
            re.compile(pattern)
        except (re.error, TypeError):
            raise errors.invalid("pattern", "a regular expression", pattern) from None
    include = _kinds("dtype_include", dtype_include)
    return Selector(pattern, include, _kinds("dtype_exclude", dtype_exclude))


def chosen_layers(
    overrides: Mapping[Any, Any], kinds: Mapping[str, str], columns: Sequence[str]
) -> dict[str, Any]:
    """Return what `overrides` says about columns, by name; a name goes before selectors.

    Args:
        overrides: a dict from names of columns, or selectors, to layers.
        kinds: the kinds of the columns that selectors look at, by name.
        columns: the names of all columns.

    Raises:
        ValueError: if a name is not a column, or a selector selects none.
    """
    found: dict[str, Any] = {}
    for key, value in overrides.items():
        if not isinstance(key, Selector):
            check.known("overrides", key, columns, "column")
            continue
        selected = [name for name, kind in kinds.items() if key.selects(name, kind)]
        if not selected:
            raise errors.problem(
                "`overrides` has a selector without a column: {selector}. The columns are {kinds}.",
                selector=key,
                kinds=dict(kinds),
            )
        for name in selected:
            found.setdefault(name, value)
    return {**found, **{key: value for key, value in overrides.items() if isinstance(key, str)}}


def _kinds(argument: str, given: Any) -> tuple[str, ...]:
    kinds = () if given is None else (given,) if isinstance(given, str) else tuple(given)
    for kind in kinds:
        check.one_of(argument, kind, KINDS)
    return kinds
