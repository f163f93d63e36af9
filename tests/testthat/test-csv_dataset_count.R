needs_python()

test_that("rows of small files are counted", {
  path <- tempfile(fileext = ".csv")
  writeLines(c("x,y", rep("1,2", 50), "1,2,3", rep("3,4", 50)), path)
  expect_equal(dataset_cardinality(csv_dataset(path, on_error = "skip", batch_size = 8)), 13)
  for (part in csv_dataset(path, on_error = "skip", split = c(a = 0.5, b = 0.5), batch_size = 7)) {
    expect_length(dataset_collect(part), dataset_cardinality(part))
  }
})
