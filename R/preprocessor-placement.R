#' Run a preprocessor in the dataset, in the model, or in both
#'
#' `dataset_preprocess()` applies a preprocessor to a dataset, and caches the result if it fits in memory, so that it is
#' computed in the first epoch only. On a GPU or TPU it can be faster to run a part of the layers in the model:
#' `placement()` shows which, and `preprocessor_split()` returns both parts, which share the layers of the preprocessor.
#' Deploy `prep %>% attach_to(model)` in any case.
#'
#' @param dataset A dataset of named features, `list(features, y)` or `list(features, y, weights)`. For `placement()`
#'   and `preprocessor_split()`: the dataset to train on, if any, to find out whether the result fits in memory.
#' @param prep An adapted [preprocessor()]; for `dataset_preprocess()` also the part for the dataset.
#' @param cache "auto" caches in memory unless a layer is random, the dataset is shuffled anew in each epoch, or the
#'   result is larger than a quarter of the free memory; `TRUE` caches always, and then repeats the order of the first
#'   epoch, `FALSE` never.
#' @param accelerator Whether the model runs on a GPU or TPU; `NULL` for whether there is one.
#' @returns `dataset_preprocess()`: a dataset. `placement()`: a data frame with the columns `feature`, `dataset` and
#'   `model`, the layers that run in each, and `reason`. `preprocessor_split()`: a list of two layers, `dataset` and
#'   `model`.
#' @family preprocessors
#' @seealso `vignette("tabular")` is the guide to preprocessors.
#' @eval search_words("where layers run", "GPU", "speed", "dataset or model", "training speed")
#' @examplesIf has_python()
#' data <- data.frame(
#'   size = c(1, 3, 4), color = c("red", "blue", "red"), sold = c(0, 1, 1)
#' )
#' prep <- preprocessor(list(
#'   size = layer_normalization(),
#'   color = layer_string_lookup(output_mode = "one_hot")
#' ))
#' prep %>% adapt(data)
#' ds <- dataset_from_frame(data, target = "sold", batch_size = 3)
#' ds %>%
#'   dataset_preprocess(prep) %>%
#'   dataset_collect()
#' placement(prep, accelerator = TRUE)
#'
#' parts <- preprocessor_split(prep, accelerator = TRUE)
#' train <- ds %>% dataset_preprocess(parts$dataset)
#' head <- keras_model_sequential() %>% layer_dense(1)
#' parts$model %>%
#'   attach_to(head, train) %>%
#'   compile(loss = "mse") %>%
#'   fit(train, verbose = 0)
#' model <- prep %>% attach_to(head)
#' predict(model, data, verbose = 0)
#' @name placement
NULL

#' @rdname placement
#' @export
dataset_preprocess <- function(dataset, prep, cache = "auto") {
  check_dataset(dataset, "dataset_preprocess")
  layer <- if (is_python(prep)) prep else layer_of(prep, "dataset_preprocess", fitted = TRUE)
  owned_by("dataset_preprocess", layer$map(dataset, cache = cache))
}

#' @rdname placement
#' @export
placement <- function(prep, dataset = NULL, accelerator = NULL) {
  layer <- layer_of(prep, "placement")
  cuts <- owned_by("placement", placements$cuts(layer, dataset, accelerator))
  counts <- vapply(cuts, function(cut) as.integer(member(cut, "position")), 0L)
  chains <- lapply(as_r(member_of(reference_of(layer), "features")), function(part) as_r(member_of(part, "layers")))
  chain_text <- function(layers) if (length(layers) == 0) "" else format_chain(layers)
  data.frame(
    feature = names(cuts),
    dataset = mapply(function(layers, count) chain_text(utils::head(layers, count)), chains, counts),
    model = mapply(function(layers, count) chain_text(utils::tail(layers, length(layers) - count)), chains, counts),
    reason = vapply(cuts, function(cut) member(cut, "reason"), ""),
    row.names = NULL
  )
}

#' @rdname placement
#' @export
preprocessor_split <- function(prep, dataset = NULL, accelerator = NULL) {
  layer <- layer_of(prep, "preprocessor_split", fitted = TRUE)
  parts <- owned_by("preprocessor_split", layer$split(dataset = dataset, accelerator = accelerator))
  stats::setNames(lapply(parts, as_callable), c("dataset", "model"))
}
