# make run   installs into ./.venv and evaluates a case (CASE=…)
# make test  installs what is missing and runs the tests
# make lint  ruff and mypy --strict
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV ?= .venv
CASE ?= record-2026-03-15
BIN := $(VENV)/bin

.PHONY: run test prove schemas lint clean

run: $(VENV)/.installed
	@$(BIN)/compliance evaluate $(CASE)

test: $(VENV)/.installed-dev
	$(BIN)/pytest -n auto

# the proofs over whole spaces: minutes to an hour
prove: $(VENV)/.installed-dev
	$(BIN)/pytest -m long

# write the committed JSON Schemas anew
schemas: $(VENV)/.installed
	for name in case assessment section ladders questions reading goals; do \
		$(BIN)/compliance schema $$name > docs/schemas/$$name.schema.json; done

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "make: Python 3.11 or newer is needed; name it with PYTHON=…" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ $(VENV)/.installed

clean:
	rm -rf .venv* build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
