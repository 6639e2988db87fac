// Section 2 says each harm once, however many incidents did it.

import Diagnosing
import Testing

@testable import Reporting

@Suite struct ImpactSectionTests {
    private static func rows(_ markdown: String) -> [String] {
        let lines = markdown.split(separator: "\n", omittingEmptySubsequences: false)
        let head = lines.firstIndex { $0.hasPrefix("| Measure | Value | Source |") } ?? 0
        return lines[(head + 2)...].prefix { $0.hasPrefix("|") }.map(String.init)
    }

    @Test func saysTheSameHarmOnce() {
        var diagnosis = SampleShape.strongCause.diagnosis()
        let once = Self.rows(composed(diagnosis).markdown)
        diagnosis.incidents += diagnosis.incidents
        let twice = Self.rows(composed(diagnosis).markdown)

        #expect(!once.isEmpty)
        #expect(twice.count == once.count)
        #expect(once.allSatisfy { !$0.contains("times over") })
        #expect(twice.allSatisfy { $0.contains(", 2 times over |") })
    }
}
