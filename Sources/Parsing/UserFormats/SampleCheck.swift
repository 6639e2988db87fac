// Whether a format reads its own samples, by the rules of lnav's own check.
// Source: lnav 0.13 src/log_format.cc, external_log_format::test_line.

extension FormatDefinition {
    /// What samples break, in their order; empty when the format reads them all.
    ///
    /// A pattern must match the first line of a sample; each pattern that does must match the whole of it, read its
    /// time, and give the level that is named.
    package func sampleProblems() -> [FormatProblem] {
        samples.compactMap { sample in
            switch content {
            case .json: jsonProblem(sample)
            case .text: textProblem(sample)
            }
        }
    }

    private func jsonProblem(_ sample: Sample) -> FormatProblem? {
        var reading = JSONLineReading(self)
        let line = Array(sample.text.utf8).prefix { $0 != 0x0A }
        guard let message = reading.read(line) else {
            return FormatProblem(
                .error,
                at: sample.path,
                "the sample is no whole JSON object with the format's time",
                help: "look at \"timestamp-field\", \"timestamp-format\" and \"timestamp-divisor\""
            )
        }
        return levelProblem(sample, message.level)
    }

    private func textProblem(_ sample: Sample) -> FormatProblem? {
        let text = Array(sample.text.utf8)
        let first = Array(text.prefix { $0 != 0x0A })
        let matcher = PatternMatcher(patterns: patterns.map(\.pattern))
        var isMatched = false
        for line in patterns {
            let outcome = first.withUnsafeBufferPointer {
                matcher.match(line.pattern, $0, content: TextContent(of: $0))
            }
            guard outcome == .matched else { continue }
            isMatched = true
            if let problem = problem(sample, first, line) { return problem }
            let isWhole = text.withUnsafeBufferPointer {
                matcher.match(line.pattern, $0, content: TextContent(of: $0)) == .matched
                    && matcher.range(of: 0)?.count == $0.count
            }
            guard isWhole else {
                return FormatProblem(
                    .error,
                    at: sample.path,
                    "the pattern \(line.name) matches a part of the sample only",
                    help: "let the pattern go on to the end, for example with (?<body>.*)$"
                )
            }
        }
        let isOfModule = modulePatterns.contains { pattern in
            let matcher = PatternMatcher(patterns: [pattern])
            return first.withUnsafeBufferPointer {
                matcher.match(pattern, $0, content: TextContent(of: $0)) == .matched
            }
        }
        guard !isMatched, !isOfModule else { return nil }
        return FormatProblem(
            .error,
            at: sample.path,
            "no pattern of the format matches the sample",
            help: "try the pattern with shorter beginnings of the sample until it matches"
        )
    }

    /// Reads the first line of a sample with one pattern alone.
    private func problem(
        _ sample: Sample,
        _ line: [UInt8],
        _ pattern: LinePattern
    ) -> FormatProblem? {
        var alone = self
        alone.patterns = [pattern]
        var reading = LineReading(alone)
        let outcome = line.withUnsafeBufferPointer { reading.read($0) }
        guard case .message(let message) = outcome else {
            return FormatProblem(
                .error,
                at: sample.path,
                "the time that the pattern \(pattern.name) finds is of no form that is known",
                help: "add its form to \"timestamp-format\""
            )
        }
        return levelProblem(sample, message.level)
    }

    private func levelProblem(_ sample: Sample, _ level: FormatLevel) -> FormatProblem? {
        guard let expected = sample.level, expected != level else { return nil }
        return FormatProblem(
            .error,
            at: sample.path,
            "the sample has the level \(level.rawValue), not \(expected.rawValue)",
            help: "look at \"level-field\" and at the patterns of \"level\", which match anywhere"
        )
    }
}
