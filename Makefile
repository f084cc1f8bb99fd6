# make charts   run the notebooks on the texts; charts, tables and pages go to charts/
# make test     lint, type-check and test
# make notebooks  run the notebooks in the tree anew, in place
# make lab      open the notebooks in JupyterLab
# make lock     renew the locks in requirements/
TEXTS ?= seeds/texts
OUT ?= charts
PYTHON ?= python3

BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
NOTEBOOKS := $(sort $(wildcard notebooks/*.ipynb))
EXECUTE := $(BIN)/jupyter nbconvert --config notebooks/nbconvert_config.py
PLAIN := --ClearMetadataPreprocessor.enabled=True

.PHONY: charts test notebooks lab lock clean
.DELETE_ON_ERROR:

charts: .venv/charts.installed
	$(BIN)/policytext charts "$(TEXTS)" --out "$(OUT)" || test $$? -eq 3  # 3: some texts are unreadable
	TEXTS="$$(realpath "$(TEXTS)")" OUT="$$(realpath "$(OUT)")" $(EXECUTE) --to html \
		--output-dir "$(OUT)/notebooks" $(NOTEBOOKS)
	@echo "The report: $(OUT)/index.html; the notebooks, as pages, are in $(OUT)/notebooks."

test: .venv/test.installed
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python -m pytest

# The notebooks in the tree, run anew in place: their outputs are what a reader comes for.
notebooks: .venv/charts.installed
	$(BIN)/policytext terms seeds/texts > /dev/null  # fills the cache: no progress bar in the outputs
	OUT="$(CURDIR)/charts" $(EXECUTE) --to notebook --inplace $(PLAIN) $(NOTEBOOKS)
	mkdir -p notebooks/pictures
	cp charts/figures/04_outline.png charts/thumbnails/*.png notebooks/pictures/  # for the README

lab: .venv/lab.installed
	cd notebooks && ../$(BIN)/jupyter lab

# Everything that is downloaded is pinned and hashed in the lock; the project itself downloads nothing.
.venv/%.installed: requirements/%.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(INSTALL) --require-hashes --requirement requirements/$*.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	touch $@

LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --upgrade pyproject.toml requirements/build.in

lock:
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(INSTALL) uv
	$(LOCK) --extra notebooks --output-file requirements/charts.txt
	$(LOCK) --extra test --output-file requirements/test.txt
	$(LOCK) --extra lab --output-file requirements/lab.txt

clean:
	rm -rf .venv charts build src/policytext.egg-info
