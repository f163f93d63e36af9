# TensorFlow's counterparts of R functions that need values, which tensors in a graph do not have.
translations <- c(
  "if" = "tf$where() or tf$cond()", "for" = "dataset_scan() or tf$map_fn()", "while" = "tf$while_loop()",
  "&&" = "&", "||" = "|", ifelse = "tf$where()", switch = "tf$switch_case()",
  sum = "tf$reduce_sum()", prod = "tf$reduce_prod()", mean = "tf$reduce_mean()", max = "tf$reduce_max()",
  min = "tf$reduce_min()", any = "tf$reduce_any()", all = "tf$reduce_all()", sd = "tf$math$reduce_std()",
  var = "tf$math$reduce_variance()", cumsum = "tf$cumsum()", cumprod = "tf$math$cumprod()", range = "tf$reduce_min()",
  pmin = "tf$minimum()", pmax = "tf$maximum()", sort = "tf$sort()", order = "tf$argsort()", which.max = "tf$argmax()",
  which.min = "tf$argmin()", unique = "tf$unique()", rep = "tf$repeat()", c = "tf$stack() or tf$concat()",
  append = "tf$concat()", cbind = "tf$concat()", rbind = "tf$concat()", outer = "tf$tensordot()", t = "tf$transpose()",
  crossprod = "tf$matmul()", matrix = "tf$reshape()", length = "tf$size()", nrow = "tf$shape()", dim = "tf$shape()",
  seq_len = "tf$range()", seq = "tf$range()", diff = "x[-1] - x[-length(x)]", scale = "layer_normalization()",
  cut = "layer_discretization()", match = "layer_string_lookup()", "%in%" = "tf$reduce_any()",
  factor = "layer_string_lookup()", as.numeric = "tf$cast() or tf$strings$to_number()",
  as.integer = "tf$cast() or tf$strings$to_number()", as.logical = "tf$cast()", as.character = "tf$as_string()",
  trunc = "tf$math$trunc()",
  sapply = "tf$map_fn()", lapply = "tf$map_fn()", vapply = "tf$map_fn()", apply = "tf$map_fn()", Reduce = "tf$scan()",
  paste = "tf$strings$join()", paste0 = "tf$strings$join()", sprintf = "tf$strings$format()",
  format = "tf$as_string()", toupper = "tf$strings$upper()", tolower = "tf$strings$lower()",
  nchar = "tf$strings$length()", nzchar = "tf$strings$length()", substr = "tf$strings$substr()",
  sub = "tf$strings$regex_replace()", gsub = "tf$strings$regex_replace()", grepl = "tf$strings$regex_full_match()",
  startsWith = "tf$strings$regex_full_match()", endsWith = "tf$strings$regex_full_match()",
  strsplit = "tf$strings$split()", trimws = "tf$strings$strip()", strtoi = "tf$strings$to_number()"
)

# For example "Use tf$strings$upper() for toupper()", for the functions that are called.
advice <- function(fun) {
  found <- translations_in(fun)
  if (length(found) == 0) {
    return(paste(
      "Use R's operators and TensorFlow's functions, such as tf$strings$upper() for toupper() and",
      "tf$strings$join() for paste()"
    ))
  }
  is_call <- grepl("^[[:alpha:]]", names(found)) & !names(found) %in% keywords
  called <- paste0(names(found), ifelse(is_call, "()", ""))
  paste("Use", paste(paste(found, "for", called), collapse = ", "))
}

keywords <- c("if", "for", "while")

translations_in <- function(fun) {
  own <- if (is.function(fun)) own_name(fun)
  if (length(own) > 0) return(translations[own])
  body <- if (rlang::is_formula(fun)) fun else if (is.function(fun)) body(fun)
  translations[intersect(names(translations), all.names(body))]
}

# The name of an R function that is mapped directly.
own_name <- function(fun) {
  Filter(function(name) identical(fun, get0(name, asNamespace("stats"), mode = "function")), names(translations))
}
