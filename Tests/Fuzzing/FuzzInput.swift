// What an input of the fuzzer means, and what must hold for it.

import Parsing

/// One input: a byte that chooses a reader, and its text.
enum FuzzInput {
    /// The choices behind the formats and the wrappers.
    private static let packings: [Packing] = [.gzip, .zstd, .xz, .bzip2]
    /// The choice of the first format of a user; behind them stands the reading of definitions.
    private static let firstUserFormat = Formats.all.count + Wrappers.all.count + packings.count
    private static let definitions = firstUserFormat + FuzzedDefinitions.formats.count

    /// Every sample of every format and wrapper.
    static var samples: [[UInt8]] {
        let formats = Formats.all.enumerated().flatMap { number, format in
            format.samples.map { [UInt8(number)] + Array($0.text.utf8) }
        }
        let wrappers = Wrappers.all.enumerated().flatMap { number, wrapper in
            wrapper.samples.map { [UInt8(Formats.all.count + number)] + Array($0.text.utf8) }
        }
        let whole = Wrappers.all.flatMap(\.samples).map { [UInt8.max] + Array($0.text.utf8) }
        let users = FuzzedDefinitions.formats.indices.flatMap { number in
            FuzzedDefinitions.samples.map { [UInt8(firstUserFormat + number)] + Array($0.utf8) }
        }
        let definition = [UInt8(definitions)] + Array(FuzzedDefinitions.text.utf8)
        return formats + wrappers + whole + users + [definition]
    }

    /// Reads an input.
    static func read(_ input: [UInt8]) {
        guard let choice = input.first.map(Int.init) else { return }
        let text = Array(input.dropFirst())
        if choice < Formats.all.count {
            check(Formats.all[choice], text)
        } else if choice - Formats.all.count < Wrappers.all.count {
            unwrap(Wrappers.all[choice - Formats.all.count], text)
        } else if choice - Formats.all.count - Wrappers.all.count < packings.count {
            Inflater.drain(text, packings[choice - Formats.all.count - Wrappers.all.count])
        } else if choice < definitions {
            check(FuzzedDefinitions.formats[choice - firstUserFormat], text)
        } else if choice == definitions {
            define(text)
        } else if let format = RecognizedFile.format(of: text) {
            check(format, text)
        }
    }

    /// Reads a text with a format, cut in the middle, and looks at the lines of its rows.
    private static func check(_ format: any LogFormat, _ text: [UInt8]) {
        _ = format.recognition(of: FileHead(name: "fuzz", bytes: text))
        var reader = format.makeReader()
        var splitter = LineSplitter()
        let cut = text.count / 2
        for piece in [text[..<cut], text[cut...]] {
            if let block = splitter.append(piece) { _ = reader.read(block) }
        }
        if let block = splitter.finish() { _ = reader.read(block) }
        _ = reader.finish()
        _ = reader.zone
    }

    /// Reads a text as definitions, and lines with whatever they define.
    private static func define(_ text: [UInt8]) {
        for definition in FormatFile(path: "fuzz.json", bytes: text).definitions {
            _ = definition.sampleProblems()
            let lines = FuzzedDefinitions.samples.joined(separator: "\n")
            check(UserFormat(definition), Array(lines.utf8))
        }
    }

    private static func unwrap(_ wrapper: any LineWrapper, _ text: [UInt8]) {
        var unwrapper = wrapper.makeUnwrapper()
        for (number, line) in text.split(separator: 0x0A).enumerated() {
            _ = unwrapper.unwrap(line, line: number + 1)
        }
        _ = unwrapper.finish()
    }
}
