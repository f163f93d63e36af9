needs_python()

# What one language has alone, with the reasons.
alone <- function(section) yaml::read_yaml(test_path("..", "parity.yml"))[[section]]

public_names <- function() unlist(member(prelayer, "__all__"))

# Layers in R take the input, or the layers before them, as their first argument.
arguments_in_r <- function(name) {
  arguments <- formals_in_r(get(name))
  if (!startsWith(name, "layer_")) return(arguments)
  expect_identical(names(arguments)[[1]], "object", label = paste("the first argument of", name))
  arguments[-1]
}

test_that("every public name of Python has an R function, or is listed", {
  expect_true(all(names(alone("names")) %in% public_names()))
  without <- Filter(function(name) is.null(in_r(name)), public_names())
  expect_identical(setdiff(without, names(alone("names"))), character())
})

test_that("the arguments of every function are Python's in name, order and default", {
  for (name in setdiff(public_names(), names(alone("names")))) {
    arguments <- with_first_option(arguments_in_r(in_r(name)), options_in_python(name))
    expect_identical(arguments, formals_in_python(name), label = in_r(name))
  }
})
