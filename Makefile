# jdparse: `make demo` and `make test` need nothing but Python 3.11 or later and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
ENGINES := $(VENV)/.engines
PYTEST := $(BIN)/python -m pytest
WORKERS ?= auto

.DEFAULT_GOAL := help
.PHONY: help demo test system lint format gate expected bench clean

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## */\1\t/' | expand -t 10

# built again only when pyproject.toml changes; the install is editable, so edits of src/ need no rebuild
$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "jdparse needs Python 3.11 or later; $(PYTHON) is $$($(PYTHON) -V 2>&1). Name another: make PYTHON=/path/to/python3.11 …" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "No virtual environment could be made. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[batch,dev,files,report,train]'
	@touch $@

demo: $(READY)  ## parse a page with several jobs and print the tree
	@$(BIN)/jdparse parse examples/demo_page.txt

test: $(READY)  ## every test but those marked `system`; says how many were left out
	$(PYTEST) -q -n $(WORKERS) -m 'not system'

# Spark is a download of 450 MB that only these tests need
$(ENGINES): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[ray,spark]'
	@touch $@

system: $(ENGINES)  ## the tests that need another program (Java 17 among them) or minutes of time
	$(PYTEST) -q -m system

lint: $(READY)  ## ruff, format, mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(READY)  ## mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

gate: $(READY)  ## the quality figures against their floors; ARGS=--update raises the floors
	@$(BIN)/python tests/eval_gate.py $(ARGS)

expected: $(READY)  ## write golden pages and the README's demo anew; read the difference
	$(BIN)/python tests/write_expected.py

bench: $(READY)  ## speed against jieba.lcut, in CPU time of the same run
	@$(BIN)/python benchmarks/speed.py $(ARGS)

clean:  ## remove the environment and what tools leave behind
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build
