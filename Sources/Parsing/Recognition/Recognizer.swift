// Which formats a file is of, told by its content: its beginning, and whether the middle and the end agree.

/// A source with the format that reads it, or what was tried.
///
/// A file is one source; a file that wraps or mixes several is one each, of which the first reads the file.
package struct RecognizedFile: Sendable {
    /// The newest of its files, under the name of the source.
    package var file: SourceFile
    /// Its files in the order of their times: more than one of a rotated log.
    package let parts: [SourceFile]
    /// The format with the best score, or `nil` when none fits.
    package let format: (any LogFormat)?
    package let recognition: Recognition?
    /// The name of the second best format and its score, when there was one.
    package let runnerUp: (name: String, score: Double)?
    /// The shape of the first line that is not empty: letters `a`, digits `0`, the rest as it is, so that an
    /// unread file can be described without quoting it.
    package let firstLineShape: String
    /// The wrappers around the lines, the outermost first.
    package let wrappers: [String]
    /// How many sources before this one the file holds; the first of them reads it for all.
    package let sourceInFile: Int
    /// A hash of the lines that were looked at.
    package let headHash: UInt64

    /// A source that was recognised elsewhere.
    package init(
        file: SourceFile,
        format: (any LogFormat)?,
        recognition: Recognition?,
        runnerUp: (name: String, score: Double)?,
        firstLineShape: String,
        headHash: UInt64
    ) {
        self.file = file
        parts = [file]
        self.format = format
        self.recognition = recognition
        self.runnerUp = runnerUp
        self.firstLineShape = firstLineShape
        self.headHash = headHash
        wrappers = []
        sourceInFile = 0
    }

    /// Recognises files by their content as some formats, the first of several that fit equally; those of a
    /// rotated log become one source, those that hold several sources several.
    ///
    /// - Throws: ``InputError`` with code D005 when one cannot be opened.
    package static func recognize(
        _ files: [SourceFile],
        among formats: [any LogFormat] = Formats.all
    ) throws -> [RecognizedFile] {
        try RotatedSet.group(files).flatMap { try recognize($0, formats) }
    }

    /// Recognises a file by its content.
    ///
    /// - Throws: ``InputError`` with code D005 when it cannot be opened.
    package static func recognize(
        _ file: SourceFile,
        among formats: [any LogFormat] = Formats.all
    ) throws -> [RecognizedFile] {
        try recognize(RotatedSet(name: file.path, files: [file]), formats)
    }

    private static func recognize(
        _ set: RotatedSet,
        _ formats: [any LogFormat]
    ) throws -> [RecognizedFile] {
        guard let newest = set.files.last, newest.refusal == nil else {
            return set.files.map { RecognizedFile($0, nil) }
        }
        let samples = try set.files.map { try FileSample($0.formed()) }
        let contests = samples.map { contest(of: $0, formats) }
        let kinds = contests.map { $0.map(kind) }
        guard samples.count > 1, let kind = kinds.last, kind != nil else {
            return zip(samples, contests).flatMap { sources(of: [$0.file], $1, $0) }
        }
        var found: [RecognizedFile] = []
        var alike: [FileSample] = []
        for (number, sample) in samples.enumerated() {
            if kinds[number] == kind {
                alike.append(sample)
            } else {
                found += sources(of: [sample.file], contests[number], sample)
            }
        }
        guard alike.count > 1 else {
            return zip(samples, contests).flatMap { sources(of: [$0.file], $1, $0) }
        }
        // Programs that one file of the set names may be missing from the newest.
        let whole = FileSample(joining: alike)
        let files = alike.map(\.file)
        found += sources(
            of: files,
            contest(of: whole, formats) ?? contests.last ?? nil,
            whole,
            named: set.name
        )
        return found
    }

    /// What a text that is no file is recognised as, wrappers and mixtures included.
    package static func format(of text: [UInt8]) -> (any LogFormat)? {
        contest(of: FileSample(text), Formats.all)?.format
    }

    private static func contest(
        of sample: FileSample,
        _ formats: [any LogFormat]
    ) -> FormatContest? {
        let plain = FormatContest(sample.head, among: formats)
        let whole = FileHead(name: sample.head.name, lines: sample.lines)
        return LayerRecognition(formats: formats).layers(of: whole, plain: plain)
            ?? MixedRecognition(formats: formats).mixture(
                of: sample.lines,
                plain,
                named: sample.head.name
            ) ?? plain
    }

    /// What two files must have in common to be of one log.
    private static func kind(of contest: FormatContest) -> String {
        switch contest.format {
        case let layered as LayeredLog: layered.wrapper.name
        case let mixed as MixedLog: mixed.streams.map(\.format.name).joined(separator: " ")
        case let format: format.name
        }
    }

    /// The sources of files that are read as one.
    private static func sources(
        of files: [SourceFile],
        _ best: FormatContest?,
        _ sample: FileSample,
        named name: String? = nil
    ) -> [RecognizedFile] {
        let file = files[files.count - 1].reported(as: name ?? files[files.count - 1].path)
        let shape = LineShape.text(sample.head)
        let hash = sample.head.lines.reduce(0) { FixedHash.hash($1, seed: $0) }
        guard let best else {
            return [RecognizedFile(file, nil, parts: files, shape: shape, headHash: hash)]
        }
        return RecognizedSource.all(in: best).enumerated().map { number, source in
            RecognizedFile(
                source.isNamed ? file.reported(as: "\(file.path)#\(source.name)") : file,
                FormatContest(
                    format: number == 0 ? best.format : source.format,
                    recognition: source.recognition,
                    runnerUp: source.runnerUp
                ),
                parts: files,
                shape: shape,
                headHash: hash,
                wrappers: source.wrappers,
                sourceInFile: number
            )
        }
    }

    /// The size of all its files as they are stored, in bytes.
    package var bytes: Int {
        parts.count > 1 ? parts.reduce(0) { $0 + $1.bytes } : file.bytes
    }

    private init(
        _ file: SourceFile,
        _ contest: FormatContest?,
        parts: [SourceFile] = [],
        shape: String = "",
        headHash: UInt64 = 0,
        wrappers: [String] = [],
        sourceInFile: Int = 0
    ) {
        self.file = file
        self.parts = parts.isEmpty ? [file] : parts
        format = contest?.format
        recognition = contest?.recognition
        runnerUp = contest?.runnerUp
        firstLineShape = shape
        self.headHash = headHash
        self.wrappers = wrappers
        self.sourceInFile = sourceInFile
    }
}
