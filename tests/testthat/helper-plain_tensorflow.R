# Runs Python in a process that has TensorFlow and nothing of this package; gives what it prints.
# R's own library path is no good there: it may hold another libpython.
plain_tensorflow <- function(lines) {
  script <- tempfile(fileext = ".py")
  writeLines(c("import sys", "import tensorflow as tf", lines, "assert 'prelayer' not in sys.modules"), script)
  suppressWarnings(system2(
    reticulate::py_config()$python, shQuote(script),
    stdout = TRUE, stderr = FALSE,
    env = c("PYTHONPATH=", "LD_LIBRARY_PATH=", "TF_CPP_MIN_LOG_LEVEL=3")
  ))
}
