# The two commands are `make report` and `make test`; `make` alone lists the rest.

SAMPLE ?= queue-reporter
FUZZ_LINES ?= 1000000
EVALUATE_SEEDS ?= 10
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
HEADERS := zlib.h zstd.h lzma.h bzlib.h pcre2.h
PACKAGES := zlib1g-dev libzstd-dev liblzma-dev libbz2-dev libpcre2-dev
# Empty when every header is there.
MISSING := $(strip $(foreach header,$(HEADERS),$(if $(wildcard /usr/include/$(header) /usr/local/include/$(header)),,$(header))))
DEBRIEF := .build/release/debrief

.DEFAULT_GOAL := help
.PHONY: help report test test-html test-markdown check lint format reports fuzz evaluate lnav-formats prerequisites conformance

help:
	@echo 'make report    build debrief and write the report of SampleLogs/$(SAMPLE)'
	@echo '               (SAMPLE=... takes another of: $(notdir $(wildcard SampleLogs/*)))'
	@echo 'make test      run the whole test suite'
	@echo 'make test-html use report.html in headless Chromium as a reader would'
	@echo 'make test-markdown read the report of each of CAPTURES with cmark-gfm'
	@echo 'make check     test, and check the format of the code'
	@echo 'make lint      check the format of the code alone'
	@echo 'make format    put the code into its format'
	@echo 'make reports   write Reports/ and the excerpt in README.md anew; read the difference'
	@echo 'make conformance  count the lines of real text that are read'
	@echo 'make evaluate  judge simulated captures with known answers, $(EVALUATE_SEEDS) seeds a kind (EVALUATE_SEEDS=...)'
	@echo 'make fuzz      damage $(FUZZ_LINES) lines (FUZZ_LINES=...) and read them, optimised'
	@echo 'make lnav-formats  read every format and sample of the package lnav, which is installed'

# What a fresh Debian lacks besides git and the Swift toolchain: the headers of the decompressors and of PCRE2.
prerequisites:
ifneq ($(MISSING),)
	$(SUDO) apt-get update
	$(SUDO) apt-get install --yes --no-install-recommends $(PACKAGES)
endif

report: prerequisites
	swift build --configuration release --product debrief
	@$(DEBRIEF) analyze SampleLogs/$(SAMPLE) --quiet > .build/report-path
	@echo "The report of SampleLogs/$(SAMPLE) is in $(CURDIR)/$$(cat .build/report-path)"

test: prerequisites
	swift test

# The browser is Debian's; the driver is Playwright from PyPI, in a folder of its own.
test-html: prerequisites
ifeq ($(shell command -v chromium),)
	$(SUDO) apt-get update
	$(SUDO) apt-get install --yes --no-install-recommends chromium python3-venv
endif
	test -x .build/browser/bin/python || python3 -m venv .build/browser
	.build/browser/bin/pip install --quiet playwright==1.65.2
	swift build --configuration release --product debrief
	.build/browser/bin/python Tests/Browser/report_page.py $(DEBRIEF) SampleLogs/$(SAMPLE) .build/pages

CAPTURES ?= $(wildcard SampleLogs/*)

test-markdown: prerequisites
ifeq ($(shell command -v cmark-gfm),)
	$(SUDO) apt-get update
	$(SUDO) apt-get install --yes --no-install-recommends cmark-gfm python3
endif
	swift build --configuration release --product debrief
	python3 Tests/Browser/report_markdown.py $(DEBRIEF) .build/markdown $(CAPTURES)
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

fuzz: prerequisites
	FUZZ_LINES=$(FUZZ_LINES) swift test --configuration release --scratch-path .build-fuzz \
		-Xswiftc -enable-testing --filter ParsingTests.FuzzTests

lnav-formats: prerequisites
	[ -n "$(LNAV_FORMATS)" ] || [ -x /usr/bin/lnav ] || $(SUDO) apt-get install --yes --no-install-recommends lnav
	swift test --filter ParsingTests.LnavConformanceTests

evaluate: prerequisites
	swift build --configuration release --product evaluate
	.build/release/evaluate $(EVALUATE_SEEDS)
