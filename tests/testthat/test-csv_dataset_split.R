needs_python()

shares <- c(train = 0.7, valid = 0.2, test = 0.1)

visits <- function(ids = 1:2000) {
  data.frame(id = ids, shop = sprintf("s%d", ids %% 50L), size = ids / 8)
}

write_visits <- function(ids = 1:2000) {
  path <- tempfile(fileext = ".csv")
  utils::write.csv(visits(ids), path, row.names = FALSE, quote = FALSE)
  path
}

ids_of <- function(parts) lapply(parts, function(part) columns_of(part)$id)

test_that("every row is in one part", {
  path <- write_visits()
  for (by in list(list(), list(split_by = "id"), list(group = "shop"))) {
    parts <- do.call(csv_dataset, c(list(path, split = shares), by))
    expect_named(parts, c("train", "valid", "test"))
    expect_identical(sort(unlist(ids_of(parts), use.names = FALSE)), 1:2000)
    found <- columns_of(parts$train)
    expect_identical(found$size, found$id / 8)
    expect_identical(found$shop, sprintf("s%d", found$id %% 50L))
  }
})

test_that("an id is in the part that it has of a frame", {
  parts <- csv_dataset(write_visits(), split = shares, split_by = "id")
  expect_identical(ids_of(parts), ids_of(dataset_from_frame(visits(), split = shares, split_by = "id")))
})

test_that("no group is in two parts", {
  parts <- csv_dataset(write_visits(), split = shares, group = "shop")
  shops <- lapply(parts, function(part) unique(columns_of(part)$shop))
  expect_setequal(unlist(shops), unique(visits()$shop))
  expect_length(unlist(shops), 50)
})

test_that("no row moves when rows are added", {
  path <- write_visits()
  before <- ids_of(csv_dataset(path, split = shares))
  after <- ids_of(csv_dataset(c(write_visits(2001:2300), path), split = shares))
  for (name in names(before)) expect_setequal(before[[name]], Filter(function(id) id <= 2000, after[[name]]))
})

test_that("the first part alone is shuffled and labels follow", {
  parts <- csv_dataset(
    write_visits(), split = shares, split_by = "id", label_name = "size", shuffle = TRUE, shuffle_seed = 1
  )
  for (name in names(parts)) {
    first <- columns_of(parts[[name]])
    second <- columns_of(parts[[name]])
    expect_identical(first$label, first$id / 8)
    expect_setequal(second$id, first$id)
    expect_identical(identical(first$id, second$id), name != "train")
  }
})

test_that("a row without a key is an error", {
  path <- write_table(tempfile(), "id,n\n1,2\n,3\n")
  parts <- csv_dataset(path, split = shares, split_by = "id", na = "mask")
  expect_error(
    dataset_collect(parts$train), "has no value in line 3 of column \"id\", which tells the part of a row",
    class = "prelayer_error"
  )
})

test_that("parquet files are split by a column", {
  needs_arrow()
  pa <- arrow()
  table <- pa$table(reticulate::dict(id = pa$array(as.list(1:200), pa$int64())))
  path <- write_parquet(table)
  parts <- csv_dataset(path, split = shares, split_by = "id")
  expect_identical(ids_of(parts), ids_of(csv_dataset(write_visits(1:200), split = shares, split_by = "id")))
  expect_error(csv_dataset(path, split = shares), "needs `split_by` or `group`", class = "prelayer_error")
})

test_that("splits that cannot be are refused", {
  path <- write_visits(1:9)
  expect_snapshot(error = TRUE, {
    csv_dataset(path, split = shares, stratify = "shop")
    csv_dataset(path, group = "shop")
    csv_dataset(path, split = c(a = 0.5, b = 0.2))
    csv_dataset(path, split = shares, split_by = "ids")
  })
})
