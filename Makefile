# Python 3.11 or newer and make are all that must be there; the rest goes into .venv.
# `make run PORT=9000` passes any setting on; `make lock UPGRADE=1` moves every pin.

VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv pip
INSTALL := $(UV) install --quiet --python $(BIN)/python --compile-bytecode
COMPILE := $(UV) compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade) pyproject.toml
NPM := $(BIN)/python hatch_build.py npm

# Where it is set, every start would compile every module again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup run test check bench load rehearse assets lint types layers audit format references lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

setup: $(VENV)/.package $(VENV)/.dev ## Make .venv with the locked packages, for running and developing

run: assets ## Start the product here: serves on PORT, 8080 unless said
	@exec $(BIN)/flow-forecaster serve

test: setup assets ## Run all tests, in a real browser too
	@CHROMIUM="$$(sh scripts/prepare_tests.sh)" && export CHROMIUM && exec $(BIN)/pytest --numprocesses auto --dist loadfile $(ARGS)
	@$(NPM) test

check: lint types layers audit test ## Everything a change must pass; CI runs exactly this

bench: setup ## Measure the speed of the engine
	@$(BIN)/python -m benchmarks

load: setup assets ## Measure starts, crowds, memory, rooms, pages, and jobs beside forecasts; some minutes
	@$(BIN)/python -m benchmarks.start
	@$(BIN)/python -m benchmarks.crowd
	@$(BIN)/python -m benchmarks.memory
	@$(BIN)/python -m benchmarks.room_link
	@$(BIN)/python -m benchmarks.page
	@$(BIN)/python -m benchmarks.load
	@$(BIN)/python -m benchmarks.throughput

rehearse: setup assets ## Run the deployment of several machines on this one, and check it
	@sh scripts/prepare_tests.sh servers
	@exec $(BIN)/python -m scripts.rehearse

assets: $(VENV)/.package ## Build the front end and the messages, if their sources changed
	@$(BIN)/python hatch_build.py

lint: setup ## Check the style of the Python code
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: setup ## Check the types of the Python and the TypeScript code
	@$(BIN)/mypy
	@$(NPM) run check

layers: setup ## Check that every layer imports only what is below it
	@$(BIN)/lint-imports --no-logo

audit: setup ## Ask the public advisories about every locked dependency
	@$(BIN)/python scripts/audit.py

format: setup ## Rewrite the Python code in the house style
	@$(BIN)/ruff check --fix-only
	@$(BIN)/ruff format

references: setup ## Write again what is made from the code: API schema and types, settings, the kernel's constants
	@$(BIN)/python -m scripts.write_references
	@$(NPM) run types

lock: $(VENV)/.uv ## Write the lock files again from pyproject.toml
	@$(COMPILE) --group build --output-file requirements.lock
	@$(COMPILE) --group dev --constraints requirements.lock --output-file requirements-dev.lock
	@$(COMPILE:pyproject.toml=) --group pyproject.toml:node --output-file requirements-node.lock
	@$(COMPILE:pyproject.toml=) --group pyproject.toml:uv --output-file requirements-uv.lock

clean: ## Remove .venv and everything that was built
	@rm -rf $(VENV) frontend/node_modules src/flow_forecaster/web/static/built* build dist \
		.benchmarks .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -prune -exec rm -rf {} +
	@find src -name '*.mo' -exec rm -f {} +

# A stamp is as new as what it installed.

$(VENV)/.uv: requirements-uv.lock scripts/make_venv.sh
	@echo 'Preparing $(VENV)'
	@PYTHON='$(PYTHON)' sh scripts/make_venv.sh $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock
	@touch $@

$(VENV)/.runtime: requirements.lock $(VENV)/.uv
	@echo 'Installing the locked packages'
	@$(INSTALL) --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.node: requirements-node.lock $(VENV)/.runtime
	@$(BIN)/python -c 'import hatch_build, sys; sys.exit(not hatch_build.node_is_on_path())' || \
		{ echo 'Installing Node for the build'; $(INSTALL) --require-hashes -r requirements-node.lock; }
	@touch $@

$(VENV)/.package: pyproject.toml hatch_build.py $(VENV)/.node
	@echo 'Installing the package and building the front end'
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	@echo 'Installing the tools for developing'
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@
