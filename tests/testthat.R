library(testthat)
library(prelayer)

test_check("prelayer")
