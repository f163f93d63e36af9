needs_python()

# What users run to bring data in, as they would write it.

grays <- c(class_a = 50, class_b = 200)

# A folder of 40 plain images in each of two folders, darker and lighter ones.
write_main_directory <- function() {
  skip_if_not_installed("png")
  root <- file.path(new_folder(), "main_directory")
  for (class in names(grays)) {
    dir.create(file.path(root, class), recursive = TRUE)
    for (number in 0:39) {
      png::writePNG(array((grays[[class]] + number) / 255, c(30, 20, 3)), file.path(root, class, paste0(number, ".png")))
    }
  }
  root
}

# A data frame whose rows tell their number in every column.
homes_of <- function(root) {
  gray <- unlist(lapply(grays, function(gray) gray + 0:39), use.names = FALSE)
  kind <- rep(names(grays), each = 40)
  data.frame(
    path = file.path(root, kind, sprintf("%d.png", gray - grays[kind])), note = sprintf("gray %d", gray),
    area = gray, kind = factor(kind)
  )
}

load_homes <- function(rows) {
  photos <- vapply(rows$path, function(path) round(255 * png::readPNG(path)[1:10, 1:10, ]), array(0, c(10, 10, 3)))
  list(photo = aperm(photos, c(4, 1, 2, 3)), note = rows$note, area = matrix(rows$area))
}

# Images and numbers are prepared in the model, text in the dataset.
several_inputs <- function() {
  photo <- layer_input(shape = c(10, 10, 3), name = "photo")
  note <- layer_input(shape = 2, name = "note", dtype = "int64")
  area <- layer_input(shape = 1, name = "area")
  seen <- photo %>% layer_rescaling(1 / 255) %>% layer_center_crop(4, 4) %>% layer_flatten()
  read <- note %>% layer_embedding(200, 4) %>% layer_flatten()
  joined <- keras$layers$concatenate(list(seen, read, layer_normalization(area, mean = 120, variance = 6000)))
  inputs <- list(photo = photo, note = note, area = area)
  list(inputs = inputs, model = keras_model(inputs, layer_dense(joined, 2, activation = "softmax")))
}

test_that("folders of images become datasets", {
  root <- write_main_directory()
  dataset <- image_dataset_from_directory(root, batch_size = 64, image_size = c(200, 200), verbose = FALSE)
  c(data, labels) %<-% dataset_collect(dataset)[[1]]
  expect_identical(dim(data), c(64L, 200L, 200L, 3L))
  expect_identical(list(data$dtype$name, labels$dtype$name), list("float32", "int32"))
  expect_identical(as.vector(as.array(labels)), as.integer(as.array(data)[, 1, 1, 1] > 100))
  turned <- image_dataset_from_directory(
    root, image_size = c(200, 200), class_names = c("class_b", "class_a"), verbose = FALSE
  )
  c(data, labels) %<-% dataset_collect(turned)[[1]]
  expect_identical(as.vector(as.array(labels)), as.integer(as.array(data)[, 1, 1, 1] < 100))
  expect_identical(class_names(turned), c("class_b", "class_a"))
})

test_that("folders of texts become datasets", {
  root <- file.path(new_folder(), "main_directory")
  names <- outer(0:39, c("class_a", "class_b"), function(number, class) sprintf("%s/%d.txt", class, number))
  write_texts(root, stats::setNames(sprintf("text of %s", dirname(names)), names))
  dataset <- text_dataset_from_directory(root, batch_size = 64, verbose = FALSE)
  c(data, labels) %<-% dataset_collect(dataset)[[1]]
  expect_identical(list(dim(data), data$dtype$name), list(64L, "string"))
  expect_identical(list(dim(labels), labels$dtype$name), list(64L, "int32"))
  expect_identical(as.vector(as.array(labels)), as.integer(endsWith(as.vector(as.array(data)), "class_b")))
})

test_that("a csv file becomes a dataset", {
  path <- file.path(new_folder(), "data.csv")
  frame <- data.frame(x = 0:99 / 8, kind = c("u", "v"), target = 0:99)
  utils::write.csv(frame, path, row.names = FALSE)
  dataset <- csv_dataset(path, batch_size = 64, label_name = "target")
  c(features, target) %<-% values(dataset_collect(dataset)[[1]])
  expect_identical(target, 0:63)
  expect_identical(features, list(x = 0:63 / 8, kind = rep(c("u", "v"), 32)))
})

