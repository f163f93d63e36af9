"""Damage to saved bytes and arrays, and what is raised for it."""

import io

import numpy as np
from hypothesis import strategies as st

HOSTILE = st.sampled_from(
    [
        np.array(np.nan),
        np.array([np.nan, 1.0]),
        np.array([-5, 3]),
        np.zeros(0),
        np.array(["text"]),
        np.array(2**62),
        np.full((3, 2, 1), -1.0),
        np.array([2**62, -(2**62)]),
    ]
)


@st.composite
def damages(draw):
    """Return a function that damages bytes: cuts them, turns bits, or writes over a part."""
    kind = draw(st.sampled_from(["cut", "bits", "over"]))
    places = draw(st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=4))
    bit, filling = draw(st.integers(0, 7)), draw(st.sampled_from([0, 255]))

    def damage(data):
        damaged = bytearray(data)
        spots = [int(place * len(data)) for place in places]
        if kind == "cut":
            return data[: spots[0]]
        for spot in spots:
            if kind == "bits":
                damaged[spot] ^= 1 << bit
            else:
                damaged[spot : spot + 4] = bytes([filling] * len(damaged[spot : spot + 4]))
        return bytes(damaged)

    return damage


def swapped(data, name, array):
    """Return the bytes of named arrays with another array by one of the names."""
    parts = dict(np.load(io.BytesIO(data)))
    names = sorted(set(parts) - {"kind"})
    parts[names[name % len(names)]] = array
    buffer = io.BytesIO()
    np.savez(buffer, **parts)
    return buffer.getvalue()


def refusal(action, *arguments):
    """Return the sentence of the ValueError that an action raises; None where it raises none."""
    try:
        action(*arguments)
    except ValueError as error:
        return str(error)
    return None
