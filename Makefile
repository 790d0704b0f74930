# titelei: every target sets up what it needs. “make help” lists them.

.DEFAULT_GOAL := help
.NOTPARALLEL:

# A Python to make .venv with; tried first. Without it tools/find-python.sh looks for one.
export PYTHON

BIN := .venv/bin
# loadfile keeps tests that share something costly in one process: tests/conftest.py.
PYTEST = $(BIN)/python -m pytest -n $(PROCESSES) --dist loadfile
# How many processes the tests may use.
PROCESSES ?= 2
# How many records the benchmarks make.
RECORDS ?= 100000

.PHONY: help
help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

.PHONY: run
run: setup ## validate, render, check and deposit every article of tei/articles
	@$(BIN)/titelei run

.PHONY: test
test: setup-dev ## the tests, without the long ones: under five minutes
	@$(PYTEST) -m "not long"

.PHONY: test-long
test-long: setup-dev ## the long tests
	@$(PYTEST) -m long --ignore tests/mutation
	@$(PYTEST) -m long -n0 -s tests/mutation

.PHONY: bench
bench: setup-dev ## the benchmarks; RECORDS=1000000 for the whole of it
	@$(BIN)/python bench/validate.py
	@$(BIN)/python bench/speed.py
	@$(BIN)/python bench/oai_bench.py --records $(RECORDS)

.PHONY: test-invenio
test-invenio: setup-dev ## deposits against a real InvenioRDM, started here (a gigabyte; Python 3.12, PostgreSQL, Redis)
	@$(BIN)/python tools/invenio/peer.py .titelei/invenio -- $(BIN)/python -m pytest -q tests/deposit/test_real_invenio.py

.PHONY: lint
lint: setup-dev ## style and likely bugs (ruff), names that nothing uses (vulture)
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m vulture

.PHONY: types
types: setup-dev ## strict types (mypy)
	@$(BIN)/python -m mypy

.PHONY: schemas
schemas: setup ## compile schemas/frontmatter.odd to its grammar, rules and reference pages
	@$(BIN)/titelei schema compile

.PHONY: messages
messages: setup-dev ## bring the catalogue of messages to what the source says, and name what has no Russian yet
	@$(BIN)/python tools/messages.py

.PHONY: model
model: setup-dev ## train the model of lines anew from ../shared/pages, calibrate it (some minutes)
	@$(BIN)/python -c "import sklearn" || { echo "make model needs scikit-learn: $(BIN)/pip install 'scikit-learn>=1.7'"; exit 1; }
	@mkdir -p .titelei
	@OMP_NUM_THREADS=1 $(BIN)/python tools/lines/train.py src/titelei/encode/lines/model.bin --left-out .titelei/left-out.pickle
	@$(BIN)/python tools/lines/calibrate.py .titelei/left-out.pickle

.PHONY: scores
scores: setup-dev ## how truly pages are read, by makes left out of training: the tables of docs/reading.md
	@test -f .titelei/left-out.pickle || $(MAKE) --no-print-directory model
	@$(BIN)/python tools/scores/pages.py .titelei/left-out.pickle --docs

.PHONY: docs
docs: setup-dev ## make the reference from the program, and the documentation as a site in .titelei/docs
	@PYTHONPATH=tools $(BIN)/python -m reference
	@$(BIN)/zensical build --strict --clean

.PHONY: pictures
pictures: setup-dev ## take the pictures of docs/ anew, with chromium
	@PYTHONPATH=tests:tools $(BIN)/python tools/pictures.py

.PHONY: lock
lock: setup-dev ## pin the newest dependencies anew; LOCK_PYTHONS="python3.12 python3.13" resolves for each
	@$(BIN)/python tools/lock.py $(foreach python,$(LOCK_PYTHONS),--python $(python))

.PHONY: clean
clean: ## delete .venv, caches and builds; never tei/, out/ or repository/
	rm -rf .venv .titelei .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist tools/npm/node_modules
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: setup
setup:
	@sh tools/setup.sh run

.PHONY: setup-dev
setup-dev:
	@sh tools/setup.sh dev
