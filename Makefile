# The two commands are `make report` and `make test`; `make` alone lists the rest.

SAMPLE ?= queue-reporter
FUZZ_LINES ?= 1000000
FUZZ_SECONDS ?= 60
EVALUATE_SEEDS ?= 10
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
HEADERS := zlib.h zstd.h lzma.h bzlib.h pcre2.h
PACKAGES := zlib1g-dev libzstd-dev liblzma-dev libbz2-dev libpcre2-dev
# Empty when every header is there.
MISSING := $(strip $(foreach header,$(HEADERS),$(if $(wildcard /usr/include/$(header) /usr/local/include/$(header)),,$(header))))
DEBRIEF := .build/release/debrief

.DEFAULT_GOAL := help
.PHONY: help report test conformance check lint format reports fuzz evaluate lnav-formats prerequisites

help:
	@echo 'make report    build debrief and write the report of SampleLogs/$(SAMPLE)'
	@echo '               (SAMPLE=... takes another of: $(notdir $(wildcard SampleLogs/*)))'
	@echo 'make test      run the whole test suite'
	@echo 'make check     test, and check the format of the code'
	@echo 'make lint      check the format of the code alone'
	@echo 'make format    put the code into its format'
	@echo 'make reports   write Reports/ and the excerpt in README.md anew; read the difference'
	@echo 'make conformance  count the lines of real text that are read'
	@echo 'make evaluate  judge simulated captures with known answers, $(EVALUATE_SEEDS) seeds a kind (EVALUATE_SEEDS=...)'
	@echo 'make fuzz      libFuzzer for $(FUZZ_SECONDS) s (FUZZ_SECONDS=...), then $(FUZZ_LINES) damaged lines (FUZZ_LINES=...)'
	@echo 'make lnav-formats  read every format and sample of the package lnav, which is installed'

# What a fresh Debian lacks besides git and the Swift toolchain: the headers of the decompressors and of PCRE2.
prerequisites:
ifneq ($(MISSING),)
	$(SUDO) apt-get update
	$(SUDO) apt-get install --yes --no-install-recommends $(PACKAGES)
endif

report: prerequisites
	swift build --configuration release --product debrief
	@$(DEBRIEF) analyze SampleLogs/$(SAMPLE) --output debrief-report.md --quiet > .build/report-path
	@echo "The report of SampleLogs/$(SAMPLE) is in $(CURDIR)/$$(cat .build/report-path)"

test: prerequisites
	swift test

conformance: prerequisites
	swift test --filter 'ParsingTests.ConformanceTests'

lint:
	swift format lint --strict --recursive Sources Tests Package.swift

check: test lint

format:
	swift format --in-place --recursive Sources Tests Package.swift

# Recording fails on purpose, so that no run that records passes for a test; the comparison then must hold.
reports: prerequisites
	swift build --build-tests
	-RECORD_REPORTS=1 swift test --skip-build --filter DebriefTests.ReportTests
	-RECORD_REPORTS=1 swift test --skip-build --filter DebriefTests.ReadmeTests
	swift test --skip-build --filter 'DebriefTests.(ReportTests|ReadmeTests)'

# Guided by coverage, over formats, wrappers and decompressors; then damage to every sample, checked more closely.
fuzz: prerequisites
	FUZZING=1 swift build --configuration release --scratch-path .build-fuzz --product Fuzzing \
		-Xswiftc -sanitize=fuzzer
	mkdir -p .build-fuzz/findings
	.build-fuzz/release/Fuzzing .build-fuzz/corpus -max_total_time=$(FUZZ_SECONDS) -max_len=8192 \
		-rss_limit_mb=2048 -timeout=10 -artifact_prefix=.build-fuzz/findings/ -verbosity=0 \
		-print_final_stats=1
	FUZZ_LINES=$(FUZZ_LINES) swift test --configuration release --scratch-path .build-fuzz \
		-Xswiftc -enable-testing --filter 'ParsingTests.(FuzzTests|WrapperTests)'

lnav-formats: prerequisites
	[ -n "$(LNAV_FORMATS)" ] || [ -x /usr/bin/lnav ] || $(SUDO) apt-get install --yes --no-install-recommends lnav
	swift test --filter ParsingTests.LnavConformanceTests

evaluate: prerequisites
	swift build --configuration release --product evaluate
	.build/release/evaluate $(EVALUATE_SEEDS)
