# Adapts a Normalization layer to each of 30 columns of a data frame, and prints the seconds of each run.
suppressPackageStartupMessages(library(prelayer))

arguments <- as.integer(commandArgs(TRUE))
rows <- arguments[[1]]
set.seed(1)
frame <- as.data.frame(matrix(rnorm(rows * 30), rows))
for (run in seq_len(arguments[[2]] + 1)) {
  layers <- lapply(frame, function(column) layer_normalization())
  cat(system.time(adapt(layers, frame))[["elapsed"]], "\n")
}
