"""Texts, which are bytes of UTF-8: standardization, splitting and n-grams."""

import base64

# The second byte of a character, where not all of 0x80 to 0xBF are allowed.
SECOND = {0xE0: (0xA0, 0xBF), 0xED: (0x80, 0x9F), 0xF0: (0x90, 0xBF), 0xF4: (0x80, 0x8F)}
CAPITAL_SIGMA, FINAL_SIGMA, REPLACEMENT = 0x3A3, 0x3C2, 0xFFFD


def to_text(value):
    """Return a text of the state, a string or base64, as bytes."""
    return value.encode() if isinstance(value, str) else base64.b64decode(value["base64"])


def decode(text, replace):
    """Return the code points of a text.

    Args:
        text: bytes.
        replace: how bytes that are not UTF-8 are read. True: each longest beginning of a character
            is one U+FFFD. False: each byte becomes its negative number, and `encode` writes it
            back; surrogates are characters.
    """
    if text.isascii():
        return list(text)
    points, start = [], 0
    while start < len(text):
        size = size_of(text[start])
        end = end_of(text, start, size, replace)
        if end - start == size:
            points.append(point_of(text[start:end]))
        elif replace:
            points.append(REPLACEMENT)
        else:
            points.append(-text[start])
            end = start + 1
        start = end
    return points


def size_of(lead):
    """Return how many bytes a character has that begins with a byte; 0 if none does."""
    if lead < 0x80:
        return 1
    if lead < 0xC2 or lead > 0xF4:
        return 0
    return 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4


def end_of(text, start, size, replace):
    """Return the end of the character, or of the beginning of one, at a position."""
    low, high = SECOND.get(text[start], (0x80, 0xBF))
    if text[start] == 0xED and not replace:
        high = 0xBF
    end = start + 1
    while end < min(start + size, len(text)) and low <= text[end] <= high:
        low, high, end = 0x80, 0xBF, end + 1
    return end


def point_of(character):
    """Return the code point of the bytes of a character."""
    if len(character) == 1:
        return character[0]
    point = character[0] & (0x7F >> len(character))
    for byte in character[1:]:
        point = point << 6 | byte & 0x3F
    return point


def encode(points):
    """Return the text of code points, and of the negative numbers of bytes."""
    return b"".join(
        bytes([-point]) if point < 0 else chr(point).encode("utf-8", "surrogatepass")
        for point in points
    )


def set_of(ranges):
    """Return the code points of a table of ranges."""
    return frozenset(point for first, last in ranges for point in range(first, last + 1))


def map_of(table):
    """Return the code points that replace each code point of a map."""
    found = {
        point: [point + offset]
        for first, last, step, offset in table["ranges"]
        for point in range(first, last + 1, step)
    }
    return {**found, **dict(table["sequences"])}


class Tokenizer:
    """The steps, the split and the n-grams of a TextVectorization node.

    Args:
        options: the options of the node.
        tables: the tables of the specification.
    """

    def __init__(self, options, tables):
        self.steps = [STEPS[step["step"]](step, tables) for step in options["standardize"]]
        self.split = splitter(options["split"], tables)
        self.ngrams = options["ngrams"]

    def __call__(self, row):
        """Return the tokens of a row, which is a text or a list of texts."""
        if not isinstance(row, list):
            tokens = self.split(self.standardize(row))
        elif len(row) == 1 and self.split is not keep:
            tokens = self.split(self.standardize(row[0]))
        else:
            tokens = [self.standardize(text) for text in row]
        return tokens if self.ngrams is None else ngrams(tokens, self.ngrams)

    def standardize(self, text):
        """Return a text after all steps."""
        for step in self.steps:
            text = step(text)
        return text


def ngrams(tokens, widths):
    """Return all n-grams, one width after the other."""
    return [
        b" ".join(tokens[start : start + width])
        for width in widths
        for start in range(len(tokens) - width + 1)
    ]


def keep(text):
    """Return the whole text, which is not split."""
    return text


def splitter(split, tables):
    """Return the function from a text to its tokens, none of which is empty."""
    if split is None:
        return keep
    if split["at"] == "every_character":
        return lambda text: [encode([point]) for point in decode(text, replace=True)]
    if split["at"] == "text":
        separator = to_text(split["text"])
        return lambda text: [token for token in text.split(separator) if token]
    separators = set_of(tables[split["characters"]])

    def at_characters(text):
        tokens = [[]]
        for point in decode(text, replace=False):
            if point in separators:
                tokens.append([])
            else:
                tokens[-1].append(point)
        return [encode(token) for token in tokens if token]

    return at_characters


# ---- Steps: each returns a function from text to text -------------------------------------------


def replace_invalid(step, tables):
    """Bytes that are not UTF-8 become U+FFFD."""
    return lambda text: encode(decode(text, replace=True))


def map_characters(step, tables):
    """Each character of a map is replaced."""
    table = map_of(tables[step["table"]])

    def run(text):
        points = decode(text, replace=False)
        return encode(new for point in points for new in table.get(point, (point,)))

    return run


def final_sigma(step, tables):
    """A capital sigma at the end of a word becomes a final one."""
    cased, ignorable = set_of(tables[step["cased"]]), set_of(tables[step["ignorable"]])

    def is_cased(points):
        return next((point in cased for point in points if point not in ignorable), False)

    def run(text):
        points = decode(text, replace=False)
        for place in [at for at, point in enumerate(points) if point == CAPITAL_SIGMA]:
            if is_cased(reversed(points[:place])) and not is_cased(points[place + 1 :]):
                points[place] = FINAL_SIGMA
        return encode(points)

    return run


def replace_characters(step, tables):
    """Each character of a set, or each run of them, is replaced by a text."""
    characters, new = set_of(tables[step["characters"]]), decode(to_text(step["by"]), False)

    def run(text):
        points, result, before = decode(text, replace=False), [], None
        for point in points:
            if point not in characters:
                result.append(point)
            elif not (step["runs"] and before in characters):
                result.extend(new)
            before = point
        return encode(result)

    return run


def strip(step, tables):
    """Characters of a set are removed at both ends."""
    characters = set_of(tables[step["characters"]])

    def run(text):
        points = decode(text, replace=False)
        kept = [place for place, point in enumerate(points) if point not in characters]
        return encode(points[kept[0] : kept[-1] + 1]) if kept else b""

    return run


def replace_text(step, tables):
    """Each occurrence of a text is replaced by another one."""
    old, new = to_text(step["text"]), to_text(step["by"])
    return lambda text: text.replace(old, new)


STEPS = {
    "final_sigma": final_sigma,
    "map": map_characters,
    "replace_characters": replace_characters,
    "replace_invalid": replace_invalid,
    "replace_text": replace_text,
    "strip": strip,
}
