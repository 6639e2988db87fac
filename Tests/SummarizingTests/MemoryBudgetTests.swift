// A budget decides how much is kept, and the run says what it cost.

import Testing

@testable import Parsing
@testable import Summarizing

@Suite struct MemoryBudgetTests {
    private static let statements = (0..<400_000).map { number in
        Row.statement(
            StatementEvent(
                firstLine: number + 1,
                lastLine: number + 1,
                time: Timestamp(microseconds: Int64(number)),
                verb: "UPDATE",
                table: "t",
                fingerprint: "f",
                application: ""
            )
        )
    }

    @Test func keepsEverythingThatFits() {
        var summary = ShardSummary()
        summary.insert(.rows(Self.statements))

        #expect(MemoryAccount(summary) == MemoryAccount())
    }

    @Test func countsWhatDoesNotFit() throws {
        let budget = try #require(MemoryBudget(bytes: MemoryBudget.bytesMin))
        var summary = ShardSummary(budget)
        summary.insert(.rows(Self.statements))
        var other = ShardSummary(budget)
        other.insert(.rows(Self.statements))
        summary.merge(other)

        let kept = budget.statementsMax
        #expect(summary.statements.records.count == kept)
        #expect(MemoryAccount(summary).limits == [.statements(leftOut: 800_000 - kept)])
    }

    @Test(arguments: [0, MemoryBudget.bytesMin - 1, MemoryBudget.bytesMax + 1, .max])
    func refusesWhatCannotWork(bytes: Int) {
        #expect(MemoryBudget(bytes: bytes) == nil)
    }

    @Test func aTableGrowsWithTheBudget() throws {
        let double = try #require(MemoryBudget(bytes: 2 * MemoryBudget.standard.bytes))
        #expect(double.samplesMax == 2 * MemoryBudget.standard.samplesMax)
    }

    @Test func scansWithOtherBudgetsAreNotPutTogether() throws {
        let small = try #require(MemoryBudget(bytes: MemoryBudget.bytesMin))
        var partial = Partial([])
        #expect(throws: PartialConflict.budgets(.standard, small)) {
            try partial.merge(Partial([], budget: small))
        }
    }
}
