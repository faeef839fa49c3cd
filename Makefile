# The front door. `make run` and `make test` need nothing but a Swift toolchain on Debian.

# Without it, SwiftPM orders traits at random and rebuilds dependencies.
export SWIFT_DETERMINISTIC_HASHING = 1

# The import check is what makes the walls between targets real. Same flags everywhere, else all is
# built anew.
flags = --explicit-target-dependency-import-check error -Xswiftc -warnings-as-errors
candor = $(shell swift build $(flags) --show-bin-path)/candor
release = .build-release/release/candor

.PHONY: run build test lint release bench clean

# The import replaces what it brought before, so one that was cut off is made good.
run: build
	$(candor) import catalogue Examples/magazine/catalogue.csv \
	  --data data/demo --rules Examples/magazine/rules.yaml
	$(candor) serve --data data/demo --rules Examples/magazine/rules.yaml --demo

build:
	Scripts/setup run
	swift build $(flags) --product candor

test: lint
	Scripts/setup test
	swift build --build-tests $(flags)
	Tests/walls.sh $(flags)
	Tests/walk.sh $(candor)
	swift test $(flags)

lint:
	swift format lint --strict --parallel --recursive Sources Tests Benchmarks Package.swift

release:
	Scripts/setup run
	swift build -c release --scratch-path .build-release $(flags) --product candor

bench: release
	Scripts/setup bench
	swift build -c release --package-path Benchmarks --scratch-path .build-bench
	Benchmarks/run $(release) .build-bench/release/Hello

clean:
	rm -rf .build .build-release .build-bench data
