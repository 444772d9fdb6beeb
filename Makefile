# CareBoard. `make` lists the tasks.
PYTHON ?= python3
PORT ?= 8501
ADDRESS ?= 127.0.0.1
HOSTS ?=
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run doctor test engines check fix samples hunt bench fuzz clean

help:  ## list the tasks
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.venv/run: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/dev: .venv/run requirements-dev.txt requirements-spark.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

run: .venv/run  ## take in the sample town if there is no data yet, then open the dashboard (PORT=8501 ADDRESS=127.0.0.1; on a network: HOSTS=NAME)
	$(BIN)/python -m care start-with-sample
	$(BIN)/streamlit run app.py --server.port $(PORT) --server.address $(ADDRESS) $(foreach host,$(HOSTS),--server.allowedHosts $(host))

doctor: .venv/run  ## check this installation and say what to mend
	$(BIN)/python -m care doctor

test: .venv/dev  ## run all tests, browser included
	sh tests/browser/install.sh
	$(BIN)/pytest -m "not browser" -n 2 --dist loadfile
	$(BIN)/pytest -m browser

engines: .venv/dev  ## what Spark derives and answers (on Sail, no Java) against DuckDB; part of test
	$(BIN)/pytest tests/test_spark.py tests/test_spark_dialect.py

check: .venv/dev  ## lint, known faults of dependencies; changes nothing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m bench.audit_dependencies

fix: .venv/dev  ## format and mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

samples: .venv/dev  ## write the sample town's ledgers anew (same bytes each time)
	$(BIN)/python -m bench.sample_town

hunt: .venv/dev  ## many random ledgers against the importer (RANDOM_LEDGERS=2000 RANDOM_LEDGERS_FROM=1000)
	RANDOM_LEDGERS=$${RANDOM_LEDGERS:-2000} RANDOM_LEDGERS_FROM=$${RANDOM_LEDGERS_FROM:-1000} $(BIN)/pytest tests/test_random_ledgers.py

bench: .venv/dev  ## measure everything end to end, beside Superset and pandas → docs/bench.md (SIZES=100000,1000000; goes on where it was stopped)
	sh tests/browser/install.sh
	$(BIN)/python -m bench.report --sizes $(or $(SIZES),100000)

fuzz: .venv/dev  ## damaged and hostile files against the importer (RUNS=20000 SEED=1)
	nice $(BIN)/python -m bench.fuzz_import --runs $(or $(RUNS),20000) --seed $(or $(SEED),1)

clean:  ## throw away the virtual environment; data stays
	rm -rf .venv
