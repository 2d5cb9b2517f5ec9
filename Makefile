# Herald: `make demo` shows it, `make test` tests it. Nothing but python3 and make is needed before.
PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
HERALD := $(VENV)/bin/herald
STAMP  := $(VENV)/.ready
SERVER := $(VENV)/.server-ready
DRIVER := $(VENV)/.browser-ready

# The tests start hundreds of interpreters: each would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup install demo run test test-postgresql test-browser test-bots storms pictures chromium lint types layers check crash cuts fleet certainty soak mutants bench wheel lock clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

# Every package as the lock files name it; and what is in this folder, as it stands here.
PIP    := $(PY) -m pip install --quiet --disable-pip-version-check
PINNED := $(PIP) --require-hashes --only-binary :all:
FOLDER := $(PIP) --no-deps --no-build-isolation --no-index

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit("Herald needs Python 3.11 or newer, this is %d.%d" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV)

$(STAMP): requirements-dev.lock | $(PY)
	@echo "Installing the pinned dependencies into $(VENV) ..."
	@$(PINNED) -r requirements-dev.lock
	@$(FOLDER) -e . -e sandbox
	@touch $(STAMP)

# setuptools, which makes the command `herald`, has a folder of its own: the bot does not need it.
$(SERVER): requirements.lock requirements-build.lock | $(PY)
	@echo "Installing what the bot needs to run into $(VENV) ..."
	@$(PINNED) -r requirements.lock
	@$(PINNED) --upgrade --target $(VENV)/build -r requirements-build.lock
	@PYTHONPATH=$(VENV)/build $(FOLDER) -e .
	@touch $(SERVER)

install: $(SERVER)  ## prepare .venv on a server: what the bot needs to run, and no tools

setup: $(STAMP)  ## prepare .venv with the pinned dependencies

demo: setup  ## see a whole broadcast against a local Telegram (STAY=1: in the browser, to try everything; FLEET=1: four bots on three nodes)
	@exec $(HERALD) demo $(if $(FLEET),--fleet,$(if $(STAY),,--play))

run: setup  ## start the real bot with the settings in .env
	@exec $(HERALD) run

test: setup  ## run the tests (but for test-browser and test-bots)
	$(PY) -m pytest

test-postgresql: setup  ## the tests that use a database on PostgreSQL (CORE=1: no dialogs, a crash point once)
	@sh .ci/postgresql
	DATABASE=postgresql $(if $(CORE),SEEDS=1) $(PY) -m pytest tests/unit tests/engine $(if $(CORE),,tests/dialogs) tests/crash

lint: setup  ## ruff: rules and format
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: setup  ## mypy --strict
	$(PY) -m mypy --strict

layers: setup  ## imports go downward only
	$(VENV)/bin/lint-imports

# mypy needs one core for a minute, and the tests leave some of both.
check: setup  ## everything CI asks for
	@$(MAKE) --no-print-directory -j2 lint types layers test

$(DRIVER): requirements-browser.lock $(STAMP)
	@$(PINNED) -r requirements-browser.lock
	@touch $(DRIVER)

chromium:
	@sh .ci/chromium

storms: setup  ## whether calls with lost answers are found out: 2000 storms in virtual time
	STORMS=2000 $(PY) -m pytest -n0 tests/unit/certainty/test_storms.py

test-browser: setup $(DRIVER) chromium  ## the sandbox's page in a real browser
	$(PY) -m pytest tests/browser

pictures: setup $(DRIVER) chromium  ## the same, and renew docs/pictures/*.png
	PICTURES=1 $(PY) -m pytest tests/browser

test-bots: setup  ## real bots of five libraries against the sandbox (ONLY=grammY: one of them)
	@exec $(PY) -m tests.anybot $(if $(ONLY),--only "$(ONLY)")

fleet: setup  ## nodes that are killed, stopped, asked to end; PostgreSQL killed; ends with what it cost (SEEDS=20)
	FLEET_SEEDS=$(or $(SEEDS),1) $(PY) -m pytest tests/fleet

crash: setup  ## kill -9 at every point of the path (SEEDS=50; one: SEED=7 POINT='claim committed')
	SEEDS=$(or $(SEEDS),50) SEED=$(SEED) POINT="$(POINT)" $(PY) -m pytest tests/crash/test_matrix.py

cuts: setup  ## the line to PostgreSQL is cut at its COMMITs (SEEDS=50; one: SEED=7)
	SEEDS=$(or $(SEEDS),50) SEED=$(SEED) $(PY) -m pytest tests/engine/ledger/test_cut_commits.py

certainty: setup  ## ten kill -9, lost answers and a frozen node on the real clock: at the end nobody is in doubt (some minutes)
	$(PY) -m pytest tests/certainty -n 0

soak: setup  ## storms of everything that can go wrong (MINUTES=10; one: SEED=7; many: STORMS=200; FIND_OUT=1 or 0)
	@exec $(PY) -m tests.soak --minutes $(or $(MINUTES),10) $(if $(SEED),--seed $(SEED)) \
		$(if $(STORMS),--storms $(STORMS)) $(if $(FIND_OUT),--find-out $(FIND_OUT))

mutants: setup  ## take each defence out and see its tests fail
	@exec $(PY) -m tests.mutants $(if $(ONLY),--only "$(ONLY)")

bench: setup $(DRIVER)  ## measure, and write bench/RESULTS.md (QUICK=1: rougher, within five minutes)
	@exec $(PY) -m bench $(if $(QUICK),--quick)

wheel: setup  ## herald_bot-….whl in dist/, to be installed elsewhere
	@rm -rf build
	$(PY) -m pip wheel --quiet --no-deps --no-build-isolation --no-index --wheel-dir dist .

lock: setup  ## renew the lock files from pyproject.toml
	$(PY) -m piptools compile --quiet --upgrade --strip-extras --generate-hashes --allow-unsafe \
	  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header \
	  --output-file requirements.lock pyproject.toml
	$(PY) -m piptools compile --quiet --upgrade --strip-extras --generate-hashes --allow-unsafe \
	  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --extra dev --extra fleet \
	  --output-file requirements-dev.lock pyproject.toml
	$(PY) -m piptools compile --quiet --upgrade --strip-extras --generate-hashes --allow-unsafe \
	  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header \
	  --only-build-deps --build-deps-for editable \
	  --constraint requirements-dev.lock --output-file requirements-build.lock pyproject.toml
	$(PY) -m piptools compile --quiet --upgrade --strip-extras --generate-hashes --allow-unsafe \
	  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --extra browser \
	  --constraint requirements-dev.lock --output-file requirements-browser.lock pyproject.toml
	$(PY) -m piptools compile --quiet --upgrade --strip-extras --generate-hashes --allow-unsafe \
	  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --extra fleet \
	  --constraint requirements.lock --output-file requirements-fleet.lock pyproject.toml
	$(PY) -m piptools compile --quiet --upgrade --strip-extras --generate-hashes --allow-unsafe \
	  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header \
	  --output-file tests/anybot/requirements.lock tests/anybot/requirements.in

clean:  ## remove .venv and caches (never data/)
	rm -rf tests/anybot/.venv tests/anybot/node_modules
	rm -rf $(VENV) build dist *.egg-info sandbox/*.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
