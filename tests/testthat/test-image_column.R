needs_python()
skip_if_not_installed("png")

test_that("images texts and numbers come in one dataset", {
  given <- image_table()
  table <- transform(given$table, caption = paste("picture", 1:6), price = (0:5) / 2)
  features <- list(
    image = image_column("path", c(8, 9), directory = given$root), text = text_column("caption"), price = "price"
  )
  element <- dataset_collect(dataset_from_frame(table, features, "label", batch_size = 6))[[1]]
  first <- given$images[[file.path(given$root, table$path[[1]])]]
  expect_identical(as.array(element[[1]]$image)[1, , , ], first)
  expect_identical(as.vector(element[[1]]$text), table$caption)
  expect_identical(as.vector(element[[1]]$price), table$price)
  expect_identical(as.vector(element[[2]]), as.integer(table$label == "dog"))
})

test_that("two images of a row stay together whatever cannot be read", {
  given <- image_table()
  paths <- sort(given$table$path)
  table <- data.frame(left = paths, right = rev(paths), label = 0:5, w = 0:5)
  bad <- file.path(given$root, "cat", "2.png")
  writeBin(raw(), bad)
  features <- lapply(c(left = "left", right = "right"), image_column, size = c(8, 9), directory = given$root)
  for (on_error in c("skip", "placeholder")) {
    dataset <- dataset_from_frame(
      table, features, "label", "w", batch_size = 6, shuffle = TRUE, seed = 1, on_error = on_error
    )
    c(x, y, w) %<-% dataset_collect(dataset)[[1]]
    rows <- as.vector(y)
    expect_setequal(rows, if (on_error == "skip") c(0, 2, 3, 5) else 0:5)
    expect_equal(as.vector(w), rows)
    black <- array(0, c(8, 9, 3))
    pixels <- function(path) if (path == "cat/2.png") black else given$images[[file.path(given$root, path)]]
    for (at in seq_along(rows)) {
      expect_equal(as.array(x$left)[at, , , ], pixels(paths[[rows[[at]] + 1]]))
      expect_equal(as.array(x$right)[at, , , ], pixels(paths[[6 - rows[[at]]]]))
    }
    expect_identical(unique(report(dataset)$path), bad)
  }
})
