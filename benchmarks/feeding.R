# Makes a dataset of a million rows by 30 and reads it once: of R's data frame or matrix, and of the same numbers as
# NumPy arrays, in turns. Prints the case, the side and the seconds of each run.
suppressPackageStartupMessages(library(prelayer))

arguments <- as.integer(commandArgs(TRUE))
rows <- arguments[[1]]
set.seed(1)
numbers <- matrix(rnorm(rows * 30), rows)
frame <- as.data.frame(numbers)

python <- reticulate::py_run_string(paste(
  "import gc, numpy as np, prelayer",
  "def make(arrays):",
  "    return prelayer.dataset_from_frame(arrays, batch_size=1024)",
  "def read(dataset):",
  "    for _ in dataset: pass",
  "def copies(table):",
  "    return {name: np.array(column, order='C') for name, column in table.items()}",
  sep = "\n"
), convert = FALSE)
copies <- function(table) python$copies(reticulate::dict(lapply(table, function(x) reticulate::r_to_py(as.array(x)))))

cases <- list(frame = frame, matrix = list(x = numbers))
for (case in names(cases)) {
  table <- cases[[case]]
  arrays <- copies(table)
  sides <- list(
    ours = function() python$read(dataset_from_frame(table, batch_size = 1024)),
    peer = function() python$read(python$make(arrays))
  )
  for (run in seq_len(arguments[[2]] + 1)) {
    for (side in names(sides)) {
      # A dataset that Python has not thrown away yet would leave the next one fresh memory, which costs more than work.
      gc()
      python$gc$collect()
      cat(case, side, system.time(sides[[side]]())[["elapsed"]], "\n")
    }
  }
}
