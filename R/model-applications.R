#' Create a ResNet50 image classification model
#'
#' The weights are random, or those learned on ImageNet, which Keras downloads at the first call.
#'
#' @param include_top Whether to include the classification layer at the end.
#' @param weights "imagenet" for pretrained weights, which Keras downloads; `NULL` for random ones; or
#'   the path of a weights file.
#' @param input_shape Height, width and channels of an image, at least 32 x 32.
#' @param pooling The pooling without a classification layer: "avg", "max" or `NULL`, which keeps height and width.
#' @param classes The number of classes.
#' @param classifier_activation The activation function of the classification layer.
#' @param ... More arguments of `keras.applications.ResNet50`, by name.
#' @returns A Keras model.
#' @family model building
#' @seealso `vignette("text")` and `vignette("image")` build, train and save models.
#' @eval search_words("pretrained model", "transfer learning", "image classification", "ResNet", "ImageNet")
#' @examplesIf has_python()
#' resnet <- application_resnet50(
#'   weights = NULL, input_shape = c(32, 32, 3), classes = 10
#' )
#' dim(resnet(array(0, c(2, 32, 32, 3))))
#' @export
application_resnet50 <- function(include_top = TRUE, weights = "imagenet", input_shape = NULL,
                                 pooling = NULL, classes = 1000,
                                 classifier_activation = "softmax", ...) {
  resnet <- as_callable(keras$applications$ResNet50, convert = as_argument)
  as_callable(resnet(
    include_top = include_top, weights = weights,
    input_shape = if (!is.null(input_shape)) dimensions_of(input_shape),
    pooling = pooling, classes = as_int(classes), classifier_activation = classifier_activation, ...
  ))
}

#' Image data sets for examples
#'
#' CIFAR-10 contains 60,000 small color photographs in ten classes, MNIST 70,000 handwritten digits.
#' Keras downloads them at the first call and caches them.
#'
#' @returns `list(list(x_train, y_train), list(x_test, y_test))`: arrays of whole numbers from 0
#'   to 255, and labels from 0 on.
#' @family model building
#' @seealso `vignette("text")` and `vignette("image")` build, train and save models.
#' @eval search_words("example data", "MNIST", "CIFAR", "digits", "benchmark data")
#' @examples
#' \dontrun{
#' c(c(x_train, y_train), ...) %<-% dataset_cifar10()
#' dim(x_train)
#' }
#' @export
dataset_cifar10 <- function() as_r(py_try(keras$datasets$cifar10$load_data()))

#' @rdname dataset_cifar10
#' @export
dataset_mnist <- function() as_r(py_try(keras$datasets$mnist$load_data()))
