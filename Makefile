# One command does the set-up and the main job, one does the set-up and the tests.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: brief test check docs clean

brief: .venv/.brief ## write the brief on the end-of-war declaration
	$(BIN)/detente brief korea/declaration-2021 --out declaration-2021.brief.html
	$(BIN)/detente brief korea/declaration-2021

test: .venv/.test ## run every test
	scripts/test

check: .venv/.check ## formatting, lint, types, generated files
	scripts/check

docs: .venv/.docs ## build the documentation into docs/_build
	scripts/docs

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/.%: .venv/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt \
		-e '.$(if $(filter brief,$*),,[$*])'
	$(BIN)/python -m compileall -q src
	touch $@

clean:
	rm -rf .venv .hypothesis .mypy_cache .ruff_cache .pytest_cache docs/_build
