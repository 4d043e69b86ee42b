# Every target creates .venv when it is missing or when the dependencies changed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# An editable install leaves compiling to the first run, which not every environment lets write.
COMPILE := $(BIN)/python -m compileall -q kb parser engine

.PHONY: all demo test test-whole check mypy pyright imports docs bench editor fuzz variants deletions sara served spark format clean
all: test check

$(STAMP): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --upgrade --constraint constraints.txt pip
	$(PIP) install --constraint constraints.txt --build-constraint constraints.txt \
		--editable . --group dev
	$(COMPILE)
	touch $@

demo: $(STAMP)
	$(BIN)/python -m examples.demo

# One process a core; tests that share what they look at stay together (see conftest.py).
test: $(STAMP)
	$(BIN)/python -m pytest -q --numprocesses auto --durations 15

# Also what `make test` leaves out of its long tests, where a fixed part of the cases stands for all.
test-whole: $(STAMP)
	ZAKONIK_ALL_CASES=yes $(BIN)/python -m pytest -q --numprocesses auto --durations 15

# The two checks of types take longest, each on one core: they run side by side.
check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(MAKE) --no-print-directory --jobs 2 mypy pyright imports

mypy: $(STAMP)
	$(BIN)/mypy

pyright: $(STAMP)
	$(BIN)/pyright --warnings

imports: $(STAMP)
	$(BIN)/lint-imports
	$(BIN)/zakonik fmt --check kb examples tests/engine
	$(BIN)/zakonik lint kb examples

# The documents, and beside them the law with all its worked cases, which takes some minutes:
# SITE=no leaves the law out, SECONDS ends the answering of its cases early.
DOCS ?= build/docs
SITE ?= yes
docs: $(STAMP)
	$(BIN)/python -m engine.pages.site.documents . $(DOCS)
	test $(SITE) = no || $(BIN)/zakonik site -o $(DOCS)-law $(if $(filter-out inf,$(SECONDS)),--seconds $(SECONDS),)

# Everything, or only PARTS of it: make bench PARTS="facts chain".
bench: $(STAMP)
	$(COMPILE)
	$(BIN)/python -m tests.benchmarks $(PARTS)

# Generated laws against the completions of their cases: N questions, going on where it stopped;
# EVERY=10 asks the slower engines about every tenth law only, SECONDS ends a run early.
N ?= 10000
FOUND ?= .fuzz
SECONDS ?= inf
EVERY ?= 1
fuzz: $(STAMP)
	$(BIN)/python -m tests.semantics.fuzz $(FOUND) $(N) $(SECONDS) $(EVERY)

# Worked cases varied (days by one, facts left out, people exchanged): N of them, and what must hold.
variants: $(STAMP)
	$(BIN)/python -m tests.variants $(N)

# Laws with any one character missing: PART read (all places, an hour), laws or server (N of them).
PART ?= read
deletions: $(STAMP)
	$(BIN)/python -m tests.deletions $(PART) $(if $(filter-out read,$(PART)),$(N),)

# The public cases of the US tax code and of the British Nationality Act, read where they lie.
SARA ?=
sara: $(STAMP)
	SARA="$(SARA)" $(BIN)/python -m tests.sara

# The interface for programs, sent what its own description allows and forbids for SECONDS (default
# 60), over LAWS (default: those of a library); installs schemathesis.
served: $(STAMP)
	$(PIP) install --constraint constraints.txt --group served
	$(BIN)/python -m tests.served $(if $(filter-out inf,$(SECONDS)),$(SECONDS),60) $(LAWS)

# Needs a Java runtime; installs Spark, which is large.
spark: $(STAMP)
	$(PIP) install --constraint constraints.txt --editable '.[spark]'
	ZAKONIK_SPARK=yes $(BIN)/python -m pytest -q tests/spark

# The extension of VS Code as a .vsix; needs Node 20 or later and npm.
editor: $(STAMP)
	npm ci --prefix editors/vscode --ignore-scripts --no-audit --no-fund
	npm run --prefix editors/vscode check
	$(BIN)/python -m tests.parser.highlight.kinds | node editors/vscode/check-grammar.mjs
	npm run --prefix editors/vscode build
	npm run --prefix editors/vscode package

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
