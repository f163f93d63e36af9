"""Layers from tokens and numbers to indices and vectors: each returns the function of a node."""

import math
from bisect import bisect_right

from reader_numbers import each, rounding
from reader_text import Tokenizer, to_text


def lookup_of(node, read):
    """Return the function from a token to its index, which is None if the token is dropped."""
    state = node["state"]
    first, oov, mask = state["first_index"], state["oov"], state["mask"]
    known = {read(token): first + place for place, token in enumerate(state["vocabulary"])}
    if mask is not None:
        known[read(mask["token"])] = mask["index"]

    def look_up(token):
        if token in known:
            return known[token]
        if oov["indices"] == 0:
            raise ValueError(f"{token} is not in the vocabulary.")
        return oov["first_index"] + (token % oov["indices"] if oov["indices"] > 1 else 0)

    return look_up


def encoder(node):
    """Return the function from rows of indices to indices, or to vectors, by the output mode."""
    mode, depth = node["options"]["output_mode"], node["options"]["depth"]
    r = rounding(node["dtype"])
    weights = [float(weight) for weight in node["state"].get("weights") or ()]

    def vector(row):
        result = [0.0] * depth
        for index in row:
            if index is not None and mode in ("one_hot", "multi_hot"):
                result[index] = 1.0
            elif index is not None:
                result[index] = r(result[index] + (weights[index] if weights else 1.0))
        return result

    def encode(rows):
        if mode == "int":
            return rows
        if mode != "one_hot":
            return [vector(row) for row in rows]
        as_lists = [row if isinstance(row, list) else [row] for row in rows]
        vectors = [[vector([index]) for index in row] for row in as_lists]
        return vectors if len(node["shape"]) == 3 else [row[0] for row in vectors]

    return encode


def string_lookup(node, tables):
    """StringLookup: texts to indices or vectors."""
    look_up, encode = lookup_of(node, to_text), encoder(node)
    return lambda value: encode(each(value, lambda token, c: look_up(token)))


def integer_lookup(node, tables):
    """IntegerLookup: whole numbers to indices or vectors."""
    look_up, encode = lookup_of(node, int), encoder(node)
    return lambda value: encode(each(value, lambda token, c: look_up(token)))


def category_encoding(node, tables):
    """CategoryEncoding: indices to vectors."""
    encode, depth = encoder(node), node["options"]["depth"]

    def index_of(number, column):
        if number not in range(depth):
            raise ValueError(f"{number} is not from 0 to {depth - 1}.")
        return int(number)

    return lambda value: encode(each(value, index_of))


def discretization(node, tables):
    """Discretization: numbers to bins; a boundary belongs to the bin above."""
    boundaries = [float(boundary) for boundary in node["state"]["boundaries"]]
    fill, encode = node["options"]["fill"], encoder(node)

    def bin_of(number, column):
        if math.isnan(number) and fill is None:
            return len(boundaries) + node["options"]["indicator"]
        return bisect_right(boundaries, float(fill[0]) if math.isnan(number) else number)

    return lambda value: encode(each(value, bin_of))


def text_vectorization(node, tables):
    """TextVectorization: texts to sequences of indices, or vectors."""
    tokenize = Tokenizer(node["options"], tables)
    look_up, encode = lookup_of(node, to_text), encoder(node)
    length, pad = node["options"]["output_sequence_length"], node["options"]["pad"]

    def run(value):
        rows = [tokenize(row) for row in value]
        found = each(rows, lambda token, c: look_up(token))
        if node["options"]["output_mode"] != "int" or not all(isinstance(r, list) for r in found):
            return encode(found)
        found = [row[:length] for row in found]
        longest = (length or max(map(len, found), default=0)) if pad else 0
        return [row + [0] * (longest - len(row)) for row in found]

    return run
