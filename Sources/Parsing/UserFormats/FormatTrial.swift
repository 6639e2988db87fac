// What a format makes of a log, counted, for people who write one.

/// One format tried on one file.
package struct FormatTrial: Sendable {
    package private(set) var lines = 0
    package private(set) var messages = 0
    /// Lines that match nothing and go on a message.
    package private(set) var continuations = 0
    /// Lines that match nothing and belong to none.
    package private(set) var strange = 0
    /// Lines whose time has none of the format's forms.
    package private(set) var withoutTime = 0
    /// Lines on which a pattern reached its limit.
    package private(set) var limited = 0
    /// The first lines that are no message, from 1.
    package private(set) var firstOthers: [Int] = []
    /// Messages by the name of the pattern, in the order of the patterns.
    package private(set) var patterns: [(name: String, messages: Int)] = []
    /// Messages by level, in rising order, those without any left out.
    package var levels: [(name: String, messages: Int)] {
        zip(FormatLevel.allCases, counts).filter { $0.1 > 0 }.map { ($0.0.rawValue, $0.1) }
    }
    package private(set) var first: Timestamp?
    package private(set) var last: Timestamp?
    /// Whether each time says its zone.
    package private(set) var isZoned = true

    private var counts = FormatLevel.allCases.map { _ in 0 }

    /// Lines that are named.
    private static let othersMax = 3

    /// Reads a file with a format.
    ///
    /// - Throws: ``InputError`` with code D005 when it cannot be read.
    package init(_ definition: FormatDefinition, on file: SourceFile) throws {
        patterns = definition.patterns.map { ($0.name, 0) }
        var text = LineReading(definition)
        var json = JSONLineReading(definition)
        let shard = Shard.cut(file, source: 0, isSplittable: false)[0]
        var source = try ByteSource(shard)
        while let block = try source.next() {
            block.forEachLine { number, line in
                lines += 1
                guard !line.isEmpty else { return }
                switch definition.content {
                case .text: addText(line, LineMark.line(of: number), definition, &text)
                case .json:
                    guard let message = json.read(line) else {
                        return addOther(LineMark.line(of: number), .strange)
                    }
                    add(message.time, message.level, isZoned: message.isZoned)
                }
            }
        }
    }

    private mutating func addText(
        _ line: ArraySlice<UInt8>,
        _ number: Int,
        _ definition: FormatDefinition,
        _ reading: inout LineReading
    ) {
        switch line.withUnsafeBufferPointer({ reading.read($0) }) {
        case .message(let message):
            add(message.time, message.level, isZoned: message.isZoned)
            guard let index = patterns.firstIndex(where: { $0.name == message.line.name }) else {
                return
            }
            patterns[index].messages += 1
        case .none(let refusal):
            switch refusal {
            case .noPattern: break
            case .noTime: withoutTime += 1
            case .limited: limited += 1
            }
            addOther(
                number,
                definition.isMultiline && messages > 0 ? .continuation : .strange
            )
        }
    }

    private mutating func add(_ time: Timestamp, _ level: FormatLevel, isZoned: Bool) {
        messages += 1
        self.isZoned = self.isZoned && isZoned
        first = min(first ?? time, time)
        last = max(last ?? time, time)
        if let index = FormatLevel.allCases.firstIndex(of: level) { counts[index] += 1 }
    }

    private enum Other {
        case continuation, strange
    }

    private mutating func addOther(_ number: Int, _ other: Other) {
        switch other {
        case .continuation: continuations += 1
        case .strange: strange += 1
        }
        if firstOthers.count < Self.othersMax { firstOthers.append(number) }
    }
}
