needs_python()

test_that("other encodings come out as utf 8", {
  path <- tempfile()
  text <- iconv("n,gr\u00f6\u00dfe\n1,D\u00e9licieux\n", "UTF-8", "latin1")
  writeBin(charToRaw(text), path)
  found <- columns_of(csv_dataset(path, encoding = "latin-1"))
  expect_identical(found[["gr\u00f6\u00dfe"]], "D\u00e9licieux")
})

test_that("another encoding is an error that names the line", {
  path <- tempfile()
  writeBin(charToRaw(iconv("n,word\n1,a\n1,\u00e9\n", "UTF-8", "latin1")), path)
  error <- expect_error(csv_dataset(path), class = "prelayer_error")
  expect_identical(conditionMessage(error), sprintf(paste(
    "csv_dataset: the file %s is not utf-8 in line 3. Name its encoding by `encoding`,",
    "such as \"latin-1\"."
  ), path))
})
