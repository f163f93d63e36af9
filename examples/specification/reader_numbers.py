"""Layers from numbers to numbers: each returns the function of a node."""

import math
import struct


def rounding(dtype):
    """Return the function that rounds to a dtype, to the nearest number, ties to even."""
    return to_float32 if dtype == "float32" else float


def to_float32(number):
    """Return the nearest float32."""
    try:
        return struct.unpack("<f", struct.pack("<f", number))[0]
    except OverflowError:
        return math.copysign(math.inf, number)


def column_of(numbers):
    """Return the function from a column to its number; one number is that of all columns."""
    numbers = [float(number) for number in numbers]
    return lambda column: numbers[column if len(numbers) > 1 else 0]


def each(value, function):
    """Apply a function of a number and its column to all numbers."""
    return [
        [function(number, column) for column, number in enumerate(row)]
        if isinstance(row, list)
        else function(row, 0)
        for row in value
    ]


def numeric(node, change):
    """Return the function of a value that fills missing numbers in, and changes all."""
    options, to_dtype = node["options"], rounding(node["dtype"])
    fill = None if options.get("fill") is None else column_of(options["fill"])

    def run(value):
        def one(number, column):
            if fill is not None and math.isnan(number):
                number = fill(column)
            return to_dtype(change(float(number), column))

        changed = each(value, one)
        if not options.get("indicator"):
            return changed
        missing = each(value, lambda number, column: float(math.isnan(number)))
        as_list = [row if isinstance(row, list) else [row] for row in changed]
        return [
            row + (gaps if isinstance(gaps, list) else [gaps])
            for row, gaps in zip(as_list, missing)
        ]

    return run


def shift_and_divide(node, center, divisor):
    """Return (x - center) / divisor, or for the inverse x * divisor + center."""
    r = rounding(node["options"]["computation"])
    if node["options"]["invert"]:
        return lambda x, c: r(r(x * r(divisor(c))) + r(center(c)))
    return lambda x, c: r(r(x - r(center(c))) / r(divisor(c)))


def normalization(node, tables):
    """Normalization: mean 0 and variance 1."""
    mean, variance = (column_of(node["state"][name]) for name in ("mean", "variance"))
    change = shift_and_divide(node, mean, lambda c: max(math.sqrt(variance(c)), 1e-7))
    return numeric(node, change)


def robust_scaling(node, tables):
    """RobustScaling: median and range between quantiles."""
    center, scale = (column_of(node["state"][name]) for name in ("center", "scale"))
    return numeric(node, shift_and_divide(node, center, scale))


def min_max_scaling(node, tables):
    """MinMaxScaling: minimum and maximum become the two bounds."""
    options = node["options"]
    r = rounding(options["computation"])
    minimum, maximum = (column_of(node["state"][name]) for name in ("minimum", "maximum"))
    low, high = map(float, options["feature_range"])

    def spread(c):
        return r(r(maximum(c)) - r(minimum(c))) or 1.0

    def change(x, c):
        if options["invert"]:
            share = r(r(x - r(low)) / r(high - low))
            return r(r(share * spread(c)) + r(minimum(c)))
        share = r(r(x - r(minimum(c))) / spread(c))
        moved = r(r(share * r(high - low)) + r(low))
        is_out = options["clip"] and not math.isnan(moved)
        return min(max(moved, r(low)), r(high)) if is_out else moved

    return numeric(node, change)


def rescaling(node, tables):
    """Rescaling: a factor and an offset."""
    r = rounding(node["options"]["computation"])
    scale, offset = (column_of(node["options"][name]) for name in ("scale", "offset"))
    return numeric(node, lambda x, c: r(r(x * r(scale(c))) + r(offset(c))))


def imputation(node, tables):
    """Imputation: missing numbers are replaced, all others stay."""
    r = rounding(node["options"]["computation"])
    return numeric(node, lambda x, c: r(x))


def log(node, tables):
    """Log: logarithms, signed ones, and their inverses, in float64."""
    options = node["options"]
    offset, of_base = float(options["offset"]), float(options["log_of_base"])

    def change(x, c):
        if math.isnan(x):
            return x
        if options["invert"]:
            exponent = (abs(x) if options["signed"] else x) * of_base
            try:
                number = math.expm1(exponent) if offset == 1 else math.exp(exponent) - offset
            except OverflowError:
                number = math.inf
            return math.copysign(number, x) * (x != 0) if options["signed"] else number
        if options["signed"]:
            return math.copysign(math.log(max(abs(x), 1.0)) / of_base, x)
        if x + offset <= 0:
            return -math.inf if x + offset == 0 else math.nan
        return (math.log1p(x) if offset == 1 else math.log(x + offset)) / of_base

    return numeric(node, change)


def concatenate(node, tables):
    """Concatenate: the columns of several inputs, one after the other."""
    to_dtype = rounding(node["dtype"]) if node["dtype"].startswith("float") else int
    return lambda *values: [[to_dtype(x) for row in rows for x in row] for rows in zip(*values)]
