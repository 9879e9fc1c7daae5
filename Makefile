# `make chat` and `make test` set everything up first; nothing else has to be run before them.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: chat test test-page test-rest setup eval bench load lint pictures constraints clean

chat: setup
	$(BIN)/summits index build --if-stale
	$(BIN)/summits chat

test: setup
	$(BIN)/pytest

# CI runs these two beside each other: the tests of the page mostly wait for it.
test-page: setup
	$(BIN)/pytest -m browser

test-rest: lint
	$(BIN)/pytest -m "not browser"

setup: $(READY)

# One stamp file for the whole environment: made anew when what it was made from changes.
$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $(READY)

eval: setup
	$(BIN)/summits eval qa --split test --ablation --report report

bench: setup
	$(BIN)/python -m eval.bench

load: setup
	$(BIN)/python -m eval.load

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Needs Chromium; look at the picture before you commit it.
pictures: setup
	$(BIN)/summits index build --if-stale
	$(BIN)/python tests/make_pictures.py

# After a change of the dependencies: install them freely, then write down what came.
constraints:
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --upgrade --editable '.[dev,korean]' torch==2.13.0
	{ echo "# Exact versions of everything that \`make setup\` and the extra \`[korean]\` install." \
	    "Made by \`make constraints\`."; \
	  $(BIN)/pip freeze --exclude-editable | sed 's/+cpu//'; } > constraints.txt
	$(BIN)/pip uninstall --quiet --yes kiwipiepy kiwipiepy_model  # `make setup` leaves it out
	touch $(READY)

clean:
	rm -rf .venv report build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
