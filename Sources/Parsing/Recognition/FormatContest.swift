// Which format fits lines best, and which comes second.

/// The best and the second best format for some lines.
struct FormatContest {
    let format: any LogFormat
    let recognition: Recognition
    /// The name of the second best format and its score, when there was one.
    let runnerUp: (name: String, score: Double)?

    /// Compares all formats; `nil` when none fits.
    init?(_ head: FileHead, among formats: [any LogFormat] = Formats.all) {
        let candidates = formats.enumerated().compactMap { order, format in
            format.recognition(of: head).map { (order: order, format: format, recognition: $0) }
        }.sorted { left, right in
            (-left.recognition.score, left.order) < (-right.recognition.score, right.order)
        }
        guard let best = candidates.first else { return nil }
        format = best.format
        recognition = best.recognition
        runnerUp = candidates.dropFirst().first.map { ($0.format.name, $0.recognition.score) }
    }
}
