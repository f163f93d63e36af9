# Images with bounding boxes: augmented together, a detector of one sign, a model for phones.
# Usage, in this folder: Rscript images_with_boxes.R FOLDER, where all files are written.
library(prelayer)

epochs <- 24
size <- c(48, 48)
edges <- c("left", "top", "right", "bottom")
folder <- commandArgs(TRUE)[[1]]
# R's own library path is not for Python.
python <- function(...) {
  status <- system2(reticulate::py_config()$python, shQuote(c(...)), env = "LD_LIBRARY_PATH=")
  stopifnot(status == 0)
}
python("make_data.py", folder)

# Files have any size, a batch has one: boxes relative to the image remain true when it is resized.
frame <- read.csv(file.path(folder, "boxes.csv"))
frame[c("left", "right")] <- frame[c("left", "right")] / frame$width
frame[c("top", "bottom")] <- frame[c("top", "bottom")] / frame$height

# Returns a dataset of images and their boxes.
load_part <- function(part, shuffle) {
  dataset <- dataset_from_frame(
    frame[frame$part == part, ],
    features = image_column("path", size, directory = folder),
    target = list(boxes = label_column(edges, "float"), labels = label_column("sign")),
    shuffle = shuffle, seed = 1
  )
  # Image layers take any number of boxes per image: an axis, which has one entry here.
  dataset %>% dataset_map(~ list(.x, list(bounding_boxes = lapply(.y, tf$expand_dims, axis = 1L))))
}

# Returns a dataset of images and the target of the model.
one_box <- function(dataset) dataset %>% dataset_map(~ list(.x, .y$bounding_boxes$boxes[, 1, ]))

train <- load_part("train", shuffle = TRUE)
test <- load_part("test", shuffle = FALSE) %>% one_box()
signs <- class_names(train)$labels

# All signs to train on are on the left, those to test are not. Boxes move with the pixels, and each
# epoch has other images, reproducibly by the seed.
pipeline <- augmentation_pipeline(bounding_box_format = "rel_xyxy") %>%
  layer_random_flip("horizontal") %>%
  layer_random_translation(0.15, 0.15, fill_mode = "nearest") %>%
  layer_random_zoom(c(-0.2, 0.2), fill_mode = "nearest") %>%
  layer_random_brightness(0.2)
augmented <- train %>% dataset_augment(pipeline, seed = 1)
first <- dataset_collect(train, 1)[[1]]
png(file.path(folder, "augmented.png"), 880, 560)
plot_augmentations(pipeline, c(list(images = first[[1]]), first[[2]]), n = 8, seed = 1, class_names = signs)
invisible(dev.off())

# Returns a fitted model of images with values from 0 to 255.
detector <- function(dataset) {
  set_random_seed(1)
  model <- keras_model_sequential(input_shape = c(size, 3), name = "box") %>% layer_rescaling(1 / 255)
  for (filters in c(16, 32, 64)) {
    model %>% layer_conv_2d(filters, 3, strides = 2, padding = "same", activation = "relu")
  }
  model %>%
    layer_flatten() %>%
    layer_dense(64, "relu") %>%
    layer_dense(4)
  rate <- learning_rate_schedule_cosine_decay(0.003, epochs * dataset_cardinality(dataset))
  model %>% compile(optimizer_adam(rate), loss_huber())
  model %>% fit(one_box(dataset), epochs = epochs, verbose = 0)
  model
}

truth <- do.call(rbind, lapply(dataset_collect(test), function(batch) as.array(batch[[2]])))
# The overlap of each box with the one that was drawn, on average.
mean_iou <- function(boxes) {
  alone <- function(boxes) array(boxes, c(nrow(boxes), 1, 4))
  mean(as.array(compute_iou(alone(boxes), alone(truth), "rel_xyxy")))
}
usual <- matrix(colMeans(frame[frame$part == "train", edges]), nrow(truth), 4, byrow = TRUE)
model <- detector(augmented)
cat("images:", table(frame$part)[c("train", "test")], "\n")
cat(sprintf("IoU, augmented: %.2f\n", mean_iou(predict(model, test, verbose = 0))))
cat(sprintf("IoU, as drawn: %.2f\n", mean_iou(predict(detector(train), test, verbose = 0))))
cat(sprintf("IoU, the mean box: %.2f\n", mean_iou(usual)))

# The phone has frames of one size, and LiteRT; the exported model resizes them.
camera <- keras_input(c(96, 128, 3), dtype = "uint8", name = "frame")
whole <- keras_model(camera, camera %>% layer_resizing(size[[1]], size[[2]]) %>% model())
whole %>% export_model(file.path(folder, "box.tflite"), format = "litert", overwrite = TRUE)
python("serve.py", file.path(folder, "box.tflite"), file.path(folder, "frames.npz"))
