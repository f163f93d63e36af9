# Verbs only: what a verb does stands in tools/.
SHELL := /bin/bash
.DEFAULT_GOAL := help

help: ## Show this list
	@sed -nE 's/^([a-z0-9-]+):.*## (.*)/\1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "  make %-17s %s\n", $$1, $$2}'

setup: ## Install what is missing: R and its packages, the newest reticulate, .venv, .venv-r
	@tools/setup.sh python r

demo: ## Train, export and serve an image model and a text model, from Python and from R
	@tools/setup.sh python r
	@tools/demo.sh

test: ## Run pytest and testthat without their slow tests; fails when either fails
	@tools/setup.sh python r
	@tools/test.sh python r

test-python: ## Run pytest alone
	@tools/setup.sh python
	@tools/test.sh python

test-r: ## Run testthat alone, with the newest reticulate that there is
	@tools/setup.sh r
	@tools/test.sh r

test-r-installed: ## Run a part of testthat, all with SLOW_TESTS=true, with the installed reticulate, Debian's 1.28
	@tools/setup.sh r r-installed
	@tools/test.sh r-installed

test-r-keras3: ## Run a part of testthat, all with SLOW_TESTS=true, with keras3 attached before the package
	@tools/setup.sh r
	@tools/test.sh r-keras3

test-oldest: ## Run a part of pytest with the oldest versions that pyproject.toml declares
	@tools/test.sh oldest

coverage: ## Run both suites with their slow tests; print the share of lines that they run
	@tools/setup.sh python r coverage
	@tools/coverage.sh

lint: ## ruff, mypy, lintr
	@tools/setup.sh python r
	@tools/lint.sh

docs: ## Write inst/api.json, NAMESPACE and man/ from docstrings and the comments in R/ (roxygen2)
	@tools/setup.sh python r
	@tools/docs.sh

wheel: ## Build the Python package into dist/, with the runtime of web pages
	@tools/wheel.sh

check-r: ## R CMD build and R CMD check --no-manual
	@tools/setup.sh r
	@tools/check-r.sh

site: ## Build the site for both languages into build/site: guides, index of layers, references
	@tools/setup.sh python r site
	@tools/site.sh

release-check: ## Check what is published: metadata, both packages in new environments, R CMD check --as-cran, the site
	@tools/setup.sh python r release site
	@tools/release-check.sh

vignettes: ## Build the vignettes into build/vignettes
	@tools/setup.sh r
	@tools/vignettes.sh

bench: ## Run the benchmarks, and write what they show
	@tools/setup.sh python r
	@tools/bench.sh

gallery: ## Draw what every image layer makes of one photograph into build/gallery
	@tools/setup.sh python
	@tools/gallery.sh

clean: ## Remove what builds leave behind; the environments stay
	@rm -rf build dist *.tar.gz *.Rcheck .pytest_cache .ruff_cache .mypy_cache .hypothesis python/*.egg-info
	@find python tests demo -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: help setup demo test test-python test-r test-r-installed test-r-keras3 test-oldest coverage lint docs wheel check-r site release-check vignettes bench gallery clean
