# Two commands are enough: `make run` and `make test`. Both make what they need, once.
.DEFAULT_GOAL := help
.PHONY: help run demo shots gallery test check bench setup setup-dev hearing web sdk docs pins clean
SHELL := /bin/sh
# Compiled modules are kept: a server that compiles itself at every start takes seconds longer.
export PYTHONDONTWRITEBYTECODE :=

VENV := .venv
PY := $(VENV)/bin/python
DATA ?= tambour-data
PORT ?= 8080
PIP := $(PY) -m pip --disable-pip-version-check --quiet
PINS = CUSTOM_COMPILE_COMMAND="make pins" $(VENV)/bin/pip-compile --quiet --generate-hashes --allow-unsafe \
	--strip-extras --no-annotate --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options

help:
	@echo "make run     the server on http://127.0.0.1:$(PORT), its data in $(DATA)"
	@echo "make demo    the same in $(DATA)-demo with a lively town in it"
	@echo "make test    everything: checks, unit, database, web and browser tests"
	@echo "make check   formatting, lint, types, import floors"
	@echo "make bench   the measurements"
	@echo "make shots   pictures of every screen of the messenger, into shots/"
	@echo "make gallery the same, and one page of them all: shots/gallery.md"
	@echo "make setup   what the others need: virtual environment, packages, web client"
	@echo "make pins    pin the packages of requirements/*.in afresh"
	@echo "make docs    write the pages that are made from the source"
	@echo "make clean   remove what was built; never the data"

run: setup
	@exec $(VENV)/bin/tambour serve --data "$(DATA)" --port "$(PORT)"

demo: setup
	@exec $(VENV)/bin/tambour demo --data "$(DATA)-demo" --port "$(PORT)"

shots: setup-dev
	@$(PY) -m tests.e2e.shots

gallery: shots
	@$(PY) -m tests.e2e.gallery

setup: $(VENV)/.run $(VENV)/.seeing $(VENV)/.reading $(VENV)/.words $(VENV)/.guessing web

# An extra that is asked for: words in speech. See docs/detection-measured.md for how well it hears.
hearing: $(VENV)/.hearing

setup-dev: $(VENV)/.dev $(VENV)/.exchange $(VENV)/.reading $(VENV)/.words $(VENV)/.guessing $(VENV)/.hearing web $(VENV)/.chromium $(VENV)/.tesseract sdk

$(VENV)/.venv:
	@sh requirements/make-venv.sh $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.venv requirements/run.txt requirements/link.py
	@echo "installing packages (once)"
	@$(PIP) install --require-hashes --requirement requirements/run.txt
	@$(PY) requirements/link.py
	@touch $@

# What knows media again is a luxury: where there is no wheel for this machine, the server runs without and says so.
$(VENV)/.seeing: $(VENV)/.run requirements/seeing.txt
	@$(PIP) install --only-binary :all: --require-hashes --requirement requirements/seeing.txt \
		|| echo "known pictures, films and sound will not be found again: see tambour doctor"
	@touch $@

# So is what reads words in pictures; its language data comes from the system, see tambour doctor.
$(VENV)/.reading: $(VENV)/.run requirements/reading.txt
	@$(PIP) install --only-binary :all: --require-hashes --requirement requirements/reading.txt \
		|| echo "words in pictures will not be read: see tambour doctor"
	@touch $@

# And lists of ordinary words, which banks of many names need.
$(VENV)/.words: $(VENV)/.run requirements/words.txt
	@$(PIP) install --only-binary :all: --require-hashes --requirement requirements/words.txt \
		|| echo "ordinary words will be taken for names more often: see tambour doctor"
	@touch $@

$(VENV)/.guessing: $(VENV)/.seeing requirements/guessing.txt
	@$(PIP) install --only-binary :all: --require-hashes --requirement requirements/guessing.txt \
		|| echo "a light model will know spellings only: see tambour doctor"
	@touch $@

$(VENV)/.hearing: $(VENV)/.seeing requirements/hearing.txt
	@$(PIP) install --only-binary :all: --require-hashes --requirement requirements/hearing.txt \
		|| echo "spoken words will not be heard: see tambour doctor"
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	@echo "installing packages for tests (once)"
	@$(PIP) install --require-hashes --requirement requirements/dev.txt
	@touch $@

# One of the formats in which lists are traded is checked by its own library where that can be had.
$(VENV)/.exchange: $(VENV)/.dev requirements/exchange.txt
	@$(PIP) install --require-hashes --requirement requirements/exchange.txt \
		|| echo "files of ThreatExchange will not be checked by its own library"
	@touch $@

$(VENV)/.chromium: $(VENV)/.venv
	@sh requirements/find-chromium.sh
	@touch $@

$(VENV)/.tesseract: $(VENV)/.venv requirements/find-tesseract.sh
	@sh requirements/find-tesseract.sh
	@touch $@

sdk: $(VENV)/.dev
	@$(PY) tests/sdk/environment.py

web: $(VENV)/.run
	@$(PY) web/build.py

check: $(VENV)/.dev web
	@$(VENV)/bin/ruff check src tests bench
	@$(VENV)/bin/ruff format --check --quiet src tests bench
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports --no-cache
	@$(PY) web/build.py check

test: setup-dev check
	@$(PY) tests/run.py

bench: setup-dev
	@$(PY) -m bench

docs: $(VENV)/.dev
	@$(PY) -m tests.house.settings_page
	@$(PY) -m tests.house.policy_page
	@$(PY) -m tests.house.desk_api_page
	@$(PY) -m tests.house.rules_page

pins: $(VENV)/.dev
	$(PINS) --output-file requirements/run.txt requirements/run.in
	$(PINS) --constraint requirements/run.txt --output-file requirements/seeing.txt requirements/seeing.in
	$(PINS) --constraint requirements/run.txt --output-file requirements/reading.txt requirements/reading.in
	$(PINS) --constraint requirements/run.txt --output-file requirements/words.txt requirements/words.in
	$(PINS) --constraint requirements/run.txt --constraint requirements/seeing.txt \
		--output-file requirements/guessing.txt requirements/guessing.in
	$(PINS) --constraint requirements/run.txt --constraint requirements/seeing.txt \
		--output-file requirements/hearing.txt requirements/hearing.in
	$(PINS) --constraint requirements/run.txt --constraint requirements/seeing.txt --output-file requirements/dev.txt \
		requirements/run.in requirements/seeing.in requirements/dev.in
	$(PINS) --constraint requirements/dev.txt --output-file requirements/exchange.txt requirements/exchange.in
	$(PINS) --output-file requirements/node.txt requirements/node.in
	$(PINS) --output-file requirements/sdk.txt requirements/sdk.in

clean:
	rm -rf $(VENV) web/node_modules src/tambour/edges/web/built build shots
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
