"""Splits of rows or files: at random, stratified, by group, or by path."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from prelayer._core import check, errors
from prelayer._core.message import Message

_EXAMPLE = {"train": 0.8, "test": 0.2}


def checked_sizes(sizes: Any) -> dict[str, float]:
    """Return the fractions of a split by the names of the parts; they add up to 1."""
    rule = Message("names with their shares, such as {example!r}", example=_EXAMPLE)
    if not isinstance(sizes, Mapping) or not sizes:
        raise errors.invalid("split", rule, sizes)
    shares = {str(name): check.number("split", size, 0) for name, size in sizes.items()}
    if not np.isclose(sum(shares.values()), 1):
        raise errors.invalid("split", "{names}; they must add up to 1", sizes, names=rule)
    return shares


def rows_of_parts(
    sizes: Mapping[str, float],
    count: int,
    seed: int | None = None,
    strata: Sequence[Any] | None = None,
    groups: Sequence[Any] | None = None,
    keys: Sequence[str] | None = None,
) -> dict[str, np.ndarray]:
    """Return the row indices of each part, in ascending order; every row is in one part.

    Args:
        sizes: the fraction of each part; they add up to 1.
        count: number of rows.
        seed: seed of random splits; a split by keys is not random.
        strata: one value per row: each part contains its fraction of each value, to within one row.
        groups: one value per row: rows with the same value are in the same part, so that fractions
            are approximate.
        keys: one name per row, whose hash assigns the row to a part, independent of other rows; the
            name of the group, if there are groups.
    """
    names = list(sizes)
    shares = np.array([sizes[name] for name in names])
    rng = np.random.default_rng(seed)
    if keys is not None:
        if strata is not None:
            raise errors.problem(
                "a split by name cannot be stratified: a name says nothing of classes."
            )
        parts = _by_name(keys if groups is None else [str(group) for group in groups], shares)
    elif groups is not None:
        parts = _by_group(_ranks(groups), _ranks(strata, count), shares, rng)
    else:
        parts = _by_chance(_ranks(strata, count), shares, rng)
    rows = {name: np.flatnonzero(parts == place) for place, name in enumerate(names)}
    for name, share in sizes.items():
        if share > 0 and len(rows[name]) == 0:
            raise errors.problem(
                "`split` leaves nothing for {name!r}: {share} of {count} is too little. Give "
                "it a larger share, or more data.",
                name=name,
                share=f"{share:g}",
                count=count,
            )
    return rows


def _ranks(values: Sequence[Any] | None, count: int = 0) -> np.ndarray:
    if values is None:
        return np.zeros(count, int)
    return np.unique(np.asarray(values).astype(str), return_inverse=True)[1]


def place_of(key: bytes) -> float:
    """Return the hash of a key as a number from 0 up to, but not including, 1."""
    digest = hashlib.blake2b(key, digest_size=8).digest()
    return (int.from_bytes(digest, "big") >> 11) / 2**53


def bounds_of(shares: Iterable[float]) -> np.ndarray:
    """Return the inner bounds that divide the hash values from 0 to 1 by fractions."""
    return np.cumsum(list(shares))[:-1]


def _by_name(keys: Sequence[str], shares: np.ndarray) -> np.ndarray:
    """Return the part of each key."""
    places = np.array([place_of(key.encode("utf-8", "surrogateescape")) for key in keys])
    return np.searchsorted(bounds_of(shares), places, side="right")


def _by_chance(strata: np.ndarray, shares: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    parts = np.empty(len(strata), int)
    owed = np.zeros(len(shares))
    for stratum in range(strata.max(initial=-1) + 1):
        rows = rng.permutation(np.flatnonzero(strata == stratum))
        exact = shares * len(rows)
        given = np.floor(exact + 1e-9).astype(int)
        owed += exact - given
        # Remaining rows go to the parts with the largest deficit, including that of other strata.
        could = np.where(exact - given > 1e-9, owed, -np.inf)
        extra = np.argsort(-could, kind="stable")[: len(rows) - given.sum()]
        given[extra] += 1
        owed[extra] -= 1
        parts[rows] = np.repeat(np.arange(len(shares)), given)
    return parts


def _by_group(
    groups: np.ndarray, strata: np.ndarray, shares: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Return the part of each row: groups, largest first, go to the part that lacks most rows."""
    table = np.zeros((groups.max(initial=-1) + 1, strata.max(initial=-1) + 1))
    np.add.at(table, (groups, strata), 1)
    missing = shares[:, np.newaxis] * table.sum(axis=0)
    drawn = rng.permutation(len(table))
    part_of = np.zeros(len(table), int)
    for group in drawn[np.argsort(-table[drawn].sum(axis=1), kind="stable")]:
        # Change of the squared deviation of each part if it gets the group.
        change = ((missing - table[group]) ** 2 - missing**2).sum(axis=1)
        part = int(np.argmin(np.where(shares > 0, change, np.inf)))
        part_of[group] = part
        missing[part] -= table[group]
    return part_of[groups]
