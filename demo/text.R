# The text workflow in R: files, vocabulary, dataset, model, export.
# Usage: Rscript text.R FOLDER; reads FOLDER/texts, writes FOLDER/r/.
library(prelayer)

root <- commandArgs(TRUE)[[1]]
output <- file.path(root, "r")
dir.create(output, showWarnings = FALSE)
set_random_seed(1)

c(train, held_out) %<-% text_dataset_from_directory(
  file.path(root, "texts"),
  validation_split = 0.2, subset = "both", seed = 1, verbose = FALSE
)
vectorizer <- layer_text_vectorization(output_mode = "int")
vectorizer %>% adapt(train)

input <- layer_input(shape(NULL), dtype = "int64")
prediction <- input %>%
  layer_embedding(input_dim = vectorizer$vocabulary_size(), output_dim = 16, mask_zero = TRUE) %>%
  layer_gru(8) %>%
  layer_dense(1, activation = "sigmoid")
model <- keras_model(input, prediction) %>%
  compile(optimizer = tf$keras$optimizers$Adam(0.005), loss = "binary_crossentropy", metrics = "accuracy")
history <- model %>% fit(
  train %>% dataset_map(~ list(vectorizer(.x), .y), num_parallel_calls = tf$data$AUTOTUNE),
  validation_data = held_out %>% dataset_map(~ list(vectorizer(.x), .y)),
  epochs = 10, verbose = 0
)

# One artifact for deployment, that takes strings.
strings <- layer_input(shape = 1, dtype = "string")
whole <- strings %>% vectorizer() %>% model()
keras_model(strings, whole) %>% export_model(file.path(output, "text"))

accuracy <- history$metrics$accuracy
cat(sprintf(
  "R, texts:       accuracy %.2f in the first epoch, %.2f in the last, %.2f on held-out files\n",
  accuracy[[1]], accuracy[[10]], history$metrics$val_accuracy[[10]]
))
