// Recognition of logs whose messages run over several lines: backtraces, SQL, user text.

/// Judges a file by the share of its lines that are messages of a format or follow one.
enum MessageShare {
    /// A backtrace has some forty frames; more lines after one message are another kind of file.
    private static let continuationsPerMessageMax = 50
    /// One message among twenty foreign lines is a quotation.
    private static let scoreMin = 0.05

    /// Returns the share, or `nil` where it is too small.
    ///
    /// A line that begins with a digit or a brace is no continuation: it is dated, or an object.
    static func recognition(
        of head: FileHead,
        reason: String,
        isMessage: (ArraySlice<UInt8>) -> Bool
    ) -> Recognition? {
        var messages = 0
        var continuations = 0
        var lines = 0
        for text in head.lines where text.contains(where: { $0 != 0x20 }) {
            lines += 1
            if isMessage(text) {
                messages += 1
            } else if messages > 0, let first = text.first, !LineCursor.isDigit(first),
                first != 0x7B
            {
                continuations += 1
            }
        }
        guard messages > 0 else { return nil }
        let explained = messages + min(continuations, messages * continuationsPerMessageMax)
        let score = Double(min(explained, lines)) / Double(lines)
        return score >= scoreMin ? Recognition(score: score, reason: reason) : nil
    }
}
