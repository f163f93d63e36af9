#' Read a folder of audio files as a dataset
#'
#' Each folder in `directory` is a class; classes are numbered from 0 in the alphabetical order of the folder names.
#' Files are WAV files with 16 bits per sample, which become float32 from -1 to 1. All files must have the number of
#' channels of the first one, and its sampling rate unless `sampling_rate` is given; otherwise an error names the file.
#'
#' @inheritParams image_dataset_from_directory
#' @param directory A folder with one folder of .wav files for each class. Hidden files and folders, whose names begin
#'   with a dot, FIFOs, sockets and devices are skipped.
#' @param batch_size Sounds per batch; `NULL` for single sounds.
#' @param sampling_rate The sampling rate in samples per second to which every sound is resampled in the frequency
#'   domain; `NULL` keeps the rate of the files.
#' @param output_sequence_length The number of samples of every sound: longer sounds are cut, shorter ones are
#'   padded with silence. `NULL` pads to the longest sound of the batch.
#' @param ragged Whether the sounds of a batch keep their lengths, in a ragged tensor.
#' @param on_error How to handle unreadable files: "raise" an error that names the file,
#'   "skip" the file and its label, or insert a "placeholder" of silence. [report()] lists the
#'   unreadable files. With "skip" the number of batches is unknown, and Keras warns after each epoch that the data
#'   ran out.
#' @returns A dataset of `list(sounds, labels)`, or of sounds alone, with the elements `$class_names` and
#'   `$file_paths`; sounds have the shape (batch, samples, channels). A list of
#'   two datasets with `subset = "both"`, a named list of datasets with `split`.
#' @family loaders
#' @seealso `vignette("data")` is the guide to files and tables; [datasets] lists the verbs for the result.
#' @eval search_words("load sounds", "WAV files", "audio files", "speech", "train test split", "class folders",
#'   "datasets")
#' @examplesIf has_python()
#' folder <- tempfile()
#' for (class in c("clap", "snap")) {
#'   dir.create(file.path(folder, class), recursive = TRUE)
#'   samples <- as_tensor(matrix(runif(8), ncol = 1), dtype = "float32")
#'   sound <- tf$audio$encode_wav(samples, 8000L)
#'   tf$io$write_file(file.path(folder, class, "1.wav"), sound)
#' }
#' ds <- audio_dataset_from_directory(folder, batch_size = 2)
#' class_names(ds)
#' batch <- dataset_collect(ds)[[1]]
#' dim(batch[[1]]) # sounds, samples, channels
#' @export
audio_dataset_from_directory <- function(directory, labels = "inferred", label_mode = "int",
                                         class_names = NULL, batch_size = 32, sampling_rate = NULL,
                                         output_sequence_length = NULL, ragged = FALSE,
                                         shuffle = TRUE, seed = NULL, validation_split = NULL,
                                         subset = NULL, follow_links = FALSE, verbose = TRUE,
                                         on_error = "raise", split = NULL, split_by = "chance",
                                         stratify = FALSE, group = NULL) {
  directory <- path_of(directory, "audio_dataset_from_directory", "directory")
  as_r(prelayer$audio_dataset_from_directory(
    directory = directory, labels = each_label(labels), label_mode = label_mode,
    class_names = several(class_names), batch_size = batch_size, sampling_rate = sampling_rate,
    output_sequence_length = output_sequence_length, ragged = ragged, shuffle = shuffle,
    seed = seed, validation_split = validation_split, subset = subset,
    follow_links = follow_links, verbose = verbose, on_error = on_error,
    split = as_shares(split), split_by = split_by,
    stratify = stratify, group = as_grouping(group)
  ))
}
