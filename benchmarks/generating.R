# Reads the batches that a function of R makes, and prints the seconds of each run, with the reader of Python beside it.
suppressPackageStartupMessages(library(prelayer))

arguments <- as.integer(commandArgs(TRUE))
batches <- arguments[[1]]
x <- matrix(as.numeric(seq_len(32 * 8)), 32)
y <- as.numeric(seq_len(32))

python <- reticulate::py_run_string(paste(
  "import numpy as np, tensorflow as tf",
  "x, y = np.arange(32 * 8, dtype='float32').reshape(32, 8), np.arange(32, dtype='float32')",
  "def make(count):",
  "    def batches():",
  "        for _ in range(count): yield x, y",
  "    signature = tuple(tf.TensorSpec(part.shape, part.dtype) for part in (x, y))",
  "    return tf.data.Dataset.from_generator(batches, output_signature=signature)",
  "def read(dataset):",
  "    return float(dataset.reduce(0.0, lambda total, batch: total + batch[1][0]))",
  sep = "\n"
), convert = FALSE)

ours <- generator_dataset(function() list(x, y), num_batches = batches)
peer <- python$make(batches)
sides <- list(
  ours = function() dataset_reduce(ours, 0, function(total, batch) total + batch[[2]][1]),
  peer = function() python$read(peer)
)
for (run in seq_len(arguments[[2]] + 1)) {
  for (side in names(sides)) cat(side, system.time(sides[[side]]())[["elapsed"]], "\n")
}
