# Everything you can do with Fourfold. `make` on its own lists it.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet
export PYTHON CHROMIUM
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

.DEFAULT_GOAL := help
.PHONY: help run test check bench screenshots security lock clean
.DELETE_ON_ERROR:

help: ## List what you can do
	@grep -hE '^[a-z]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 18

run: .venv/run.stamp ## Install Fourfold with a made-up area and run it on http://127.0.0.1:8000 (PORT=8001 for another port)
	@$(BIN)/fourfold upgrade
	@FOURFOLD_DEMONSTRATION=yes $(BIN)/fourfold demo --if-empty
	@FOURFOLD_DEMONSTRATION=yes exec $(BIN)/fourfold serve --port $(PORT)

test: .venv/test.stamp .venv/chromium-path ## Install what the tests need and run them all (TESTS=tests/domain for some)
	@$(BIN)/python -m pytest -n 2 --dist worksteal $(TESTS)

check: .venv/test.stamp ## Check style, types, import contracts and templates
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/djlint templates --lint --quiet --profile=jinja --ignore=H015  # headings may share a line

bench: .venv/test.stamp ## Measure speed, compared with a bare baseline in the same run
	@$(BIN)/python tools/bench/run.py

screenshots: .venv/test.stamp .venv/chromium-path ## Take pictures of every kind of page, in build/screenshots (SHOTS="--only results --look dark")
	@$(BIN)/python -m tools.screenshots.run $(SHOTS)

security: .venv/test.stamp ## Look for known and new weaknesses, and attack a running server
	@$(BIN)/python tools/security/run.py $(SECURITY)

lock: .venv/test.stamp ## Pin the newest versions that fit requirements/*.in
	@UV=$(BIN)/uv tools/environment/lock.sh

clean: ## Delete the environment and caches (the data in instance/ stays)
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/made.stamp:
	@tools/environment/venv.sh
	@touch $@

.venv/run.stamp: .venv/made.stamp requirements/run.txt setup.cfg
	@echo "Installing what Fourfold needs ..."
	@$(PIP) --no-deps --require-hashes -r requirements/run.txt
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

.venv/test.stamp: .venv/run.stamp requirements/test.txt
	@echo "Installing what the tests need ..."
	@$(PIP) --no-deps --require-hashes -r requirements/test.txt
	@touch $@

# A browser is tried with Playwright from the test set before it is taken.
.venv/chromium-path: tools/environment/chromium.sh | .venv/test.stamp
	@tools/environment/chromium.sh
