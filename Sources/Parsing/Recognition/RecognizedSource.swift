// The sources inside one file, by the layers that were found in it.

/// One source of a file that may hold several.
struct RecognizedSource {
    var name: String
    var format: any LogFormat
    var recognition: Recognition
    var runnerUp: (name: String, score: Double)?
    var wrappers: [String] = []

    /// Whether the source needs a name beside the file's.
    var isNamed: Bool { !name.isEmpty }

    /// The sources of a file in the order of their numbers.
    static func all(in contest: FormatContest) -> [RecognizedSource] {
        switch contest.format {
        case let log as LayeredLog: inside(log, contest)
        case let log as MixedLog:
            log.streams.flatMap { sources(of: $0, named: StreamName.text($0.key.program[...])) }
        case _:
            [
                RecognizedSource(
                    name: "",
                    format: contest.format,
                    recognition: contest.recognition,
                    runnerUp: contest.runnerUp
                )
            ]
        }
    }

    private static func inside(
        _ log: LayeredLog,
        _ contest: FormatContest
    ) -> [RecognizedSource] {
        // A file of one host names its programs alone.
        let hasHosts = Set(log.streams.map(\.key.host)).count > 1
        var found = log.streams.flatMap { stream in
            let program = StreamName.text(stream.key.program[...])
            let host = hasHosts ? StreamName.text(stream.key.host[...]) : ""
            let name = [host, program].filter { !$0.isEmpty }.joined(separator: "/")
            return sources(of: stream, named: name, wrappers: [log.wrapper.name])
        }
        if log.restSource == found.count {
            found.append(
                RecognizedSource(
                    name: found.isEmpty ? "" : "other",
                    format: WrappedText(program: ""),
                    recognition: Recognition(
                        score: found.isEmpty ? contest.recognition.score : 0,
                        reason: WrappedText.reason
                    ),
                    wrappers: [log.wrapper.name]
                )
            )
        }
        if found.count == 1 { found[0].name = "" }
        return found
    }

    private static func sources(
        of stream: LayeredStream,
        named key: String,
        wrappers: [String] = []
    ) -> [RecognizedSource] {
        let contest = FormatContest(
            format: stream.format,
            recognition: stream.recognition,
            runnerUp: stream.runnerUp
        )
        return all(in: contest).map { source in
            var source = source
            let parts = [key, source.name].filter { !$0.isEmpty }
            source.name = parts.joined(separator: "/")
            source.wrappers = wrappers + source.wrappers
            return source
        }
    }
}
