// Archives as folders: tar, packed or not, and packed files inside packed files.
//
// Nothing is ever written where a member's name points: members are ranges of the archive, or of an unpacked
// copy that has no name. So a name may be absolute or climb, and a link in an archive leads nowhere.

/// Opens archives.
enum Archive {
    /// Archives in archives are opened so deep: a folder of a support bundle, its tar, a packed file in it.
    static let depthMax = 4

    /// The members of a file that is an archive, else the file itself.
    ///
    /// - Throws: ``InputError`` with code D005 when the disk refuses.
    static func expand(_ file: SourceFile) throws -> [SourceFile] { try expand(file, depth: 0) }

    private static func expand(_ file: SourceFile, depth: Int) throws -> [SourceFile] {
        let window = try file.open()
        if file.packing == .plain {
            guard TarHeader.begins(try window.read(count: TarHeader.bytes, at: 0)) else {
                return [file]
            }
            return try members(of: file, in: window, damage: file.damage, depth: depth)
        }
        let head = try Unpacked(window, file.packing).prefix(TarHeader.bytes)
        guard TarHeader.begins(head) || Packing(magic: head) != .plain else { return [file] }
        guard depth < depthMax else { return [tooDeep(file)] }
        let spool = try Spool(Unpacked(window, file.packing), named: file.path)
        let inside = FileWindow(spool.descriptor, offset: 0, count: spool.descriptor.size)
        if TarHeader.begins(head) {
            return try members(of: file, in: inside, damage: spool.damage, depth: depth)
        }
        var packed = try SourceFile(
            path: file.path,
            location: file.location,
            extent: SourceFile.Extent(archive: spool.descriptor, offset: 0),
            bytes: inside.count
        )
        packed.damage = spool.damage
        return try expand(packed, depth: depth + 1)
    }

    private static func members(
        of file: SourceFile,
        in window: FileWindow,
        damage: String?,
        depth: Int
    ) throws -> [SourceFile] {
        guard depth < depthMax else { return [tooDeep(file)] }
        let listing = try TarListing(window)
        var files: [SourceFile] = []
        for member in listing.members {
            var found = try SourceFile(
                path: "\(file.path)!\(member.name)",
                location: file.location,
                extent: SourceFile.Extent(
                    archive: window.descriptor,
                    offset: window.offset + member.offset
                ),
                bytes: min(member.bytes, window.count - member.offset)
            )
            if member.offset + member.bytes > window.count {
                found.damage = damage ?? "the archive ends in the middle of this member"
            }
            files += try expand(found, depth: depth + 1)
        }
        if let problem = listing.damage ?? damage, files.last?.damage == nil {
            // What is missing has no name; the archive itself stands for it.
            files.append(
                SourceFile(location: file.location, path: file.path, refusal: problem)
            )
        }
        return files
    }

    private static func tooDeep(_ file: SourceFile) -> SourceFile {
        SourceFile(
            location: file.location,
            path: file.path,
            refusal: "archives in archives are opened \(depthMax) levels deep"
        )
    }
}
