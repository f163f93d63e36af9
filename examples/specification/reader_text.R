# Texts, which are raw vectors of UTF-8: standardization, splitting and n-grams.

text_of <- function(string) jsonlite::base64_enc(charToRaw(enc2utf8(string)))

# A text of the state, a string or base64, as bytes.
bytes_of <- function(value) if (is.character(value)) charToRaw(enc2utf8(value)) else jsonlite::base64_dec(value$base64)

# The code points of a text. Bytes that are not UTF-8 are treated by `replace`. TRUE: each longest beginning of a
# character is one U+FFFD. FALSE: each byte becomes its negative number, and encode() writes it back; surrogates are
# characters.
decode <- function(text, replace) {
  bytes <- as.integer(text)
  if (all(bytes < 128L)) return(bytes)
  points <- integer(length(bytes))
  count <- 0L
  start <- 1L
  while (start <= length(bytes)) {
    lead <- bytes[[start]]
    size <- size_of(lead)
    end <- end_of(bytes, start, size, replace)
    if (end - start + 1L == size) {
      point <- point_of(bytes[start:end])
    } else if (replace) {
      point <- 0xFFFDL
    } else {
      point <- -lead
      end <- start
    }
    count <- count + 1L
    points[[count]] <- point
    start <- end + 1L
  }
  points[seq_len(count)]
}

# How many bytes a character has that begins with a byte; 0 if none does.
size_of <- function(lead) c(1L, 0L, 2L, 3L, 4L, 0L)[[findInterval(lead, c(0x80, 0xC2, 0xE0, 0xF0, 0xF5)) + 1L]]

# The last byte of a character, or of the beginning of one.
end_of <- function(bytes, start, size, replace) {
  range <- switch(as.character(bytes[[start]]),
    "224" = c(0xA0, 0xBF), "237" = c(0x80, if (replace) 0x9F else 0xBF), # E0, ED
    "240" = c(0x90, 0xBF), "244" = c(0x80, 0x8F), # F0, F4
    c(0x80, 0xBF)
  )
  end <- start
  while (end < start + size - 1L && end < length(bytes)) {
    if (bytes[[end + 1L]] < range[[1]] || bytes[[end + 1L]] > range[[2]]) break
    end <- end + 1L
    range <- c(0x80, 0xBF)
  }
  end
}

# The code point of the bytes of a character.
point_of <- function(bytes) {
  if (length(bytes) == 1) return(bytes)
  point <- bitwAnd(bytes[[1]], bitwShiftR(0x7FL, length(bytes)))
  for (byte in bytes[-1]) point <- 64L * point + bitwAnd(byte, 0x3FL)
  point
}

# The text of code points, and of the negative numbers of bytes.
encode <- function(points) {
  if (all(points >= 0 & points < 128)) return(as.raw(points))
  as.raw(unlist(lapply(points, function(point) {
    if (point < 0) return(-point)
    if (point < 0x80) return(point)
    tail <- function(shift) 0x80 + point %/% 64^shift %% 64
    if (point < 0x800) return(c(0xC0 + point %/% 64, tail(0)))
    if (point < 0x10000) return(c(0xE0 + point %/% 4096, tail(1), tail(0)))
    c(0xF0 + point %/% 262144, tail(2), tail(1), tail(0))
  })))
}

# Whether code points are in a table of ranges.
is_in <- function(points, ranges) {
  first <- vapply(ranges, function(range) as.double(range[[1]]), 0)
  last <- vapply(ranges, function(range) as.double(range[[2]]), 0)
  range <- findInterval(points, first)
  range > 0 & points <= last[pmax(range, 1)]
}

# ---- Tokens ----------------------------------------------------------------------------------------------------------

# The tokens of texts in base64: a list with those of each row, or standardized texts as they were given.
tokenize <- function(texts, options, tables) {
  steps <- lapply(options$standardize, function(step) steps[[step$step]](step, tables))
  standardize <- function(text) {
    text <- jsonlite::base64_dec(text)
    for (step in steps) text <- step(text)
    text
  }
  if (is.null(options$split)) {
    tokens <- texts
    tokens[] <- vapply(texts, function(text) jsonlite::base64_enc(standardize(text)), "")
    if (is.null(options$ngrams)) return(tokens)
    tokens <- lapply(seq_len(nrow(tokens)), function(row) tokens[row, ])
  } else {
    tokens <- lapply(texts, function(text) {
      vapply(split_text(standardize(text), options$split, tables), jsonlite::base64_enc, "")
    })
  }
  if (is.null(options$ngrams)) tokens else lapply(tokens, ngrams, widths = options$ngrams)
}

