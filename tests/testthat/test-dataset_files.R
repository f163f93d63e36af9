needs_python()

test_that("lines of files are elements", {
  folder <- new_folder()
  write_texts(folder, c("1.txt" = "a\n\u00e9\n", "2.txt" = "c"))
  paths <- file.path(folder, c("1.txt", "2.txt"))
  expect_identical(all_values(text_line_dataset(paths[[1]])), c("a", "\u00e9"))
  expect_identical(all_values(text_line_dataset(paths)), c("a", "\u00e9", "c"))
  expect_identical(all_values(text_line_dataset(tensor_slices_dataset(paths))), c("a", "\u00e9", "c"))
  packed <- gzfile(file.path(folder, "3.gz"), "wb")
  writeLines(c("x", "y"), packed)
  close(packed)
  expect_identical(all_values(text_line_dataset(file.path(folder, "3.gz"), compression_type = "GZIP")), c("x", "y"))
})

test_that("records of TFRecord files are elements", {
  path <- file.path(new_folder(), "records")
  writer <- tf$io$TFRecordWriter(path)
  for (record in c("one", "two", "three")) writer$write(as_tensor(record)$numpy())
  writer$close()
  expect_identical(all_values(tfrecord_dataset(path)), c("one", "two", "three"))
  twice <- tfrecord_dataset(c(path, path), num_parallel_reads = 1, buffer_size = 100)
  expect_identical(all_values(twice), rep(c("one", "two", "three"), 2))
})

test_that("records of a fixed number of bytes are elements", {
  folder <- new_folder()
  write_texts(folder, c("records" = "HEADabcdefEND"))
  path <- file.path(folder, "records")
  records <- fixed_length_record_dataset(path, record_bytes = 2, header_bytes = 4, footer_bytes = 3)
  expect_identical(all_values(records), c("ab", "cd", "ef"))
})

test_that("paths that fit a pattern are elements", {
  folder <- new_folder()
  write_texts(folder, c("b.txt" = "", "a.txt" = "", "c.csv" = ""))
  found <- function(pattern, ...) basename(all_values(file_list_dataset(file.path(folder, pattern), ...)))
  expect_identical(found("*.txt", shuffle = FALSE), c("a.txt", "b.txt"))
  expect_setequal(found("*", seed = 1), c("a.txt", "b.txt", "c.csv"))
  expect_setequal(found(c("*.csv", "b*")), c("c.csv", "b.txt"))
})

test_that("a home folder is known", {
  expect_error(collected(text_line_dataset("~/no such file")), path.expand("~/no such file"), fixed = TRUE)
})

test_that("reports bad arguments in one sentence", {
  expect_snapshot(error = TRUE, {
    text_line_dataset(1)
    text_line_dataset(c("a", NA))
    text_line_dataset("a", compression_type = "ZIP")
    tfrecord_dataset("a", num_parallel_reads = 1.5)
    fixed_length_record_dataset("a", record_bytes = 0)
    file_list_dataset("/no/such/folder/*.txt")
    file_list_dataset("*", seed = "one")
  })
})
