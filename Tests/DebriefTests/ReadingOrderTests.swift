// A capture in several files is one capture, whatever the files are called.

import Foundation
import Parsing
import Summarizing
import Testing

@testable import debrief

@Suite struct ReadingOrderTests {
    /// Fifty keys are written in the first part and read in the second.
    @Test(arguments: [("1.log", "2.log"), ("2.log", "1.log")])
    func readsPartsOfACaptureInTheOrderOfTime(first: String, second: String) async throws {
        let folder = try IncidentFolder()
        try folder.add(first, Self.lines(from: IncidentFolder.start) { #""SET" "k:\#($0)" "v""# })
        try folder.add(second, Self.lines(from: IncidentFolder.start + 60) { #""GET" "k:\#($0)""# })

        let files = try Analysis.recognize([folder.place.path], excluding: [])
        let summary = try await Reading.read(files, tasks: 2) { _ in }.summary

        let useful = summary.redis.cells.entries.reduce(0) { $0 + Int($1.cell.useful) }
        #expect(useful == 50)
        #expect(summary.redis.backwardSteps == 0)
        #expect(summary.redis.connections.marks.count == 1)
    }

    private static func lines(from second: Int, _ words: (Int) -> String) -> String {
        (0..<50).map { "\(second + $0).000000 [0 10.0.0.1:500\($0 % 3)] \(words($0))\n" }.joined()
    }
}
