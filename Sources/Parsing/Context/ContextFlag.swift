// An event given on the command line: `--event "2026-11-21T03:24:55Z deploy worker w31"`.

extension ContextEvent {
    /// Reads `TIME TEXT`, as `--event` takes it.
    ///
    /// TIME is an ISO stamp with or without zone (a space may stand before the time of day) or an
    /// epoch; without a zone it is taken as UTC. The line is 0, for there is no file.
    ///
    /// - Returns: `nil` when no time stands at the start, or no text after it.
    package static func event(fromFlag text: String) -> ContextEvent? {
        let bytes = Array(ContextText.trimmed(text).utf8)
        let firstWord = 0..<(bytes.firstIndex(of: 0x20) ?? bytes.count)
        guard
            let reading = WrittenTime.stamp(in: bytes, 0..<bytes.count)
                ?? WrittenTime.reading(of: bytes, firstWord),
            reading.end < bytes.count, bytes[reading.end] == 0x20
        else { return nil }
        let sentence = ContextText.trimmed(String(decoding: bytes[reading.end...], as: UTF8.self))
        guard !sentence.isEmpty else { return nil }
        return ContextDraft(sentence: sentence, line: 0, time: reading.time).event
    }
}
