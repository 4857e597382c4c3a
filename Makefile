# make demo   installs into .venv and runs the main job on the bundled resolution
# make test   installs into .venv and runs the whole test suite
# make check  lint and types
# make fuzz   every reader on thousands of broken files
# make faults a build killed at twenty moments
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check fuzz faults clean

demo: .venv/demo
	$(BIN)/hexapla build corpora/samples --out out/demo
	$(BIN)/hexapla dashboard out/demo
	@echo "open out/demo/dashboard.html in a browser, or load out/demo/tmx/fr-ru.tmx in your CAT tool"

test: .venv/test
	$(BIN)/python -m pytest

check: .venv/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

.venv/demo: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "hexapla needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dashboard]'
	touch $@

.venv/test: .venv/demo
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[test,check,bench,dashboard,distributed,remote]'
	touch $@

fuzz: .venv/test
	$(BIN)/python -m pytest -m fuzz

faults: .venv/test
	$(BIN)/python -m pytest -m faults

clean:
	rm -rf .venv out
