"""Runs preprocessing from a specification, with Python's standard library alone.

    python reader.py FILE

computes the conformance inputs of the file and prints how many values differ from its outputs.
`docs/specification.md` describes the format. A value is a list of rows; a row is a number or a text
(bytes), or a list of them.
"""

import base64
import json
import math
import sys

import reader_categories
import reader_numbers

KINDS = {
    "CategoryEncoding": reader_categories.category_encoding,
    "Concatenate": reader_numbers.concatenate,
    "Discretization": reader_categories.discretization,
    "Imputation": reader_numbers.imputation,
    "IntegerLookup": reader_categories.integer_lookup,
    "Log": reader_numbers.log,
    "MinMaxScaling": reader_numbers.min_max_scaling,
    "Normalization": reader_numbers.normalization,
    "Rescaling": reader_numbers.rescaling,
    "RobustScaling": reader_numbers.robust_scaling,
    "StringLookup": reader_categories.string_lookup,
    "TextVectorization": reader_categories.text_vectorization,
}


class Specification:
    """Preprocessing that is read from the JSON of a specification.

    Args:
        document: the parsed JSON.
    """

    def __init__(self, document):
        if (document["format"], document["version"]) != ("prelayer-specification", 1):
            raise ValueError("This reader has version 1 of the format only.")
        self.document = document
        self.steps = [
            (node, KINDS[node["kind"]](node, document["tables"])) for node in document["nodes"]
        ]

    def run(self, inputs):
        """Return the outputs by name, for inputs by name."""
        values = dict(inputs)
        for node, function in self.steps:
            values[node["name"]] = function(*(values[name] for name in node["inputs"]))
        return {one["name"]: values[one["value"]] for one in self.document["outputs"]}


def read_values(content, dtype):
    """Return the flat values of a tensor in the conformance section."""
    if dtype == "string":
        return [base64.b64decode(value) for value in content["values"]]
    read = float if dtype.startswith("float") else int
    values = [read(value) for value in content["values"]]
    if "indices" not in content:
        return values
    flat = [read(0)] * math.prod(content["shape"])
    for position, value in zip(content["indices"], values):
        flat[position] = value
    return flat


def rows_of(content, dtype):
    """Return the flat values of each row of such a tensor."""
    shape, values = content["shape"], read_values(content, dtype)
    lengths = content.get("row_lengths")
    if lengths is None:
        sizes = [math.prod(shape[1:])] * shape[0]
    else:
        sizes = [length * math.prod(shape[2:]) for length in lengths]
    ends = [sum(sizes[: row + 1]) for row in range(len(sizes))]
    return [values[end - size : end] for size, end in zip(sizes, ends)]


def run_conformance(document):
    """Return how many values of the outputs differ, and how many there are."""
    content, inputs = document["conformance"], {}
    for one in document["inputs"]:
        rows = rows_of(content["inputs"][one["name"]], one["dtype"])
        is_flat = len(one["shape"]) == 1
        inputs[one["name"]] = [row[0] for row in rows] if is_flat else rows
    outputs = Specification(document).run(inputs)
    different = total = 0
    for one in document["outputs"]:
        wanted = rows_of(content["outputs"][one["name"]], one["dtype"])
        found = [flat(row) for row in outputs[one["name"]]]
        if len(found) != len(wanted):
            raise ValueError(f"The output {one['name']} has {len(found)} rows.")
        for row, other in zip(wanted, found):
            total += len(row)
            different += differing(row, other, content["tolerance"])
    return different, total


def flat(row):
    """Return the values of a row in order."""
    return [value for part in row for value in flat(part)] if isinstance(row, list) else [row]


def differing(wanted, found, tolerance):
    """Return how many values of a row differ; all of them if the lengths do."""
    if len(wanted) != len(found):
        return max(len(wanted), len(found))
    return sum(not agree(*pair, tolerance) for pair in zip(wanted, found))


def agree(wanted, found, tolerance):
    """Return whether values are equal, or floats within the tolerance."""
    if not isinstance(wanted, float) or math.isinf(wanted):
        return wanted == found
    if math.isnan(wanted):
        return math.isnan(found)
    return abs(wanted - found) <= tolerance * max(1.0, abs(wanted))


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        different, total = run_conformance(json.load(file))
    print(f"{different} of {total} values differ.")
    sys.exit(different > 0)
