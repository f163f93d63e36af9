# Lints R/ by the rules in .lintr and fails when there is anything to say.
lints <- lintr::lint_dir("R")
print(lints)
if (length(lints) == 0) cat("No lints.\n")
quit(status = as.integer(length(lints) > 0))
