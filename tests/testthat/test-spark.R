needs_python()
skip_if_not(reticulate::py_module_available("pyspark"), "Python's pyspark is not installed")
skip_if(Sys.which("java") == "", "Java is not installed")
skip_slow("Java and the workers start; only a data frame of Spark shows that R passes it on unconverted.")

# What Python starts has the environment of Python, which does not follow R's once Python is loaded.
set_in_python <- function(...) {
  environ <- reticulate::import("os", convert = FALSE)$environ
  values <- list(...)
  for (name in names(values)) reticulate::py_set_item(environ, name, values[[name]])
}

start_spark <- function() {
  set_in_python(PYSPARK_PYTHON = look_around()$executable, PYTHONPATH = system.file("python", package = "prelayer"))
  builder <- reticulate::import("pyspark.sql")$SparkSession$builder$appName("tests")
  options <- list(
    spark.master = "local[2]", spark.ui.enabled = "false", spark.driver.bindAddress = "127.0.0.1",
    spark.driver.host = "127.0.0.1", spark.sql.shuffle.partitions = "2", spark.ui.showConsoleProgress = "false"
  )
  for (name in names(options)) builder <- builder$config(name, options[[name]])
  builder$getOrCreate()
}

set.seed(5)
data <- data.frame(
  price = replace(rnorm(300, 50, 9), 1:30, NaN),
  cut = sample(c("fair", "good", "rare", "\u65e5\u672c"), 300, TRUE, prob = c(0.4, 0.3, 0.2, 0.1))
)
known <- data$price[!is.nan(data$price)]
scale_of <- function(x) sqrt(mean((x - mean(x))^2))

spark <- without_python_warnings(start_spark())
table <- arrow()$table(as_dict(lapply(data, as.list)))
frame <- without_python_warnings(spark$createDataFrame(table))$repartition(3L)
adapt_on_spark <- function(...) without_python_warnings(adapt(...))

test_that("a named list of layers is fitted to a data frame of Spark", {
  layers <- list(price = layer_normalization(axis = NULL), cut = layer_string_lookup())
  expect_identical(withVisible(adapt_on_spark(layers, frame)), list(value = layers, visible = FALSE))
  expect_equal(as.vector(layers$price$mean$numpy()), mean(known), tolerance = 1e-6)
  expect_equal(as.vector(layers$price$variance$numpy()), scale_of(known)^2, tolerance = 1e-6)
  expect_identical(get_vocabulary(layers$cut), c("[UNK]", names(sort(table(data$cut), decreasing = TRUE))))
})

test_that("a preprocessor is fitted stage by stage", {
  chain <- function() {
    preprocessor(list(
      price = list(layer_normalization(missing = "mean"), layer_discretization(num_bins = 4)),
      cut = layer_string_lookup()
    ))
  }
  prep <- chain()
  expect_identical(adapt_on_spark(prep, frame), prep)
  whole <- chain()
  whole %>% adapt(data)
  expect_identical(prep(data), whole(data))
})

test_that("a preprocessor of a formula is fitted", {
  prep <- preprocessor(~., data = data) %>%
    step_normalize(price) %>%
    step_lookup(cut)
  adapt_on_spark(prep, frame)
  expect_equal(prep(data)$price[31:300], (known - mean(known)) / scale_of(known), tolerance = 1e-5)
})

test_that("a model is fitted", {
  input <- layer_input(shape = 1, name = "price")
  model <- keras_model(input, input %>% layer_normalization(name = "scaled"))
  adapt_on_spark(model, frame)
  expect_equal(as.vector(model$get_layer("scaled")$mean$numpy()), mean(known), tolerance = 1e-6)
})

# Not a snapshot, which testthat deletes where the file is skipped.
test_that("reports what does not fit in one sentence", {
  layers <- list(price = layer_normalization(axis = NULL))
  message_of <- function(expr) conditionMessage(expect_error(expr, class = "prelayer_error"))
  expect_match(
    message_of(adapt(list(prise = layer_normalization()), frame)),
    "^adapt: the DataFrame must have the column 'prise', but it has .*[.] Is \"price\" meant[?]$"
  )
  expect_identical(
    message_of(adapt(layers, frame, steps = 3)),
    "adapt: `steps` must be NULL for a Spark DataFrame, not 3."
  )
  expect_identical(
    message_of(adapt(step_default(preprocessor(~price, data = data), price), frame)),
    paste(
      "adapt: `data` must be a data frame, not a DataFrame.",
      "step_default() chooses layers by the columns of a data frame."
    )
  )
})

spark$stop()
