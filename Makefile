# Every command a developer needs; continuous integration runs the same ones.

PYTHON ?= python3
BIN := .venv/bin
PREPARE := $(PYTHON) scripts/prepare.py
# Checks never touch the data of `make run`.
CHECKED := SAMGAK_DATA=var/check PYTHONWARNINGS=error
PRODUCTION := SAMGAK_URL=https://samgak.example SAMGAK_HOSTS=samgak.example \
	SAMGAK_SECRET_KEY=only-for-this-check-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ
LOCK := uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header pyproject.toml
MAKEFLAGS += --no-print-directory

.PHONY: help setup setup-tests run test check bench messages lock screenshots

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' Makefile | expand -t 14

setup: ## make the environment, the styles and the catalogues
	@$(PREPARE)

setup-tests:
	@$(PREPARE) --tests

run: setup ## the demonstration on http://127.0.0.1:8000 (PORT=... changes it)
	@SAMGAK_DEMONSTRATION=1 $(BIN)/samgak serve

test: setup-tests ## all tests: pure, database, browser
	@CHROMIUM="$$($(PYTHON) scripts/chromium.py)" && export CHROMIUM \
		&& $(BIN)/pytest -n 2 --ignore=tests/browser \
		&& $(BIN)/pytest tests/browser

check: setup-tests ## format, lint, imports, types, migrations, settings, catalogues
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	find src -name '*.html' -exec $(BIN)/djade --target-version 5.2 --check {} +
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(CHECKED) $(BIN)/samgak makemigrations --check --dry-run
	$(CHECKED) $(PRODUCTION) $(BIN)/samgak check --deploy --fail-level WARNING
	$(BIN)/python scripts/messages.py check

bench: setup-tests ## measure speed and memory, print tables
	@for measured in migrations pages imports selection draw timetable certificates iati queues opinions; do echo; $(BIN)/python -m "bench.$$measured" || exit 1; done

messages: setup-tests ## gather the sentences of the pages into locale/
	@command -v xgettext >/dev/null || { echo "This needs GNU gettext: apt install gettext, or brew install gettext." >&2; exit 1; }
	$(BIN)/python scripts/messages.py gather
	@$(PREPARE) --tests

screenshots: setup ## make the pictures of the documentation
	@$(MAKE) setup-tests
	@CHROMIUM="$$($(PYTHON) scripts/chromium.py)" && export CHROMIUM && $(BIN)/python scripts/screenshots.py

lock: ## renew the lock files
	$(LOCK) --output-file requirements/run.txt
	$(LOCK) --extra node --output-file requirements/node.txt
	$(LOCK) --extra test --output-file requirements/test.txt
	$(LOCK) --extra test --extra bench --constraint requirements/test.txt --output-file requirements/bench.txt
	npm install --package-lock-only --omit-lockfile-registry-resolved
