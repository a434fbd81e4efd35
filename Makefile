# What a newcomer needs: `make run` shows the timeline, `make test` passes the tests.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.PHONY: help run test quick check format golden manual quality bench bench-changes bench-fields bench-store page screenshots oldest dist release sbom fuzz flips clean

help:  ## list these targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

run: $(READY)  ## show the shipped timeline of spring 1999
	@$(BIN)/sinoru timeline --from 1999-02 --to 1999-06

test: $(READY) check  ## check the code, then run every test
	$(BIN)/pytest -n auto

quick: $(READY)  ## check what was changed since the last commit, in a second or two
	@$(BIN)/python tools/quick.py

check: $(READY)  ## lint, format, types, layers, known vulnerabilities
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/audit.py

format: $(READY)  ## rewrite the code in house format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

golden: $(READY)  ## write the expected output anew; read the diff before you commit it
	$(BIN)/pytest tests --update-golden

manual: $(READY)  ## write docs/cli.md, the man page and the tables of options and filters from the program itself
	@$(BIN)/python tools/manual.py
	@$(BIN)/python tools/completion_table.py
	@$(BIN)/python tools/filter_tables.py

fuzz: $(READY)  ## feed a part of the program with odd bytes: TARGET=loader SECONDS=60
	$(BIN)/python -m pip install --quiet atheris
	$(BIN)/python -m fuzz $(or $(TARGET),loader) $(or $(SECONDS),60)

soak: $(READY)  ## look up, write, build, export and push at once, and kill one each second: MINUTES=10 SEED=1
	$(BIN)/python tools/soak.py $(or $(MINUTES),10) $(or $(SEED),1)

flips: $(READY)  ## flip bits of an index, cut it and zero blocks, and compare the answers: COUNT=2000 SEED=1
	$(BIN)/python tools/flips.py $(or $(COUNT),2000) $(or $(SEED),1)

oldest: $(READY)  ## test the command line with the oldest supported version of Typer
	$(BIN)/python -m pip install --quiet --upgrade --no-deps --target build/oldest \
		"typer==$$(sed -n 's/.*"typer>=\([0-9.]*\)".*/\1/p' pyproject.toml)"
	PYTHONPATH=build/oldest $(BIN)/pytest -q tests/cli tests/test_manual.py

dist: $(READY)  ## build the wheel and the sdist, install both in every way, and run every command: dist/
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group release
	SINORU_REPOSITORY="$(REPOSITORY)" $(BIN)/python tools/dist.py
	$(BIN)/twine check --strict dist/*.whl dist/*.tar.gz
	$(BIN)/python tools/check_dist.py

release:  ## test, build and upload a release, then tag it: INDEX=https://... or a folder, REPOSITORY=https://...
	@$(PYTHON) tools/release.py check "$(INDEX)"
	$(MAKE) test dist sbom
	@$(BIN)/python tools/release.py upload "$(INDEX)"

sbom: $(READY)  ## list all that is shipped and needed, the front end too: dist/sbom.cdx.json
	$(BIN)/python -m pip install --quiet cyclonedx-bom
	rm -rf build/shipped && $(PYTHON) -m venv --without-pip build/shipped
	$(BIN)/python -m pip --python build/shipped install --quiet --disable-pip-version-check '.[all]'
	@mkdir -p dist
	$(BIN)/cyclonedx-py environment build/shipped --pyproject pyproject.toml --output-reproducible -o build/environment.json
	$(BIN)/python tools/sbom.py build/environment.json web/package-lock.json dist/sbom.cdx.json

quality: $(READY)  ## print how many names, searches and questions find the right record, by kind and language
	@$(BIN)/python benchmarks/quality.py

bench: $(READY)  ## time cold look-ups beside other tools; writes docs/performance.md
	$(BIN)/python -m pip install --quiet sqlite-utils jrnl
	$(BIN)/python benchmarks/bench.py $(SIZES)

bench-changes: $(READY)  ## time look-ups after files changed; writes docs/performance.md
	$(BIN)/python benchmarks/changes.py

bench-fields: $(READY)  ## time lists by fields of a corpus's own; writes docs/performance.md
	$(BIN)/python benchmarks/own_fields.py $(SIZE)

bench-store: $(READY)  ## time the embedded index beside a store in PostgreSQL; writes docs/scale.md
	$(BIN)/python benchmarks/store.py $(SIZES)

page:  ## build the front end of the page anew, from web/ and the npm registry
	cd web && npm ci --ignore-scripts --no-audit --no-fund
	cd web && npm run build

screenshots: $(READY)  ## draw the pictures of the README
	$(BIN)/python tools/screenshots.py

clean:  ## remove what these targets made
	@$(BIN)/dmypy stop > /dev/null 2>&1 || true
	rm -rf .venv dist build .mypy_cache .dmypy.json .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests tools benchmarks fuzz -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@# Where Python may write no bytecode, a look-up would compile us anew each time: five times the start.
	$(BIN)/python -m compileall -q src
	@touch $@
