import Testing

@testable import Reporting

/// A rerun keeps what people wrote.
struct KeptTextTests {
    private static let fresh = """
        # Debrief: queue backlog

        ## 9. Actions

        <!-- keep:owners -->
        Owners and dates: for people to fill in.
        <!-- /keep -->

        ## 10. Questions

        <!-- keep:answers -->
        Answers: for the review to fill in.
        <!-- /keep -->

        the end

        """

    private static func edited(_ owners: String, _ amendments: String = "") -> String {
        fresh.replacing("Owners and dates: for people to fill in.", with: owners) + amendments
    }

    @Test(arguments: [
        "Ana, by Friday", "1. Ana\n2. Ben\n\n| a | b |\n| --- | --- |", "",
        "```\n<!-- /keep -->\n```",
    ])
    func keepsARegion(text: String) throws {
        let merged = try KeptText(Self.edited(text)).merged(into: Self.fresh)
        #expect(merged == Self.edited(text))
    }

    @Test
    func keepsAmendmentsAsTheyAre() throws {
        let said =
            "\n## Amendments\n\nThe proxy had been restarted.\n\n## Amendments again\n<!-- keep:x -->\n"
        let old = Self.edited("Ana", said)
        #expect(try KeptText(old).merged(into: Self.fresh) == old)
        #expect(
            try KeptText(KeptText(old).merged(into: Self.fresh)).merged(into: Self.fresh) == old
        )
    }

    @Test
    func losesNothingWhenARegionHasNoPlaceAnyMore() throws {
        let merged = try KeptText(Self.edited("Ana, by Friday")).merged(into: "# Debrief: quiet\n")
        #expect(merged.hasPrefix("# Debrief: quiet\n\n## Amendments\n"))
        #expect(merged.contains("`owners`") && merged.contains("Ana, by Friday"))
        #expect(try KeptText(merged).merged(into: "# Debrief: quiet\n") == merged)
    }

    @Test
    func changesNothingInAReportThatNobodyTouched() throws {
        #expect(try KeptText(Self.fresh).merged(into: Self.fresh) == Self.fresh)
        #expect(try KeptText("# Debrief: old\n").merged(into: Self.fresh) == Self.fresh)
    }

    @Test(arguments: [
        ("<!-- keep:owners -->\nx\n", 1, "has no end"),
        ("x\n<!-- /keep -->\n", 2, "did not begin"),
        ("<!-- keep:owner -->\n<!-- /keep -->\n", 1, "not known"),
        ("<!-- keep:owners -->\n<!-- keep:answers -->\n<!-- /keep -->\n", 2, "begins twice"),
        (
            "<!-- keep:owners -->\n<!-- /keep -->\n<!-- keep:owners -->\n<!-- /keep -->\n", 3,
            "begins twice"
        ),
        ("<!-- keep:owners -->\n## Amendments\n", 1, "has no end"),
    ])
    func refusesBrokenMarks(text: String, line: Int, problem: String) {
        #expect {
            try KeptText(text)
        } throws: { error in
            guard let broken = error as? KeptText.Broken else { return false }
            return broken.line == line && broken.problem.contains(problem)
        }
    }
}
