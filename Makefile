# `make run` shows the dashboard, `make test` proves it; `make help` names the rest.
# Settings: PORT=8501, WORKERS=3, PYTHON=/path/to/python3 (3.11 or newer), VENV=.venv. Messages are in French, as the product's.

PORT ?= 8501
VENV ?= .venv
PYTHON ?=
# One more than cores: the tests of pages wait for a browser part of their time.
WORKERS ?= $(shell echo $$(( $$(getconf _NPROCESSORS_ONLN) + 1 )))
PY := $(VENV)/bin/python
INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes
# What the tests need is many times what readers need: uv installs it with a tenth of pip's work.
UV := $(PY) -m uv pip install --quiet --python $(PY) --require-hashes

# Bytecode is kept: each process of a run would compile the whole project again.
unexport PYTHONDONTWRITEBYTECODE

# An environment whose interpreter went away (upgraded, moved) is made again.
$(shell test ! -e $(VENV)/.created || $(PY) -c '' 2>/dev/null || rm -f $(VENV)/.created)

.DELETE_ON_ERROR:
.PHONY: help run setup data test test-scale check dev scale bench lock sbom audit licences clean

help: ## ce qu'on peut demander
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' Makefile

run: data ## environnement, données et tableau de bord, d'un coup (PORT=8501)
	@$(PY) -m streamlit run app.py --server.port $(PORT)

setup: $(VENV)/.runtime ## l'environnement seulement

data: setup ## construire les tables, de l'instantané livré et des téléchargements
	@$(PY) -m etl build

test: check ## style, types et tous les essais
	@$(PY) -m pytest --numprocesses $(WORKERS) --dist worksteal

test-scale: scale ## au-delà d'une machine : Spark, stockage S3, nginx (demande java et nginx)
	@$(PY) -m pytest -m scale tests/scale

check: dev ## style et types
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy --strict app.py dashboard etl
	@$(PY) -m sqlfluff lint --processes 2 queries

bench: dev ## vitesse et mémoire, en rapports
	@$(PY) -m benchmarks

lock: dev ## choisir les versions les plus récentes que permet requirements*.in
	@for name in requirements requirements-dev requirements-scale; do \
	    $(PY) -m uv pip compile --quiet --upgrade --no-config --universal --python-version 3.11 \
	        --generate-hashes --no-header --no-emit-index-url --no-emit-find-links \
	        $$name.in --output-file $$name.new && \
	    { echo "# Exact versions and hashes, written by \`make lock\` from $$name.in: never edit by hand."; \
	      cat $$name.new; } > $$name.txt && rm $$name.new || { rm -f $$name.new; exit 1; }; \
	done

sbom: dev ## ce qui est installé chez les lecteurs, en CycloneDX (sbom.json)
	@$(PY) -m cyclonedx_py requirements requirements.txt --output-reproducible --of JSON -o sbom.json

audit: dev ## vulnérabilités connues des versions verrouillées ; demande internet
	@echo "La liste des vulnérabilités se lit sur internet : sans lui, cette commande échoue." >&2
	@$(PY) -m pip_audit --requirement requirements.txt --require-hashes --disable-pip --strict

licences: dev ## tableau des licences de ce qui est installé chez les lecteurs
	@$(PY) -m piplicenses --from=mixed --format=markdown \
	    --packages $$(sed -n 's/^\([A-Za-z0-9._-]*\)==.*/\1/p' requirements.txt)

clean: ## retirer tout ce que make a fait ; les téléchargements de data/raw restent
	@rm -rf $(VENV) data/parquet .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +

dev: $(VENV)/.dev

scale: $(VENV)/.scale

# A stamp is touched when its step has succeeded, so an interrupted step is done again.
$(VENV)/.created:
	@found=; \
	for name in $(or $(PYTHON),python3.13 python3.12 python3.11 python3 python); do \
	    if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$name; break; fi; \
	done; \
	test -n "$$found" || { \
	    echo "Python 3.11 ou plus récent est introuvable : installez-le, ou nommez-le par make PYTHON=/chemin/vers/python3." >&2; \
	    exit 1; }; \
	$$found -m venv --clear $(VENV) || { \
	    echo "$$found ne peut pas faire d'environnement virtuel : installez son module venv (Debian : python3-venv)." >&2; \
	    exit 1; }
	@touch $@

$(VENV)/.runtime: requirements.txt $(VENV)/.created
	@echo "Installation de requirements.txt dans $(VENV) ..."
	@$(INSTALL) -r requirements.txt
	@touch $@

# uv alone, of the version and hashes of the lock.
$(VENV)/.uv: requirements-dev.txt $(VENV)/.created
	@awk '/^uv==/ {found = 1} found {print; if (!/\\$$/) exit}' requirements-dev.txt >$(VENV)/uv.txt
	@$(INSTALL) --no-compile --no-deps -r $(VENV)/uv.txt
	@touch $@

# uv does not read pip's settings: where they alone name a mirror, pip does the work.
$(VENV)/.dev: requirements-dev.txt $(VENV)/.uv
	@echo "Installation de requirements-dev.txt dans $(VENV) ..."
	@$(UV) -r requirements-dev.txt || $(INSTALL) --no-compile -r requirements-dev.txt
	@touch $@ $(VENV)/.runtime

# PySpark comes as a source: half of what it cost was to compress its jars into a wheel and inflate them again.
$(VENV)/.scale: requirements-scale.txt $(VENV)/.uv
	@echo "Installation de requirements-scale.txt dans $(VENV) ..."
	@$(UV) --config-settings-package 'pyspark:--build-option=--compression=stored' \
	    -r requirements-scale.txt || $(INSTALL) --no-compile -r requirements-scale.txt
	@touch $@
