# The image workflow in R: files, dataset, augmentation, model, picture, export.
# Usage: Rscript image.R FOLDER; reads FOLDER/images, writes FOLDER/r/.
library(prelayer)

root <- commandArgs(TRUE)[[1]]
output <- file.path(root, "r")
dir.create(output, showWarnings = FALSE)
set_random_seed(1)

c(train, held_out) %<-% image_dataset_from_directory(
  file.path(root, "images"),
  image_size = c(64, 64), validation_split = 0.2, subset = "both", seed = 1, verbose = FALSE
)
augmentation <- keras_model_sequential() %>%
  layer_random_flip("horizontal") %>%
  layer_random_rotation(0.05) %>%
  layer_random_zoom(0.15)

# The picture: a class a row, first an image as it is, then augmented.
c(images, labels) %<-% lapply(dataset_collect(held_out, 1)[[1]], as.array)
images <- images[match(0:3, labels), , , ]
columns <- c(list(images), lapply(1:7, function(i) as.array(augmentation(images, training = TRUE))))
picture <- array(1, c(4 * 68, 8 * 68, 3))
for (column in 1:8) {
  for (row in 1:4) {
    tile <- columns[[column]][row, , , ] / 255
    picture[(row - 1) * 68 + 3:66, (column - 1) * 68 + 3:66, ] <- tile
  }
}
png::writePNG(picture, file.path(output, "augmented.png"))

input <- layer_input(shape = c(64, 64, 3))
prediction <- input %>%
  layer_rescaling(1 / 255) %>%
  augmentation() %>%
  layer_conv_2d(16, 3, activation = "relu") %>%
  layer_max_pooling_2d() %>%
  layer_conv_2d(32, 3, activation = "relu") %>%
  layer_max_pooling_2d() %>%
  layer_conv_2d(64, 3, activation = "relu") %>%
  layer_max_pooling_2d() %>%
  layer_flatten() %>%
  layer_dense(64, activation = "relu") %>%
  layer_dense(4, activation = "softmax")
model <- keras_model(input, prediction) %>%
  compile(optimizer = "adam", loss = "sparse_categorical_crossentropy", metrics = "accuracy")
history <- model %>% fit(train, validation_data = held_out, epochs = 25, verbose = 0)

# One artifact for deployment, that takes images of any size as they are decoded.
raw <- layer_input(shape = shape(NULL, NULL, 3), dtype = "uint8")
whole <- raw %>% layer_resizing(64, 64) %>% model()
keras_model(raw, whole) %>% export_model(file.path(output, "image"))

accuracy <- history$metrics$accuracy
cat(sprintf(
  "R, images:      accuracy %.2f in the first epoch, %.2f in the last, %.2f on held-out files\n",
  accuracy[[1]], accuracy[[25]], history$metrics$val_accuracy[[25]]
))
