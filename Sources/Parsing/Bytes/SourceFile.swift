// A file of an incident, or a member of an archive: where its bytes are and how they are packed.

/// A file to be read: where it is, how it is named in the report, and how it is packed.
package struct SourceFile: Sendable, Equatable {
    /// The path to open; of a member, that of its archive.
    package let location: String
    /// The path as reported: relative to the folder that was given, `archive.tar!member` in an archive.
    package let path: String
    /// The size as it is stored, in bytes.
    package let bytes: Int
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

    /// A part of an archive that is open.
    struct Extent: Sendable, Equatable {
        let archive: FileDescriptor
        let offset: Int

        static func == (left: Extent, right: Extent) -> Bool {
            left.archive === right.archive && left.offset == right.offset
        }
    }

    /// A file of its own.
    init(location: String, path: String, bytes: Int, packing: Packing) {
        self.location = location
        self.path = path
        self.bytes = bytes
        self.packing = packing
        extent = nil
    }

    /// A member of an archive that is open.
    init(path: String, location: String, extent: Extent, bytes: Int) throws {
        let window = FileWindow(extent.archive, offset: extent.offset, count: bytes)
        self.location = location
        self.path = path
        self.bytes = bytes
        self.extent = extent
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

    /// Opens the bytes.
    ///
    /// - Throws: ``InputError`` with code D005 when they cannot be opened.
    func open() throws -> FileWindow {
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
    private static let reportTitle = Array("# Debrief: ".utf8)

    /// Whether debrief itself wrote the file.
    func isReport() throws -> Bool {
        guard path.hasSuffix(".md"), refusal == nil else { return false }
        return try open().read(count: Self.reportTitle.count, at: 0) == Self.reportTitle
    }
}
