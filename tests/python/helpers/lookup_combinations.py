"""Combinations of the options of lookups, and the reference for each."""

import itertools

import tensorflow as tf

import lookup_reference as reference

WORDS = ["a", "b", "c", "d", "é", "m", "Hello", "TensorFlow"]
# Unknown strings go where TensorFlow hashes them.
HASHED = dict(zip(WORDS, tf.strings.to_hash_bucket_fast(WORDS, 3).numpy().tolist()))


class Strings:
    """What StringLookup is tried with."""

    name = "StringLookup"
    mask, unknown, other = "m", "[UNK]", "never seen"
    learned = [["d", "b", "a"], ["b", "m", "c"], ["b", "c", "é"], ["[UNK]", "b", "[UNK]"]]
    rows = [["b", "Hello", "m"], ["a", "TensorFlow", "é"], ["b", "b", "c"], ["d", "Hello", "Hello"]]

    @staticmethod
    def bin_of(token, bins):
        return HASHED[token] if bins == 3 else 0

    @staticmethod
    def as_token(value):
        return value.decode()


class Integers:
    """What IntegerLookup is tried with."""

    name = "IntegerLookup"
    mask, unknown, other = 0, -1, 77
    learned = [[4, 2**40, 1], [2**40, 0, -3], [2**40, -3, 9], [-1, 2**40, -1]]
    rows = [[2**40, 50, 0], [1, -51, 9], [2**40, 2**40, -3], [4, 52, 52]]

    @staticmethod
    def bin_of(token, bins):
        return token % bins

    @staticmethod
    def as_token(value):
        return int(value)


class Texts(Strings):
    """What TextVectorization is tried with: the tokens of texts; its mask pads."""

    name = "TextVectorization"
    mask = ""


ROOMS = {"no bound": None, "too small": -2, "just right": 0, "larger": 3}
BY_NAME = {
    "room": list(ROOMS),
    "num_oov_indices": [0, 1, 3],
    "masked": [False, True],
    "given": [False, True],
    "pad_to_max_tokens": [False, True],
    "sparse": [False, True],
}
COMBINATIONS = [dict(zip(BY_NAME, values)) for values in itertools.product(*BY_NAME.values())]


def expected(kind, combination, output_mode):
    """Return the options of a layer, and the reference for what it computes."""
    mask = kind.mask if combination["masked"] else None
    unknown_indices = combination["num_oov_indices"]
    before = len(reference.special(mask, kind.unknown, unknown_indices, output_mode))
    left_out = [kind.mask, kind.unknown] if combination["masked"] else [kind.unknown]
    tokens = reference.ranked(kind.learned, left_out, None)
    room = ROOMS[combination["room"]]
    max_tokens = None if room is None else before + len(tokens) + room
    if combination["given"]:
        tokens = tokens[::-1]  # in an order that nothing would learn
        weights = [0.5 + place for place in range(len(tokens))]
    else:
        tokens = tokens if max_tokens is None else tokens[: max_tokens - before]
        weights = reference.inverse_document_frequency(kind.learned, tokens)
    options = {
        "max_tokens": max_tokens,
        "num_oov_indices": unknown_indices,
        "mask_token": mask,
        "output_mode": output_mode,
        "pad_to_max_tokens": combination["pad_to_max_tokens"],
        "sparse": combination["sparse"],
    }
    if combination["given"]:
        options["vocabulary"] = tokens
        options["idf_weights"] = weights if output_mode == "tf_idf" else None
    model = reference.Lookup(
        mask,
        kind.unknown,
        unknown_indices,
        kind.bin_of,
        output_mode,
        tuple(tokens),
        tuple(weights),
        max_tokens if combination["pad_to_max_tokens"] else None,
    )
    return options, model


def rules_broken(options):
    """Return what a layer of these options must be refused for, as patterns."""
    most, given = options["max_tokens"], options.get("vocabulary")
    rules = []
    if options["pad_to_max_tokens"] and most is None:
        rules.append("`pad_to_max_tokens` needs `max_tokens`")
    if options["sparse"] and options["output_mode"] == "int":
        rules.append("`sparse` does not go with")
    if given and most and most < len(given) + len(specials_of(options)):
        rules.append(f"`vocabulary` must be of at most {most} tokens")
    return rules


def specials_of(options):
    return reference.special(
        options["mask_token"], None, options["num_oov_indices"], options["output_mode"]
    )


def made(module, kind, options):
    """Return a layer that was given its vocabulary, or has learned it."""
    layer = getattr(module, kind.name)(**options)
    if "vocabulary" not in options:
        rows = tf.constant(kind.learned)
        layer.update_state(
            tf.strings.reduce_join(rows, -1, separator=" ") if kind is Texts else rows
        )
        layer.finalize_state()
    return layer


def rows_for(kind, model):
    """Return rows to look up; without unknown tokens, where those have no index."""
    known = {*model.tokens, model.mask}
    if model.unknown_indices:
        return kind.rows
    return [[token if token in known else model.tokens[0] for token in row] for row in kind.rows]
