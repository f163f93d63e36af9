needs_python()

test_that("row names are no column without a name", {
  path <- file.path(new_folder(), "rows.csv")
  write.csv(data.frame(n = 1:2), path)
  expect_error(csv_dataset(path), "column 1 has no name .* see .*`row.names` of write.csv\\(\\) in R\\.$")
})
