# Two commands do everything: `make run` and `make test`. `make` alone lists the rest.

.DEFAULT_GOAL := help
SHELL := /bin/sh
.SHELLFLAGS := -euc
.DELETE_ON_ERROR:

PORT ?= 8000
DUMPS ?= archive/samples
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
# The newest Python at hand that is new enough; PYTHON=… chooses another.
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,\
	$(shell $(name) -c 'import sys; sys.version_info >= (3, 11) and print("$(name)")' 2>/dev/null)))

# What is installed is recorded in these; a changed lock file installs again.
RUNTIME := $(VENV)/.runtime-installed
DEVELOPMENT := $(VENV)/.development-installed
# collectstatic writes this file last.
STATIC := staticfiles/staticfiles.json
PIP := $(BIN)/python -m pip --quiet --quiet --disable-pip-version-check install

# Tests and checks see no setting of the machine's or of a .env file.
CLEAN := env $(foreach name,$(filter ARCHIVE_% DATABASE_URL,$(.VARIABLES)),-u $(name)) ARCHIVE_ENV_FILE=/dev/null
PYTEST := $(CLEAN) $(BIN)/python -m pytest

##@ Using the archive

.PHONY: run
run: $(RUNTIME) $(STATIC) ## Import the samples (or DUMPS=path) and serve the site on PORT (8000)
	@test -e "$(DUMPS)" || { echo "DUMPS=$(DUMPS): there is no such file or folder."; exit 1; }
	@$(BIN)/python -m archive.port "$(PORT)"
	@$(MANAGE) migrate --verbosity 0
	@echo "Importing $(DUMPS)"
	@$(MANAGE) import_dumps "$(DUMPS)" || echo "Some files were not imported (see above); the site starts with the rest."
	@echo
	@echo "The archive is on http://127.0.0.1:$(PORT)/ (Ctrl+C stops it)."
	@echo "To moderate, make yourself an account in another terminal, then sign in at /admin/:"
	@echo "    $(MANAGE) createsuperuser"
	@exec $(BIN)/gunicorn --config archive/gunicorn.py --log-level warning --bind "127.0.0.1:$(PORT)"

##@ Working on it

.PHONY: dev
dev: $(DEVELOPMENT) ## Serve with debug pages, reloading when a file changes
	@ARCHIVE_DEBUG=on $(MANAGE) migrate --verbosity 0
	@ARCHIVE_DEBUG=on $(MANAGE) runserver "127.0.0.1:$(PORT)"

.PHONY: test
test: $(DEVELOPMENT) ## Every test, on SQLite and (with TEST_POSTGRES_URL) on PostgreSQL
	@echo "Tests on SQLite"
	@$(PYTEST) $(TESTS)
ifdef TEST_POSTGRES_URL
	@echo "Tests on PostgreSQL"
	@$(CLEAN) DATABASE_URL="$(TEST_POSTGRES_URL)" $(BIN)/python -m pytest $(TESTS)
else ifdef REQUIRE_POSTGRES
	@echo "PostgreSQL tests are required but TEST_POSTGRES_URL is not set."; exit 1
else
	@echo "PostgreSQL tests not run: set TEST_POSTGRES_URL, for example"
	@echo "    make test TEST_POSTGRES_URL=postgres://postgres@127.0.0.1:5432/archive"
endif

.PHONY: environment
environment: $(DEVELOPMENT) ## Only install what the site and the tests need

.PHONY: lint
lint: $(DEVELOPMENT) ## Layout, types, import arrows, missing migrations, unsafe settings
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(CLEAN) $(MANAGE) makemigrations --check --dry-run
	$(CLEAN) ARCHIVE_ALLOWED_HOSTS=archive.example.org ARCHIVE_BEHIND_PROXY=on \
		ARCHIVE_SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))') \
		$(MANAGE) check --deploy --fail-level WARNING

.PHONY: format
format: $(DEVELOPMENT) ## Lay out the code and mend what can be mended by itself
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

.PHONY: bench
bench: $(DEVELOPMENT) ## Run the benchmarks; they print and judge nothing
	@for file in $(filter-out %/__init__.py,$(wildcard tests/benchmarks/*.py)); do \
		echo "$$file"; $(CLEAN) PYTHONPATH=. $(BIN)/python "$$file"; \
	done

.PHONY: sizes
sizes: ## The longest modules, in lines
	@git ls-files '*.py' | grep -v /migrations/ | xargs wc -l | sort -rn | head -25

.PHONY: lock
lock: ## Choose the newest versions that pyproject.toml allows (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv: https://docs.astral.sh/uv/"; exit 1; }
	uv pip compile $(LOCK_OPTIONS) pyproject.toml --output-file requirements.lock
	uv pip compile $(LOCK_OPTIONS) pyproject.toml --group dev --output-file requirements-dev.lock

LOCK_OPTIONS := --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header

.PHONY: clean
clean: ## Remove what make made, but not the archive itself (var/)
	rm -rf $(VENV) staticfiles .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

##@ Help

.PHONY: help
help: ## This list
	@awk 'BEGIN { FS = ":.*## " } \
		/^##@/ { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

# --- The environment

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { \
		echo "The archive needs Python 3.11 or newer, and this machine's is older or missing."; \
		echo "Install one, or name it: make run PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make virtual environments: a part of it is not installed."; \
		echo "On Debian and Ubuntu: sudo apt install python3-venv"; exit 1; }
	@echo "Making the environment $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV)

$(RUNTIME): requirements.lock | $(VENV)/bin/python
	@echo "Installing what the site needs"
	@$(PIP) --require-hashes --requirement requirements.lock
	@touch $@

# The second lock file repeats the first, so that one tested set of versions serves both.
$(DEVELOPMENT): requirements-dev.lock $(RUNTIME)
	@echo "Installing what the tests need"
	@$(PIP) --require-hashes --requirement requirements-dev.lock
	@touch $@

$(STATIC): $(RUNTIME) $(shell find static 2>/dev/null)
	@echo "Collecting static files"
	@$(MANAGE) collectstatic --no-input --verbosity 0
