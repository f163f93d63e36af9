# Builds the R part of the site with pkgdown, without a network: Rscript tools/site.R FOLDER
options(pkgdown.internet = FALSE)
Sys.setenv(NOT_CRAN = "true")
package <- pkgdown::as_pkgdown(".", override = list(destination = commandArgs(TRUE)[[1]]))
pkgdown::check_pkgdown(package)
pkgdown::init_site(package)
pkgdown::build_home(package, preview = FALSE)
# What pkgdown makes of files for developers links to the sources.
names <- c("CODE_OF_CONDUCT", "CONTRIBUTING", "SECURITY", "cran-comments")
unlink(file.path(package$dst_path, paste0(names, ".html")))
pkgdown::build_reference(package, preview = FALSE, lazy = FALSE, devel = FALSE, seed = 1)
pkgdown::build_articles(package, preview = FALSE, lazy = FALSE)
pkgdown::build_news(package, preview = FALSE)
pkgdown::build_search(package)
