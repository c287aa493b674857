# Everything that a checkout can do. `make` alone lists it.
SHELL := /bin/bash
.DEFAULT_GOAL := help

VENV   := .venv
BIN    := $(VENV)/bin
# The first Python that is new enough; set PYTHON to choose another.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo $$p && break; done)
EXAMPLE := examples/yemen-truce
TRUCE   := examples/truce-monitor
SHEETS  := $(TRUCE)/white-house.toml $(TRUCE)/kremlin.toml $(TRUCE)/kyiv.toml
OUT     ?= demo

.PHONY: help setup demo test check bench gate lock docs picture clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

setup: $(VENV)/.places ## make .venv with the locked packages and the index of places

$(VENV)/.python:
	@test -n "$(PYTHON)" && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Readout needs Python 3.11 or later; none was found on PATH. Install one, or name it: make setup PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) has no venv module. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "Setting up in $(VENV) (a minute or two, once) ..."
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.packages: requirements.lock $(VENV)/.python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.readout: pyproject.toml $(VENV)/.packages
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.bytecode: $(VENV)/.readout
	@# where bytecode is not kept, every start compiles a thousand modules; a package's odd file that does not compile is no fault
	@$(BIN)/python -m compileall -q -j 0 $(VENV)/lib src/readout >/dev/null || true
	@touch $@

$(VENV)/.places: $(VENV)/.bytecode src/readout/linking/gazetteer.py
	@$(BIN)/python -m readout.linking.places build
	@touch $@

demo: setup ## read the example reports, write their dossier, and judge the example truce
	@$(BIN)/readout brief $(EXAMPLE) --out $(OUT)
	@$(BIN)/readout monitor $(SHEETS:%=--terms %) --incidents $(TRUCE)/incidents.csv --out $(OUT)/truce >/dev/null
	@echo; echo "Open in a browser: $(CURDIR)/$(OUT)/dossier.html"
	@echo "Is the truce kept: $(CURDIR)/$(OUT)/truce/compliance.html"

test: setup ## run every test (finds a browser, or installs Debian's chromium when it may)
	@.ci/browser
	@$(BIN)/python -m pytest -n 2 $(PYTEST)

check: setup ## lint, format and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: setup ## measure quality, speed and memory
	@for each in coding findings speed cold; do $(BIN)/python -m benchmarks $$each || exit; done

gate: setup ## quality on our own gold against pinned floors
	@$(BIN)/python -m benchmarks gate

lock: setup ## pin every dependency anew, with hashes
	@command -v uv >/dev/null || { echo "make lock needs uv (pip install uv)" >&2; exit 1; }
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
		--extra postgres --group dev pyproject.toml -o requirements.lock

docs: setup ## write the generated pages of docs/ anew
	@$(BIN)/python -m readout.codebook.reference docs/codebook.md
	@$(BIN)/python -m readout.cli.reference docs/commands.md

picture: demo ## take the README's picture of the dossier anew
	@.ci/browser
	@$(BIN)/python docs/images/take.py $(OUT)/dossier.html docs/images/dossier.png

clean: ## remove what was made here, but not .venv
	@rm -rf demo dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find src tests benchmarks training -name __pycache__ -prune -exec rm -rf {} +
