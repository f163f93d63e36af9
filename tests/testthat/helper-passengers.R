# A table like the lists of passengers in tutorials: numbers, categories, texts, with gaps; the same in Python's tests.
passengers <- function(rows = 80) {
  row <- seq_len(rows) - 1
  data.frame(
    age = ifelse(row %% 7 == 3, NA, 18 + (row * 13) %% 50),
    fare = (row * 37) %% 101 / 4 + 1,
    siblings = as.integer(row %% 4),
    sex = ifelse(row %% 2 == 0, "male", "female"),
    deck = ifelse(row %% 5 == 0, NA, c("A", "B", "C")[row %% 3 + 1]),
    alone = row %% 3 == 0,
    name = sprintf("Mr. %d number %s", row, c("a", "b", "c", "d")[row %% 4 + 1]),
    ticket = sprintf("T-%05d", row),
    ship = "Titanic",
    cabin = NA_character_,
    survived = as.integer((row * 11) %% 3 == 0)
  )
}

# The values of a data frame without names.
numbers_in <- function(frame) unname(as.matrix(frame))

some_features <- function() {
  list(
    age = layer_normalization(missing = "mean"), fare = layer_normalization(),
    sex = layer_string_lookup(output_mode = "one_hot", num_oov_indices = 0)
  )
}

# (x - mean) / sd with the divisor n, and the mean where x is missing.
standardized <- function(x) {
  present <- x[!is.na(x)]
  z <- (x - mean(present)) / sqrt(mean((present - mean(present))^2))
  ifelse(is.na(z), 0, z)
}
