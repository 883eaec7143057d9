# sayso: everything that is done from a shell. Needs Debian's python3, python3-venv, make and git.
PYTHON ?= python3
UV_VERSION := 0.13.9
BIN := .venv/bin
export UV_PYTHON_DOWNLOADS := never

.PHONY: setup demo test check bench clean

setup: .venv/.ready  ## a virtual environment in .venv, with .venv/bin/sayso in it

.venv/.ready: pyproject.toml uv.lock
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	$(BIN)/uv sync --frozen --quiet --inexact
	@touch $@

# Hearsay three deep, a confession in custody, and one unnamed source in five phrasings.
DEMO_REPORT := demo/reports/hastrel-courier/2019-09-14-sent-by-colonel.html

demo: setup  ## read the reports that ship with the project, into a new case
	@rm -f demo/demo.sayso demo/demo.sayso-wal demo/demo.sayso-shm
	$(BIN)/sayso add --case demo/demo.sayso demo/reports
	@echo
	$(BIN)/sayso show --case demo/demo.sayso
	@echo
	$(BIN)/sayso show --case demo/demo.sayso $(DEMO_REPORT)
	@echo
	@echo 'Next: $(BIN)/sayso show --case demo/demo.sayso REPORT, with any id of the list above,'
	@echo '      or take the ten-minute tour in README.md.'

check: setup  ## style, types and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

test: check  ## everything that must hold
	$(BIN)/pytest

bench: setup  ## speed, memory and quality; SHARED=folder of the data, where one has it
	$(BIN)/python benchmarks/run.py $(if $(SHARED),--shared $(SHARED))

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis demo/demo.sayso*
