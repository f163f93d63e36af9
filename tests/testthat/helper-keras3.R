# Functions of R for which a package that keras3 loads has a method for tensors, which then works where this package
# alone reports why it does not.
methods_with_keras3 <- c(
  rep = "tensorflow: rep() of a tensor of numbers is tf$tile().",
  sort = "tensorflow: sort() of a tensor of numbers is tf$sort().",
  t = "tensorflow: t() of a tensor of numbers is tf$transpose()."
)

defined_with_keras3 <- function() if (isNamespaceLoaded("keras3")) names(methods_with_keras3)

skip_if_defined_with_keras3 <- function(name) {
  if (name %in% defined_with_keras3()) skip(methods_with_keras3[[name]])
}
