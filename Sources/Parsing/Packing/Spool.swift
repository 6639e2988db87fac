// An unpacked copy of an archive in a file without a name, so that its members can be read in any order.
// Source: tmpfile(3).

import Foundation

/// A temporary file that nobody else sees and that goes with its descriptor.
struct Spool {
    let descriptor: FileDescriptor
    /// What the copy lacks, or `nil`.
    let damage: String?

    /// An archive that unpacks to more is unpacked by its owner, who knows where there is room.
    private static let bytesMax = 8 << 30

    /// Unpacks an archive.
    ///
    /// - Throws: ``InputError`` with code D005 when no temporary file can be made or the disk refuses.
    init(_ unpacked: consuming Unpacked, named path: String) throws {
        guard let file = tmpfile() else { throw Self.error(path) }
        defer { fclose(file) }
        var bytes = 0
        var damage: String?
        while let chunk = try unpacked.next() {
            guard bytes + chunk.count <= Self.bytesMax else {
                damage = "it unpacks to more than \(Self.bytesMax >> 30) GiB; the rest was left out"
                break
            }
            guard fwrite(chunk, 1, chunk.count, file) == chunk.count else {
                damage = "there was no room to unpack more than \(bytes) bytes of it"
                break
            }
            bytes += chunk.count
        }
        fflush(file)
        descriptor = try FileDescriptor(adopting: dup(fileno(file)), named: path)
        self.damage = damage ?? unpacked.damage
    }

    private static func error(_ path: String) -> InputError {
        InputError(
            code: "D005",
            position: Position(path: path),
            problem: "this archive cannot be unpacked, since no temporary file can be made",
            remedy: "unpack it yourself and name the folder"
        )
    }
}
