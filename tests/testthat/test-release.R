test_that("the citation names the installed version", {
  cited <- utils::citation("prelayer")
  description <- utils::packageDescription("prelayer")
  expect_identical(cited$title, paste0("prelayer: ", description$Title))
  expect_identical(cited$note, paste("Version", description$Version))
  expect_identical(format(cited$author), "The prelayer authors")
})
