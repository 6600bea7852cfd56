# make run   installs into ./.venv and evaluates a case (CASE=…)
# make test  installs what is missing and runs the tests
# make lint  ruff and mypy --strict
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV ?= .venv
CASE ?= record-2026-03-15
SECONDS ?= 180
EXAMPLES ?= 1000000
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run serve test test-web test-spark screenshot prove fuzz mutants bench schemas stubs coverage tables wheel lint clean

run: $(VENV)/.installed | $(VENV)/.durable
	@$(BIN)/compliance evaluate $(CASE)

test: $(VENV)/.installed-dev
	$(BIN)/pytest -n auto --dist loadgroup

# the board in a browser
serve: $(VENV)/.installed-web | $(VENV)/.durable
	@$(BIN)/compliance serve

# the board in Debian's Chromium, with axe; a load on loopback; the API by its own description
test-web: $(VENV)/.installed-browser
	PYTHONPATH=tests/browser $(BIN)/pytest -p browser_fixtures -o addopts= -q -m browser tests/browser
	$(BIN)/python tests/browser/by_description.py

# Apache Spark in two tasks: 20,000 rows with workers killed, each compared with the definition; some minutes
test-spark: $(VENV)/.installed-spark
	PYTHONPATH=tests/scale $(BIN)/pytest -o addopts= -W "ignore:PySpark does not yet" -q -m spark tests/spark

# write the picture in the README anew
screenshot: $(VENV)/.installed-browser
	PYTHONPATH=tests/browser $(BIN)/pytest -p browser_fixtures -o addopts= -q -m browser tests/browser -k picture --screenshot

# the proofs over whole spaces: an hour or more; the last, of the second engine, goes on where it was stopped
prove: $(VENV)/.installed-dev
	$(BIN)/pytest -m long
	$(BIN)/python tests/explanation/every_plan.py
	$(BIN)/python tests/judgement/whole_space.py

# mutants of the packaged cases and rules, for SECONDS each of four ways; what fails is kept in .fuzz/
fuzz: $(VENV)/.installed-fuzz
	$(BIN)/python tests/fuzz/long.py --seconds $(SECONDS) --examples $(EXAMPLES)

# one value of the rules or one comparison of the judgement moved at a time: minutes to an hour; exit 1 if no test notices
mutants: $(VENV)/.installed-dev
	$(BIN)/python tests/mutants/run.py

# medians of one run, and ratios: the product's parts, other engines beside it, many cases at once, curves; with WRITE=1
# docs/performance.md is written anew
bench: $(VENV)/.installed-bench
	$(BIN)/python benchmarks/bench.py $(if $(WRITE),--write)

# write the committed JSON Schemas anew
schemas: $(VENV)/.installed | $(VENV)/.durable
	for name in $$($(BIN)/python -c "from compliance.cli.lookup import SCHEMAS; print(*SCHEMAS)"); do \
		$(BIN)/compliance schema $$name > docs/schemas/$$name.schema.json; done

# write the signatures of the actions anew
stubs: $(VENV)/.installed-dev
	$(BIN)/python tests/actions_stub.py > src/compliance/actions.pyi
	$(BIN)/ruff format --quiet src/compliance/actions.pyi

# write the table of what the packaged cases show anew
coverage: $(VENV)/.installed-dev
	$(BIN)/python tests/survey.py > docs/coverage.md

# write the page of the tables for a warehouse anew
tables: $(VENV)/.installed-dev
	$(BIN)/python tests/scale/tables_page.py > docs/tables.md.new && mv docs/tables.md.new docs/tables.md

# build sdist and wheel, and try the wheel in an environment of its own, from another folder
wheel: $(VENV)/.installed-dev
	rm -rf dist
	$(BIN)/python -m build --outdir dist . >/dev/null
	$(BIN)/python tests/wheel.py dist

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "make: Python 3.11 or newer is needed; name it with PYTHON=…" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(PIP) -e .
	@touch $@

# The one place that installs the second engine, which is the extra `durable`. Where it cannot be built, one engine runs,
# this says what is missing, and it is tried again the next time.
$(VENV)/.durable: $(VENV)/.installed
	@if $(BIN)/python .ci/second_engine.py; then touch $@; fi

$(VENV)/.installed-dev: $(VENV)/.installed | $(VENV)/.durable
	$(PIP) -e '.[dev]'
	@touch $@

$(VENV)/.installed-bench: $(VENV)/.installed | $(VENV)/.durable
	$(PIP) -e '.[bench]'
	@touch $@

# without atheris, which has wheels for few machines, bytes are mutated at random
$(VENV)/.installed-fuzz: $(VENV)/.installed-dev
	-$(PIP) --only-binary atheris -e '.[fuzz]'
	@touch $@

$(VENV)/.installed-web: $(VENV)/.installed
	$(PIP) -e '.[web]'
	@touch $@

$(VENV)/.installed-browser: $(VENV)/.installed-dev
	command -v chromium >/dev/null && command -v chromedriver >/dev/null || \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium chromium-driver; }
	mkdir -p .browser
	test -e .browser/package/axe.min.js || \
		{ cd .browser && npm pack --silent axe-core@4 >/dev/null && tar xzf axe-core-*.tgz package/axe.min.js; }
	$(PIP) -e '.[browser]'
	@touch $@

$(VENV)/.installed-spark: $(VENV)/.installed-dev
	command -v java >/dev/null || \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq openjdk-17-jre-headless; }
	$(PIP) -e '.[spark]'
	@touch $@

clean:
	rm -rf .venv* .browser .fuzz .prove build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
