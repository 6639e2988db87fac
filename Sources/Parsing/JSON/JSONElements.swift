// Takes single values out of JSON documents of any size, so that a document is never held whole.
// Source: RFC 8259; several documents may follow each other (`gh api --paginate`, files of JSON lines).

/// Walks over JSON documents, byte by byte, and hands on the values at given places.
///
/// Memory is bounded by ``valueBytesMax`` and the nesting, whatever the size of a document.
struct JSONElements: Sendable {
    /// What was met, in the order of the text.
    enum Event: Equatable, Sendable {
        /// A value at a place, as it is written, and the line on which it begins.
        case value(place: Int, bytes: [UInt8], line: Int)
        /// The value at a place is over.
        case end(place: Int, line: Int)
        case broken(UnreadableLine)
    }

    /// A longer value is passed over: spans with all their attributes stay below.
    static let valueBytesMax = 1 << 20
    /// Longer names match nothing.
    private static let nameBytesMax = 256
    /// Deeper nesting is refused.
    private static let depthMax = 64

    static let longRule = "a JSON value may have 1 MiB"
    static let nestingRule = "JSON may nest 64 levels"
    static let grammarRule = "a JSON document must be well formed"
    static let endRule = "a JSON document must end"

    /// An object or array that is open and looked into.
    private struct Frame {
        let isArray: Bool
        /// The places that may lie inside, a bit each.
        let candidates: UInt64
        /// The places that this value itself is, whose end is to be told.
        let ending: UInt64
    }

    /// What may come next.
    private enum Expectation {
        /// A value, or `]` directly after `[`.
        case value, firstValue
        /// A name, or `}` directly after `{`.
        case name, firstName
        case colon
        case commaOrEnd
        /// Bytes of a name.
        case insideName
        /// Bytes of a value that is handed on or passed over whole.
        case insideValue
        /// Nothing until a line begins a document.
        case nextDocument
    }

    private let places: [JSONPlace]
    private var frames: [Frame] = []
    private var expectation = Expectation.value
    private var line = 1
    private var isAtLineStart = true
    private var name: [UInt8] = []
    private var isEscaped = false
    /// The value inside which the walk is: its places, its bytes as far as wanted, where it began.
    private var hits: UInt64 = 0
    private var kept: [UInt8] = []
    private var isTooLong = false
    private var valueLine = 1
    private var valueDepth = 0
    private var isInString = false
    private var isScalar = false

    /// Makes a walk that hands on what stands at some places, at most 64.
    init(_ places: [JSONPlace]) {
        self.places = Array(places.prefix(64))
    }

    /// Reads on.
    ///
    /// - Complexity: O(n) in the bytes.
    mutating func read(_ block: LineBlock) -> [Event] {
        var events: [Event] = []
        line = block.firstLine
        block.bytes.withUnsafeBufferPointer { bytes in
            for byte in bytes { step(byte, &events) }
        }
        return events
    }

    /// Ends the text: a number may be waiting for its end, and an open document is broken.
    mutating func finish() -> [Event] {
        var events: [Event] = []
        if expectation == .insideValue, isScalar { endValue(&events) }
        if expectation == .nextDocument { return events }
        if !frames.isEmpty || expectation == .insideValue {
            events.append(.broken(UnreadableLine(line: line, reason: Self.endRule)))
        }
        return events
    }

    private mutating func step(_ byte: UInt8, _ events: inout [Event]) {
        switch expectation {
        case .insideValue:
            if isScalar, Self.endsScalar(byte) {
                endValue(&events)
                structure(byte, &events)
            } else {
                insideValue(byte, &events)
            }
        case .insideName: insideName(byte, &events)
        case .nextDocument:
            if isAtLineStart, byte == 0x7B || byte == 0x5B {
                expectation = .value
                structure(byte, &events)
            }
        case .value, .firstValue, .name, .firstName, .colon, .commaOrEnd: structure(byte, &events)
        }
        isAtLineStart = byte == 0x0A
        if byte == 0x0A { line += 1 }
    }

    /// A byte between names and values.
    private mutating func structure(_ byte: UInt8, _ events: inout [Event]) {
        if byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { return }
        switch (expectation, byte) {
        case (.firstValue, 0x5D), (.firstName, 0x7D): close(byte, &events)
        case (.commaOrEnd, 0x5D), (.commaOrEnd, 0x7D): close(byte, &events)
        case (.commaOrEnd, 0x2C):
            expectation = frames.last?.isArray == true ? .value : .name
        case (.name, 0x22), (.firstName, 0x22):
            name.removeAll(keepingCapacity: true)
            expectation = .insideName
        case (.colon, 0x3A): expectation = .value
        case (.value, _), (.firstValue, _): beginValue(byte, &events)
        // A byte order mark, a record separator, and commas between documents are passed.
        case (_, _): breakOff(byte, Self.grammarRule, &events)
        }
    }

    private mutating func insideName(_ byte: UInt8, _ events: inout [Event]) {
        if byte == 0x0A { return breakOff(byte, Self.grammarRule, &events) }
        if !isEscaped, byte == 0x22 {
            expectation = .colon
            return
        }
        isEscaped = !isEscaped && byte == 0x5C
        if name.count < Self.nameBytesMax { name.append(byte) }
    }
}

