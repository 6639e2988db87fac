// Whether lines are of two formats: interleaved, or one after the other.

/// Looks for a second format among the lines that the first leaves unexplained.
struct MixedRecognition {
    /// What may share a file.
    let formats: [any LogFormat]

    /// A file whose best format explains this share of its lines is of that format.
    private static let pureScoreMin = 0.95
    /// Fewer lines are a quotation.
    private static let linesMin = 5
    /// The share of the looked-at lines that a second format must explain.
    private static let shareMin = 0.02
    /// How well the lines that are left over must fit the second format.
    private static let scoreMin = 0.8
    /// Lines that every format is shown by itself, and their size.
    private static let probeLinesMax = 50
    private static let probeBytesMax = 4_096
    /// Formats of one file.
    private static let formatsMax = 3

    /// Finds the formats of lines of the beginning, the middle and the end of a file of which at best
    /// one format is known; `nil` when it is the only one.
    func mixture(
        of lines: [ArraySlice<UInt8>],
        _ plain: FormatContest?,
        named name: String
    ) -> FormatContest? {
        guard let best = plain ?? leader(of: lines, name),
            explained(lines, by: best.format, named: name) < Self.pureScoreMin
        else { return nil }
        var sharing = [best]
        var left = lines.filter { !$0.isEmpty && !MixedLog.claims(best.format, $0) }
        // A format that cannot tell its lines one by one cannot share a file.
        guard left.count < lines.count - Self.linesMin else { return nil }
        while sharing.count < Self.formatsMax, let next = second(in: left, of: lines.count, name) {
            guard !sharing.contains(where: { $0.format.name == next.format.name }) else { break }
            sharing.append(next)
            left = left.filter { !MixedLog.claims(next.format, $0) }
        }
        guard sharing.count > 1 else { return nil }
        let streams = sharing.enumerated().map { number, contest in
            LayeredStream(
                key: StreamKey(program: Array(contest.format.name.utf8)),
                format: contest.format,
                form: .payload,
                source: number,
                recognition: contest.recognition,
                runnerUp: contest.runnerUp
            )
        }
        return FormatContest(
            format: MixedLog(streams: streams),
            recognition: best.recognition,
            runnerUp: best.runnerUp
        )
    }

    /// The format that claims most of some lines which no format claims together.
    private func leader(of lines: [ArraySlice<UInt8>], _ name: String) -> FormatContest? {
        let probed = lines.filter { !$0.isEmpty && $0.count <= Self.probeBytesMax }.prefix(
            Self.probeLinesMax
        )
        let claims = formats.map { format in
            (format: format, count: probed.count { MixedLog.claims(format, $0) })
        }
        guard let most = claims.map(\.count).max(), most >= Self.linesMin,
            let format = claims.first(where: { $0.count == most })?.format
        else { return nil }
        let claimed = lines.filter { MixedLog.claims(format, $0) }
        return FormatContest(FileHead(name: name, lines: claimed), among: [format])
    }

    private func explained(
        _ lines: [ArraySlice<UInt8>],
        by format: any LogFormat,
        named name: String
    ) -> Double {
        // A head holds a bounded number of lines; the last ones count as much as the first.
        let pieces = stride(from: 0, to: lines.count, by: FileHead.linesMax).map { start in
            Array(lines[start..<min(start + FileHead.linesMax, lines.count)])
        }
        let scores = pieces.map { piece in
            (format.recognition(of: FileHead(name: name, lines: piece))?.score ?? 0)
                * Double(piece.count)
        }
        return lines.isEmpty ? 1 : scores.reduce(0, +) / Double(lines.count)
    }

    private func second(
        in left: [ArraySlice<UInt8>],
        of count: Int,
        _ name: String
    ) -> FormatContest? {
        guard
            let contest = FormatContest(
                FileHead(name: name, lines: left),
                among: formats
            )
        else { return nil }
        let claimed = left.count { MixedLog.claims(contest.format, $0) }
        guard claimed >= Self.linesMin, Double(claimed) >= Self.shareMin * Double(count),
            Double(claimed) >= Self.scoreMin * Double(left.count)
        else { return nil }
        return contest
    }
}
