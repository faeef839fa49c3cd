# The front door. `make run` and `make test` need nothing but a Swift toolchain on Debian.

# Without it, SwiftPM orders traits at random and rebuilds dependencies.
export SWIFT_DETERMINISTIC_HASHING = 1

# The import check is what makes the walls between targets real. Same flags everywhere, else all is
# built anew.
flags = --explicit-target-dependency-import-check error -Xswiftc -warnings-as-errors
candor = $(shell swift build $(flags) --show-bin-path)/candor
release = .build-release/release/candor
# How far the curves of the benchmarks go; a million people take half an hour.
events = 3000000
people = 10000 100000

.PHONY: run build test faults lint release soak bench bench-recommender bench-trace clean

# The import replaces what it brought before, so one that was cut off is made good. Readers are
# invented once, all or none, also for a demo that somebody has looked at before.
run: build
	$(candor) import catalogue Examples/magazine/catalogue.csv \
	  --data data/demo --rules Examples/magazine/rules.yaml
	$(candor) invent --data data/demo --among-people
	$(candor) serve --data data/demo --rules Examples/magazine/rules.yaml --demo

build:
	Scripts/setup run
	swift build $(flags) --product candor

test: lint
	Scripts/setup test
	swift build --build-tests $(flags)
	Tests/walls.sh $(flags)
	Tests/walk.sh $(candor)
	Tests/surveys.sh $(candor)
	CANDOR_RECEIPTS=$(CURDIR)/.build/receipts.ndjson \
	  CANDOR_CONSENT_RECEIPTS=$(CURDIR)/.build/consent-receipts.ndjson \
	  swift test --skip-build $(flags)
	.venv/bin/python Tests/verify_issued.py .build/receipts.ndjson
	.venv-shapes/bin/python Tests/receipts_judged.py .build/consent-receipts.ndjson $(candor)
	.venv-behaviour/bin/python Tests/Behaviour/clients.py $(candor)
	.venv-share/bin/python Tests/Share/recipient.py $(candor)
	.venv-share/bin/python Tests/Share/walk.py $(candor)
	.venv/bin/python Tests/Share/mail.py $(candor) .postfix
	.venv/bin/python Tests/Share/trace.py $(candor) --people 210 --leaks 1
	$(MAKE) faults binary=$(candor) kills=40 cuts=500

# What a machine does to a server: it kills it, cuts its power, fills and breaks its disk, changes its
# files. Usage: make faults binary=PATH kills=40 cuts=500
faults: python = .venv/bin/python
faults:
	$(python) Tests/Faults/durable.py $(binary)
	$(python) Tests/Faults/kill.py $(binary) --rounds $(kills)
	$(python) Tests/Faults/powercut.py $(binary) --cuts $(cuts)
	$(python) Tests/Faults/full.py $(binary)
	$(python) Tests/Faults/tamper.py $(binary)
	$(python) Tests/Faults/backup.py $(binary)
	$(python) Tests/Faults/rotate.py $(binary)

# The same for longer, against the release build: an hour or so.
soak: release
	Scripts/setup test
	$(MAKE) faults binary=$(release) kills=1000 cuts=10000

lint:
	swift format lint --strict --parallel --recursive Sources Tests Benchmarks Package.swift

release:
	Scripts/setup run
	swift build -c release --scratch-path .build-release $(flags) --product candor

bench: release
	Scripts/setup bench
	swift build -c release --package-path Benchmarks --scratch-path .build-bench
	Benchmarks/run $(release) .build-bench/release/Hello .build-bench/release/Decide
	rm -rf .build-bench/data && mkdir .build-bench/data
	.build-bench/release/Ledger .build-bench/data $(events)
	Benchmarks/disclose $(release) .build-bench/release .build-bench/data 100000 $(people)
	rm -rf .build-bench/data

# One table beside scipy and implicit, some 20 minutes; GROWTH=short is quicker.
bench-recommender:
	Scripts/setup bench
	swift build -c release --package-path Benchmarks --scratch-path .build-bench --product Recommend
	Benchmarks/recommender .build-bench/release/Recommend .build-bench

# The bars of tracing beside what is measured, some minutes; FULL=full counts the hundred million
# innocents that they ask for. Where an x86 has AVX2, counting is twice as fast with
# simd='-Xcc -mavx2 -Xswiftc -DWIDE'.
bench-trace:
	swift build -c release --package-path Benchmarks --scratch-path .build-bench $(simd) \
	  --product Trace
	.build-bench/release/Trace $(FULL)

clean:
	rm -rf .build .build-release .build-bench data
