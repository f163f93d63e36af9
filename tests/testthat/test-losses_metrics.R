needs_python()

truth <- rbind(c(1, 0), c(0, 1), c(1, 1))
predicted <- rbind(c(0.9, 0.2), c(0.4, 0.7), c(0.5, 0.1))

test_that("losses of values are one number for each sample", {
  losses <- list(
    loss_mean_squared_error = rowMeans((truth - predicted)^2),
    loss_mean_absolute_error = rowMeans(abs(truth - predicted)),
    loss_mean_squared_logarithmic_error = rowMeans((log1p(truth) - log1p(predicted))^2),
    loss_huber = rowMeans((truth - predicted)^2) / 2,
    loss_log_cosh = rowMeans(log(cosh(predicted - truth))),
    loss_poisson = rowMeans(predicted - truth * log(predicted)),
    loss_binary_crossentropy = -rowMeans(truth * log(predicted) + (1 - truth) * log(1 - predicted)),
    loss_hinge = rowMeans(pmax(1 - (2 * truth - 1) * predicted, 0)),
    loss_cosine_similarity = -rowSums(truth * predicted) / sqrt(rowSums(truth^2) * rowSums(predicted^2))
  )
  for (name in names(losses)) {
    expect_equal(as.vector(get(name)(truth, predicted)), losses[[name]], tolerance = 1e-5, label = name)
  }
  logits <- log(predicted / (1 - predicted))
  of_logits <- loss_binary_crossentropy(truth, logits, from_logits = TRUE)
  expect_equal(as.vector(of_logits), losses$loss_binary_crossentropy, tolerance = 1e-5)
  shares <- predicted / rowSums(predicted)
  expected <- -log(diag(shares))
  expect_equal(as.vector(loss_categorical_crossentropy(diag(2), shares[1:2, ])), expected, tolerance = 1e-5)
  expect_equal(as.vector(loss_sparse_categorical_crossentropy(0:1, shares[1:2, ])), expected, tolerance = 1e-5)
})

test_that("losses without values are objects that summarize a batch", {
  squares <- rowMeans((truth - predicted)^2)
  expect_equal(as.vector(loss_mean_squared_error()(truth, predicted)), mean(squares), tolerance = 1e-6)
  total <- loss_mean_squared_error(reduction = "sum")
  expect_equal(as.vector(total(truth, predicted)), sum(squares), tolerance = 1e-6)
  expect_equal(as.vector(loss_huber(delta = 0.1)(matrix(0), matrix(1))), 0.1 * 1 - 0.1^2 / 2, tolerance = 1e-6)
})

test_that("metrics are functions of all values so far", {
  y <- c(0, 1, 1, 0)
  probability <- c(0.6, 0.9, 0.3, 0.2)
  metrics <- list(
    metric_binary_accuracy = 0.5, metric_precision = 0.5, metric_recall = 0.5, metric_auc = 0.75,
    metric_true_positives = 1, metric_true_negatives = 1, metric_false_positives = 1, metric_false_negatives = 1,
    metric_mean_absolute_error = mean(abs(y - probability)), metric_mean_squared_error = mean((y - probability)^2),
    metric_root_mean_squared_error = sqrt(mean((y - probability)^2))
  )
  for (name in names(metrics)) {
    expect_equal(as.vector(get(name)()(y, probability)), metrics[[name]], tolerance = 1e-3, label = name)
  }
  accuracy <- metric_sparse_categorical_accuracy()
  accuracy(c(0, 1), rbind(c(0.9, 0.1), c(0.8, 0.2)))
  expect_equal(as.vector(accuracy(c(1, 1), rbind(c(0.1, 0.9), c(0.2, 0.8)))), 0.75)
  expect_equal(as.vector(metric_binary_accuracy(y, probability, threshold = 0.25)), c(0, 1, 1, 1))
})

test_that("metrics and losses, and functions of them, are used by compile()", {
  x <- matrix(c(1, 2, 3, 4))
  y <- c(2, 4, 6, 9)
  model <- keras_model_sequential(input_shape = 1) %>% layer_dense(1, kernel_initializer = "ones")
  for (loss in list(loss_mean_squared_error(), loss_mean_squared_error)) {
    metrics <- list(metric_mean_absolute_error(name = "mae"), metric_r2_score())
    model %>% compile(optimizer_sgd(), loss, metrics = metrics)
    found <- evaluate(model, x, y, verbose = 0)
    expect_equal(found[["loss"]], mean((y - x)^2), tolerance = 1e-6)
    expect_equal(found[["mae"]], mean(abs(y - x)), tolerance = 1e-6)
    expect_equal(found[["r2_score"]], 1 - sum((y - x)^2) / sum((y - mean(y))^2), tolerance = 1e-6)
  }
})
