# The commands of a checkout. `make` alone prints them.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help venv publish lint test test-slow validate check bench languagetool readme lock clean

# The first Python that copydesk runs on; name another with `make PYTHON=python3.12 …`.
PYTHON ?= $(shell for each in python3 python3.13 python3.12 python3.11 python; do \
	$$each -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo $$each && break; done)
BIN := .venv/bin
UV := $(shell sed -n 's/^uv==\([^ ]*\).*/\1/p' requirements.lock)

help: ## print the commands
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 22

venv: .venv/ready ## set up .venv from requirements.lock

.venv/ready: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo 'copydesk needs Python 3.11, 3.12 or 3.13; install one, or name it: make PYTHON=/path/to/python venv' >&2; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check "uv==$(UV)"
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-build-isolation --no-deps --editable .
	@touch $@

publish: venv ## lint and correct the drafts, and write HTML, EPUB, PDF and review pages to output/
	@$(BIN)/copydesk publish drafts

lint: venv ## print what a copy editor would mark in the drafts
	@$(BIN)/copydesk lint drafts

test: venv ## run the fast tests
	@$(BIN)/python -m pytest

test-slow: validate ## run the tests that need Java or a browser, and validate
	@$(BIN)/python -m pytest -m slow -rs

validate: venv ## export drafts/ and stress drafts, and have independent validators judge them; installs these
	@.ci/tools
	@$(BIN)/python -m pipeline.validators._fetch
	@$(BIN)/python -m tests.stress .cache/validate
	@$(BIN)/copydesk validate .cache/validate

check: venv ## ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

# make bench GOLD=FOLDER ANNOTATED="NAME=FOLDER …" CLEAN=FOLDER
bench: venv ## measure quality and speed, side by side with others
	@$(BIN)/python -m benchmarks $(if $(GOLD),--gold "$(GOLD)") $(foreach each,$(ANNOTATED),--annotated "$(each)") \
		$(if $(CLEAN),--clean "$(CLEAN)")

languagetool: venv ## fetch LanguageTool's jars with Maven, for --engine languagetool
	@$(BIN)/python -m pipeline.engines._jars

readme: venv ## write the table of checks into README.md
	@$(BIN)/python -m tests.readme

lock: ## resolve requirements.lock anew
	@$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --python-version 3.11 --group dev --extra languagetool --extra model \
		--quiet --upgrade --output-file requirements.lock pyproject.toml

clean: ## remove what was made: .venv, caches, output
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@find output -mindepth 1 -not -name README.md -delete
