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
    init(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            self = .none
            return
        }
        self =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            default: .other
            }
    }
}
