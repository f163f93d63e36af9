needs_python()

any_names <- c("petal length (cm)", "gr\u00f6\u00dfe", "class", "self")

export_row <- function() {
  inputs <- lapply(stats::setNames(nm = any_names), function(name) layer_input(shape = 1, name = name))
  path <- file.path(new_folder(), "served")
  keras_model(inputs, keras$layers$concatenate(unname(inputs))) %>% export_model(path)
  path
}

test_that("takes inputs by any name", {
  path <- export_row()
  numbers <- lapply(stats::setNames(seq_along(any_names), any_names), function(number) {
    as_tensor(matrix(number), "float32")
  })
  served <- tf$saved_model$load(path)
  expect_equal(as.vector(as.array(served$serve(numbers))), c(1, 2, 3, 4))
  signature <- served$signatures[["serving_default"]]
  row <- signature(petal_length__cm_ = numbers[[1]], "gr\u00f6\u00dfe" = numbers[[2]], class_ = numbers[[3]], self_ = numbers[[4]])
  expect_equal(as.vector(as.array(row[[1]])), c(1, 2, 3, 4))
})

test_that("names arguments as tensorflow does", {
  output <- plain_tensorflow(c(
    sprintf("signature = tf.saved_model.load('%s').signatures['serving_default']", export_row()),
    "for name, spec in sorted(signature.structured_input_signature[1].items()):",
    "    print(ascii(name), ascii(spec.name))"
  ))
  expect_equal(output, c(
    "'class_' 'class'", "'gr\\xf6\\xdfe' 'gr\\xf6\\xdfe'", "'petal_length__cm_' 'petal length (cm)'", "'self_' 'self'"
  ))
})
