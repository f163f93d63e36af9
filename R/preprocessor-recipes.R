# Methods for the verbs of the recipes package, registered when it is loaded.

#' @rawNamespace S3method(recipes::prep, prelayer_preprocessor)
prep.prelayer_preprocessor <- function(x, training = NULL, ...) { # nolint: object_name_linter.
  if (is.null(training)) stop_argument("training", "be the data to learn from", "NULL", owner = "prep")
  adapt(x, training)
  x
}

#' @rawNamespace S3method(recipes::bake, prelayer_preprocessor)
bake.prelayer_preprocessor <- function(object, new_data, ...) { # nolint: object_name_linter.
  if (is.null(new_data)) stop_argument("new_data", "be data to preprocess", "NULL", owner = "bake")
  object(new_data)
}
