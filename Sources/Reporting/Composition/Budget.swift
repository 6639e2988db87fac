// How much of each part is shown. Limits: a report must fit a ticket (Jira's field: 32,767 characters).

/// Rows and words of one attempt; the first attempt that fits is taken.
struct Budget: Sendable {
    var timelineRows = 15
    var resourceRows = 10
    var evidenceRows = 15
    var findings = 5
    var findingWords = 150
    var suspectRows = 8
    var tableRows = 8
    var cellWords = 25
    /// Reasons for the first explanation, onsets in their order, and captures to record next time.
    var reasons = 6
    var onsets = 6
    var captures = 4

    /// The whole file, in characters and lines.
    static let charactersMax = 30_000
    static let linesMax = 260

    /// Attempts from generous to bare: evidence and long tables go first, then what was ruled out, then the timeline;
    /// words are cut only where rows are not enough.
    static let levels: [Budget] = [
        Budget(), Budget(evidenceRows: 8), Budget(evidenceRows: 8, suspectRows: 6, tableRows: 6),
        Budget(evidenceRows: 5, suspectRows: 6, tableRows: 6),
        Budget(evidenceRows: 5, suspectRows: 5, tableRows: 4, onsets: 4, captures: 3),
        Budget(evidenceRows: 5, suspectRows: 4, tableRows: 3, onsets: 3, captures: 2),
        Budget(
            timelineRows: 12,
            resourceRows: 8,
            evidenceRows: 3,
            suspectRows: 4,
            tableRows: 2,
            reasons: 4,
            onsets: 3,
            captures: 2
        ),
        Budget(
            timelineRows: 10,
            resourceRows: 7,
            evidenceRows: 2,
            suspectRows: 3,
            tableRows: 1,
            reasons: 4,
            onsets: 3,
            captures: 1
        ),
        Budget(
            timelineRows: 10,
            resourceRows: 6,
            evidenceRows: 1,
            suspectRows: 3,
            tableRows: 1,
            reasons: 3,
            onsets: 2,
            captures: 1
        ),
        Budget(
            timelineRows: 8,
            resourceRows: 6,
            evidenceRows: 1,
            findings: 4,
            suspectRows: 3,
            tableRows: 1,
            reasons: 3,
            onsets: 2,
            captures: 1
        ),
        Budget(
            timelineRows: 8,
            resourceRows: 6,
            evidenceRows: 1,
            findings: 4,
            findingWords: 60,
            suspectRows: 2,
            tableRows: 1,
            cellWords: 15,
            reasons: 3,
            onsets: 2,
            captures: 1
        ),
        Budget(
            timelineRows: 6,
            resourceRows: 6,
            evidenceRows: 1,
            findings: 3,
            findingWords: 30,
            suspectRows: 2,
            tableRows: 1,
            cellWords: 8,
            reasons: 2,
            onsets: 2,
            captures: 1
        ),
    ]
}
