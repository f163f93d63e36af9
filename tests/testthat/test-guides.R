needs_python()

# The code of a guide in one language, one string for each example.
examples_of <- function(name, language) {
  lines <- readLines(test_path("..", "..", "docs", paste0(name, ".md")), encoding = "UTF-8")
  ends <- which(lines == "```")
  starts <- which(lines == paste0("```", language))
  lapply(starts, function(start) lines[seq(start + 1, min(ends[ends > start]) - 1)])
}

test_that("the examples of the guide to clusters run", {
  skip_slow("Spark starts, on files that Python writes; only the examples themselves show that they run.")
  skip_if_not(file.exists(test_path("..", "..", "docs", "clusters.md")), "the guides are not installed")
  skip_if_not(reticulate::py_module_available("pyspark"), "Python's pyspark is not installed")
  skip_if(Sys.which("java") == "", "Java is not installed")
  code <- examples_of("clusters", "r")
  made_by_python <- script_of(unlist(examples_of("clusters", "python")[1:2]))
  old <- setwd(new_folder())
  on.exit(setwd(old))
  path <- paste0("PYTHONPATH=", system.file("python", package = "prelayer"))
  # R's own library path may hold another libpython.
  made <- system2(
    look_around()$executable, shQuote(made_by_python),
    stdout = TRUE, stderr = FALSE, env = c("LD_LIBRARY_PATH=", path)
  )
  expect_null(attr(made, "status"))
  expect_gt(length(code), 2)
  # Those of Spark set variables before Python starts.
  is_spark <- vapply(code, function(lines) any(grepl("SparkSession", lines)), NA)
  for (lines in list(unlist(code[!is_spark]), unlist(code[is_spark]))) {
    lines <- c("options(warn = 1)", lines, "cat('it ran to its end')")
    output <- in_new_session(lines, paste0("RETICULATE_PYTHON=", look_around()$executable), timeout = 300)
    expect_true("it ran to its end" %in% output, label = paste(output, collapse = "\n"))
    expect_true(any(grepl('"[UNK]"   "Premium" "Fair"', output, fixed = TRUE)), label = paste(output, collapse = "\n"))
  }
})
