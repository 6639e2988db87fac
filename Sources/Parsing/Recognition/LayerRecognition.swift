// Whether lines are wrapped, in what, and which formats stand inside.

/// Looks for wrappers around lines.
struct LayerRecognition {
    /// What may stand inside.
    let formats: [any LogFormat]

    /// Wrappers in wrappers are taken off so deep: a container's runtime, a prefix, syslog, a stamp.
    static let depthMax = 4
    /// Programs of one file that become sources of their own; the lines of others are read as text.
    static let streamsMax = 64
    /// Lines that a wrapper must explain; the rest are continuations and the wrapper's own.
    private static let shareMin = 0.8
    /// Lines looked at to tell a wrapper.
    private static let probeLinesMax = 200
    /// What unwrapping must explain beyond the lines as they stand.
    private static let gainMin = 0.05
    /// Programs whose lines fit no format better than this are read as text.
    private static let streamScoreMin = 0.5
    /// Text of which only the wrapper is understood claims less than every format.
    private static let textScore = 0.3

    /// The lines of one program.
    private struct Stream {
        let key: StreamKey
        var lines: [WrappedLine] = []
        var wholes: [ArraySlice<UInt8>] = []
    }

    /// Finds the wrapper of some lines; `nil` when there is none or it tells nothing more than the plain
    /// lines, whose best format is given.
    func layers(of head: FileHead, plain: FormatContest?, depth: Int = 0) -> FormatContest? {
        guard depth < Self.depthMax else { return nil }
        let candidates = Wrappers.all.map {
            ($0, share(of: head.lines.prefix(Self.probeLinesMax), $0))
        }
        guard let best = candidates.map(\.1).max(), best >= Self.shareMin,
            let wrapper = candidates.first(where: { $0.1 == best })?.0
        else { return nil }
        let streams = unwrap(head, wrapper)
        let total = streams.reduce(0) { $0 + $1.lines.count }
        guard total > 0 else { return nil }
        // No score is above one: what stands inside cannot explain so much more than the plain lines.
        let plainest = plain?.recognition.score ?? 0
        if streams.count == 1, !wrapper.isUnmistakable, plainest + Self.gainMin >= 1 { return nil }
        let judged = streams.prefix(Self.streamsMax).map { judge($0, head.name, depth) }
        let known = judged.compactMap { $0 }
        let explained = zip(streams, judged).reduce(0.0) { sum, pair in
            sum + Double(pair.0.lines.count) * (pair.1?.recognition.score ?? 0)
        }
        let score = explained / Double(total)
        let plainScore = plain?.recognition.score ?? 0
        let isRicher =
            score > plainScore + Self.gainMin
            || known.count > 1 && score > plainScore - Self.gainMin
        guard isRicher || wrapper.isUnmistakable || plain == nil && hasTimes(streams) else {
            return nil
        }
        return contest(wrapper, known, of: streams, score: score, share: best)
    }

    private func hasTimes(_ streams: [Stream]) -> Bool {
        streams.contains { $0.lines.contains { $0.envelope.time != nil } }
    }

    /// Numbers the sources: each program's, then one for what is read as text.
    private func contest(
        _ wrapper: any LineWrapper,
        _ known: [LayeredStream],
        of streams: [Stream],
        score: Double,
        share: Double
    ) -> FormatContest {
        var numbered: [LayeredStream] = []
        var count = 0
        for var stream in known {
            stream.source = count
            count += stream.sourceCount
            numbered.append(stream)
        }
        let hasRest = known.count < streams.count || known.count > 1
        let log = LayeredLog(
            wrapper: wrapper,
            streams: numbered,
            restSource: hasRest ? count : 0,
            sourceCount: hasRest ? count + 1 : count
        )
        let first = numbered.first
        return FormatContest(
            format: log,
            recognition: first?.recognition
                ?? Recognition(score: Self.textScore * share, reason: WrappedText.reason),
            runnerUp: first?.runnerUp
        )
    }

    /// The share of lines that a wrapper explains.
    private func share(
        of lines: ArraySlice<ArraySlice<UInt8>>,
        _ wrapper: any LineWrapper
    ) -> Double {
        var unwrapper = wrapper.makeUnwrapper()
        var looked = 0
        var explained = 0
        for line in lines where !line.isEmpty {
            looked += 1
            switch unwrapper.unwrap(line, line: looked) {
            case .line, .lines, .nothing: explained += 1
            case .foreign: break
            }
        }
        return looked == 0 ? 0 : Double(explained) / Double(looked)
    }

    /// The lines of each program, in the order in which they first appear.
    private func unwrap(_ head: FileHead, _ wrapper: any LineWrapper) -> [Stream] {
        var unwrapper = wrapper.makeUnwrapper()
        var streams: [Stream] = []
        var numbers: [StreamKey: Int] = [:]
        func add(_ line: WrappedLine, _ whole: ArraySlice<UInt8>) {
            let key = StreamKey(line)
            let number = numbers[key] ?? streams.count
            if number == streams.count {
                numbers[key] = number
                streams.append(Stream(key: key))
            }
            streams[number].lines.append(line)
            streams[number].wholes.append(whole)
        }
        for (index, text) in head.lines.enumerated() where !text.isEmpty {
            switch unwrapper.unwrap(text, line: index + 1) {
            case .line(let line): add(line, text)
            case .lines(let lines): for line in lines { add(line, line.payload) }
            case .nothing, .foreign: break
            }
        }
        for line in unwrapper.finish() { add(line, line.payload) }
        return streams
    }

    /// The format of a program's lines, in the form that fits best.
    private func judge(_ stream: Stream, _ name: String, _ depth: Int) -> LayeredStream? {
        var best: (contest: FormatContest, form: LineForm)?
        for form in LineForm.allCases where form.fits(stream.lines) {
            let lines = zip(stream.lines, stream.wholes).map { line, whole in
                var bytes: [UInt8] = []
                form.append(line, whole: whole, to: &bytes)
                return bytes.dropLast()
            }
            let head = FileHead(name: name, lines: lines)
            var contest = FormatContest(head, among: formats)
            if form == .payload {
                contest = layers(of: head, plain: contest, depth: depth + 1) ?? contest
            }
            guard let contest, contest.recognition.score >= Self.streamScoreMin else { continue }
            guard let rival = best else {
                best = (contest, form)
                continue
            }
            let gain = contest.recognition.score - rival.contest.recognition.score
            let tellsTime = form.isStampedByWrapper && lacksTimes(rival.contest.format, head: lines)
            if gain > Self.gainMin || gain >= 0 && tellsTime { best = (contest, form) }
        }
        guard let best else { return nil }
        return LayeredStream(
            key: stream.key,
            format: best.contest.format,
            form: best.form,
            source: 0,
            recognition: best.contest.recognition,
            runnerUp: best.contest.runnerUp
        )
    }

    /// Whether a format reads no times from lines.
    private func lacksTimes(_ format: any LogFormat, head: [ArraySlice<UInt8>]) -> Bool {
        var reader = format.makeReader()
        let text = head.prefix(Self.probeLinesMax).flatMap { $0 + [0x0A] }
        _ = reader.read(LineBlock(bytes: text, firstLine: 1))
        return reader.zone == .none
    }
}

extension FormatContest {
    /// Makes a contest that was decided by other means.
    init(
        format: any LogFormat,
        recognition: Recognition,
        runnerUp: (name: String, score: Double)?
    ) {
        self.format = format
        self.recognition = recognition
        self.runnerUp = runnerUp
    }
}
