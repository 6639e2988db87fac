// Which format fits lines best, and which comes second.

/// The best and the second best format for some lines.
struct FormatContest {
    let format: any LogFormat
    let recognition: Recognition
    /// The name of the second best format that was asked and its score, when there was one.
    let runnerUp: (name: String, score: Double)?

    /// Nothing beats a format that explains every line, and of two such the first wins.
    private static let scoreMax = 1.0

    /// Asks the formats in their order, until one explains every line; `nil` when none fits.
    init?(_ head: FileHead, among formats: [any LogFormat] = Formats.all) {
        var candidates: [(order: Int, format: any LogFormat, recognition: Recognition)] = []
        for (order, format) in formats.enumerated() {
            guard let recognition = format.recognition(of: head) else { continue }
            candidates.append((order, format, recognition))
            if recognition.score >= Self.scoreMax { break }
        }
        candidates.sort { left, right in
            (-left.recognition.score, left.order) < (-right.recognition.score, right.order)
        }
        guard let best = candidates.first else { return nil }
        format = best.format
        recognition = best.recognition
        runnerUp = candidates.dropFirst().first.map { ($0.format.name, $0.recognition.score) }
    }
}
