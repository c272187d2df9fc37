# jdparse: `make demo` and `make test` need nothing but Python 3.11 to 3.13 and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
ENGINES := $(VENV)/.engines
DOCS := $(VENV)/.docs
RIVALS := $(VENV)/.rivals
PYTEST := $(BIN)/python -m pytest
WORKERS ?= auto

.DEFAULT_GOAL := help
.PHONY: help demo test system lint format docs gate expected package lock audit bench speed-page speed-gate mutations hostile fuzz clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## */\1\t/' | expand -t 12

# built again only when pyproject.toml changes; the install is editable, so edits of src/ need no rebuild
$(READY): pyproject.toml .ci/constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || { \
	  echo "jdparse needs Python 3.11, 3.12 or 3.13; $(PYTHON) is $$($(PYTHON) -V 2>&1). Name another: make PYTHON=/path/to/python3.11 …" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "No virtual environment could be made. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint .ci/constraints.txt --editable '.[batch,dev,files,report,train]'
	@touch $@

demo: $(READY)  ## parse a page with several jobs and print the tree
	@$(BIN)/jdparse parse examples/demo_page.txt

test: $(READY)  ## every test but those marked `system`; says how many were left out
	$(PYTEST) -q -n $(WORKERS) -m 'not system'

# Spark is a download of 450 MB that only these tests need
$(ENGINES): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint .ci/constraints.txt --editable '.[ray,spark]'
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

$(DOCS): $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint .ci/constraints.txt --editable '.[docs]'
	@touch $@

docs: $(DOCS)  ## the documentation site, into build/site; a warning is an error
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

gate: $(READY)  ## the quality figures against their floors; ARGS=--update raises the floors
	@$(BIN)/python tests/eval_gate.py $(ARGS)

expected: $(READY)  ## write golden pages and the README's demo anew; read the difference
	$(BIN)/python tests/write_expected.py

package: $(READY)  ## wheel and sdist: built, installed and tested on every Python at hand, and on the lowest dependencies
	.ci/package $(ARGS)

lock: $(READY)  ## pin anew what CI installs, from pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --all-extras --custom-compile-command 'make lock' --output-file .ci/constraints.txt pyproject.toml

audit: $(READY)  ## advisories for the pinned versions; needs pypi.org's advisory service
	$(BIN)/pip-audit --requirement .ci/constraints.txt --no-deps --disable-pip --progress-spinner off

# one by one: what cannot be installed is left out, and no reason to fail; tried again by the next run
$(RIVALS): $(READY)
	@$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["bench"], sep="\n")' | { \
	  status=0; while read -r rival; do \
	    $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint .ci/constraints.txt "$$rival" </dev/null || \
	      { echo "$$rival could not be installed: what needs it is left out" >&2; status=1; }; \
	  done; if [ $$status = 0 ]; then touch $@; fi; }

bench: $(RIVALS)  ## speed beside jieba, spaCy and others, in CPU time of the same run; writes build/bench.json
	@$(BIN)/python benchmarks/speed.py $(ARGS)

speed-page: $(READY)  ## write the tables and the chart of docs/speed.md from build/bench.json
	@$(BIN)/python benchmarks/speed_page.py $(ARGS)

speed-gate: $(READY)  ## what jdparse costs in times of jieba, against the baseline; ARGS=--update writes what has fallen
	@$(BIN)/python benchmarks/speed_gate.py $(ARGS)

mutations: $(READY)  ## what some eighty mutations of the project's own postings cost; ARGS="FOLDER…" takes others
	@$(BIN)/python benchmarks/mutations.py $(ARGS)

hostile: $(READY)  ## time and memory of texts made to hurt, each in a process of its own
	@$(BIN)/python benchmarks/hostile.py $(ARGS)

SECONDS ?= 60
TARGETS ?= parse html fields words decode inline doccano label_studio prodigy posting clauses lexicon taxonomy

fuzz: $(READY)  ## fuzz each of TARGETS for SECONDS with atheris
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint .ci/constraints.txt --editable '.[batch,dev,files,report,train,fuzz]'
	@set -e; for target in $(TARGETS); do echo "== $$target"; $(BIN)/python scripts/fuzz.py $$target --seconds $(SECONDS); done

clean:  ## remove the environment and what tools leave behind
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build
