# The elements as R values: tuples as unnamed, dicts as named lists.
collected <- function(dataset) lapply(dataset_collect(dataset), values)

values <- function(element) if (is.list(element)) lapply(element, values) else as.vector(as.array(element))

all_values <- function(dataset) unlist(collected(dataset))
