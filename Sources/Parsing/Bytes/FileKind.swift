// What stands at a path. Source: stat(2).

import Foundation

/// What a path leads to, symbolic links followed.
enum FileKind {
    case file
    case folder
    /// A pipe, a device or a socket.
    case other
    case none

    /// Asks the file system.
    static func look(at path: String) -> (kind: FileKind, identity: FileIdentity) {
        var status = stat()
        guard stat(path, &status) == 0 else { return (.none, FileIdentity(device: 0, number: 0)) }
        let identity = FileIdentity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
        return switch status.st_mode & S_IFMT {
        case S_IFREG: (.file, identity)
        case S_IFDIR: (.folder, identity)
        default: (.other, identity)
        }
    }
}

/// What makes two paths the same file.
struct FileIdentity: Hashable {
    let device: UInt64
    let number: UInt64
}
