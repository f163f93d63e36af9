# Every image layer that draws, with arguments that change the pictures of some_images(), by the name of its function.
random_image_layers <- function(seed) {
  arguments <- list(
    aug_mix = list(factor = c(0.1, 0.4)), cut_mix = list(), mix_up = list(alpha = 1),
    rand_augment = list(num_ops = 5, factor = c(0.1, 0.4)), random_brightness = list(factor = c(0.1, 0.5)),
    random_channel_shift = list(factor = 0.3), random_color_degeneration = list(factor = c(0.2, 1)),
    random_color_jitter = list(brightness_factor = 0.2, hue_factor = 0.5), random_contrast = list(factor = 0.5),
    random_crop = list(height = 5, width = 4),
    random_elastic_transform = list(factor = c(1, 1), scale = c(0.5, 1)),
    random_erasing = list(factor = c(1, 1), scale = c(0.2, 0.9)), random_flip = list(),
    random_gaussian_blur = list(factor = c(1, 1), sigma = c(0.5, 1)), random_grayscale = list(factor = 0.8),
    random_height = list(factor = c(0.2, 0.9)), random_hue = list(factor = c(0.2, 1)),
    random_invert = list(factor = c(0.8, 0.8)), random_perspective = list(factor = c(1, 1), scale = 0.5),
    random_posterization = list(factor = 5), random_rotation = list(factor = 0.3),
    random_saturation = list(factor = 0.4), random_sharpness = list(factor = 1),
    random_shear = list(x_factor = c(0.2, 0.5), y_factor = 0.3),
    random_translation = list(height_factor = 0.3, width_factor = 0.2), random_width = list(factor = c(0.2, 0.9)),
    random_zoom = list(height_factor = 0.4), solarization = list(addition_factor = 0.3, threshold_factor = 0.5)
  )
  make <- function(name) do.call(paste0("layer_", name), c(arguments[[name]], list(seed = seed)))
  lapply(stats::setNames(nm = names(arguments)), make)
}

fixed_image_layers <- function() {
  list(
    auto_contrast = layer_auto_contrast(), center_crop = layer_center_crop(height = 6, width = 4),
    clahe = layer_clahe(tile_grid_size = c(3, 4)), equalization = layer_equalization(),
    resizing = layer_resizing(height = 6, width = 4), samplewise_normalization = layer_samplewise_normalization()
  )
}

# One model of all layers, which is traced and saved once. It does more than preprocess, so that random layers rest in it
# at inference.
model_of_layers <- function(layers, shape) {
  input <- layer_input(shape = shape)
  keras_model(input, lapply(unname(layers), function(layer) compose(layer(input), keras$layers$Activation("linear"))))
}

as_arrays <- function(tensors, names) stats::setNames(lapply(tensors, as.array), names)

unlike <- function(x, y) !identical(dim(x), dim(y)) || any(abs(x - y) > 1e-2)

# A dict of one bright box, its edges (left, top, right, bottom), its mask and its upper left pixel.
painted <- function() {
  image <- array(0, c(12, 10, 1))
  image[3:6, 2:8, 1] <- 255
  list(
    images = image,
    segmentation_masks = as_tensor(image[, , 1] / 255 * 7, "uint8"),
    keypoints = matrix(c(1, 2), 1),
    bounding_boxes = list(boxes = matrix(c(1, 2, 8, 6), 1), labels = array(3L, 1))
  )
}
