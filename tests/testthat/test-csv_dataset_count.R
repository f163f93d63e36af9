needs_python()

test_that("rows of small files are counted", {
  path <- tempfile(fileext = ".csv")
  writeLines(c("x,y", rep("1,2", 50), "1,2,3", rep("3,4", 50)), path)
  expect_equal(dataset_cardinality(csv_dataset(path, on_error = "skip", batch_size = 8)), 13)
  for (part in csv_dataset(path, on_error = "skip", split = c(a = 0.5, b = 0.5), batch_size = 7)) {
    expect_length(dataset_collect(part), dataset_cardinality(part))
  }
})

test_that("a file that changed is an error that names it", {
  path <- tempfile(fileext = ".csv")
  changed <- paste(
    "csv_dataset: the file %s changed after the dataset was made: it has %s rows than the 11 that were counted then.",
    "Make the dataset anew."
  )
  for (rows in c(12, 10)) {
    writeLines(c("x,y", rep("1,2", 11)), path)
    dataset <- csv_dataset(path, batch_size = 2)
    expect_length(dataset_collect(dataset), 6)
    writeLines(c("x,y", rep("1,2", rows)), path)
    expect_error(
      dataset_collect(dataset), sprintf(changed, path, if (rows > 11) "more" else "fewer"),
      fixed = TRUE, class = "prelayer_error"
    )
  }
})
