# Everything that is done often, one word each. `make help` lists them.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 8000
TEMPLATES = $(shell git ls-files 'templates/*.html')
PACKAGES := config home access phonebook search directory

.DEFAULT_GOAL := help
.PHONY: help demo run test lint types check format lock programs bench bench-scale bench-relevance clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

$(VENV)/.site: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.site
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

demo: $(VENV)/.site ## Install all, fill the demo region and start the site (PORT=8000)
	$(BIN)/python manage.py demo --port $(PORT)

run: $(VENV)/.site ## Start the site again, without filling it
	DEMO=1 SITE_URL=http://127.0.0.1:$(PORT) $(BIN)/python manage.py runserver $(PORT)

test: $(VENV)/.dev programs lint types check ## Check and test everything: on PostgreSQL and Elasticsearch, then on the default
	VENV=$(VENV) tests/on-servers.sh $(ARGS)
	$(BIN)/python -m pytest -n $(or $(WORKERS),auto) --dist loadgroup $(ARGS)

programs: ## Install the outside programs that tests drive (only as root on Debian)
	@tests/install-programs.sh

lint: $(VENV)/.dev ## Style, import directions, templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/djade --check --target-version 5.2 $(TEMPLATES)
	$(BIN)/djhtml --check --tabwidth 2 $(TEMPLATES)

types: $(VENV)/.dev ## Types
	DEMO=1 $(BIN)/mypy $(PACKAGES)

check: $(VENV)/.dev ## Production settings, and models against migrations
	SECRET_KEY=$$($(BIN)/python -c "import secrets; print(secrets.token_urlsafe(60))") ALLOWED_HOSTS=gids.example \
	SITE_URL=https://gids.example $(BIN)/python manage.py check --deploy --fail-level WARNING
	DEMO=1 $(BIN)/python manage.py makemigrations --check --dry-run

format: $(VENV)/.dev ## Put code and templates in shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	-$(BIN)/djade --target-version 5.2 $(TEMPLATES)
	-$(BIN)/djhtml --tabwidth 2 $(TEMPLATES)

lock: $(VENV)/.dev ## Compile the requirements anew, with hashes, for every platform
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
	  --custom-compile-command "make lock" requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
	  --custom-compile-command "make lock" requirements-dev.in -o requirements-dev.txt

bench: $(VENV)/.dev ## Measure the speed of the pages (see benchmarks/README.md)
	$(BIN)/python benchmarks/pages.py

bench-scale: $(VENV)/.dev ## Measure the search up to 300,000 cards: an hour and more (see benchmarks/README.md)
	$(BIN)/python benchmarks/search_scale.py $(ARGS)

bench-relevance: $(VENV)/.dev ## Our answers beside those of other search set-ups (REGIO=friesland)
	$(BIN)/python -m benchmarks.relevance.baselines $(or $(REGIO),friesland)

clean: ## Throw away the demo data and the search index
	rm -rf var