test_that("a generator of ones own trains a model of several inputs with workers", {
  homes <- homes_of(write_main_directory())
  dataset <- data_generator(
    homes, c("path", "note", "area"), "kind", batch_size = 32, num_classes = 2, seed = 1, load = load_homes
  )
  expect_equal(dataset_cardinality(dataset), 3)
  orders <- lapply(1:2, function(epoch) {
    unlist(lapply(dataset_collect(dataset), function(batch) {
      gray <- as.array(batch[[1]]$photo)[, 1, 1, 1]
      expect_equal(as.vector(as.array(batch[[1]]$area)), gray)
      expect_identical(as.vector(as.array(batch[[1]]$note)), sprintf("gray %d", as.integer(gray)))
      expect_equal(as.array(batch[[2]])[, 2], as.numeric(gray >= 200))
      gray
    }))
  })
  expect_equal(sort(orders[[1]]), homes$area)
  expect_equal(sort(orders[[2]]), homes$area)
  expect_false(identical(orders[[1]], orders[[2]]))

  vectorizer <- layer_text_vectorization(output_sequence_length = 2)
  vectorizer %>% adapt(homes$note)
  keras$utils$set_random_seed(1L)
  model <- several_inputs()$model %>%
    compile(optimizer = "adam", loss = "categorical_crossentropy", metrics = "accuracy")
  history <- model %>% fit(dataset_map(dataset, note = vectorizer), epochs = 15, verbose = 0)
  expect_gt(history$metrics$accuracy[[15]], 0.9)
})

test_that("the old generator of images does all that it did", {
  root <- write_main_directory()
  homes <- homes_of(root)
  generator <- image_data_generator(
    featurewise_center = TRUE, featurewise_std_normalization = TRUE, samplewise_center = TRUE,
    samplewise_std_normalization = TRUE, zca_whitening = TRUE, rotation_range = 20, width_shift_range = 0.1,
    height_shift_range = 0.1, brightness_range = c(0.8, 1.2), shear_range = 10, zoom_range = 0.1,
    channel_shift_range = 10, fill_mode = "reflect", horizontal_flip = TRUE, vertical_flip = TRUE, rescale = 1 / 255,
    preprocessing_function = function(image) image + 0, validation_split = 0.25
  )
  set.seed(1)
  x <- array(sample(0:255, 80 * 300, replace = TRUE), c(80, 10, 10, 3))
  generator %>% fit_image_data_generator(x)
  from_folder <- function(subset) {
    flow_images_from_directory(
      root, generator, target_size = c(10, 10), class_mode = "sparse", batch_size = 16, subset = subset,
      verbose = FALSE
    )
  }
  rows <- c(training = 60L, validation = 20L)
  for (subset in names(rows)) {
    datasets <- list(
      flow_images_from_data(x, rep(0:1, 40), generator, batch_size = 16, subset = subset),
      from_folder(subset),
      flow_images_from_dataframe(
        homes, x_col = "path", y_col = "kind", generator = generator, target_size = c(10, 10),
        class_mode = "sparse", batch_size = 16, subset = subset, verbose = FALSE
      )
    )
    for (dataset in datasets) {
      batches <- dataset_collect(dataset)
      expect_identical(sum(vapply(batches, function(batch) length(as.array(batch[[2]])), 1L)), rows[[subset]])
      expect_true(all(vapply(batches, function(batch) all(is.finite(as.array(batch[[1]]))), NA)))
      expect_identical(dim(batches[[1]][[1]])[-1], c(10L, 10L, 3L))
    }
  }
  model <- keras_model_sequential() %>%
    layer_flatten() %>%
    layer_dense(2, activation = "softmax") %>%
    compile(optimizer = "adam", loss = "sparse_categorical_crossentropy")
  history <- model %>%
    fit(from_folder("training"), validation_data = from_folder("validation"), epochs = 2, verbose = 0)
  expect_true(all(is.finite(history$metrics$val_loss)))
})

test_that("text is prepared in the dataset and the deployed model has all of it", {
  homes <- homes_of(write_main_directory())
  vectorizer <- layer_text_vectorization(output_sequence_length = 2)
  vectorizer %>% adapt(homes$note)
  c(inputs, model) %<-% several_inputs()
  raw <- utils::modifyList(inputs, list(note = layer_input(shape = list(), name = "note", dtype = "string")))
  deployed <- keras_model(raw, model(utils::modifyList(raw, list(note = vectorizer(raw$note)))))
  x <- load_homes(homes[c(1, 41, 80), ])
  x <- list(photo = as_tensor(x$photo, "float32"), note = as_tensor(x$note), area = as_tensor(x$area, "float32"))
  expected <- as.array(model(utils::modifyList(x, list(note = vectorizer(x$note)))))
  path <- file.path(new_folder(), "served")
  deployed %>% export_model(path)
  served <- plain_tensorflow(c(
    sprintf("served = tf.saved_model.load('%s').signatures['serving_default']", path),
    "gray = [50.0, 200.0, 239.0]",
    "photo = tf.tile(tf.reshape(gray, [3, 1, 1, 1]), [1, 10, 10, 3])",
    "note = tf.constant(['gray 50', 'gray 200', 'gray 239'])",
    "(found,) = served(photo=photo, note=note, area=tf.reshape(gray, [3, 1])).values()",
    "print(*found.numpy().ravel().tolist())"
  ))
  found <- as.numeric(strsplit(utils::tail(served, 1), " ")[[1]])
  expect_equal(matrix(found, 3, byrow = TRUE), expected, tolerance = 1e-5)
})
