# Everything happens in .venv, made from requirements.lock by uv where it is there, else by pip.

VENV := .venv
BIN := $(VENV)/bin
MADE := $(VENV)/.made

# Of the Pythons on the path the quickest is taken, or PYTHON: one that was built without profiles, as pyenv does it by
# default, takes 10 to 15 % longer for a whole run. Of one that can make .venv RATED tells how long it takes, and where it is.
ON_PATH := IFS=:; for folder in $$PATH; do for name in python3 python3.13 python3.12 python3.11; do \
	echo "$$folder/$$name"; done; done
RATED := import shutil, sys, timeit; shutil.which("uv") or __import__("ensurepip"); sys.version_info < (3, 11) and sys.exit(1); \
	print(min(timeit.repeat("for n in range(50_000): d[str(n)] = (n,)", "d = {}", number=1)), sys.argv[1])

.DEFAULT_GOAL := help
.PHONY: help run test check lint types sql bench pictures clean lock

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(MADE) ## read the seed articles, check them, show what was found
	@$(BIN)/dateline run seeds --fail-on never

test: $(MADE) ## run all tests
	@$(BIN)/python -m pytest -q

check: lint types test ## lint, types and test

lint: $(MADE) ## look for slips and for odd form
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(MADE) ## check the types
	@$(BIN)/mypy

sql: $(MADE) ## ask data/news.duckdb in a shell
	@$(BIN)/dateline sql

bench: $(MADE) ## measure how fast it reads, loads and checks (bench_store, bench_stream: python -m tests.NAME)
	@$(BIN)/python -m tests.bench

pictures: $(MADE) ## make the pictures of README.md anew (needs Chromium)
	@$(BIN)/python -m tests.pictures

clean: ## remove what was built; data/ stays
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find pipelines tests -name __pycache__ -type d -prune -exec rm -rf {} +

# After a change of the dependencies in pyproject.toml. It needs uv, and keeps the versions that still fit.
lock:
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--custom-compile-command "make lock" -o requirements.lock

$(MADE): requirements.lock
	@python=$$($(if $(PYTHON),echo '$(PYTHON)',$(ON_PATH)) | while read -r found; do \
		"$$found" -c '$(RATED)' "$$found" 2>/dev/null; done | LC_ALL=C sort -n | head -n 1 | cut -d ' ' -f 2-); \
	test -n "$$python" || { echo 'No Python 3.11 or newer was found. Name one: make PYTHON=/path/to/python' >&2; exit 1; }; \
	echo "Making $(VENV) from requirements.lock with $$("$$python" --version) ..."; \
	rm -rf $(VENV); \
	if command -v uv >/dev/null; then \
		uv venv --quiet --python "$$python" $(VENV) && \
		uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock && \
		uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .; \
	else \
		"$$python" -m venv $(VENV) && \
		$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock && \
		$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .; \
	fi
	@touch $@