extension JSONElements {
    /// The places that a value beginning here is or may contain.
    private func candidates() -> (inside: UInt64, hit: UInt64) {
        let depth = frames.count
        guard let frame = frames.last else {
            let whole = places.indices.filter { places[$0].steps.isEmpty }
            return (places.isEmpty ? 0 : ~0, whole.reduce(0) { $0 | 1 << UInt64($1) })
        }
        var inside: UInt64 = 0
        var hit: UInt64 = 0
        var rest = frame.candidates
        while rest != 0 {
            let place = rest.trailingZeroBitCount
            rest &= rest - 1
            guard place < places.count, places[place].steps.count >= depth,
                matches(places[place].steps[depth - 1], frame)
            else { continue }
            if places[place].steps.count == depth {
                hit |= 1 << UInt64(place)
            } else {
                inside |= 1 << UInt64(place)
            }
        }
        return (inside, hit)
    }

    /// The places of a use, a bit each.
    private func bits(of use: JSONPlace.Use) -> UInt64 {
        places.indices.reduce(0) { places[$1].use == use ? $0 | 1 << UInt64($1) : $0 }
    }

    private func matches(_ step: JSONPlace.Step, _ frame: Frame) -> Bool {
        switch step {
        case .element: frame.isArray
        case .anyMember: !frame.isArray
        case .member(let wanted): !frame.isArray && wanted == name
        }
    }

    private mutating func beginValue(_ byte: UInt8, _ events: inout [Event]) {
        var found = candidates()
        if byte != 0x7B { found.hit &= ~bits(of: .object) }
        let ends = bits(of: .end)
        let isContainer = byte == 0x7B || byte == 0x5B
        if isContainer, found.hit & ~ends == 0, found.inside != 0 || found.hit != 0 {
            guard frames.count < Self.depthMax else {
                return breakOff(byte, Self.nestingRule, &events)
            }
            frames.append(
                Frame(
                    isArray: byte == 0x5B,
                    candidates: found.inside,
                    ending: found.hit
                )
            )
            expectation = byte == 0x5B ? .firstValue : .firstName
            return
        }
        // A document is an object or an array; a word by itself is the text of something else.
        guard isContainer || !frames.isEmpty && Self.beginsScalar(byte) else {
            return breakOff(byte, Self.grammarRule, &events)
        }
        hits = found.hit & ~ends
        kept.removeAll(keepingCapacity: true)
        isTooLong = false
        valueLine = line
        valueDepth = 0
        isInString = false
        isEscaped = false
        isScalar = !isContainer && byte != 0x22
        expectation = .insideValue
        insideValue(byte, &events)
    }

    private mutating func insideValue(_ byte: UInt8, _ events: inout [Event]) {
        if hits != 0 {
            if kept.count < Self.valueBytesMax { kept.append(byte) } else { isTooLong = true }
        }
        if isScalar { return }
        if isInString {
            if byte == 0x0A { return breakOff(byte, Self.grammarRule, &events) }
            if !isEscaped, byte == 0x22 {
                isInString = false
                if valueDepth == 0 { endValue(&events) }
            }
            isEscaped = !isEscaped && byte == 0x5C
            return
        }
        switch byte {
        case 0x22: isInString = true
        case 0x7B, 0x5B: valueDepth += 1
        case 0x7D, 0x5D:
            valueDepth -= 1
            if valueDepth == 0 { endValue(&events) }
        default: break
        }
    }

    private mutating func endValue(_ events: inout [Event]) {
        expectation = frames.isEmpty ? .value : .commaOrEnd
        isScalar = false
        if isTooLong {
            events.append(.broken(UnreadableLine(line: valueLine, reason: Self.longRule)))
            return
        }
        var rest = hits
        while rest != 0 {
            let place = rest.trailingZeroBitCount
            rest &= rest - 1
            events.append(.value(place: place, bytes: kept, line: valueLine))
        }
    }

    private mutating func close(_ byte: UInt8, _ events: inout [Event]) {
        guard let frame = frames.last, frame.isArray == (byte == 0x5D) else {
            return breakOff(byte, Self.grammarRule, &events)
        }
        frames.removeLast()
        expectation = frames.isEmpty ? .value : .commaOrEnd
        var rest = frame.ending
        while rest != 0 {
            events.append(.end(place: rest.trailingZeroBitCount, line: line))
            rest &= rest - 1
        }
    }

    /// Gives the document up; the next line that begins one is read again.
    private mutating func breakOff(_ byte: UInt8, _ rule: String, _ events: inout [Event]) {
        // A byte order mark, a record separator, and commas between documents are no document.
        let isBetween = frames.isEmpty && Self.betweenDocuments.contains(byte)
        if isBetween, expectation == .value { return }
        events.append(.broken(UnreadableLine(line: line, reason: rule)))
        frames.removeAll()
        isEscaped = false
        isScalar = false
        expectation = .nextDocument
        guard isAtLineStart, byte == 0x7B || byte == 0x5B else { return }
        expectation = .value
        beginValue(byte, &events)
    }

    private static let betweenDocuments: Set<UInt8> = [0xEF, 0xBB, 0xBF, 0x1E, 0x2C]

    private static func beginsScalar(_ byte: UInt8) -> Bool {
        byte == 0x22 || byte == 0x2D || LineCursor.isDigit(byte) || LineCursor.isLetter(byte)
    }

    private static func endsScalar(_ byte: UInt8) -> Bool {
        byte == 0x2C || byte == 0x7D || byte == 0x5D || byte <= 0x20
    }
}
