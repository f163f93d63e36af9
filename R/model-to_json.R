#' Describe fitted preprocessing as JSON
#'
#' Writes everything that fitted layers compute with, so that a program without this package, in any language, computes
#' the same: the inputs, the layers with all options and learned state, tables of characters, and the outputs. Samples
#' of inputs with the outputs of the layers test such a program.
#'
#' The format covers texts and tables: [layer_text_vectorization()], [layer_string_lookup()], [layer_integer_lookup()],
#' [layer_category_encoding()], [layer_discretization()], [layer_normalization()], [layer_min_max_scaling()],
#' [layer_robust_scaling()], [layer_rescaling()], [layer_log()], [layer_imputation()], and concatenation. The error for
#' other layers lists all of them with the reasons.
#'
#' The page `docs/specification.md` of the source repository describes the format, and the folder
#' `examples/specification` has programs in R and Python that read it.
#'
#' @param preprocessing A fitted layer or [preprocessor()], or a model that has only such layers.
#' @param path A file to write the text to as well, in UTF-8, or `NULL`.
#' @param conformance The number of sample rows, or 0. Rows that the layers reject are left out.
#' @param overwrite Whether to replace an existing file.
#' @returns The JSON text, a string; invisibly if it is written to a file.
#' @family export
#' @seealso `vignette("deploy")` is the guide to deployment.
#' @eval search_words("JSON", "specification", "other languages", "without TensorFlow", "model building")
#' @examplesIf has_python()
#' lookup <- layer_string_lookup(vocabulary = c("a", "b"))
#' text <- lookup %>% to_json(conformance = 4)
#' jsonlite::parse_json(text)$nodes[[1]]$state$vocabulary
#' @export
to_json <- function(preprocessing, path = NULL, conformance = 64, overwrite = FALSE) {
  if (inherits(preprocessing, "prelayer_preprocessor")) {
    preprocessing <- layer_of(preprocessing, "to_json", fitted = TRUE)
  }
  if (!is.null(path)) path <- path_of(path, "to_json", "path")
  text <- prelayer$to_json(preprocessing, path, conformance = conformance, overwrite = overwrite)
  if (is.null(path)) text else invisible(text)
}
