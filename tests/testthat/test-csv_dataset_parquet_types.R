needs_python()

test_that("columns without values and type follow the other files", {
  needs_arrow()
  pa <- arrow()
  write <- function(column) write_parquet(pa$table(list(x = column, row = list(1L, 2L))))
  nothing <- write(pa$nulls(2L))
  expect_identical(columns_of(csv_dataset(nothing, na = "token"))$x, c("[NA]", "[NA]"))
  whole <- write(pa$array(list(7L, NULL)))
  expect_identical(columns_of(csv_dataset(c(nothing, whole), na = "mask"))$x, c(NaN, NaN, 7, NaN))
})
