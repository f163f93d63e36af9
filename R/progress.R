# Progress of adapt(): a bar of the cli package, or a user-defined function.

shown_progress <- function(progress, terminal = cli::is_dynamic_tty(), frame = parent.frame()) {
  if (is.function(progress)) {
    return(function(now) progress(as_r(now$number), as_r(now$rows), as_r(now$seconds), as_r(now$share)))
  }
  if (isTRUE(progress) || is.null(progress) && terminal) return(progress_bar(frame))
  if (is.null(progress)) FALSE else progress
}

# The bar is removed when the function of that frame ends.
progress_bar <- function(frame) {
  bar <- NULL
  pass <- 0
  function(now) {
    number <- as_r(now$number)
    share <- as_r(now$share)
    told <- list(told = as_text(now))
    if (number > pass) {
      if (!is.null(bar)) cli::cli_progress_done(id = bar, .envir = frame)
      pass <<- number
      bar <<- cli::cli_progress_bar(
        format = progress_format(number, share), total = if (is.null(share)) NA else 1,
        extra = told, .envir = frame
      )
    }
    done <- if (is.null(share)) as_r(now$rows) else share
    cli::cli_progress_update(set = done, extra = told, id = bar, .envir = frame)
  }
}

progress_format <- function(number, share) {
  name <- if (number == 1) "adapting" else sprintf("adapting, pass %d", number)
  mark <- if (is.null(share)) "{cli::pb_spin}" else "{cli::pb_bar}"
  paste(name, mark, "{cli::pb_extra$told}")
}
