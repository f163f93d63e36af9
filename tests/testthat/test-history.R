history <- function(metrics) structure(list(params = list(), metrics = metrics), class = "prelayer_history")

two <- history(list(loss = c(10, 2.5), mae = c(3, 1.5), val_loss = c(9, 4), val_mae = c(3, 2)))

test_that("a history is a data frame in long form", {
  expect_identical(as.data.frame(two), data.frame(
    epoch = rep(1:2, 4),
    metric = rep(c("loss", "mae", "loss", "mae"), each = 2),
    value = c(10, 2.5, 3, 1.5, 9, 4, 3, 2),
    data = rep(c("training", "validation"), each = 4)
  ))
  expect_identical(dim(as.data.frame(history(list()))), c(0L, 4L))
})

test_that("what fit() measures is a row each", {
  needs_python()
  model <- keras_model_sequential() %>%
    layer_dense(1, use_bias = FALSE, kernel_initializer = "zeros") %>%
    compile(loss = "mse")
  measured <- model %>% fit(matrix(c(1, 2)), c(2, 4), validation_data = list(matrix(1), 3), verbose = 0)
  expect_identical(as.data.frame(measured)$metric, c("loss", "loss"))
  expect_identical(as.data.frame(measured)$data, c("training", "validation"))
  expect_equal(as.data.frame(measured)$value[[1]], 10)
})

# The graphics calls that a plot makes on a device without a file.
drawn <- function(plotting) {
  grDevices::pdf(NULL)
  on.exit(grDevices::dev.off())
  grDevices::dev.control("enable")
  returned <- withVisible(plotting)
  calls <- grDevices::recordPlot()[[1]]
  names <- vapply(calls, function(call) call[[2]][[1]]$name, "")
  arguments <- lapply(calls, function(call) as.list(call[[2]])[-1])
  list(
    returned = returned, panels = sum(names == "C_plot_new"),
    lines = lapply(arguments[names == "C_plotXY"], function(line) unclass(line[[1]])[c("x", "y")]),
    layout = graphics::par("mfrow")
  )
}

test_that("a plot draws each metric by epoch, training beside validation", {
  result <- drawn(plot(two))
  expect_identical(result$returned, list(value = as.data.frame(two), visible = FALSE))
  expect_equal(result$panels, 2)
  curves <- Filter(function(line) length(line$x) == 2, result$lines)
  heights <- lapply(curves, `[[`, "y")
  for (values in list(c(10, 2.5), c(9, 4), c(3, 1.5), c(3, 2))) expect_true(list(values) %in% heights)
  expect_identical(result$layout, c(1L, 1L))
})

test_that("a plot of one metric has one panel", {
  expect_equal(drawn(plot(two, metrics = "mae"))$panels, 1)
  expect_equal(drawn(plot(history(list(loss = 1))))$panels, 1)
})

test_that("a plot of what was not measured is refused in one sentence", {
  expect_snapshot(error = TRUE, {
    plot(two, metrics = "accuracy")
    plot(history(list()))
  })
})
