# Every target sets up what it needs; `make demo` and `make test` are all a newcomer has to know.
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)

.PHONY: help install demo test test-heavy check format lock bench-clean bench-extract bench-dedupe train clean

help: ## show the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  \1\t/' | expand -t 18

install: $(STAMP) ## make .venv from requirements.lock (uv where it is found, else venv and pip)

$(STAMP): requirements.lock pyproject.toml
	@[ -n "$(PYTHON)" ] || { echo "Presslake needs Python 3.11 or newer; install one, or name it: make PYTHON=/path/to/python3" >&2; exit 1; }
	@if command -v uv >/dev/null 2>&1; then \
	  uv venv --quiet --allow-existing --python "$(PYTHON)" $(VENV) && \
	  uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock && \
	  uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable . ; \
	else \
	  "$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
	    echo "This Python cannot make a virtual environment: install the package python3-venv (on Debian: apt install python3-venv), or uv, and run make again." >&2; exit 1; }; \
	  "$(PYTHON)" -m venv $(VENV) && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . ; \
	fi
	@touch $(STAMP)

demo: install ## the whole pipeline against the bundled newsroom, twice
	@$(BIN)/presslake demo

test: install ## the fast tests (at most 5 minutes on two cores)
	@$(BIN)/python -m pytest -n 2 --dist loadfile

test-heavy: install ## minutes, not seconds
	@$(BIN)/python -m pytest -m heavy

bench-extract: install ## speed and figures of extraction on the labelled articles of tests/gold
	@$(BIN)/python -m tests.bench.extract

bench-clean: install ## clean text against its peers: pages per CPU-second and F1, side by side
	@$(BIN)/python -c 'import newspaper, readability, trafilatura' 2>/dev/null || \
	if command -v uv >/dev/null 2>&1; then uv pip install --quiet --python $(BIN)/python trafilatura readability-lxml newspaper4k lxml_html_clean; \
	else $(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=23.3' && \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check trafilatura readability-lxml newspaper4k lxml_html_clean; fi
	@$(BIN)/python -W ignore -m tests.bench.bench_clean

train: install ## train the light models from the labelled material of tests/gold (bench-extract tells what they reach)
	@$(BIN)/python -m tests.training

check: install ## style, types, import rules
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: install ## let ruff lay out the code
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

bench-dedupe: install ## the cost of a batch against 10,000, 100,000 and 1,000,000 known articles
	@$(BIN)/python -m tests.bench.dedupe

lock: ## resolve requirements.lock anew (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --extra dev pyproject.toml -o requirements.lock

clean: ## remove what make made
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
