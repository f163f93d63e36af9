# Layers from tokens and numbers to indices and vectors: functions of a node, a value, and the tables of characters.

# The index of each token, counted from 0; NA for tokens that are dropped.
look_up <- function(tokens, state, read) {
  index <- match(tokens, read(state$vocabulary)) - 1 + state$first_index
  unknown <- is.na(index)
  if (!is.null(state$mask)) {
    is_mask <- tokens == read(list(state$mask$token))
    index[is_mask] <- if (is.null(state$mask$index)) NA else state$mask$index
    unknown <- unknown & !is_mask
  }
  if (any(unknown) && state$oov$indices == 0) stop("A token is not in the vocabulary.")
  bins <- if (state$oov$indices > 1) vapply(tokens[unknown], remainder, 0, by = state$oov$indices) else 0
  index[unknown] <- state$oov$first_index + bins
  dim(index) <- dim(tokens)
  index
}

# The remainder, from 0 to `by` - 1, of a whole number that is given by its digits.
remainder <- function(digits, by) {
  rest <- 0
  for (digit in strsplit(sub("-", "", digits), "")[[1]]) rest <- (10 * rest + as.numeric(digit)) %% by
  if (startsWith(digits, "-")) (by - rest) %% by else rest
}

# Indices in rows as they are, or as vectors.
encode_indices <- function(node, indices) {
  mode <- node$options$output_mode
  if (mode == "int") return(indices)
  vector <- function(row) {
    result <- numeric(node$options$depth)
    row <- row[!is.na(row)] + 1
    if (mode != "count" && mode != "tf_idf") return(replace(result, row, 1))
    weights <- if (is.null(node$state$weights)) rep(1, length(result)) else to_numbers(node$state$weights)
    for (place in row) result[[place]] <- rounding(node$dtype)(result[[place]] + weights[[place]])
    result
  }
  rows <- rows_of(indices)
  if (mode != "one_hot") return(as_matrix(lapply(rows, vector)))
  vectors <- lapply(rows, function(row) as_matrix(lapply(row, vector)))
  if (length(node$shape) == 3) vectors else do.call(rbind, vectors)
}

string_lookup <- function(node, value, tables) encode_indices(node, look_up(value, node$state, to_texts))

integer_lookup <- function(node, value, tables) {
  if (is.numeric(value)) value[] <- sprintf("%.0f", value)
  encode_indices(node, look_up(value, node$state, to_digits))
}

category_encoding <- function(node, value, tables) {
  mode(value) <- "numeric"
  if (!all(value %in% (seq_len(node$options$depth) - 1))) stop("An index is too large, negative or not whole.")
  encode_indices(node, value)
}

discretization <- function(node, value, tables) {
  mode(value) <- "numeric"
  boundaries <- to_numbers(node$state$boundaries)
  is_missing <- is.nan(value)
  index <- value
  if (!is.null(node$options$fill)) value[is_missing] <- to_numbers(node$options$fill)
  index[] <- findInterval(value, boundaries)
  index[is.nan(value)] <- length(boundaries) + node$options$indicator
  encode_indices(node, index)
}

text_vectorization <- function(node, value, tables) {
  tokens <- tokenize(value, node$options, tables)
  if (!is.list(tokens)) {
    found <- look_up(tokens, node$state, to_texts)
  } else {
    found <- split_rows(look_up(unlist(tokens), node$state, to_texts), lengths(tokens))
  }
  if (node$options$output_mode != "int" || (!is.list(found) && !is.matrix(found))) {
    return(encode_indices(node, found))
  }
  length <- node$options$output_sequence_length
  found <- rows_of(found)
  if (!is.null(length)) found <- lapply(found, utils::head, length)
  if (node$ragged) return(found)
  size <- if (is.null(length) || !node$options$pad) max(lengths(found), 0) else length
  as_matrix(lapply(found, function(row) c(row, numeric(size - length(row)))))
}
