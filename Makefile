# `make demo` shows what tinvan does, `make test` checks it. Both set up all that they need in
# .venv; the second time that takes no time. TINVAN_REAL may name a folder of real articles.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help demo test test-all format docs snapshot clean

help:
	@echo "make demo     extract facts from the bundled corpus, and score them"
	@echo "make test     ruff, mypy and pytest"
	@echo "make test-all the same, and the tests that take minutes and gigabytes, a Spark cluster too"
	@echo "make format   format and mend what ruff can"
	@echo "make docs     refresh the JSON Schemas and the examples in README.md"
	@echo "make snapshot refresh the facts of the corpus that reviews read"
	@echo "make clean    remove what was set up and built"

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "tinvan needs Python 3.11 or newer: install it, or name it: make PYTHON=python3.12"; \
	    exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "Python's venv module does not work: on Debian, apt-get install python3-venv"; \
	    rm -rf $(VENV); exit 1; }
	@touch $@

$(VENV)/.ready: pyproject.toml | $(VENV)/.made
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.ready-dev: pyproject.toml | $(VENV)/.made
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(VENV)/.ready $@

$(VENV)/.ready-spark: $(VENV)/.ready-dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[spark]'
	@touch $@

demo: $(VENV)/.ready
	@PATH="$(abspath $(BIN)):$$PATH" ./bench/demo.sh

test: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

test-all: test $(VENV)/.ready-spark
	$(BIN)/pytest -m large

format: $(VENV)/.ready-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/.ready-dev
	$(BIN)/python bench/refresh_docs.py
	$(BIN)/python -m bench.serve_docs

snapshot: $(VENV)/.ready
	$(BIN)/tinvan extract corpus/texts
	mkdir -p outputs/snapshot
	cp outputs/facts.jsonl outputs/docs.jsonl outputs/snapshot/

clean:
	rm -rf $(VENV) dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis
