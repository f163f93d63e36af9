# A table with dates, gaps and rare categories: from CSV to served predictions.
# Usage, in this folder: Rscript tables.R FOLDER, where the data and the model are written.
library(prelayer)

folder <- commandArgs(TRUE)[[1]]
# R's own library path is not for Python.
python <- function(...) {
  status <- system2(reticulate::py_config()$python, shQuote(c(...)), env = "LD_LIBRARY_PATH=")
  stopifnot(status == 0)
}
python("make_data.py", folder)
set_random_seed(1)

# The file is streamed, as if it were larger than memory. Rows of one hour are in the same part.
parts <- csv_dataset(
  file.path(folder, "rentals.csv"),
  label_name = "rentals",
  na = "mask", # a gap in a number becomes NaN, in text the empty text
  batch_size = 128,
  split = c(train = 0.8, test = 0.2), split_by = "started",
  shuffle = TRUE, shuffle_seed = 1
)

# The first rows suffice to choose layers. In one-hot vectors of text, a gap is all zeros. The time
# since the first date, which a model would extrapolate, is no component here.
head <- read.csv(file.path(folder, "rentals.csv"), nrows = 1000, na.strings = "")
calendar <- c("month", "weekday", "hour")
prep <- preprocessor(rentals ~ ., data = head) %>%
  step_date(started, components = calendar, cyclic = calendar) %>%
  step_normalize(temperature, wind, holiday) %>%
  step_lookup(station, weather)

# All training rows decide what the layers learn. dataset_preprocess() caches what they compute, in
# the order of the first epoch.
prep %>% adapt(parts$train)
train <- parts$train %>% dataset_preprocess(prep)
test <- parts$test %>% dataset_preprocess(prep)
print(prep)

# Counts: the loss is that of a Poisson distribution, whose mean the network returns.
network <- keras_model_sequential() %>%
  layer_dense(64, "relu") %>%
  layer_dense(32, "relu") %>%
  layer_dense(1, "exponential", name = "rentals")
network %>% compile(optimizer_adam(0.003), loss_poisson(), metrics = "mean_absolute_error")
network %>% fit(dataset_shuffle(train, 200, seed = 1), epochs = 12, verbose = 0)

rentals <- function(part) unlist(lapply(dataset_collect(part), function(batch) as.vector(batch[[2]])))
learned <- rentals(train)
held_out <- rentals(test)
baseline <- mean(abs(held_out - mean(learned)))
error <- (network %>% evaluate(test, verbose = 0))$mean_absolute_error
cat(sprintf("rows: %d to train, %d to test\n", length(learned), length(held_out)))
cat(sprintf("mean absolute error: %.2f; of the mean as a prediction: %.2f\n", error, baseline))

# The exported model takes raw columns. The server has TensorFlow, and not this package.
prep %>%
  attach_to(network) %>%
  export_model(file.path(folder, "model"), overwrite = TRUE)
python("serve.py", file.path(folder, "model"), file.path(folder, "new.csv"))
