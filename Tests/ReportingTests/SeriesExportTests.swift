import Diagnosing
import Foundation
import Testing

@testable import Reporting

/// Series as CSV and as OpenMetrics text.
struct SeriesExportTests {
    private func exports(_ diagnosis: Diagnosis) -> (csv: String, openMetrics: String) {
        let composed = Composition.compose(diagnosis, options: sampleOptions(.on))
        return (
            SeriesCSV.text(diagnosis, composed), OpenMetricsText.text(diagnosis, composed)
        )
    }

    private static let diagnosis: Diagnosis = {
        var diagnosis = SampleShape.strongCause.diagnosis()
        diagnosis.trackStart = Timestamp(microseconds: 1_795_232_070_000_000)
        diagnosis.trackStepSeconds = 2
        diagnosis.tracks = [
            Track(
                name: "\(LogText.queue("tax")) depth",
                unit: .jobs,
                source: "monitor.log",
                bound: .exact,
                role: .depth(queue: "tax"),
                values: [0, nil, 2.5]
            ),
            Track(
                name: "\(LogText.metric("cpu"))",
                unit: .share,
                source: "m.csv",
                bound: .atMost,
                role: .metric("cpu"),
                values: [0.5, .infinity, nil]
            ),
        ]
        return diagnosis
    }()

    @Test func leavesCellsOfGapsEmpty() {
        #expect(
            exports(Self.diagnosis).csv == """
                time_utc,"tax depth (jobs)","cpu (share)"\r
                2026-11-21T03:34:30Z,0,0.5\r
                2026-11-21T03:34:32Z,,\r
                2026-11-21T03:34:34Z,2.5,\r

                """
        )
    }

    @Test func leavesSamplesOfGapsOut() {
        let lines = exports(Self.diagnosis).openMetrics.split(separator: "\n").map(String.init)
        let depth = lines.filter { $0.hasPrefix("debrief_queue_depth_jobs{") }
        let labels =
            "bound=\"exact\",name=\"tax depth\",queue=\"tax\",series=\"T1\",source=\"monitor.log\""
        #expect(
            depth == [
                "debrief_queue_depth_jobs{\(labels)} 0.0 1795232070",
                "debrief_queue_depth_jobs{\(labels)} 2.5 1795232074",
            ]
        )
        #expect(lines.contains("# UNIT debrief_metric_ratio ratio"))
        #expect(lines.last == "# EOF")
    }

    @Test func keepsTheSamplesOfANameTogether() {
        let text = exports(Self.diagnosis).openMetrics
        var closed: Set<Substring> = []
        var open: Substring = ""
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let name = line.prefix { $0 != "{" }
            guard name != open else { continue }
            #expect(!closed.contains(name))
            closed.insert(open)
            open = name
        }
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func keepsHostileNamesInert(seed: UInt64) {
        let hostile = HostileText.text(seed: seed)
        var diagnosis = SampleShape.strongCause.diagnosis(.all(hostile))
        diagnosis.tracks = [
            Track(
                name: "\(LogText.queue(hostile)) depth",
                unit: .jobs,
                source: hostile,
                bound: .exact,
                role: .depth(queue: hostile),
                values: [1, 2]
            )
        ]
        let (csv, openMetrics) = exports(diagnosis)
        #expect(csv.components(separatedBy: "\r\n").count == 4)
        #expect(!csv.contains(#/(^|,)"?[=+@-]/#.matchingSemantics(.unicodeScalar)))
        for line in openMetrics.split(separator: "\n") where !line.hasPrefix("#") {
            #expect(isSample(line), "\(line)")
        }
        for text in [csv.replacing("\r\n", with: "\n"), openMetrics] {
            #expect(!text.unicodeScalars.contains { $0 != "\n" && VisibleText.isHidden($0) })
        }
    }

    /// Whether a line is what the grammar of OpenMetrics has: escaped labels, a value, a time.
    private func isSample(_ line: Substring) -> Bool {
        let labels = /[a-z]+="(?:[^"\\\n]|\\["\\n])*"/.matchingSemantics(.unicodeScalar)
        guard let name = line.prefixMatch(of: /[a-z_]+\{/) else { return false }
        var rest = line[name.range.upperBound...]
        while let label = rest.prefixMatch(of: labels) {
            rest = rest[label.range.upperBound...]
            if rest.first == "," { rest = rest.dropFirst() }
        }
        return rest.wholeMatch(of: /\} [0-9.]+ [0-9.]+/) != nil
    }
}
