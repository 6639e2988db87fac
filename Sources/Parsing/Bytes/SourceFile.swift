// A file of an incident, or a member of an archive: where its bytes are and how they are packed.

/// A file to be read: where it is, how it is named in the report, and how it is packed.
package struct SourceFile: Sendable {
    /// The path to open; of a member, that of its archive.
    package let location: String
    /// The path that led here, as it was given.
    package internal(set) var argument: String
    /// The path as reported: relative to the folder that was given, `archive.tar!member` in an archive.
    package private(set) var path: String
    /// The size as it is stored, in bytes; of a pipe, what has come through so far.
    package var bytes: Int
    /// How the bytes are packed.
    package let packing: Packing
    /// Why the file is not read though it stands there, or `nil`.
    package var refusal: String?
    /// What its archive lacks of it, as a sentence, or `nil`.
    package var damage: String?
    /// How its text is encoded and its lines end, once its beginning was looked at.
    package var form = TextForm()
    /// Where a member lies; `nil` for a file of its own.
    let extent: Extent?
    /// Where the bytes come from when it is no file.
    let pipe: PipedInput?

    /// A part of an archive that is open.
    struct Extent: Sendable {
        let archive: FileDescriptor
        let offset: Int
    }

    /// A file of its own.
    init(location: String, path: String, bytes: Int, packing: Packing) {
        self.location = location
        argument = location
        self.path = path
        self.bytes = bytes
        self.packing = packing
        extent = nil
        pipe = nil
    }

    /// What comes through a pipe.
    init(_ pipe: PipedInput) {
        location = PipedInput.name
        argument = PipedInput.name
        path = PipedInput.name
        bytes = pipe.head.count
        packing = Packing(magic: pipe.head)
        extent = nil
        self.pipe = pipe
    }

    /// A file that was read elsewhere, of which only the summary is here.
    package init(argument: String, path: String, bytes: Int, refusal: String? = nil) {
        self.init(location: "", path: path, bytes: bytes, packing: .plain)
        self.argument = argument
        self.refusal = refusal
    }

    /// A member of an archive that is open.
    init(path: String, location: String, extent: Extent, bytes: Int) throws {
        let window = FileWindow(extent.archive, offset: extent.offset, count: bytes)
        self.location = location
        argument = location
        self.path = path
        self.bytes = bytes
        self.extent = extent
        pipe = nil
        packing = Packing(magic: try window.read(count: Packing.magicBytesMax, at: 0))
    }

    /// Something that is listed and not read.
    init(location: String, path: String, refusal: String) {
        self.init(location: location, path: path, bytes: 0, packing: .plain)
        self.refusal = refusal
    }

    /// The name without folders and archives.
    package var name: String {
        path.split { $0 == "/" || $0 == "!" }.last.map(String.init) ?? path
    }

    /// The file under another name in the report.
    func reported(as path: String) -> SourceFile {
        var file = self
        file.path = path
        return file
    }

    /// Whether this is standard input, which can be read once.
    package var isPipe: Bool { pipe != nil }

    /// The same file as if another path had led to it.
    package func named(_ argument: String) -> SourceFile {
        var file = self
        file.argument = argument
        file.path = MissingPath.parts(argument).name
        return file
    }

    /// Opens the bytes, those of a pipe as far as they are wanted.
    ///
    /// - Throws: ``InputError`` with code D005 when they cannot be opened.
    func open(_ reach: FileDescriptor.Reach = .end) throws -> FileWindow {
        if let pipe { return FileWindow(FileDescriptor(pipe, reach), offset: 0, count: .max) }
        if let extent { return FileWindow(extent.archive, offset: extent.offset, count: bytes) }
        let descriptor = try FileDescriptor(reading: location, named: path)
        return FileWindow(descriptor, offset: 0, count: descriptor.size)
    }
}

extension SourceFile {
    /// Files of a folder that are not evidence.
    ///
    /// People write down in `incident.md` what they believe happened, as the sample logs do; a report that
    /// read it would repeat it instead of finding out. Whoever wants it read names it on the command line.
    static let passedOverNames: Set<String> = ["incident.md", "debrief-report.md"]
    /// How a report of debrief begins, so that a report in the folder never becomes its own evidence.
    private static let reportTitles = ["# Debrief: ", "# NOT REDACTED. Debrief: "]
    /// The document by which a folder that debrief wrote is known.
    private static let reportName = "report.md"

    /// Whether debrief itself wrote the file.
    func isReport() throws -> Bool {
        guard path.hasSuffix(".md"), refusal == nil else { return false }
        let window = try open()
        return try Self.reportTitles.contains { title in
            try window.read(count: title.utf8.count, at: 0) == Array(title.utf8)
        }
    }

    /// Whether debrief itself wrote a folder: pictures and pages of a report are no evidence either.
    static func isReportFolder(_ folder: String) throws -> Bool {
        let location = folder + "/" + reportName
        guard FileKind.look(at: location).kind == .file else { return false }
        return try SourceFile(location: location, path: reportName, bytes: 0, packing: .plain)
            .isReport()
    }
}
