// A file whose lines another program handed on: unwrapped, told apart by who wrote them, each read by its own format.

/// A wrapper and what was found inside it.
struct LayeredLog: LogFormat {
    let wrapper: any LineWrapper
    let streams: [LayeredStream]
    /// The number of the source that takes the lines of all other programs.
    let restSource: Int
    /// How many sources the file holds.
    let sourceCount: Int

    /// The name of the first source's format.
    var name: String { streams.first?.format.name ?? WrappedText.formatName }
    let samples: [FormatSample] = []

    func recognition(of head: FileHead) -> Recognition? { nil }

    func makeReader() -> any FormatReader { LayeredReader(self) }
}

/// One program of a wrapped file.
struct LayeredStream: Sendable {
    /// How the wrapper names it.
    let key: StreamKey
    let format: any LogFormat
    let form: LineForm
    /// The number of its first source among those of the file.
    var source: Int
    let recognition: Recognition
    let runnerUp: (name: String, score: Double)?

    /// How many sources it holds: more than one when it is wrapped again.
    var sourceCount: Int {
        switch format {
        case let layered as LayeredLog: layered.sourceCount
        case let mixed as MixedLog: mixed.streams.count
        // Formats are an open set; one that holds nothing else is one source.
        case _: 1
        }
    }
}

/// Who wrote a line: a program, and the host where the wrapper names one.
struct StreamKey: Hashable, Sendable {
    var program: [UInt8]
    var host: [UInt8] = []

    init(program: [UInt8]) {
        self.program = program
    }

    init(_ line: WrappedLine) {
        program = Array(line.stream)
        host = Array(line.host)
    }
}

/// Unwraps lines and hands each to the reader of its stream.
struct LayeredReader: EnvelopeReader {
    private var unwrapper: any Unwrapper
    private var slots: [StreamReader]
    private var slotByKey: [StreamKey: Int] = [:]
    /// The first slot of each program, whose format its lines on other hosts have too.
    private var slotByProgram: [[UInt8]: Int] = [:]
    private let known: [LayeredStream]
    private let restSource: Int
    /// The slot of the line before, to which a line without wrapping belongs.
    private var last: (program: ArraySlice<UInt8>, host: ArraySlice<UInt8>, slot: Int)?
    private var lastEnvelope = Envelope(line: 0)

    /// Programs that get a reader of their own; each holds little more than its last message.
    private static let slotsMax = 1_024

    init(_ log: LayeredLog) {
        unwrapper = log.wrapper.makeUnwrapper()
        slots = log.streams.map(StreamReader.init)
        for (slot, stream) in log.streams.enumerated() {
            slotByKey[stream.key] = slot
            if slotByProgram[stream.key.program] == nil { slotByProgram[stream.key.program] = slot }
        }
        known = log.streams
        restSource = log.restSource
    }

    /// That of the first source.
    var zone: WrittenZone { streams.first?.zone ?? .none }

    var streams: [StreamAccount] {
        var accounts: [StreamAccount] = []
        for slot in slots {
            for (offset, account) in slot.accounts.enumerated() {
                let source = slot.source + offset
                while accounts.count <= source { accounts.append(StreamAccount()) }
                accounts[source].lines += account.lines
                if accounts[source].zone == .none { accounts[source].zone = account.zone }
            }
        }
        return accounts
    }

    mutating func read(_ block: LineBlock) -> Batch {
        block.forEachLine { number, text in
            let outer = WrappedLine(payload: text, envelope: Envelope(line: number))
            take(outer, whole: text)
        }
        return flush() ?? .rows([])
    }

    mutating func finish() -> Batch {
        for line in unwrapper.finish() { deliver(line, whole: line.payload) }
        var batches: [Batch] = []
        for index in slots.indices { batches += slots[index].finish() }
        return .several(batches)
    }

    mutating func flush() -> Batch? {
        var batches: [Batch] = []
        for index in slots.indices {
            if let batch = slots[index].flush() { batches.append(batch) }
        }
        return batches.isEmpty ? nil : .several(batches)
    }

    mutating func take(_ line: WrappedLine, whole: ArraySlice<UInt8>) {
        let text = line.payload
        guard !text.isEmpty else { return }
        switch unwrapper.unwrap(text, line: line.envelope.line) {
        case .line(let inner): deliver(inner.inside(line.envelope), whole: text)
        case .lines(let inner):
            for inner in inner { deliver(inner.inside(line.envelope), whole: inner.payload) }
        case .nothing: break
        case .foreign: continueLast(text, line.envelope)
        }
    }

    /// The rest of a message of several lines, whose wrapper stamps only the first.
    private mutating func continueLast(_ text: ArraySlice<UInt8>, _ outer: Envelope) {
        var envelope = lastEnvelope
        envelope.line = outer.line
        if envelope.time == nil { envelope.time = outer.time }
        let line = WrappedLine(payload: text, envelope: envelope)
        slots[last?.slot ?? slot(of: StreamKey(line))].add(line, whole: text)
    }

    private mutating func deliver(_ line: WrappedLine, whole: ArraySlice<UInt8>) {
        if last?.program.elementsEqual(line.stream) != true
            || last?.host.elementsEqual(line.host) != true
        {
            last = (line.stream, line.host, slot(of: StreamKey(line)))
        }
        lastEnvelope = line.envelope
        let slot = last?.slot ?? 0
        guard line.payload.contains(0x0A) else { return slots[slot].add(line, whole: whole) }
        // A program may write several lines at once.
        for payload in line.payload.split(separator: 0x0A) {
            var part = line
            part.payload = payload.last == 0x0D ? payload.dropLast() : payload
            slots[slot].add(part, whole: payload)
        }
    }

    /// The slot of a program on a host; one that is not known yet is read as it is on other hosts, else as
    /// plain text.
    private mutating func slot(of key: StreamKey) -> Int {
        if let known = slotByKey[key] { return known }
        if slots.count >= Self.slotsMax, let shared = slotByKey[Self.sharedKey] { return shared }
        let kept = slots.count >= Self.slotsMax - 1 ? Self.sharedKey : key
        slotByKey[kept] = slots.count
        slots.append(StreamReader(unseen(kept)))
        return slots.count - 1
    }

    /// A program or host of which the beginning of the file has no line.
    private func unseen(_ key: StreamKey) -> LayeredStream {
        if let slot = slotByProgram[key.program], known[slot].sourceCount == 1 {
            var stream = known[slot]
            stream.source = restSource
            return stream
        }
        return LayeredStream(
            key: key,
            format: WrappedText(program: StreamName.text(key.program[...])),
            form: .payload,
            source: restSource,
            recognition: Recognition(score: 0, reason: WrappedText.reason),
            runnerUp: nil
        )
    }

    /// The programs beyond the bound, together; no program has this name.
    private static let sharedKey = StreamKey(program: Array("(others)".utf8))
}

extension WrappedLine {
    /// The line with what an outer wrapper says where this one says less.
    fileprivate func inside(_ outer: Envelope) -> WrappedLine {
        var line = self
        if let time = outer.time, envelope.time?.zone != .written,
            time.zone == .written
                || envelope.time == nil
        {
            line.envelope.time = time
        }
        line.envelope.severity = envelope.severity ?? outer.severity
        if envelope.process.isEmpty { line.envelope.process = outer.process }
        return line
    }
}
