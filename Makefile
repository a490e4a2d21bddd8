# The two commands of the set-up are `make check` and `make test`; both install what they need into .venv first.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
STORY  ?= $(wildcard examples/*.txt examples/*.md)

.DEFAULT_GOAL := help
.PHONY: help install check test lint format types layers spelling docs docs-check speed accuracy smoke dist clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(STAMP) ## install everything for development into .venv

$(STAMP): pyproject.toml scripts/venv.sh
	@PYTHON="$(PYTHON)" sh scripts/venv.sh $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@$(BIN)/python -m compileall -q compliance plugins rules
	@touch $@

# Exit code 1 says that a story needs an editor: an answer, not a failure of the command.
check: $(STAMP) ## check the stories in examples/, or STORY=path (a file or a folder)
	@$(BIN)/compliance check $(STORY) || test $$? -eq 1

test: $(STAMP) ## run every test (the built wheel has its own: make smoke)
	$(BIN)/python -m pytest -q -m "not wheel" -n auto --dist loadfile

lint: $(STAMP) ## style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(STAMP) ## mend style and formatting
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(STAMP) ## mypy, strict
	$(BIN)/mypy

layers: $(STAMP) ## who may import whom
	$(BIN)/lint-imports --no-logo

spelling: $(STAMP) ## write what the spelling packs take from the table of spellings
	$(BIN)/python scripts/spelling.py

docs: $(STAMP) ## write the pages that are made from the code
	$(BIN)/python scripts/docs.py

docs-check: $(STAMP) ## fail where such a page is stale
	$(BIN)/python scripts/docs.py --check

speed: $(STAMP) ## throughput and start-up beside proselint's
	$(BIN)/python -m benchmarks.speed

accuracy: $(STAMP) ## accuracy on real text beside its targets; SHOW=MEASURE lists what lowers one
	$(BIN)/python -m benchmarks.accuracy $(if $(SHOW),--show '$(SHOW)')

smoke: $(STAMP) ## build the wheel, the hooks and the action, install them elsewhere, run them
	$(BIN)/python -m pytest -q -m wheel tests/test_wheel.py tests/gate/test_installed.py

dist: $(STAMP) ## build the wheel and the source distribution into dist/
	$(BIN)/python -m build --outdir dist

clean: ## remove .venv and everything built
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
