needs_python()

test_that("another delimiter is an error that names it", {
  path <- file.path(new_folder(), "semicolons.csv")
  write.csv2(data.frame(n = 1:2, word = c("a", "b")), path, row.names = FALSE)
  expect_error(csv_dataset(path), "has ';' in it, and no ','. Pass `field_delim = \";\"`", fixed = TRUE)
  rows <- dataset_collect(csv_dataset(path, field_delim = ";"))[[1]]
  expect_equal(as.vector(rows$word), c("a", "b"))
})
