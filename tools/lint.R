# Lints R/ by the rules in .lintr and fails when there is anything to say.
# Without the loaded package the linter of object usage would report every call from one file to another.
pkgload::load_all(".", helpers = FALSE, attach_testthat = FALSE, quiet = TRUE)
lints <- lintr::lint_dir("R")
print(lints)
if (length(lints) == 0) cat("No lints.\n")
quit(status = as.integer(length(lints) > 0))
