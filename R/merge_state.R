#' Fit layers to a state that a cluster learned
#'
#' Fits layers to the statistics that other processes collected, such as the workers of a cluster, without the data. If
#' [adapt()] fitted the layers here before, they learn from the data of both.
#'
#' A state is written in Python: by `python -m prelayer adapt`, by `prelayer.beam`, or by the method `state()` of an
#' `AdaptPlan`. The guide "Beyond one machine" (`docs/guides/clusters.Rmd`) describes these. [adapt()] fits layers to a
#' data frame of Spark directly.
#'
#' @param layers A layer, a list of layers, a named list of layers, a [preprocessor()] or a model, as for [adapt()],
#'   made like those that were fitted: with the same names, in the same structure, with the same options.
#' @param state The path of a file with the state, or the state itself: a raw vector, or bytes of Python.
#' @returns `layers`, invisibly.
#' @family adapting
#' @seealso [adapt()] fits layers to data that R reads.
#' @eval search_words("distributed fitting", "cluster", "Spark", "Apache Beam", "combine statistics")
#' @examplesIf has_python()
#' # In Python, on any machine:
#' python <- reticulate::py_run_string("
#' from prelayer import AdaptPlan, StringLookup
#' plan = AdaptPlan({'cut': StringLookup()})
#' partial = plan.empty()
#' plan.add(partial, {'cut': ['good', 'fair', 'good']})
#' report = plan.finish(partial)
#' state = plan.state()
#' ")
#'
#' # Here:
#' layers <- list(cut = layer_string_lookup())
#' layers %>% merge_state(python$state)
#' get_vocabulary(layers$cut)
#' @export
merge_state <- function(layers, state) {
  owner <- "merge_state"
  state <- as_learned_state(state, owner)
  if (inherits(layers, "prelayer_preprocessor")) return(merge_into_preprocessor(layers, state, owner))
  refuse_preprocessors(layers, owner)
  report <- prelayer$merge(layers, state)
  tell_count_error(report$count_error)
  invisible(layers)
}

as_learned_state <- function(state, owner) {
  if (is_python(state)) return(state)
  if (is.raw(state)) return(as_bytes(state))
  is_path <- is.character(state) && length(state) == 1 && !is.na(state)
  if (is_path && is_readable(path.expand(state))) return(path.expand(state))
  value <- if (is_path) format_value(state) else describe_class(state)
  stop_argument("state", "be a raw vector, or the path of a file that can be read", value, owner = owner)
}

is_readable <- function(path) file.access(path, 4) == 0 && !dir.exists(path)

merge_into_preprocessor <- function(prep, state, owner) {
  fit <- attr(prep, "fit", exact = TRUE)
  check_connected(fit$layer, owner)
  layer <- if (is.null(fit$layer)) layer_without_data(plan_of(prep), owner) else fit$layer
  report <- prelayer$merge(layer, state)
  # Not before: where an error occurs, the preprocessor is what it was.
  fit$layer <- layer
  tell_count_error(report$count_error)
  invisible(prep)
}

layer_without_data <- function(plan, owner) {
  if (any(vapply(plan$steps, function(step) step$kind == "default", NA))) {
    stop_prelayer(paste(
      "step_default() chooses layers by the values of columns, which a state does not have.",
      "Choose them by other steps, such as step_normalize() and step_lookup()."
    ), owner = owner)
  }
  layer_of_plan(plan, NULL)
}
