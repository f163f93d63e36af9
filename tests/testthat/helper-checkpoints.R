# Adaptations that are interrupted and write a checkpoint after each batch.

stop_after <- function(count) {
  function(number, read, ...) if (read == count) stop("killed")
}

# The writing of checkpoints waits for ten seconds, which tests do not have.
writing_at_once <- function(code) {
  module <- "prelayer.adapt.checkpoint"
  set <- function(seconds, share) {
    set_in_module(module, "SECONDS_BETWEEN_WRITES", seconds)
    set_in_module(module, "LARGEST_SHARE_OF_TIME", share)
  }
  set(0, Inf)
  on.exit(set(10, 0.05))
  code
}
