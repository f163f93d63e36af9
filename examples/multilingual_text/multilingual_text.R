# Topics of sentences in nine languages and six scripts: from CSV to a model without TensorFlow.
# Usage, in this folder: Rscript multilingual_text.R FOLDER, where data and model are written.
library(prelayer)

folder <- commandArgs(TRUE)[[1]]
# R's own library path is not for Python.
python <- function(...) {
  status <- system2(reticulate::py_config()$python, shQuote(c(...)), env = "LD_LIBRARY_PATH=")
  stopifnot(status == 0)
}
python("make_data.py", folder)

# Train on edited articles, test on messages, which have capitals and lack accents.
articles <- read.csv(file.path(folder, "articles.csv"), encoding = "UTF-8")
messages <- read.csv(file.path(folder, "messages.csv"), encoding = "UTF-8")
train <- dataset_from_frame(articles, "text", "topic", batch_size = 64, shuffle = TRUE, seed = 1)
test <- dataset_from_frame(messages, "text", "topic", batch_size = 64)
topics <- class_names(train)

# Returns a fitted model of strings, and its layer of words.
classifier <- function(standardize) {
  set_random_seed(1)
  # White space separates words in most languages. Characters and pairs of them do without, and
  # recognize words with other endings.
  words <- layer_text_vectorization(standardize = standardize, output_mode = "multi_hot", name = "words")
  characters <- layer_text_vectorization(
    max_tokens = 2000, standardize = standardize, split = "character", ngrams = 2,
    output_mode = "multi_hot", name = "characters"
  )
  adapt(list(words, characters), train) # one pass for both
  text <- keras_input(shape(), dtype = "string", name = "text")
  topic <- layer_concatenate(words(text), characters(text)) %>%
    layer_dropout(0.3) %>%
    layer_dense(32, "relu") %>%
    layer_dense(length(topics), "softmax", name = "topic")
  model <- keras_model(text, topic) %>%
    compile("adam", "sparse_categorical_crossentropy", metrics = "accuracy")
  model %>% fit(train, epochs = 6, verbose = 0)
  list(model, words)
}

# "casefold" makes "STRASSE" and "Straße" equal, and both forms of the Greek sigma.
steps <- c("casefold", "strip_accents", "strip_punctuation")
c(model, words) %<-% classifier(steps)
c(as_written, ...) %<-% classifier(NULL)
cat("words:", get_vocabulary(words)[seq(2, 300, 30)], "\n")
cat(sprintf("sentences: %d to train, %d to test\n", nrow(articles), nrow(messages)))
accuracy <- function(trained) (trained %>% evaluate(test, verbose = 0))$accuracy
cat(sprintf("accuracy, standardized: %.3f\n", accuracy(model)))
cat(sprintf("accuracy, as written: %.3f\n", accuracy(as_written)))
cat(sprintf("accuracy, most frequent topic: %.3f\n", max(proportions(table(messages$topic)))))

# The server has neither TensorFlow nor this package: ONNX Runtime takes the strings.
path <- file.path(folder, "topics.onnx")
model %>% export_model(path, format = "onnx", class_names = topics, overwrite = TRUE)
python("serve.py", path, file.path(folder, "new.txt"))
