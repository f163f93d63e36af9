#' @rdname image_dataset_from_frame
#' @export
text_dataset_from_frame <- function(data, path = "path", label = "label", label_mode = "int", class_names = NULL,
                                    weights = NULL, directory = NULL, max_length = NULL, batch_size = 32,
                                    shuffle = TRUE, seed = NULL, separator = "|", on_error = "raise", split = NULL,
                                    stratify = NULL, group = NULL, split_by = NULL, verbose = TRUE,
                                    encoding = "utf-8", errors = "strict") {
  days <- columns_of_times(data)
  told_of_times(days, prelayer$text_dataset_from_frame(
    data = frame_of(without(data, days), "text_dataset_from_frame"), path = path, label = label,
    label_mode = label_mode, class_names = several(class_names), weights = weights,
    directory = folder_of(directory, "text_dataset_from_frame"), max_length = max_length, batch_size = batch_size,
    shuffle = shuffle, seed = seed, separator = separator, on_error = on_error, split = as_shares(split),
    stratify = stratify, group = group, split_by = split_by, verbose = verbose, encoding = encoding, errors = errors
  ))
}
