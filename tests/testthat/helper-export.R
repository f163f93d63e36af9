# At the top of a test that exports to a format: without its packages it is skipped, but on CI that is a failure.
needs_format <- function(...) {
  for (format in c(...)) {
    packages <- gsub("-", "_", sub(">=.*", "", extra_requirements[[format]]))
    absent <- packages[!packages %in% names(look_around())]
    if (length(absent) == 0) next
    if (identical(tolower(Sys.getenv("CI")), "true")) stop(toString(absent), " is missing", call. = FALSE)
    testthat::skip(paste(toString(absent), "is missing"))
  }
}

# Runs Python in a process without TensorFlow and this package; returns what it prints.
plain_python <- function(lines) {
  script <- tempfile(fileext = ".py")
  check <- "assert not {'prelayer', 'tensorflow'} & set(sys.modules)"
  writeLines(c("import sys", "import numpy as np", lines, check), script)
  suppressWarnings(system2(
    reticulate::py_config()$python, shQuote(script),
    stdout = TRUE, stderr = FALSE, env = c("PYTHONPATH=", "LD_LIBRARY_PATH=", "PYTHONIOENCODING=utf-8")
  ))
}

# What ONNX Runtime returns for inputs written in Python, a line for each output.
serve_onnx <- function(path, inputs) {
  plain_python(c(
    "import onnxruntime", sprintf("session = onnxruntime.InferenceSession('%s')", path),
    sprintf("outputs = session.run(None, {%s})", inputs), "for output in outputs: print(*output.ravel().tolist())"
  ))
}

# What LiteRT returns, a line for each output by name; `as_bytes()` encodes a list of texts.
serve_litert <- function(path, inputs) {
  plain_python(c(
    "from ai_edge_litert.interpreter import Interpreter",
    "def as_bytes(texts):",
    "    rows = [list(text.encode()) for text in texts]",
    "    width = max(1, *map(len, rows))",
    "    return np.array([row + [-1] * (width - len(row)) for row in rows], np.int32)",
    sprintf("run = Interpreter(model_path='%s').get_signature_runner('serving_default')", path),
    sprintf("for name, output in sorted(run(%s).items()): print(*output.ravel().tolist())", inputs)
  ))
}

as_numbers <- function(line) as.numeric(strsplit(line, " ")[[1]])
