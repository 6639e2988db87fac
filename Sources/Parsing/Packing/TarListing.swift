// The members of a tar archive. Source: POSIX.1-2017, pax "ustar Interchange Format"; GNU tar manual, 8.3.

/// Walks over the headers of an archive; members are passed over without being read.
struct TarListing {
    /// A regular file in the archive.
    struct Member: Equatable {
        /// The path, without a leading slash and without `..`.
        var name: String
        /// Where its bytes begin, and how many there should be.
        var offset: Int
        var bytes: Int
    }

    private(set) var members: [Member] = []
    /// Where the archive breaks, as a sentence, or `nil`.
    private(set) var damage: String?

    /// As many as one run may read.
    private static let membersMax = LineMark.sourcesMax
    /// Headers without a file of interest between them: folders, links.
    private static let headersMax = 1_000_000
    /// Names and attributes of one member.
    private static let extendedBytesMax = 1 << 20

    /// - Throws: ``InputError`` with code D005 when the disk refuses.
    init(_ window: FileWindow) throws {
        var offset = 0
        var name: String?
        var size: Int?
        for _ in 0..<Self.headersMax {
            let block = try window.read(count: TarHeader.bytes, at: offset)
            // Two empty blocks end an archive; many writers leave them out.
            if block.isEmpty || block.allSatisfy({ $0 == 0 }) { return }
            guard let header = TarHeader(block[...]) else {
                damage = "the archive is damaged at byte \(offset); what comes after was not read"
                return
            }
            offset += TarHeader.bytes
            let bytes = header.kind == .file ? size ?? header.size : header.size
            switch header.kind {
            case .longName:
                let text = try window.read(count: min(bytes, Self.extendedBytesMax), at: offset)
                name = TarHeader.text(text[...])
            case .extended:
                let text = try window.read(count: min(bytes, Self.extendedBytesMax), at: offset)
                (name, size) = Self.attributes(text, name, size)
            case .file:
                add(name ?? header.name, at: offset, bytes)
                (name, size) = (nil, nil)
            case .other: (name, size) = (nil, nil)
            }
            guard members.count <= Self.membersMax else {
                members.removeLast()
                damage = "only its first \(Self.membersMax) members were read"
                return
            }
            offset += (bytes + TarHeader.bytes - 1) / TarHeader.bytes * TarHeader.bytes
        }
        damage = "only its first \(Self.headersMax) headers were read"
    }

    /// Adds a member, unless its name says that it is hidden, as in folders.
    private mutating func add(_ name: String, at offset: Int, _ bytes: Int) {
        let parts = name.split(separator: "/").filter { $0 != "." && $0 != ".." }
        guard let last = parts.last, !last.hasPrefix(".") else { return }
        guard !SourceFile.passedOverNames.contains(String(last)) else { return }
        members.append(Member(name: parts.joined(separator: "/"), offset: offset, bytes: bytes))
    }

    /// Reads lines `length key=value`.
    private static func attributes(
        _ text: [UInt8],
        _ name: String?,
        _ size: Int?
    ) -> (String?, Int?) {
        var (name, size) = (name, size)
        var rest = text[...]
        while let space = rest.firstIndex(of: 0x20),
            let length = Int(LineCursor.string(rest[..<space])), length > 0, length <= rest.count
        {
            let line = rest[space...].prefix(rest.startIndex + length - space).dropFirst()
                .dropLast()
            if LineCursor.begins(line, with: "path=") {
                name = LineCursor.string(line.dropFirst(5))
            } else if LineCursor.begins(line, with: "size=") {
                size = Int(LineCursor.string(line.dropFirst(5))).map { max(0, min($0, 1 << 50)) }
            }
            rest = rest.dropFirst(length)
        }
        return (name, size)
    }
}