# All n-grams, one width after the other.
ngrams <- function(tokens, widths) {
  bytes <- lapply(tokens, jsonlite::base64_dec)
  unlist(lapply(widths, function(width) {
    starts <- seq_len(max(0, length(tokens) - width + 1))
    vapply(starts, function(start) {
      parts <- lapply(bytes[seq(start, length.out = width)], function(part) c(as.raw(32), part))
      jsonlite::base64_enc(unlist(parts)[-1])
    }, "")
  }))
}

# The tokens of a text as bytes, none of which is empty.
split_text <- function(text, split, tables) {
  if (split$at == "every_character") return(lapply(decode(text, TRUE), encode))
  if (split$at == "text") return(Filter(length, pieces(text, bytes_of(split$text))))
  points <- decode(text, FALSE)
  is_between <- is_in(points, tables[[split$characters]])
  lapply(unname(split(points[!is_between], cumsum(is_between)[!is_between])), encode)
}

# The parts of a text between the occurrences of another one.
pieces <- function(text, separator) {
  starts <- grepRaw(separator, text, fixed = TRUE, all = TRUE)
  Map(
    function(from, to) text[seq_len(max(0, to - from + 1)) + from - 1],
    c(1, starts + length(separator)), c(starts - 1, length(text))
  )
}

# ---- Steps: each returns a function from text to text ----------------------------------------------------------------

steps <- list(
  # Bytes that are not UTF-8 become U+FFFD.
  replace_invalid = function(step, tables) {
    function(text) encode(decode(text, TRUE))
  },
  # Each character of a map is replaced.
  map = function(step, tables) {
    table <- tables[[step$table]]
    from <- lapply(table$ranges, function(range) seq(range[[1]], range[[2]], by = range[[3]]))
    to <- Map(function(points, range) points + range[[4]], from, table$ranges)
    from <- c(unlist(from), vapply(table$sequences, function(one) as.double(one[[1]]), 0))
    to <- c(as.list(unlist(to)), lapply(table$sequences, function(one) unlist(one[[2]])))
    function(text) {
      points <- decode(text, FALSE)
      place <- match(points, from)
      new <- as.list(points)
      new[!is.na(place)] <- to[place[!is.na(place)]]
      encode(unlist(new))
    }
  },
  # A capital sigma at the end of a word becomes a final one.
  final_sigma = function(step, tables) {
    is_cased <- function(points) {
      points <- points[!is_in(points, tables[[step$ignorable]])]
      length(points) > 0 && is_in(points[[1]], tables[[step$cased]])
    }
    function(text) {
      points <- decode(text, FALSE)
      for (place in which(points == 0x3A3)) {
        is_last <- !is_cased(points[-seq_len(place)])
        if (is_last && is_cased(rev(points[seq_len(place - 1)]))) points[[place]] <- 0x3C2
      }
      encode(points)
    }
  },
  # Each character of a set, or each run of them, is replaced by a text.
  replace_characters = function(step, tables) {
    by <- decode(bytes_of(step$by), FALSE)
    function(text) {
      points <- decode(text, FALSE)
      is_old <- is_in(points, tables[[step$characters]])
      is_first <- is_old & !(step$runs & c(FALSE, is_old[-length(is_old)])[seq_along(is_old)])
      new <- as.list(points)
      new[is_old] <- list(integer())
      new[is_first] <- list(by)
      encode(unlist(new))
    }
  },
  # Characters of a set are removed at both ends.
  strip = function(step, tables) {
    function(text) {
      points <- decode(text, FALSE)
      kept <- which(!is_in(points, tables[[step$characters]]))
      if (length(kept)) encode(points[min(kept):max(kept)]) else raw()
    }
  },
  # Each occurrence of a text is replaced by another one.
  replace_text = function(step, tables) {
    function(text) {
      parts <- pieces(text, bytes_of(step$text))
      new <- lapply(parts[-1], function(part) c(bytes_of(step$by), part))
      as.raw(unlist(c(parts[1], new)))
    }
  }
)
