// Names of exceptions in messages of Ruby programs: the class, never the text with its values.
// Source: Ruby `Exception#full_message`, `#detailed_message` 3.2; sidekiq 5 to 8 error handlers; Rails debug_exceptions.

/// Finds the class of an exception in a message, and what a message is about.
enum ErrorName {
    /// Only the beginning of a message is searched: the class stands first or ends the first line.
    private static let searchedBytesMax = 2_000
    /// Longer names are no class names.
    private static let nameBytesMax = 120

    /// What a message of a Ruby program is about, as far as its text alone tells.
    ///
    /// - Parameters:
    ///   - message: The text, without the prefix of its line.
    ///   - severity: How bad the writer says it is: below a warning only the form that ends a message
    ///     with its class counts, since ordinary text names classes too.
    /// - Returns: `.outOfMemory`, `.timeout`, `.error` or `.other`.
    static func topic(
        of message: ArraySlice<UInt8>,
        severity: LogEvent.Severity
    ) -> LogEvent.Topic {
        let head = message.prefix(searchedBytesMax)
        if LineCursor.find("OOM command not allowed", in: head) != nil { return .outOfMemory }
        let name = severity < .warning ? trailing(in: head) : find(in: head)
        return name.map(topic(of:)) ?? .other
    }

    /// What an exception is about: a timeout, or itself.
    static func topic(of name: String) -> LogEvent.Topic {
        name.contains("Timeout") ? .timeout : .error(kind: name)
    }

    /// The first word that looks like the class of an exception and stands where one would.
    static func find(in message: ArraySlice<UInt8>) -> String? {
        var index = message.startIndex
        while index < message.endIndex {
            guard LineCursor.isWord(message[index]) else {
                index += 1
                continue
            }
            let end = constantEnd(in: message, at: index) ?? index
            if end > index, looksLikeError(message[index..<end]), isNamed(in: message, at: end) {
                return LineCursor.string(message[index..<end])
            }
            index = max(end, wordEnd(in: message, at: index))
        }
        return trailing(in: message)
    }

    /// The class at the beginning of a message `Class: text`, whatever its name.
    static func leading(in message: ArraySlice<UInt8>) -> String? {
        guard let end = constantEnd(in: message, at: message.startIndex) else { return nil }
        guard LineCursor.stands(": ", in: message, at: end) else { return nil }
        return LineCursor.string(message[message.startIndex..<end])
    }

    /// The class in a message `text (Class)`, whatever its name.
    static func trailing(in message: ArraySlice<UInt8>) -> String? {
        guard message.last == 0x29, let open = message.lastIndex(of: 0x28),
            let end = constantEnd(in: message, at: open + 1), end == message.endIndex - 1,
            looksLikeError(message[open + 1..<end])
        else { return nil }
        return LineCursor.string(message[open + 1..<end])
    }

    /// The class at the beginning of a message `Class (text`, as Rails prints an unhandled exception.
    static func parenthesised(in message: ArraySlice<UInt8>) -> String? {
        guard let end = constantEnd(in: message, at: message.startIndex) else { return nil }
        guard LineCursor.stands(" (", in: message, at: end) else { return nil }
        return LineCursor.string(message[message.startIndex..<end])
    }

    /// The end of a constant such as `A::B`, or `nil` when none begins here.
    private static func constantEnd(in text: ArraySlice<UInt8>, at start: Int) -> Int? {
        guard start < text.endIndex, (0x41...0x5A).contains(text[start]) else { return nil }
        var index = start
        while index < text.endIndex, index - start <= nameBytesMax {
            if LineCursor.isWord(text[index]) {
                index += 1
            } else if LineCursor.stands("::", in: text, at: index), index + 2 < text.endIndex,
                (0x41...0x5A).contains(text[index + 2])
            {
                index += 2
            } else {
                return index
            }
        }
        return index - start <= nameBytesMax ? index : nil
    }

    private static func wordEnd(in text: ArraySlice<UInt8>, at start: Int) -> Int {
        var index = start
        while index < text.endIndex, LineCursor.isWord(text[index]) { index += 1 }
        return max(index, start + 1)
    }

    private static let suffixes: [StaticString] = ["Error", "Exception", "Timeout", "Interrupt"]

    /// A class that is raised has a name space or says what it is; `Redis` or `Thread` alone do not.
    private static func looksLikeError(_ name: ArraySlice<UInt8>) -> Bool {
        if LineCursor.find("::", in: name) != nil { return true }
        return suffixes.contains { suffix in
            LineCursor.stands(suffix, in: name, at: name.endIndex - suffix.utf8CodeUnitCount)
        }
    }

    private static func isNamed(in text: ArraySlice<UInt8>, at end: Int) -> Bool {
        end == text.endIndex || LineCursor.stands(": ", in: text, at: end)
            || LineCursor.stands(" (", in: text, at: end) || text[end] == 0x2C
    }
}
