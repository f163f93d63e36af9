# A photo, a title and facts of each offer in one model, which takes them as they come.
# Usage, in this folder: Rscript image_text_table.R FOLDER, where data and model are written.
library(prelayer)

folder <- commandArgs(TRUE)[[1]]
# R's own library path is not for Python.
python <- function(...) {
  status <- system2(reticulate::py_config()$python, shQuote(c(...)), env = "LD_LIBRARY_PATH=")
  stopifnot(status == 0)
}
python("make_data.py", folder)
set_random_seed(1)

# The photos are read as bytes, as a server receives them: decoding them is a layer, too.
offers <- read.csv(file.path(folder, "offers.csv"), na.strings = "")
offers$photo <- file.path(folder, offers$photo)
parts <- dataset_from_frame(
  offers,
  target = "sold", batch_size = 50,
  na = "mask", # a gap in a number becomes NaN, in text the empty text
  split = c(train = 0.75, test = 0.25), stratify = "sold", seed = 1
)
read_files <- function(part) part %>% dataset_map(photo = ~ tf$map_fn(tf$io$read_file, .x))
train <- read_files(parts$train)
test <- read_files(parts$test)

# All layers of all inputs; the result has an entry for photos, and one for everything else.
facts <- preprocessor(list(
  title = layer_text_vectorization(output_mode = "multi_hot"),
  height = layer_normalization(missing = "indicator"),
  price = list(layer_log(), layer_normalization()),
  country = layer_string_lookup(mask_token = "", output_mode = "one_hot"),
  year = layer_normalization()
))
pixels <- feature("photo", layers = list(layer_decode_image(height = 32, width = 32), layer_rescaling(scale = 1 / 255)))
prep <- preprocessor(list(pixels = pixels, facts = facts), output = "dict")
prep %>% adapt(train)
print(prep)
cached <- train %>% dataset_preprocess(prep)

# A network with two inputs of these names.
inputs <- inputs_from(cached)
picture <- inputs$pixels
for (filters in c(16, 32, 32)) {
  picture <- picture %>%
    layer_conv_2d(filters, 3, padding = "same", activation = "relu") %>%
    layer_max_pooling_2d()
}
sold <- layer_concatenate(layer_flatten(picture), layer_dense(inputs$facts, 32, "relu")) %>%
  layer_dropout(0.3) %>%
  layer_dense(32, "relu") %>%
  layer_dense(1, "sigmoid", name = "sold")
network <- keras_model(inputs, sold) %>% compile("adam", "binary_crossentropy", metrics = "accuracy")
network %>% fit(dataset_shuffle(cached, 24, seed = 1), epochs = 20, verbose = 0)

# With the layers in front, the model takes files, texts and numbers.
model <- prep %>% attach_to(network)
model %>% compile(loss = "binary_crossentropy", metrics = "accuracy")

# The share of offers that the model predicts.
accuracy <- function(dataset) (model %>% evaluate(dataset, verbose = 0))$accuracy
usual <- max(proportions(table(offers$sold)))
cat(sprintf("offers: %d, accuracy: %.2f, of the usual answer: %.2f\n", nrow(offers), accuracy(test), usual))
# What each input contributes: the photo of another offer, no title, the usual price.
without <- list(
  photo = test %>% dataset_map(photo = ~ tf$roll(.x, 1L, 0L)),
  title = test %>% dataset_map(title = tf$zeros_like),
  price = test %>% dataset_map(price = ~ tf$ones_like(.x) * median(offers$price))
)
for (name in names(without)) cat(sprintf("accuracy without the %s: %.2f\n", name, accuracy(without[[name]])))

model %>% export_model(file.path(folder, "model"), overwrite = TRUE)
python("serve.py", file.path(folder, "model"), folder)
