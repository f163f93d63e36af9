# The arguments with which functions given to verbs are called, a check of their arity, and how messages describe both.

# The entries of an unnamed list become separate arguments; any other element is one argument.
an_element <- function(spec) {
  count <- length(components(spec))
  takes(
    count,
    if (is_tuple(spec)) {
      sprintf("%s, one for each entry of an element", count_arguments(count))
    } else {
      "1 argument, because an element is not a tuple"
    },
    sprintf("An element is %s.", describe_element(spec))
  )
}

# After a leading argument, such as a state, the element is a single argument.
beside_an_element <- function(words, spec) {
  takes(2, sprintf("2 arguments, %s and an element", words), sprintf("An element is %s.", describe_element(spec)))
}

takes <- function(count, rule, shown = "") list(count = count, rule = rule, shown = shown)

check_arity <- function(fun, takes, owner, argument) {
  found <- arity(fun)
  if (takes$count >= found$least && takes$count <= found$most) return(invisible())
  stop_argument(
    argument, paste("take", takes$rule), found = paste("it takes", found$words), remedy = takes$shown, owner = owner
  )
}

count_arguments <- function(n) sprintf("%d argument%s", n, if (n == 1) "" else "s")

arity <- function(fun) {
  if (rlang::is_formula(fun)) return(arity_of_formula(fun))
  arguments <- formals(args(fun))
  dots <- names(arguments) == "..."
  named <- arguments[!dots]
  needed <- vapply(named, rlang::is_missing, NA)
  words <- sprintf("%s (%s)", count_arguments(length(named)), paste(names(named), collapse = ", "))
  list(
    least = sum(needed), most = if (any(dots)) Inf else length(named),
    words = if (length(named) == 0) "none" else words
  )
}

# The arity of a formula follows from the names in it: .x or . is the first entry, .y the second, ..3 the third.
arity_of_formula <- function(formula) {
  used <- all.names(formula)
  places <- c(.x = 1, . = 1, .y = 2)[used]
  numbered <- as.numeric(sub("..", "", grep("^\\.\\.[0-9]+$", used, value = TRUE), fixed = TRUE))
  least <- max(0, places, numbered, na.rm = TRUE)
  list(least = least, most = Inf, words = sprintf("at least %s (%s)", least, rlang::as_label(formula)))
}

# A description of the element and of the function.
structures <- function(fun, takes) {
  function_shown <- if (is_layer(fun)) "a layer" else sprintf("`%s`", head_of(fun))
  trimws(sprintf("%s The function is %s.", takes$shown, function_shown))
}

head_of <- function(fun) {
  if (rlang::is_formula(fun)) return(rlang::as_label(fun))
  arguments <- formals(args(fun))
  sprintf("function(%s)", paste(names(arguments), collapse = ", "))
}

describe_structure <- function(value) {
  if (py_kind(value) == "tensor") return(describe_tensor(value))
  if (is_plain_list(value)) return(in_list(value, vapply(value, describe_structure, "")))
  if (is.atomic(value) && length(value) == 1 && !is.object(value)) deparse(value) else describe_class(value)
}

is_plain_list <- function(x) is.list(x) && !is_python(x) && !is.data.frame(x)
