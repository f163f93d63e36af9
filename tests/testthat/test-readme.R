needs_python()

test_that("its examples run", {
  path <- test_path("..", "..", "README.md")
  skip_if_not(file.exists(path), "the README is not installed")
  templates <- system.file("python", "prelayer", "export", "web", package = "prelayer")
  skip_if_not(dir.exists(file.path(templates, "runtime")), "The runtime of web pages is not installed.")
  needs_format("onnx")
  lines <- readLines(path)
  starts <- which(lines == "```r")
  ends <- which(lines == "```")
  expect_gt(length(starts), 0)
  old <- setwd(new_folder())
  on.exit(setwd(old))
  for (start in starts) {
    code <- lines[seq(start + 1, min(ends[ends > start]) - 1)]
    expect_no_error(eval(parse(text = code), new.env(parent = globalenv())))
  }
})
