# Podium on one machine with Python 3.11 to 3.13 and make: no Node, no gettext, no compiler.
# `make run` serves it, `make test` tests it; `make help` names the rest.

PORT ?= 8000
HOST ?= 127.0.0.1
PYTHON3 ?= $(shell for name in python3.11 python3.12 python3.13 python3; do \
	$$name -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && echo $$name && break; done)

PYTHON := .venv/bin/python
INSTALL := $(PYTHON) -m pip install --disable-pip-version-check --no-input --quiet
LOCKED := --require-hashes --only-binary :all:
TEMPLATES := site media championships coaching
CATALOGUES := $(wildcard site/podium/locale*/*/LC_MESSAGES/*.po)

.DEFAULT_GOAL := help
.PHONY: help run test test-services check-pages bench-rooms bench-site bench-marking screenshots pictures lint format types contracts messages translations lock browser clean

help: ## name the commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 20

run: .venv/stamps/run .venv/stamps/translations ## serve Podium with its demo on http://localhost:8000 (PORT=8001 for another port)
	@$(PYTHON) manage.py serve --demo --host $(HOST) --port $(PORT)

test: .venv/stamps/test .venv/stamps/translations browser ## run the tests on SQLite, with channels in memory
	@$(PYTHON) .ci/suite.py sqlite

test-services: .venv/stamps/test .venv/stamps/translations browser ## run them on PostgreSQL and Redis (DATABASE_URL, REDIS_URL)
	@$(PYTHON) .ci/suite.py services

check-pages: .venv/stamps/test .venv/stamps/translations browser ## try every public page of the demo, in three languages, with axe
	@$(PYTHON) -m pytest -m "sitemap or not sitemap" tests/browser/test_whole_sitemap.py -n 0

bench-rooms: .venv/stamps/test ## measure live rooms beside the raw library (ONLY=fan-out,marks RUNS=3 for less)
	@$(PYTHON) -m tests.load --runs $(or $(RUNS),5) --only "$(ONLY)"

bench-marking: .venv/stamps/test ## measure the marking engine and the files of schemes (RUNS=5 for less)
	@$(PYTHON) -m tests.load.bench_marking $(if $(RUNS),--runs $(RUNS))

bench-site: .venv/stamps/test .venv/stamps/translations ## measure the public pages of a large event (SKILLS=6 COMPETITORS=140 MARKS=60000 for less)
	@$(PYTHON) -m tests.load.bench_site $(if $(RUNS),--runs $(RUNS)) $(if $(SKILLS),--skills $(SKILLS)) \
		$(if $(COMPETITORS),--competitors $(COMPETITORS)) $(if $(MARKS),--marks $(MARKS)) $(if $(DATABASE),--database "$(DATABASE)")

screenshots: .venv/stamps/test .venv/stamps/translations browser ## photograph every screen into var/screenshots
	@$(PYTHON) -m pytest -m pictures tests/browser/test_pictures.py tests/browser/test_training_pictures.py \
		tests/browser/test_championship_pictures.py -n 2

pictures: screenshots ## make the pictures of the documentation from them
	@$(PYTHON) docs/pictures.py

lint: .venv/stamps/test ## check formatting and style of Python and templates
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/djangofmt --check --quiet $(TEMPLATES)

format: .venv/stamps/test ## put formatting right
	@.venv/bin/ruff check --fix --quiet . || true
	@.venv/bin/ruff format .
	@.venv/bin/djangofmt --quiet $(TEMPLATES)

types: .venv/stamps/test ## check types
	@.venv/bin/mypy

contracts: .venv/stamps/test ## check who may import whom
	@.venv/bin/lint-imports

messages: .venv/stamps/run ## gather what is to be translated into site/podium/locale
	@$(PYTHON) manage.py extract_translations

translations: .venv/stamps/translations ## compile the translations that have changed

lock: .venv/stamps/test ## lock the requirements again, with hashes
	@$(INSTALL) uv
	@for name in run test; do \
		.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --only-binary :all: \
			--no-header --no-annotate --no-emit-index-url requirements/$$name.in -o requirements/$$name.txt; done

clean: ## remove the environment; the data in var/ stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/bin/python:
	@test -n "$(PYTHON3)" || { echo "Podium needs Python 3.11, 3.12 or 3.13. On Debian: apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON3) -c 'import ensurepip, venv' 2>/dev/null || $(MAKE) --no-print-directory .venv-package
	@echo "Making the environment .venv with $$($(PYTHON3) --version) ..."
	@$(PYTHON3) -m venv .venv

# Debian keeps the venv module in a package of its own.
.PHONY: .venv-package
.venv-package:
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing python3-venv, which Debian keeps apart from Python ..."; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null; \
	else \
		echo "Python's venv module is missing. Install it with: sudo apt-get install python3-venv"; exit 1; \
	fi

.venv/stamps/run: requirements/run.txt pyproject.toml | .venv/bin/python
	@echo "Installing what Podium needs; this takes a minute the first time ..."
	@$(INSTALL) $(LOCKED) -r requirements/run.txt
	@$(INSTALL) --no-build-isolation --no-deps -e .
	@mkdir -p .venv/stamps && touch $@

.venv/stamps/test: requirements/test.txt .venv/stamps/run
	@echo "Installing what the tests need ..."
	@$(INSTALL) $(LOCKED) -r requirements/test.txt
	@touch $@

.venv/stamps/translations: $(CATALOGUES) .venv/stamps/run
	@$(PYTHON) manage.py compile_translations
	@touch $@

# The browser tests need Chromium from the system's packages, and nothing that a test tool would download. The shell
# without windows is enough, and costs less; a whole Chromium that is there already will do.
browser:
	@if [ ! -x "$${CHROMIUM:-/usr/bin/chromium-headless-shell}" ] && [ ! -x /usr/bin/chromium ]; then \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			echo "Installing Chromium for the browser tests ..."; \
			apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium-headless-shell >/dev/null; \
		else \
			echo "Chromium is missing, so the browser tests are left out. Install it with: sudo apt-get install chromium-headless-shell"; \
		fi; \
	fi
